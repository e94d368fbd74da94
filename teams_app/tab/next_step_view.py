"""A proposal's next step as it is drawn: on its page, in its dialog, and in the overview."""

from dataclasses import dataclass
from datetime import date

from teams_app.tab.sentences import Filled
from teams_app.tab.visits import Visit
from technology_map.life_cycle import ENDED
from technology_map.next_steps import mark
from technology_map.proposals import LINE_LIMIT, Proposal


@dataclass(frozen=True, slots=True)
class NextStep:
    """What happens next and when. `edit` is the address of its dialog, empty for who may not set it."""

    text: str
    when: str
    overdue: bool
    edit: str


@dataclass(frozen=True, slots=True)
class StepDialog:
    """The dialog in which the council sets it; `stands` is what somebody else has set meanwhile."""

    name: str
    title: str
    number: int
    seen: str
    earliest: str
    limit: int
    filled: Filled
    stands: str


def next_step(visit: Visit, proposal: Proposal) -> NextStep:
    """The next step as the caller may see it; one that has ended has none."""
    ended = proposal.status in ENDED
    may = visit.caller.on_council and not visit.caller.guest and not ended
    text, due = ("", None) if ended else (proposal.next_step, proposal.next_step_due)
    return NextStep(
        text=text,
        when=day_line(visit, due) if due else "",
        overdue=bool(due and due < visit.today),
        edit=f"proposals/{proposal.number}/next-step" if may else "",
    )


def day_line(visit: Visit, due: date) -> str:
    """By when, or since when it is late: in words, so that it needs no colour."""
    late = due < visit.today
    return visit.t("step.late" if late else "step.by", day=visit.t.day(due))


def step_dialog(
    visit: Visit, proposal: Proposal, filled: Filled | None = None, *, conflict: bool = False
) -> StepDialog:
    """The dialog with what stands, or as the person left it."""
    due = proposal.next_step_due
    stands = {"next_step": proposal.next_step, "next_step_due": due.isoformat() if due else ""}
    said = " ".join(filter(None, (proposal.next_step, day_line(visit, due) if due else "")))
    return StepDialog(
        name=proposal.name,
        title=proposal.title,
        number=proposal.number,
        seen=mark(proposal),
        earliest=visit.today.isoformat(),
        limit=LINE_LIMIT,
        filled=filled or Filled(values=stands),
        stands=(said or visit.t("step.none")) if conflict else "",
    )
