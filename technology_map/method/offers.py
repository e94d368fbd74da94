"""Offers: a transferable solution is shown to the areas that have the same problem (domain.md 2, 5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED
from technology_map.method.reuses import Reuse
from technology_map.overview import Filter, Overview
from technology_map.records import Records
from technology_map.search.similar import similar_cards, similar_proposals
from technology_map.words.values import Phase, Transferability

TRANSFERABLE = (Transferability.FULL, Transferability.ADAPTABLE)
PROBLEMS_LOOKED_AT = 10
"""Of an area's proposals that are under way the newest: a question of likeness costs some milliseconds."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A solution of another area's that an area may use, and the proposal whose problem it solves."""

    card: SolutionCard
    proposal: Proposal


def transferable(card: SolutionCard) -> bool:
    """Whether others may be offered it: it can be carried over, and is still used."""
    return card.transferability in TRANSFERABLE and card.phase is not Phase.RETIRED


def offers_for(overview: Overview, reuses: Records[Reuse], proposal: Proposal) -> tuple[SolutionCard, ...]:
    """The solutions of other areas that have solved what the proposal is about."""

    def fits(card: SolutionCard) -> bool:
        return transferable(card) and card.area != proposal.area and not _uses(reuses, card, proposal.area)

    return overview.remembered(
        ("offers", proposal.number, reuses.revision),
        lambda: similar_cards(overview, f"{proposal.title} {proposal.problem}", fits),
    )


def offers_to(overview: Overview, reuses: Records[Reuse], area: str) -> list[Offer]:
    """What an area is offered, for its newest problems, each solution once."""
    under_way = (one for one in overview.filtered_proposals(Filter(area=area)) if one.status not in ENDED)
    found: dict[str, Offer] = {}
    for proposal in islice(under_way, PROBLEMS_LOOKED_AT):
        for card in offers_for(overview, reuses, proposal):
            found.setdefault(card.name, Offer(card, proposal))
    return list(found.values())


def areas_for(overview: Overview, reuses: Records[Reuse], card: SolutionCard) -> Mapping[str, Proposal]:
    """The areas that a solution is offered to, each with the proposal that has its problem."""
    if not transferable(card):
        return {}

    def fits(one: Proposal) -> bool:
        return (
            one.status not in ENDED
            and one.area is not None
            and one.area != card.area
            and not _uses(reuses, card, one.area)
        )

    found: dict[str, Proposal] = {}
    for one in similar_proposals(overview, f"{card.title} {card.challenges}", fits):
        found.setdefault(one.area or "", one)
    return found


def _uses(reuses: Records[Reuse], card: SolutionCard, area: str | None) -> bool:
    return any(one.by_area == area for one in reuses.about(card.name))


def of_area(reuses: Iterable[Reuse], overview: Overview, area: str) -> tuple[list[Reuse], list[Reuse]]:
    """What an area uses of others, and what others use of it."""
    taken, given = [], []
    for one in reuses:
        card = overview.solution_cards.get(int(one.thing[2:])) if one.thing[2:].isdigit() else None
        if one.by_area == area:
            taken.append(one)
        elif card is not None and card.area == area:
            given.append(one)
    return taken, given
