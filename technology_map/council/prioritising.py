"""Prioritising: the council's order. One move is one changed row, whatever others move meanwhile."""

from bisect import bisect_left
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, replace

from technology_map.cards.proposals import Proposal, proposal_number
from technology_map.council.forms import PlaceForm, Where
from technology_map.council.life_cycle import RANKED
from technology_map.council.ranking import Order, order, place_of
from technology_map.council.ranks import NoRoom, between, placed
from technology_map.people.people import Caller
from technology_map.people.rights import require_council
from technology_map.ports import Changed, NotStored, Store
from technology_map.validation.refusals import Refused

ATTEMPTS = 5

RequireReason = Callable[[Caller, int, Collection[int], int], Awaitable[None]]
"""May refuse a move without a reason: who moves, what, the others in order, and before which of them."""


async def _no_reason_required(caller: Caller, number: int, others: Collection[int], slot: int) -> None:
    """Where nothing is assessed, no place departs from anything."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A proposal where it stands after a move: its place of so many (0: none), and what it had before."""

    proposal: Proposal
    place: int
    of: int
    before: str
    reason_before: str


@dataclass(frozen=True, slots=True)
class Prioritising:
    """The service that keeps the order. Safe to repeat: what stands there already is not written."""

    store: Store
    require_reason: RequireReason = _no_reason_required

    async def place(self, caller: Caller, form: PlaceForm) -> Placed:
        """Move a proposal within the order as it stands now, into it or out of it.

        Raises Refused: `guest`, `council_only`, `not_found`, `not_ranked`, `neighbour_gone`,
        `rank_changed` or `rank_taken` (somebody moved this one meanwhile), `rank_not_stored`, and what
        `require_reason` refuses.
        """
        require_council(caller)
        for _ in range(ATTEMPTS):
            current = self._current(form.number)
            key, others = placed(current.rank), self._others(form.number)
            slot = _slot(form, current, others)
            says_so = not form.reason or form.reason == current.rank_reason
            if says_so and _stands_there(form, current, others, slot):
                return self._placed(current, current)
            if key != placed(form.seen):
                await self._require_seen(form)
                continue
            if not form.reason and form.where is not Where.OUT:
                await self.require_reason(caller, form.number, [one for _, one in others], slot)
            try:
                return self._placed(await self._write(form, current, others, slot), current)
            except Changed:
                continue
            except NotStored as no:
                raise Refused("rank_not_stored", doubt=no.doubt) from None
        raise Refused("rank_not_stored")

    def _current(self, number: int) -> Proposal:
        found = self.store.overview.proposals.get(number)
        if found is None:
            raise Refused("not_found")
        if found.status not in RANKED:
            raise Refused("not_ranked", name=found.name)
        return found

    def _others(self, number: int) -> Order:
        return [one for one in order(self.store.overview) if one[1] != number]

    def _placed(self, stored: Proposal, before: Proposal) -> Placed:
        overview = self.store.overview
        place, of = place_of(overview, stored), len(order(overview))
        return Placed(stored, place, of, placed(before.rank), before.rank_reason)

    async def _require_seen(self, form: PlaceForm) -> None:
        """The page may have been drawn by an instance that knows more: look again before saying no."""
        await self.store.look_again()
        current = self._current(form.number)
        if placed(current.rank) == placed(form.seen):
            return
        place = place_of(self.store.overview, current)
        if place:
            raise Refused("rank_changed", name=current.name, place=str(place), current=current)
        raise Refused("rank_taken", name=current.name, current=current)

    async def _write(self, form: PlaceForm, current: Proposal, others: Order, slot: int) -> Proposal:
        """Raises Changed, NotStored."""
        if form.where in (Where.OUT, Where.BACK):
            key = "" if form.where is Where.OUT else placed(form.back)
            return await self.store.change_proposal(replace(current, rank=key, rank_reason=form.reason))
        *crowd, (key, _) = keys_for(current.number, others, slot)
        for made, number in crowd:
            neighbour = self.store.overview.proposals.get(number)
            if neighbour is None:
                raise Changed(None)
            await self.store.change_proposal(replace(neighbour, rank=made))
        return await self.store.change_proposal(replace(current, rank=key, rank_reason=form.reason))


def keys_for(number: int, others: Order, slot: int) -> Order:
    """What to write, in this order, so that `number` comes to stand before `others[slot]`.

    That is one key, for `number` itself. Only where its neighbours' keys leave no room, because
    somebody wrote equal ones by hand, the fewest that follow or else precede get new keys first,
    from the last one on: equal keys are taken apart without changing their order at any moment.
    """
    for first in range(slot, -1, -1):
        for end in range(slot, len(others) + 1):
            before = others[first - 1][0] if first else ""
            after = others[end][0] if end < len(others) else ""
            crowd = [one for _, one in others[first:end]]
            crowd.insert(slot - first, number)
            try:
                made = _spread(before, after, crowd)
            except NoRoom:
                continue
            return [one for one in made if one[1] != number] + [one for one in made if one[1] == number]
    raise NoRoom


def _spread(before: str, after: str, numbers: list[int]) -> Order:
    """A key for each of these numbers between two keys, the last number first."""
    made: Order = []
    for number in reversed(numbers):
        after = between(before, after, number)
        made.append((after, number))
    return made


def _slot(form: PlaceForm, current: Proposal, others: Order) -> int:
    """Before which of the others it is to stand. Raises Refused: `neighbour_gone`, `invalid_fields`."""
    match form.where:
        case Where.BEFORE | Where.AFTER:
            return _beside(form, current, others)
        case Where.AT:
            if form.place is None:
                raise Refused("invalid_fields", fields={"place": "missing"})
            return min(form.place - 1, len(others))
        case Where.BACK:
            return bisect_left(others, (placed(form.back), current.number))
        case _:
            return len(others)


def _beside(form: PlaceForm, current: Proposal, others: Order) -> int:
    neighbour = proposal_number(form.neighbour)
    if neighbour == current.number:
        return bisect_left(others, (placed(current.rank), current.number))
    for place, (_, number) in enumerate(others):
        if number == neighbour:
            return place + (form.where is Where.AFTER)
    raise Refused("neighbour_gone", name=form.neighbour.upper())


def _stands_there(form: PlaceForm, current: Proposal, others: Order, slot: int) -> bool:
    """Whether nothing is left to do: a move that was made already is made once."""
    key = placed(current.rank)
    if form.where is Where.OUT:
        return not key
    if form.where is Where.BACK:
        return key == placed(form.back)
    return bool(key) and bisect_left(others, (key, current.number)) == slot
