"""The council's order as it stands: the placed by rank, then number; the others longest waiting first."""

from collections.abc import Iterator
from itertools import filterfalse

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import RANKED
from technology_map.council.ranks import placed
from technology_map.overview import Filter, Overview
from technology_map.search.facet_index import FacetKey

Order = list[tuple[str, int]]
"""Keys and numbers of the placed, in order. Keys may be equal, numbers never are."""


def order(overview: Overview) -> Order:
    """Everything that the council has placed."""
    return list(overview.proposals.facets.ranked(FacetKey(), RANKED))


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
    facet_key = FacetKey(area=asked.area, no_area=asked.no_area)
    found = overview.proposals.facets.longest_there(facet_key, RANKED)
    return filterfalse(lambda one: placed(one.rank), overview.proposals.these(found))
