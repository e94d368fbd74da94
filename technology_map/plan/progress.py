"""How far a plan has come: what is decided, under way and in operation, what is late, what came of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from technology_map.benefits.benefits import Benefit
from technology_map.benefits.figures import UnitSum, every, gathered
from technology_map.benefits.follow_ups import FollowUp
from technology_map.cards.proposals import proposal_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.plan.plans import REACHED, PlanItem, PlanVersion, draft, proposal_item, read
from technology_map.records import Records
from technology_map.search.inverted_index import Posted


class Stage(StrEnum):
    """Where a decided proposal is, in a committee's words. `LEFT`: not in the plan any more."""

    DECIDED = "decided"
    UNDER_WAY = "under_way"
    REACHED = "reached"
    LEFT = "left"


UNDER_WAY = (Status.PRE_ANALYSIS, Status.PILOT, Status.IMPLEMENTATION)


@dataclass(frozen=True, slots=True)
class AreaProgress:
    """The proposals of one area by stage; `code` is empty for having none."""

    code: str
    stages: Mapping[Stage, int]
    late: int

    @property
    def whole(self) -> int:
        """How many there are."""
        return sum(self.stages.values())


@dataclass(frozen=True, slots=True)
class GoalProgress:
    """A goal, with how many of its area's proposals have reached operation; of all where it has no area."""

    goal: PlanItem
    reached: int
    whole: int
    late: bool


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """Everything that the sheet tells. `late` is the longest overdue first."""

    stages: Mapping[Stage, int]
    areas: tuple[AreaProgress, ...]
    goals: tuple[GoalProgress, ...]
    late: tuple[PlanItem, ...]
    benefits: tuple[UnitSum, ...]


def stage_of(item: PlanItem) -> Stage:
    """Where a proposal of a plan is."""
    if item.state in REACHED:
        return Stage.REACHED
    if item.state in UNDER_WAY:
        return Stage.UNDER_WAY
    return Stage.DECIDED if item.state == Status.PRIORITISED else Stage.LEFT


def as_now(items: Iterable[PlanItem], overview: Overview) -> list[PlanItem]:
    """The lines of a plan with where their proposals are today; a goal, and what is gone, as it stands."""
    return [_as_now(one, overview) for one in items]


def _as_now(item: PlanItem, overview: Overview) -> PlanItem:
    number = None if item.is_goal else proposal_number(item.name)
    there = overview.proposals.get(number) if number is not None else None
    if there is None or there.name != item.name:
        return item
    return replace(proposal_item(there), area=item.area or there.area or "")


def progress_now(
    plan: PlanVersion | None,
    overview: Overview,
    benefits: Records[Benefit],
    answers: Records[FollowUp],
    today: date,
) -> PlanProgress:
    """The progress of an adopted plan as its proposals stand today; without one of what has been decided.

    Worked out once until something changes. Public as the plan is: goals that were not adopted stay out.
    """

    def work() -> PlanProgress:
        items = as_now(read(plan.content), overview) if plan else draft((), overview)
        return plan_progress(items, overview, benefits, answers, today)

    of = (plan.row, plan.version) if plan else ()
    return overview.remembered(("progress", of, benefits.revision, answers.revision, today), work)


def came_of(card: SolutionCard, _: Overview) -> Posted:
    """A solution card under the proposal that it came of."""
    if card.from_proposal:
        yield card.from_proposal, None


def is_late(item: PlanItem, today: date) -> bool:
    """Whether its day has passed, and it has neither reached operation nor left the plan."""
    waits = item.is_goal or stage_of(item) in (Stage.DECIDED, Stage.UNDER_WAY)
    return waits and item.day is not None and item.day < today


def plan_progress(
    items: Sequence[PlanItem],
    overview: Overview,
    benefits: Records[Benefit],
    answers: Records[FollowUp],
    today: date,
) -> PlanProgress:
    """The progress of a plan whose lines are as today (`as_now`).

    Its benefits are those of its proposals, and of the solution cards that came of them.
    """
    proposals = [one for one in items if not one.is_goal]
    late = [one for one in items if is_late(one, today)]
    by_area: dict[str, list[PlanItem]] = {}
    for one in proposals:
        by_area.setdefault(one.area, []).append(one)
    areas = {code: _area(code, found, today) for code, found in by_area.items()}
    whole = _stages(proposals)
    names = {one.name for one in proposals}
    cards = overview.cards_by(came_of)
    names |= {f"L-{card.number:04d}" for name in names for card in cards.of(proposal_number(name))}
    known = [one for one in every(benefits, answers) if one.benefit.thing in names]
    sums = [one for group in gathered(known, lambda _: "") for one in group.sums]
    return PlanProgress(
        whole,
        tuple(areas.values()),
        tuple(_goal(one, whole, areas, today) for one in items if one.is_goal),
        tuple(sorted(late, key=lambda one: one.due)),
        tuple(sums),
    )


def _stages(items: Iterable[PlanItem]) -> dict[Stage, int]:
    counted = Counter(stage_of(one) for one in items)
    return {one: counted[one] for one in Stage}


def _area(code: str, items: Sequence[PlanItem], today: date) -> AreaProgress:
    return AreaProgress(code, _stages(items), sum(is_late(one, today) for one in items))


def _goal(
    one: PlanItem, whole: Mapping[Stage, int], areas: Mapping[str, AreaProgress], today: date
) -> GoalProgress:
    stages = (areas[one.area].stages if one.area in areas else _stages([])) if one.area else whole
    return GoalProgress(one, stages[Stage.REACHED], sum(stages.values()), is_late(one, today))
