"""Cover notes: as somebody has written them, or made from the proposal."""

from technology_map.cards.answers import value_of
from technology_map.cards.field_table import PROPOSAL_TABLE
from technology_map.cards.proposals import Proposal
from technology_map.meetings.meetings import DraftDecision
from technology_map.texts import Texts

COVER = ("problem", "solution", "expected_benefits", "effort_hours", "effort_cost", "consequences")


def cover_of(t: Texts, proposal: Proposal, draft: DraftDecision | None) -> str:
    """The cover note: as somebody has written it, or made from the proposal."""
    if draft is not None and draft.cover:
        return draft.cover
    fields = {field.name: field for step in PROPOSAL_TABLE for field in step.fields}
    said = [(name, value_of(proposal, fields[name])) for name in COVER if name in fields]
    return "\n\n".join(f"{t(f'ask.{name}')}\n{value}" for name, value in said if value not in (None, ""))
