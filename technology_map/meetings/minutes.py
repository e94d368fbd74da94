"""Minutes that write themselves from what was decided."""

from collections.abc import Sequence

from technology_map.assessing.assessments import Conflict
from technology_map.cards.proposals import Proposal
from technology_map.meetings.meetings import DraftDecision, ItemState, Meeting, MeetingNotes
from technology_map.texts import Texts


def written_minutes(
    t: Texts,
    meeting: Meeting,
    notes: MeetingNotes,
    items: Sequence[tuple[Proposal, DraftDecision]],
    conflicts: Sequence[Conflict],
) -> str:
    """The minutes as a text: who was there, and for each item what was decided and why."""
    lines = [t("minutes.head", day=t.day(meeting.day), chair=meeting.chair_name or t("minutes.nobody"))]
    lines.append(t("minutes.present", names=", ".join(notes.present_names) or t("minutes.nobody")))
    if notes.absent_names:
        lines.append(t("minutes.absent", names=", ".join(notes.absent_names)))
    for place, (proposal, draft) in enumerate(items, start=1):
        lines += ["", f"{place}. {proposal.name} {proposal.title}", *_item(t, draft)]
        theirs = [one for one in conflicts if one.proposal == proposal.number]
        lines += [t("minutes.conflict", person=one.member_name, reason=one.reason) for one in theirs]
    return "\n".join(lines)


def _item(t: Texts, draft: DraftDecision) -> list[str]:
    if draft.state is ItemState.POSTPONED:
        return [t("minutes.postponed"), *([draft.reason] if draft.reason else [])]
    if draft.state is not ItemState.DECIDED or draft.end is None:
        return [t("minutes.not_taken")]
    lines = [
        t("minutes.decided", status=t(f"status.{draft.end.value}")),
        t("minutes.reason", reason=draft.reason),
    ]
    if draft.leads_to:
        lines.append(t("minutes.leads_to", name=draft.leads_to))
    if draft.review_date:
        lines.append(t("minutes.review", day=t.day(draft.review_date)))
    if step := step_of(draft):
        due = t.day(draft.next_step_due) if draft.next_step_due else ""
        lines.append(t("minutes.step_due", step=step, day=due) if due else t("minutes.step", step=step))
    return lines


def step_of(draft: DraftDecision) -> str:
    """The next step with who does it, as it will stand on the proposal."""
    return f"{draft.doer}: {draft.next_step}" if draft.doer and draft.next_step else draft.next_step
