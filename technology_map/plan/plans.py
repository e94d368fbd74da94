"""The action plan (handleplan): where the house wants to go, and what it has decided to do.

The plan as it stands now is worked out from goals, decisions, benefits and competence needs. A version is
what the council has adopted on a day: it never changes, and says what it consisted of (domain.md 2, 5).
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.people.responsibility import responsible_for
from technology_map.records import Record
from technology_map.search.facet_index import FacetKey

DECIDED = (
    Status.PRIORITISED,
    Status.PRE_ANALYSIS,
    Status.PILOT,
    Status.IMPLEMENTATION,
    Status.IN_OPERATION,
    Status.BENEFIT_FOLLOW_UP,
    Status.COMPLETED,
)
"""What the council has said yes to, in the order of the way."""
REACHED = (Status.IN_OPERATION, Status.BENEFIT_FOLLOW_UP, Status.COMPLETED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGoal(Record):
    """A goal of the plan. `guidepost` is one of the four or empty, `area` None for the whole house."""

    text: str = ""
    guidepost: str = ""
    area: str | None = None
    responsible: str = ""
    due: date | None = None
    author_name: str = ""
    written_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanVersion(Record):
    """A plan that was adopted. `row` is its number; `content` is what it consisted of (`written`)."""

    adopted_on: date
    meeting: str = ""
    note: str = ""
    text: str = ""
    content: str = ""
    adopted_by: str = ""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One line of a plan: a goal (G-0001) or a decided proposal (F-0042)."""

    name: str
    title: str
    area: str = ""
    responsible: str = ""
    due: str = ""
    state: str = ""
    step: str = ""

    @property
    def is_goal(self) -> bool:
        """Whether it is a goal, and no proposal."""
        return self.name.startswith("G-")

    @property
    def day(self) -> date | None:
        """When it is due."""
        return date.fromisoformat(self.due) if self.due else None


def goal_item(one: PlanGoal) -> PlanItem:
    """A goal as a line of the plan."""
    due = one.due.isoformat() if one.due else ""
    return PlanItem(f"G-{one.row:04d}", one.text, one.area or "", one.responsible, due, "", one.guidepost)


def proposal_item(one: Proposal) -> PlanItem:
    """A decided proposal as a line of the plan."""
    due = one.next_step_due.isoformat() if one.next_step_due else ""
    owner = responsible_for(one).name
    return PlanItem(one.name, one.title, one.area or "", owner, due, one.status.value, one.next_step)


def draft(goals: Iterable[PlanGoal], overview: Overview) -> list[PlanItem]:
    """The plan as it stands now: the goals in their order, then what was decided, by how far it is."""
    return [*map(goal_item, goals), *overview.remembered("plan", lambda: decided(overview))]


def decided(overview: Overview) -> list[PlanItem]:
    """What the council has said yes to, by how far it is."""
    found = overview.proposals.facets.newest(FacetKey(), DECIDED)
    in_order = sorted(
        overview.proposals.these(found),
        key=lambda one: (DECIDED.index(one.status), one.rank or "~", one.number),
    )
    return [proposal_item(one) for one in in_order]


def written(items: Sequence[PlanItem]) -> str:
    """The lines of a plan as a version keeps them."""
    return json.dumps([asdict(one) for one in items], ensure_ascii=False, separators=(",", ":"))


def read(content: str) -> list[PlanItem]:
    """The lines that a version keeps; what cannot be read, as after a change by hand, is left out."""
    try:
        found: Any = json.loads(content)
    except ValueError:
        return []
    rows = found if isinstance(found, list) else []
    return [one for row in rows if isinstance(row, dict) and (one := _item(row)) is not None]


def _item(row: Mapping[str, Any]) -> PlanItem | None:
    names = PlanItem.__dataclass_fields__
    said = {name: value for name, value in row.items() if name in names and isinstance(value, str)}
    if not said.get("name"):
        return None
    item = PlanItem(**{"title": "", **said})
    return item if _is_day(item.due) else replace(item, due="")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return text == ""
    return True


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What differs from another plan; `before` is None for what is new, `now` for what is gone."""

    before: PlanItem | None
    now: PlanItem | None


def changes(before: Sequence[PlanItem], now: Sequence[PlanItem]) -> list[PlanChange]:
    """What differs, in the order of the plan as it is now; what is gone last."""
    old, new = {one.name: one for one in before}, {one.name: one for one in now}
    found = [PlanChange(old.get(name), one) for name, one in new.items() if old.get(name) != one]
    return [*found, *(PlanChange(one, None) for name, one in old.items() if name not in new)]


def progress(items: Iterable[PlanItem]) -> dict[str, int]:
    """How many of the decided proposals stand where, in the order of the way."""
    states = Counter(one.state for one in items if not one.is_goal)
    return {status.value: count for status in DECIDED if (count := states[status.value])}
