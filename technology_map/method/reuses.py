"""Using again: an area takes over what another area has, and tells how it went (domain.md 5)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from technology_map.cards.fields import Field, Kind, line
from technology_map.cards.solution_cards import SolutionCard
from technology_map.details.details import Detail, DetailKind
from technology_map.words.terms import TermList


class ReuseResult(StrEnum):
    """What came of it."""

    UNDER_WAY = "under_way"
    WORKS = "works"
    ADAPTED = "adapted"
    DROPPED = "dropped"


EXPLAINED = (ReuseResult.ADAPTED, ReuseResult.DROPPED)
"""The results that others learn from only where it is said why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse(Detail):
    """An area uses a solution of another's. `contact` is whom one asks about it."""

    by_area: str | None = None
    contact: str = ""
    since: date | None = None
    result: ReuseResult | None = None
    why: str = ""


def _lacking(values: Mapping[str, Any]) -> dict[str, str]:
    return {"why": "missing"} if values["result"] in EXPLAINED and not values["why"] else {}


REUSES = DetailKind(
    "reuses",
    Reuse,
    (
        Field("by_area", Kind.CHOICE, TermList.AREA, needed=True),
        line("contact", needed=True),
        Field("since", Kind.DATE),
        Field("result", Kind.CHOICE, ReuseResult),
        Field("why"),
    ),
    on=(SolutionCard,),
    open_to_all=True,
    lacking=_lacking,
)


def learnt(reuses: Iterable[Reuse], area_of: Mapping[str, str | None]) -> Counter[tuple[str, str]]:
    """How many solutions each area uses of each other: pairs of who has it and who learnt from it.

    What was dropped counts too: something was learnt. What has no area on either side counts nowhere.
    `area_of` tells the area of a card by its name.
    """
    found: Counter[tuple[str, str]] = Counter()
    for one in reuses:
        giver = area_of.get(one.thing)
        if giver and one.by_area and giver != one.by_area:
            found[giver, one.by_area] += 1
    return found
