"""The council's order as it stands: the placed by rank, then number; the others longest waiting first."""

from collections.abc import Iterator

from technology_map.cards.proposals import Proposal
from technology_map.council.dates import since
from technology_map.council.life_cycle import RANKED
from technology_map.council.ranks import placed
from technology_map.overview import Filter, Overview
from technology_map.search.inverted_index import Posted

Order = list[tuple[str, int]]
"""Keys and numbers of the placed, in order. Keys may be equal, numbers never are."""


def ordered(one: Proposal, overview: Overview) -> Posted:
    """A proposal that the council chooses among: by its rank, or by since when it waits for one."""
    if one.status in RANKED:
        key = placed(one.rank)
        last = overview.log.last(one.number)
        yield (True, key) if key else (False, since(one, last))


def order(overview: Overview) -> Order:
    """Everything that the council has placed."""
    return list(overview.proposals_by(ordered).of(True))


def placed_count(overview: Overview) -> int:
    """How many the council has placed."""
    return overview.proposals_by(ordered).count(True)


def place_of(overview: Overview, proposal: Proposal) -> int:
    """Its place in the order, from 1; 0 where it has none."""
    key = placed(proposal.rank)
    if not key or proposal.status not in RANKED:
        return 0
    return overview.proposals.facets.place(key, proposal.number, RANKED)


def numbered(overview: Overview, asked: Filter) -> Iterator[tuple[int, Proposal]]:
    """The placed proposals whose area fits, in order, each with its place among all."""
    proposals = overview.proposals.these(number for _, number in order(overview))
    return ((place, one) for place, one in enumerate(proposals, start=1) if asked.fits_area(one.area))


def not_placed(overview: Overview, asked: Filter) -> Iterator[Proposal]:
    """The proposals of the area that the council may place and has not, the longest waiting first."""
    numbers = (number for _, number in overview.proposals_by(ordered).of(False))
    return (one for one in overview.proposals.these(numbers) if asked.fits_area(one.area))
