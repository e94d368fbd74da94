"""The guideposts over the areas: how far proposals follow them, and by which measures (domain.md 2)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.words.values import Degree

LEFT_OUT = (Status.REJECTED, Status.WITHDRAWN, Status.MERGED)
"""What never was, or lives on elsewhere, says nothing of where an area is going."""


@dataclass(frozen=True, slots=True)
class GuidepostAnswer:
    """What one proposal says to a guidepost; the measure may be empty."""

    proposal: Proposal
    degree: Degree
    measure: str


Matrix = Mapping[str | None, Mapping[str, list[GuidepostAnswer]]]
"""By area, None for having none, and by guidepost; only what was answered."""


def matrix(proposals: Iterable[Proposal]) -> Matrix:
    """The answers of all proposals that stand, the newest first as they come."""
    found: defaultdict[str | None, defaultdict[str, list[GuidepostAnswer]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for one in proposals:
        if one.status in LEFT_OUT:
            continue
        for name in GUIDEPOSTS:
            degree = getattr(one, name)
            if degree is not None:
                answer = GuidepostAnswer(one, degree, getattr(one, f"{name}_how"))
                found[one.area][name].append(answer)
    return found
