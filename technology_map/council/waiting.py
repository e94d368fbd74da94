"""Whom a proposal waits for: by its status, and by the day that was agreed for it."""

from collections.abc import Collection, Iterator
from datetime import date
from enum import StrEnum

from technology_map.cards.proposals import Proposal
from technology_map.council.dates import due
from technology_map.council.life_cycle import ENDED, Status
from technology_map.overview import Overview
from technology_map.people.people import Caller, Role
from technology_map.search.facet_index import FacetKey


class Waits(StrEnum):
    """Whom for. NOBODY: it is under way, or has ended."""

    SUBMITTER = "submitter"
    SECRETARY = "secretary"
    COUNCIL = "council"
    NOBODY = "nobody"


S = Status

AT_ONCE: dict[Status, Waits] = {
    S.SUBMITTED: Waits.SECRETARY,
    S.CLARIFICATION: Waits.SUBMITTER,
    S.ASSESSMENT: Waits.SECRETARY,
    S.READY: Waits.SECRETARY,
    S.ON_AGENDA: Waits.COUNCIL,
    S.PRIORITISED: Waits.COUNCIL,
    S.BENEFIT_FOLLOW_UP: Waits.SECRETARY,
}
"""Who has the next move where nothing else happens meanwhile (life_cycle.TABLE)."""

WHEN_DUE: dict[Status, Waits] = {
    S.PARKED: Waits.SECRETARY,
    S.PRE_ANALYSIS: Waits.COUNCIL,
    S.PILOT: Waits.COUNCIL,
    S.IMPLEMENTATION: Waits.SECRETARY,
    S.IN_OPERATION: Waits.SECRETARY,
}
"""Who has it where something is under way, from the agreed day on."""

ORDER = (
    S.SUBMITTED,
    S.ASSESSMENT,
    S.READY,
    S.ON_AGENDA,
    S.PRIORITISED,
    S.PARKED,
    S.PRE_ANALYSIS,
    S.PILOT,
    S.IMPLEMENTATION,
    S.IN_OPERATION,
    S.BENEFIT_FOLLOW_UP,
)
OF_ROLE: dict[Role, Collection[Waits]] = {
    Role.SECRETARY: (Waits.SECRETARY,),
    Role.MEMBER: (Waits.COUNCIL,),
    Role.EMPLOYEE: (),
}


def waits_for(proposal: Proposal, today: date) -> Waits:
    """Whom the proposal waits for today."""
    if proposal.status in ENDED:
        return Waits.NOBODY
    if proposal.status in AT_ONCE:
        return AT_ONCE[proposal.status]
    agreed = due(proposal)
    return WHEN_DUE[proposal.status] if agreed and agreed <= today else Waits.NOBODY


def waiting_for(overview: Overview, caller: Caller, today: date) -> Iterator[Proposal]:
    """What waits for somebody of the council, by status, the longest waiting first."""
    mine, proposals = OF_ROLE[caller.role], overview.proposals
    if not mine:
        return iter(())
    numbers = (number for status in ORDER for number in proposals.facets.first_changed(FacetKey(status)))
    return (one for one in proposals.these(numbers) if waits_for(one, today) in mine)
