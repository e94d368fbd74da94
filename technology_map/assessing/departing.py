"""Where the council's order departs from the computed one, and when a move has to say why.

Two proposals are out of order where the one with fewer points stands first. A public reason on either of
them explains it. Source of the rule: domain.md, Assessment: the council gives a reason where it leaves
the computed order.
"""

import operator
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from technology_map.assessing.assessing import Assessing
from technology_map.people.people import Caller
from technology_map.ports import Store
from technology_map.validation.refusals import Refused


@dataclass(frozen=True, slots=True)
class Scored:
    """A proposal that has a place and a score, and whether its place has a public reason."""

    number: int
    score: Fraction
    explained: bool


def departing(in_order: Sequence[Scored]) -> set[int]:
    """The numbers of those that stand after one with fewer points, or before one with more."""
    found = set()
    for line, worse in ((in_order, operator.lt), (in_order[::-1], operator.gt)):
        extreme: Fraction | None = None
        for one in line:
            if extreme is not None and worse(extreme, one.score):
                found.add(one.number)
            if extreme is None or worse(one.score, extreme):
                extreme = one.score
    return found


def unexplained(in_order: Sequence[Scored]) -> set[int]:
    """The numbers of those that are out of order with another, and neither of the two says why."""
    return departing([one for one in in_order if not one.explained])


@dataclass(frozen=True, slots=True)
class Departing:
    """Asks for a reason before a move that leaves the computed order."""

    store: Store
    assessing: Assessing

    async def require_reason(self, caller: Caller, number: int, others: Collection[int], slot: int) -> None:
        """A proposal is to stand before `others[slot]`, without a reason.

        Whoever may not see the scores is asked for a reason whenever there are some: a question only where
        the orders differ would tell what they may not know.

        Raises Refused: `reason_wanted` (it departs), `reason_wanted_unseen` (the member may not see whether).
        """
        if not self.assessing.assessed(number):
            return
        scored = [one for one in others if self.assessing.assessed(one)]
        name, place = f"F-{number:04d}", str(slot + 1)
        scores = {one: await self._score(caller, one) for one in (number, *scored)}
        if scored and any(score is None for score in scores.values()):
            raise Refused("reason_wanted_unseen", name=name, place=place)
        in_order = [*list(others)[:slot], number, *list(others)[slot:]]
        seen = [self._scored(one, scores[one], moved=number) for one in in_order if one in scores]
        if number in unexplained(seen):
            raise Refused("reason_wanted", name=name, place=place)

    async def _score(self, caller: Caller, number: int) -> Fraction | None:
        return (await self.assessing.standing(caller, number)).score

    def _scored(self, number: int, score: Fraction | None, *, moved: int) -> Scored:
        proposal = self.store.overview.proposals.get(number)
        explained = number != moved and proposal is not None and bool(proposal.rank_reason)
        return Scored(number, score or Fraction(0), explained)
