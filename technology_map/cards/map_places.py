"""Where a thing stands on the technology map: under a purpose, in an area, in a phase (domain.md 2)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED, Status
from technology_map.words.values import Phase

S = Status
Thing = Proposal | SolutionCard
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


class MapPlace(NamedTuple):
    """The codes of where a thing stands, in the order of `Dimension`; `none` where nobody has said."""

    purpose: str
    area: str
    phase: str

    def fits(self, asked: MapFilter) -> bool:
        """Whether a filter lets through what stands here; its technology is asked elsewhere."""
        return (
            asked.purpose in ("", self.purpose)
            and asked.area in ("", self.area)
            and asked.phase in ("", self.phase)
        )


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


def place_of(thing: Thing) -> MapPlace:
    """Where the thing stands."""
    return MapPlace(*(str(_WHERE[dimension](thing) or NONE) for dimension in Dimension))
