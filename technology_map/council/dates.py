"""Since when a proposal has stood where it stands, and when something is due."""

from datetime import date, datetime

from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import ENDED


def since(proposal: Proposal, last: Decision | None) -> datetime:
    """When it came to where it stands: its last decision, or its submission. An edit does not count."""
    return last.decided_at if last else proposal.submitted_at


def due(proposal: Proposal) -> date | None:
    """The day of its next step, or on which it is taken up again; None where nothing is waited for."""
    if proposal.status in ENDED:
        return None
    return proposal.next_step_due or proposal.review_date
