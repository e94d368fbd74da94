"""What is on the technology map, and where: under a purpose, in an area, in a phase (domain.md 2)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED, Status
from technology_map.overview import Overview
from technology_map.search.collection import CardCollection
from technology_map.search.facet_index import FacetKey
from technology_map.words.values import Phase

S = Status
Thing = Proposal | SolutionCard
Filed = TypeVar("Filed", Proposal, SolutionCard)
NONE = "none"
"""The code of a purpose, an area or a phase that nobody has chosen yet."""


class Dimension(StrEnum):
    """What things are put together by."""

    PURPOSE = "purpose"
    AREA = "area"
    PHASE = "phase"


@dataclass(frozen=True, slots=True)
class MapFilter:
    """What the map is narrowed to: codes, `none` for what has none, empty for no narrowing."""

    purpose: str = ""
    area: str = ""
    phase: str = ""
    technology: str = ""


LEFT_OUT = ENDED - {S.COMPLETED}
"""Proposals that came to nothing are on the board, not on the map."""

PHASES: dict[Status, Phase] = {
    S.PRE_ANALYSIS: Phase.PRE_ANALYSIS,
    S.PILOT: Phase.DEVELOPMENT,
    S.IMPLEMENTATION: Phase.IMPLEMENTATION,
    S.IN_OPERATION: Phase.IN_OPERATION,
    S.BENEFIT_FOLLOW_UP: Phase.IN_OPERATION,
    S.COMPLETED: Phase.IN_OPERATION,
}
"""The phase a proposal is in by its status; before anything is begun it is an idea."""


def phase(thing: Thing) -> Phase | None:
    """Where the thing is in its life, with one set of words for proposals and solutions."""
    return thing.phase if isinstance(thing, SolutionCard) else PHASES.get(thing.status, Phase.IDEA)


def technologies(thing: Thing) -> tuple[str, ...]:
    """What the thing is made with, or would be; each once."""
    return tuple(dict.fromkeys(thing.technologies))


_WHERE: Mapping[Dimension, Callable[[Thing], str | None]] = {
    Dimension.PURPOSE: attrgetter("purpose"),
    Dimension.AREA: attrgetter("area"),
    Dimension.PHASE: phase,
}


def code(thing: Thing, dimension: Dimension) -> str:
    """Where the thing belongs; `none` where nobody has said."""
    return _WHERE[dimension](thing) or NONE


def left_out(overview: Overview) -> int:
    """How many proposals came to nothing."""
    return overview.proposals.facets.count(FacetKey(), LEFT_OUT)


def on_the_map(overview: Overview, asked: MapFilter) -> list[Thing]:
    """The things that fit, the newest first. What became a solution card is there as that card only."""
    cards, facets = overview.solution_cards, overview.solution_cards.facets
    became = {card.from_proposal for card in cards.these(facets.numbers(FacetKey()))}
    proposals = (p for p in _filed(overview.proposals, asked) if p.status not in LEFT_OUT)
    everything: Iterable[Thing] = chain(
        _filed(cards, asked), (p for p in proposals if p.number not in became)
    )
    for dimension in Dimension:
        if text := getattr(asked, dimension.value):
            where = _WHERE[dimension]
            everything = [one for one in everything if (where(one) or NONE) == text]
    return sorted(everything, key=attrgetter("submitted_at"), reverse=True)


def together(things: Iterable[Thing], dimension: Dimension) -> dict[str, list[Thing]]:
    """The things by their code, each in exactly one group, in the order given."""
    found: defaultdict[str, list[Thing]] = defaultdict(list)
    where = _WHERE[dimension]
    for thing in things:
        found[where(thing) or NONE].append(thing)
    return dict(found)


def technologies_of(things: Iterable[Thing]) -> list[tuple[str, int]]:
    """The technologies in use and in how many things, the most used first."""
    counted = Counter(technology for thing in things for technology in technologies(thing))
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def _filed(collection: CardCollection[Filed], asked: MapFilter) -> Iterator[Filed]:
    """What lies in the filter's facets and is made with its technology, the newest number first."""
    area = asked.area if asked.area not in {"", NONE} else None
    purpose = asked.purpose if asked.purpose not in {"", NONE} else None
    facet_key = FacetKey(area=area, purpose=purpose, no_area=asked.area == NONE)
    found = collection.these(sorted(collection.facets.numbers(facet_key), reverse=True))
    return (one for one in found if asked.technology in one.technologies) if asked.technology else found
