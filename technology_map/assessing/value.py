"""Value against effort: the computed order beside the council's own, and how far the capacity reaches.

The machine computes, the council decides: nothing here moves a proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from technology_map.assessing.assessing import Assessing
from technology_map.assessing.assessments import Assessment
from technology_map.assessing.departing import Scored, departing, unexplained
from technology_map.cards.field_table import ETHICS
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import RANKED
from technology_map.council.ranking import order
from technology_map.last_word import keep_last
from technology_map.people.people import Caller
from technology_map.people.rights import require_council, require_secretary
from technology_map.ports import Store
from technology_map.records import Record
from technology_map.validation.forms import Form
from technology_map.words.values import Light

CAPACITY = "capacity"
MOST_HOURS, MOST_COST = 1_000_000, 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity(Record):
    """What the council can spend in a quarter: hours and kroner. 0 of both: nothing was said."""

    hours: int = 0
    cost: int = 0


class CapacityForm(Form):
    """What is sent."""

    hours: Annotated[int, Field(ge=0, le=MOST_HOURS)]
    cost: Annotated[int, Field(ge=0, le=MOST_COST)]


@dataclass(frozen=True, slots=True)
class Valued:
    """A proposal with its place in the council's order (0: none) and in the computed one (0: no score).

    `score` is None where nobody has assessed it, or where the reader has not given theirs. `departs`: the
    council has put it elsewhere than the scores would; `unexplained`: and neither its place nor the place of
    what it is out of order with has a public reason. `lacks_hours` and `lacks_cost` are what it would
    take for it to come above the line of the capacity.
    """

    proposal: Proposal
    place: int
    score: Fraction | None
    hidden: bool
    computed: int = 0
    departs: bool = False
    unexplained: bool = False
    under: bool = False
    lacks_hours: int = 0
    lacks_cost: int = 0

    @property
    def ethics(self) -> Light | None:
        """The worst of the four answers; None where none is given."""
        lights = [getattr(self.proposal, name) for name in ETHICS]
        return next((one for one in (Light.RED, Light.YELLOW, Light.GREEN) if one in lights), None)


def with_order(found: Sequence[Valued]) -> list[Valued]:
    """The same, in the council's order, each with its place by score, and whether the two depart.

    They depart where one with fewer points stands before one with more.
    """
    scored = [one for one in found if one.score is not None]
    best = sorted(scored, key=lambda one: (-(one.score or 0), one.place or len(found), one.proposal.number))
    computed = {one.proposal.number: place for place, one in enumerate(best, start=1)}
    placed = sorted((one for one in scored if one.place), key=lambda one: one.place)
    standing = [
        Scored(one.proposal.number, one.score or Fraction(0), bool(one.proposal.rank_reason))
        for one in placed
    ]
    elsewhere, silent = departing(standing), unexplained(standing)
    in_order = sorted(found, key=lambda one: (one.place or len(found) + 1, one.proposal.number))
    return [
        replace(
            one,
            computed=computed[one.proposal.number],
            departs=one.proposal.number in elsewhere,
            unexplained=one.proposal.number in silent,
        )
        if one.proposal.number in computed
        else one
        for one in in_order
    ]


def with_capacity(found: Sequence[Valued], capacity: Capacity) -> list[Valued]:
    """The same, with what would be needed for each that has a place under the line."""
    if not capacity.hours and not capacity.cost:
        return list(found)
    hours, cost, told = 0, 0, []
    for one in found:
        if not one.place:
            told.append(one)
            continue
        hours += one.proposal.effort_hours or 0
        cost += one.proposal.effort_cost or 0
        over_hours = max(hours - capacity.hours, 0) if capacity.hours else 0
        over_cost = max(cost - capacity.cost, 0) if capacity.cost else 0
        under = bool(over_hours or over_cost)
        told.append(replace(one, under=under, lacks_hours=over_hours, lacks_cost=over_cost))
    return told


@dataclass(frozen=True, slots=True)
class Valuing:
    """The service."""

    store: Store
    assessing: Assessing

    def capacity(self) -> Capacity:
        """What was said last."""
        nothing: Capacity = Capacity(key=CAPACITY)
        return self.store.records(Capacity).get(CAPACITY) or nothing

    async def valued(self, caller: Caller) -> list[Valued]:
        """What the council orders, as the member may see it. Raises Refused: `guest`, `council_only`."""
        require_council(caller)
        overview = self.store.overview
        places = {number: place for place, (_, number) in enumerate(order(overview), start=1)}
        found, assessed = [], self.store.records(Assessment).named()
        for status in RANKED:
            for one in overview.in_status(status):
                if one.name not in assessed:
                    found.append(Valued(one, places.get(one.number, 0), None, hidden=False))
                    continue
                standing = await self.assessing.standing(caller, one.number)
                hidden = standing.count > 0 and not standing.open
                found.append(Valued(one, places.get(one.number, 0), standing.score, hidden))
        return with_capacity(with_order(found), self.capacity())

    async def set_capacity(self, caller: Caller, form: CapacityForm) -> Capacity:
        """Say what a quarter has room for. Raises Refused: `guest`, `not_secretary`, `not_kept`."""
        require_secretary(caller)
        wanted: Capacity = Capacity(key=CAPACITY, hours=form.hours, cost=form.cost)
        return await keep_last(self.store, wanted)
