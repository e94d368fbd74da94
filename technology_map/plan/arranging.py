"""A plan's lines as its page wants them: by area, by day, and against the plan before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from technology_map.plan.plans import PlanChange, PlanItem, changes, progress


@dataclass(frozen=True, slots=True)
class Arranged:
    """The lines: all, by the code of their area (empty for the whole house), and by when they are due.

    `changed` is what differs from the plan before, nothing where there is none; `progress` how many
    proposals stand where.
    """

    items: Sequence[PlanItem]
    by_area: Mapping[str, Sequence[PlanItem]]
    dated: Sequence[PlanItem]
    changed: Sequence[PlanChange]
    progress: Mapping[str, int]


def arranged(items: Sequence[PlanItem], before: Sequence[PlanItem] | None) -> Arranged:
    """The lines of a plan, beside those of the plan that was adopted before it."""
    by_area = dict[str, list[PlanItem]]()
    for one in items:
        by_area.setdefault(one.area, []).append(one)
    dated = sorted((one for one in items if one.due), key=attrgetter("due"))
    changed = changes(before, items) if before is not None else []
    return Arranged(items, by_area, dated, changed, progress(items))
