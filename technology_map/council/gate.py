"""What a proposal must say before the council meets it: the gate at *Klar til råd* (domain.md 2 and 3)."""

from technology_map.cards.answers import table_of
from technology_map.cards.completeness import filled_in, red_answers
from technology_map.cards.field_table import ETHICS
from technology_map.cards.fields import Field
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import APPROVALS, Move, Status
from technology_map.validation.refusals import Refused

ANSWERS = ("area", "purpose", "beneficiaries", "consequences", *ETHICS)
"""Where it belongs, what it is for, who is affected and how, and each question of data ethics."""


def unanswered(proposal: Proposal) -> tuple[Field, ...]:
    """What the council would have to guess, in the order of the steps."""
    fields = (field for step in table_of(proposal) for field in step.fields)
    return tuple(one for one in fields if one.name in ANSWERS and not filled_in(proposal, one.name))


def asks(move: Move) -> bool:
    """Whether a move goes through the gate: to *Klar til råd*, or past it by the fast track."""
    return move.end is Status.READY or (move.start is Status.SUBMITTED and move.end in APPROVALS)


def require_answers(proposal: Proposal, move: Move, *, overrule: bool) -> tuple[Field, ...]:
    """What is unanswered though the council goes on. Raises Refused(`unanswered`) where it does not."""
    lacking = unanswered(proposal) if asks(move) else ()
    if lacking and not overrule:
        raise Refused("unanswered", name=proposal.name)
    return lacking


def require_no_red(proposal: Proposal, move: Move) -> None:
    """Raises Refused(`ethics_red`) for an approval of what has a red answer in data ethics (domain.md 2).

    Nobody can overrule that.
    """
    if move.end in APPROVALS and red_answers(proposal):
        raise Refused("ethics_red", name=proposal.name)
