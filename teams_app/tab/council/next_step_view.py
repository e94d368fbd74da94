"""A proposal's next step as it is drawn: on its page, in its dialog, and in the overview."""

from dataclasses import dataclass
from datetime import date

from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED
from technology_map.council.next_steps import mark
from technology_map.validation.limits import LINE_LIMIT


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


def next_step(context: RequestContext, proposal: Proposal) -> NextStep:
    """The next step as the caller may see it; one that has ended has none."""
    ended = proposal.status in ENDED
    may = context.caller.on_council and not context.caller.guest and not ended
    text, due = ("", None) if ended else (proposal.next_step, proposal.next_step_due)
    return NextStep(
        text=text,
        when=day_line(context, due) if due else "",
        overdue=bool(due and due < context.today),
        edit=f"proposals/{proposal.number}/next-step" if may else "",
    )


def day_line(context: RequestContext, due: date) -> str:
    """By when, or since when it is late: in words, so that it needs no colour."""
    late = due < context.today
    return context.t("step.late" if late else "step.by", day=context.t.day(due))


def step_dialog(
    context: RequestContext, proposal: Proposal, filled: Filled | None = None, *, conflict: bool = False
) -> StepDialog:
    """The dialog with what stands, or as the person left it."""
    due = proposal.next_step_due
    stands = {"next_step": proposal.next_step, "next_step_due": due.isoformat() if due else ""}
    said = " ".join(filter(None, (proposal.next_step, day_line(context, due) if due else "")))
    return StepDialog(
        name=proposal.name,
        title=proposal.title,
        number=proposal.number,
        seen=mark(proposal),
        earliest=context.today.isoformat(),
        limit=LINE_LIMIT,
        filled=filled or Filled(values=stands),
        stands=(said or context.t("step.none")) if conflict else "",
    )
