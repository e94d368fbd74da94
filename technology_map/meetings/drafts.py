"""What is written about an item of the agenda: nothing, half of it, a decision, the move it becomes."""

from dataclasses import replace

from technology_map.meetings.forms import DecisionForm
from technology_map.meetings.meetings import AgendaItem, DraftDecision, ItemState, Meeting
from technology_map.validation.forms import MoveForm


def move_of(meeting: Meeting, draft: DraftDecision) -> MoveForm:
    """The move that a draft becomes when it is published; its key makes it one."""
    assert draft.end is not None  # noqa: S101 - asked of decided drafts only
    return MoveForm(
        number=draft.proposal,
        seq=draft.seq,
        action_key=f"{meeting.key}-{draft.proposal}".ljust(16, "-")[:64],
        end=draft.end,
        reason=draft.reason,
        review_date=draft.review_date,
        leads_to=draft.leads_to,
        overrule=True,
        sure=True,
    )


def nothing_written(item: AgendaItem) -> DraftDecision:
    """Nothing is written about an item yet."""
    return DraftDecision(key=item.key, meeting=item.meeting, proposal=item.proposal)


def is_unwritten(draft: DraftDecision) -> bool:
    """Whether nobody has written anything about the item yet."""
    return draft == replace(_nothing_of(draft), row=draft.row, cover=draft.cover)


def _nothing_of(draft: DraftDecision) -> DraftDecision:
    return DraftDecision(key=draft.key, meeting=draft.meeting, proposal=draft.proposal)


def filled(draft: DraftDecision, form: DecisionForm) -> DraftDecision:
    """The draft with what is written now. A decision that is changed has to be made again."""
    said = form.model_dump(exclude={"not_cpr", "version"})
    changed = replace(draft, **said)
    return changed if changed == draft else replace(changed, state=ItemState.WAITING)
