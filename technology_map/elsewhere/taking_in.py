"""Taking in cards from elsewhere: the secretary chooses, each is stored once, a newer file renews it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from technology_map.elsewhere.cards import CardFromElsewhere
from technology_map.last_word import keep_last
from technology_map.people.people import Caller
from technology_map.people.rights import require_secretary
from technology_map.ports import NotStored, Store
from technology_map.validation.refusals import Refused

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class TakingInElsewhere:
    """The service; the secretary's alone. Safe to repeat: what is there already is written no more."""

    store: Store

    async def take_in(self, caller: Caller, cards: Sequence[CardFromElsewhere]) -> tuple[int, int]:
        """Store the cards; how many are new, and how many were renewed.

        Raises Refused: `guest`, `not_secretary`, `nothing_chosen`, `too_many_shared`, `not_kept`.
        """
        require_secretary(caller)
        if not cards:
            raise Refused("nothing_chosen")
        if len(cards) > MOST_AT_ONCE:
            raise Refused("too_many_shared", most=MOST_AT_ONCE)
        new, renewed = 0, 0
        for one in cards:
            there = self.store.records(CardFromElsewhere).get(one.key)
            wanted = replace(one, taken_in_at=there.taken_in_at) if there else one
            kept = await keep_last(self.store, wanted)
            new += there is None
            renewed += there is not None and kept != there
        return new, renewed

    def found(self, number: int) -> CardFromElsewhere:
        """The card with this row. Raises Refused(`not_found`)."""
        for one in self.store.records(CardFromElsewhere):
            if one.row == number:
                return one
        raise Refused("not_found")

    async def remove(self, caller: Caller, number: int) -> CardFromElsewhere:
        """Remove a card. Raises Refused: `guest`, `not_secretary`, `not_found`, `not_kept`."""
        require_secretary(caller)
        there = self.found(number)
        try:
            await self.store.remove_record(there)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
        return there
