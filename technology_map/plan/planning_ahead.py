"""Writing the plan's goals, and adopting the plan: the council's alone."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from technology_map.cards.field_table import GUIDEPOSTS
from technology_map.cards.submitting import submission_key
from technology_map.last_word import add_once, change_seen
from technology_map.meetings.meetings import Meeting, MeetingState
from technology_map.people.people import Caller
from technology_map.people.rights import require_council
from technology_map.plan.arranging import Arranged, arranged
from technology_map.plan.plans import PlanGoal, PlanItem, PlanVersion, draft, read, written
from technology_map.ports import NotStored, Store
from technology_map.texts import COPENHAGEN
from technology_map.validation.forms import (
    Key,
    MaybeArea,
    Remark,
    Typed,
    Version,
    none_for_empty,
    one_line,
)
from technology_map.validation.limits import LINE_LIMIT, REASON_LIMIT
from technology_map.validation.refusals import Refused

LARGEST = 60_000
"""Characters that a note of SharePoint keeps for certain."""
Line = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=LINE_LIMIT)]
Goal = Annotated[str, BeforeValidator(one_line), StringConstraints(min_length=3, max_length=REASON_LIMIT)]
Day = Annotated[date | None, BeforeValidator(none_for_empty)]


class GoalForm(Typed):
    """A goal. `version` is what a change was drawn from, empty for a new one."""

    text: Goal
    guidepost: Line = ""
    area: MaybeArea = None
    responsible: Line = ""
    due: Day = None
    submission_key: Key
    version: Version = ""


class AdoptForm(Typed):
    """The plan is adopted in a meeting (its number, 0 for none), with a note for the public."""

    meeting: int = 0
    note: Remark = ""
    submission_key: Key


@dataclass(frozen=True, slots=True)
class PlanningAhead:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    now: Callable[[], datetime]

    def items(self, *, council: bool) -> list[PlanItem]:
        """The plan as it stands now; until a goal is adopted it is the council's alone."""
        goals = self.store.records(PlanGoal) if council else ()
        return draft(goals, self.store.overview)

    def arranged(self, version: PlanVersion | None, *, council: bool) -> Arranged:
        """The lines of a version, or of the plan as it stands now: worked out once for all who look."""
        goals, versions = self.store.records(PlanGoal), self.store.records(PlanVersion)

        def work() -> Arranged:
            items = read(version.content) if version else self.items(council=council)
            return arranged(items, self.before(version))

        asked = ("plan, arranged", version.row if version else 0, council)
        return self.store.overview.remembered(asked, work, beside=goals.revision + versions.revision)

    def versions(self) -> list[PlanVersion]:
        """The adopted plans, the latest first."""
        return sorted(self.store.records(PlanVersion), key=lambda one: one.row, reverse=True)

    def found(self, number: int) -> PlanVersion:
        """The version with this number. Raises Refused(`not_found`)."""
        for one in self.store.records(PlanVersion):
            if one.row == number:
                return one
        raise Refused("not_found")

    def before(self, version: PlanVersion | None) -> list[PlanItem] | None:
        """The plan that was adopted before a version; before the draft, the latest. None before the first."""
        earlier = [one for one in self.versions() if version is None or one.row < version.row]
        return read(earlier[0].content) if earlier else None

    def meetings(self) -> list[Meeting]:
        """The meetings in which it can be adopted: those that are held or over, the latest first."""
        held = (one for one in self.store.records(Meeting) if one.state is not MeetingState.PLANNED)
        return sorted(held, key=lambda one: one.day, reverse=True)

    async def add_goal(self, caller: Caller, form: GoalForm) -> PlanGoal:
        """Raises Refused: `guest`, `council_only`, `invalid_fields`, `not_kept`."""
        require_council(caller)
        self._require(form)
        key = hashlib.sha256(submission_key(caller, form.submission_key).encode()).hexdigest()[:24]
        made: PlanGoal = PlanGoal(
            key=f"goal-{key}", author_name=caller.person.name, written_at=self.now(), **_values(form)
        )
        return await add_once(self.store, made)

    async def change_goal(self, caller: Caller, number: int, form: GoalForm) -> PlanGoal:
        """Raises Refused: as `add_goal`, `not_found`, `changed_meanwhile`."""
        require_council(caller)
        self._require(form)
        there = self.goal(number)
        wanted = replace(there, **_values(form))
        if wanted == there:
            return there
        if form.version != there.version:
            raise Refused("changed_meanwhile")
        return await change_seen(self.store, wanted)

    async def remove_goal(self, caller: Caller, number: int) -> PlanGoal:
        """Raises Refused: `guest`, `council_only`, `not_found`, `not_kept`."""
        require_council(caller)
        there = self.goal(number)
        try:
            await self.store.remove_record(there)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
        return there

    def goal(self, number: int) -> PlanGoal:
        """The goal with this number. Raises Refused(`not_found`)."""
        for one in self.store.records(PlanGoal):
            if one.row == number:
                return one
        raise Refused("not_found")

    async def adopt(
        self, caller: Caller, form: AdoptForm, text: Callable[[list[PlanItem]], str]
    ) -> PlanVersion:
        """Keep the plan as it stands now; `text` says it in words for who reads the list.

        Raises Refused: `guest`, `council_only`, `plan_empty`, `plan_too_long`, `not_kept`.
        """
        require_council(caller)
        items = self.items(council=True)
        if not items:
            raise Refused("plan_empty")
        content = written(items)
        if len(content) > LARGEST:
            raise Refused("plan_too_long")
        meeting = next((one.name for one in self.meetings() if one.row == form.meeting), "")
        key = hashlib.sha256(submission_key(caller, form.submission_key).encode()).hexdigest()[:24]
        made: PlanVersion = PlanVersion(
            key=f"plan-{key}",
            adopted_on=self.now().astimezone(COPENHAGEN).date(),
            meeting=meeting,
            note=form.note,
            text=text(items)[:LARGEST],
            content=content,
            adopted_by=caller.person.name,
        )
        return await add_once(self.store, made)

    def _require(self, form: GoalForm) -> None:
        if form.guidepost and form.guidepost not in GUIDEPOSTS:
            raise Refused("invalid_fields", fields={"guidepost": "not_a_choice"})


def _values(form: GoalForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in ("text", "guidepost", "area", "responsible", "due")}
