"""Placing a card in a workshop: silently, each for themselves, changed as often as they like."""

from dataclasses import dataclass

from technology_map.last_word import keep_last
from technology_map.method.forms import PlacementForm
from technology_map.method.spread import Choice, Spread, read_choice, spread
from technology_map.method.workshops import Placement, Workshop, talk_key, workshop_by_number
from technology_map.people.people import Caller
from technology_map.people.rights import require_writer
from technology_map.ports import NotStored, Store
from technology_map.seals import Seals
from technology_map.validation.refusals import Refused


@dataclass(frozen=True, slots=True)
class Placing:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    seals: Seals | None
    """None where the instances share no secret to seal with."""

    def found(self, number: int) -> Workshop:
        """The workshop with this number. Raises Refused(`not_found`)."""
        workshop = workshop_by_number(self.store.records(Workshop), number)
        if workshop is None:
            raise Refused("not_found")
        return workshop

    def mine(self, caller: Caller, workshop: Workshop, card: str) -> Choice | None:
        """Where the caller has placed a card; None where they have not."""
        if self.seals is None:
            return None
        there = self.store.records(Placement).get(self._key(self.seals, caller, workshop, card))
        return self._opened(there) if there else None

    def how_many(self, workshop: Workshop, card: str) -> int:
        """How many have placed a card: that may be known."""
        return len(self.store.records(Placement).about(talk_key(workshop.key, card)))

    def spread(self, workshop: Workshop, card: str) -> Spread:
        """What all placements of a card come to. For whoever closes the silent part: nobody else asks."""
        rows = self.store.records(Placement).about(talk_key(workshop.key, card))
        return spread([choice for one in rows if (choice := self._opened(one)) is not None])

    async def place(self, caller: Caller, number: int, form: PlacementForm) -> Choice:
        """Place a card, or place it anew.

        Raises Refused: `guest`, `not_found`, `not_placing`, `no_seal`, `invalid_fields`, `not_kept`.
        """
        require_writer(caller)
        workshop = self._open(number, form.card)
        if self.seals is None:
            raise Refused("no_seal")
        if form.purpose is None and not form.unsure:
            raise Refused("invalid_fields", fields={"purpose": "missing"})
        choice = Choice("" if form.unsure else form.purpose or "", form.reason)
        if self.mine(caller, workshop, form.card) == choice:
            return choice
        key = self._key(self.seals, caller, workshop, form.card)
        sealed = self.seals.seal(key, choice.written())
        wanted: Placement = Placement(key=key, workshop=workshop.key, card=form.card, sealed=sealed)
        await keep_last(self.store, wanted)
        return choice

    async def take_back(self, caller: Caller, number: int, card: str) -> None:
        """Leave a card unplaced after all. Raises Refused: as `place`."""
        require_writer(caller)
        workshop = self._open(number, card)
        if self.seals is None:
            raise Refused("no_seal")
        there = self.store.records(Placement).get(self._key(self.seals, caller, workshop, card))
        try:
            if there is not None:
                await self.store.remove_record(there)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    def _open(self, number: int, card: str) -> Workshop:
        workshop = self.found(number)
        if card not in workshop.cards:
            raise Refused("not_found")
        if not workshop.placing:
            raise Refused("not_placing", name=workshop.name)
        return workshop

    def _key(self, seals: Seals, caller: Caller, workshop: Workshop, card: str) -> str:
        return seals.code(f"{talk_key(workshop.key, card)}|{caller.person.object_id}")

    def _opened(self, one: Placement) -> Choice | None:
        text = self.seals.unseal(one.key, one.sealed) if self.seals else None
        try:
            return read_choice(text) if text is not None else None
        except ValueError:
            return None
