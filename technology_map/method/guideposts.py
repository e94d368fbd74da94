"""The guideposts over the areas: how far proposals follow them, and by which measures (domain.md 2)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.search.inverted_index import Posted
from technology_map.words.values import Degree

LEFT_OUT = (Status.REJECTED, Status.WITHDRAWN, Status.MERGED)
"""What never was, or lives on elsewhere, says nothing of where an area is going."""


@dataclass(frozen=True, slots=True)
class GuidepostAnswer:
    """What one proposal says to a guidepost; the measure may be empty."""

    proposal: Proposal
    degree: Degree
    measure: str


def answers_of(one: Proposal, _: Overview) -> Posted:
    """A proposal that stands under its area, and there under each guidepost and degree that it answers."""
    if one.status in LEFT_OUT:
        return
    for name in GUIDEPOSTS:
        degree = getattr(one, name)
        if degree is not None:
            yield (one.area, name), -one.number
            yield (one.area, name, degree), None


@dataclass(frozen=True, slots=True)
class GuidepostCell:
    """The answers of an area to a guidepost: how many of each degree, and the newest of them."""

    counts: Mapping[Degree, int]
    newest: tuple[GuidepostAnswer, ...]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


Matrix = Mapping[str | None, Mapping[str, GuidepostCell]]
"""By area, None for having none, and by guidepost; only what was answered."""


def matrix(overview: Overview, most: int | None = None) -> Matrix:
    """The answers of all proposals that stand, with the newest `most` of each area and guidepost."""
    index = overview.proposals_by(answers_of)
    found: defaultdict[str | None, dict[str, GuidepostCell]] = defaultdict(dict)
    for key in index.all_keys():
        if isinstance(key, tuple) and len(key) == 2:
            area, name = key
            counts = {one: count for one in Degree if (count := index.count((area, name, one)))}
            numbers = [number for _, number in index.of(key)[:most]]
            newest = (_answer(one, name) for one in overview.proposals.these(numbers))
            found[area][name] = GuidepostCell(counts, tuple(newest))
    return found


def _answer(one: Proposal, name: str) -> GuidepostAnswer:
    return GuidepostAnswer(one, getattr(one, name), getattr(one, f"{name}_how"))
