"""Leading a workshop: start it, let people place, show the spread card by card, keep what is agreed."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.submitting import submission_key
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.last_word import add_once, change_seen
from technology_map.method.agreeing import agreed_card, agreed_talk
from technology_map.method.forms import AgreementForm, WorkshopForm
from technology_map.method.placing import Placing
from technology_map.method.showing import Showing
from technology_map.method.workshops import (
    Workshop,
    WorkshopCard,
    WorkshopState,
    leads,
)
from technology_map.people.people import Caller, Role
from technology_map.people.rights import require_writer
from technology_map.ports import ChangedCard, NotStored, Store
from technology_map.validation.refusals import Refused

MOST_CARDS = 20
ATTEMPTS = 3


def may_start(caller: Caller) -> bool:
    """Secretaries, and the editors of an area for its cards."""
    return not caller.guest and (caller.role is Role.SECRETARY or bool(caller.areas))


def may_lead(caller: Caller, workshop: Workshop) -> bool:
    """Who started it, and the secretaries."""
    return not caller.guest and (caller.role is Role.SECRETARY or leads(caller.person, workshop))


@dataclass(frozen=True, slots=True)
class Leading:
    """The service. Each of its calls is safe to repeat."""

    placing: Placing
    now: Callable[[], datetime]
    intentions: Intentions = NOTHING_KEPT

    @property
    def _spread(self) -> Showing:
        return Showing(self.placing)

    @property
    def store(self) -> Store:
        """Where everything stands."""
        return self.placing.store

    def cards(self, workshop: Workshop) -> list[SolutionCard]:
        """The cards of a workshop that still are there, in order."""
        found = (self.store.overview.solution_cards.get(int(one[2:])) for one in workshop.cards)
        return [one for one in found if one is not None]

    def talk(self, workshop: Workshop, card: str) -> WorkshopCard | None:
        """What a card's turn has brought; None before it."""
        return self._spread.talk(workshop, card)

    async def start(self, caller: Caller, form: WorkshopForm) -> Workshop:
        """Make a workshop; sent again it is the same one.

        Raises Refused: `guest`, `not_leader`, `no_seal`, `invalid_fields`, `not_kept`.
        """
        require_writer(caller)
        if not may_start(caller):
            raise Refused("not_leader")
        if self.placing.seals is None:
            raise Refused("no_seal")
        self._require_cards(caller, form)
        key = hashlib.sha256(submission_key(caller, form.submission_key).encode()).hexdigest()[:16]
        made: Workshop = Workshop(
            key=f"workshop-{key}",
            title=form.title,
            day=form.day,
            cards=tuple(dict.fromkeys(form.cards)),
            leader_id=caller.person.object_id,
            leader_name=caller.person.name,
        )
        return await add_once(self.store, made)

    async def begin(self, caller: Caller, number: int) -> Workshop:
        """Let people place. Raises Refused: as `_led`."""
        workshop = self._led(caller, number)
        if workshop.state is not WorkshopState.PREPARED:
            return workshop
        return await change_seen(self.store, replace(workshop, state=WorkshopState.SILENT))

    async def pause(self, caller: Caller, number: int, *, on: bool) -> Workshop:
        """Hold a pause, for as long as it takes, or go on. Raises Refused: as `_led`."""
        workshop = self._led(caller, number)
        if (workshop.paused_at is not None) == on or workshop.state is WorkshopState.AGREED:
            return workshop
        return await change_seen(self.store, replace(workshop, paused_at=self.now() if on else None))

    async def show(self, caller: Caller, number: int) -> Workshop:
        """End the silent part: from now on nobody places, and the first card's spread is shown to all."""
        workshop = self._led(caller, number)
        if workshop.state in (WorkshopState.PREPARED, WorkshopState.AGREED):
            raise Refused("not_placing", name=workshop.name)
        key = f"{workshop.key}|shown"
        async with self.intentions.kept("shown", key, workshop=workshop.key, turn="") as begun:
            if workshop.state is WorkshopState.SILENT:
                workshop = await change_seen(
                    self.store, replace(workshop, state=WorkshopState.SHOWN, paused_at=None)
                )
            with begun.rest():
                workshop = await self._turned(workshop, workshop.turn or self._first(workshop))
        return workshop

    async def turn(self, caller: Caller, number: int, card: str) -> Workshop:
        """It is a card's turn: everybody's screen shows its spread, as it is from now on for good."""
        workshop = self._led(caller, number)
        if workshop.state is not WorkshopState.SHOWN or card not in workshop.cards:
            raise Refused("not_found")
        said = {"workshop": workshop.key, "turn": workshop.turn, "card": card}
        async with self.intentions.kept("turned", f"{workshop.version}|{card}", **said) as begun:
            await self._spread.shown(workshop, card)
            with begun.rest():
                workshop = await self._turned(workshop, card)
        return workshop

    async def go_on_showing(self, said: Said) -> bool:
        """Give the first card its turn, where the silent part has ended and none has had one."""
        workshop = self.store.records(Workshop).get(said["workshop"])
        if workshop is None or workshop.state in (WorkshopState.PREPARED, WorkshopState.SILENT):
            return False
        if workshop.state is WorkshopState.SHOWN and not workshop.turn:
            await self._turned(workshop, self._first(workshop))
        return True

    async def go_on_turning(self, said: Said) -> bool:
        """Give a card whose spread was counted its turn, unless another has had one since."""
        workshop = self.store.records(Workshop).get(said["workshop"])
        if workshop is None or self.talk(workshop, said["card"]) is None:
            return False
        if workshop.state is WorkshopState.SHOWN and workshop.turn == said["turn"]:
            await self._turned(workshop, said["card"])
        return True

    def _first(self, workshop: Workshop) -> str:
        found = self.cards(workshop)
        return found[0].name if found else ""

    async def _turned(self, workshop: Workshop, card: str) -> Workshop:
        """Its spread counted, and its turn. Raises Refused: `not_kept`, `changed_meanwhile`."""
        if card not in workshop.cards:
            raise Refused("not_found")
        await self._spread.shown(workshop, card)
        if workshop.turn == card:
            return workshop
        return await change_seen(self.store, replace(workshop, turn=card))

    async def agree(self, caller: Caller, number: int, form: AgreementForm) -> WorkshopCard:
        """Keep what the group agrees on: the card's purpose changes, and what came up stands on the card.

        Raises Refused: as `_led`, `not_found`, `invalid_fields`, `changed_meanwhile`, `not_kept`.
        """
        workshop = self._led(caller, number)
        if workshop.state is not WorkshopState.SHOWN or form.card not in workshop.cards:
            raise Refused("not_found")
        lacking = {name: "missing" for name in ("purpose", "reason") if not getattr(form, name)}
        if lacking:
            raise Refused("invalid_fields", fields=lacking)
        talk = await self._spread.shown(workshop, form.card)
        agreed = replace(agreed_talk(talk, form, self._spread.word(form.purpose or "")), agreed_at=self.now())
        said = {"leader": caller.person.name, "workshop": workshop.key, "form": form.model_dump_json()}
        async with self.intentions.kept("agreed", f"{workshop.key}|{said['form']}", **said) as begun:
            await self._change_card(caller.person.name, workshop, form)
            with begun.rest():
                agreed = await self._keep_talk(talk, form)
        return agreed

    async def go_on_agreeing(self, said: Said) -> bool:
        """Keep what was agreed on in the workshop, where the card says it."""
        form = AgreementForm.model_construct(**json.loads(said["form"]))
        workshop = self.store.records(Workshop).get(said["workshop"])
        talk = self.talk(workshop, form.card) if workshop else None
        card = self.store.overview.solution_cards.get(int(form.card[2:]))
        if workshop is None or talk is None or card is None:
            return True
        if agreed_card(card, said["leader"], workshop.name, form) != card:
            return False
        await self._keep_talk(talk, form)
        return True

    async def _keep_talk(self, talk: WorkshopCard, form: AgreementForm) -> WorkshopCard:
        agreed = agreed_talk(talk, form, self._spread.word(form.purpose or ""))
        if agreed == talk:
            return talk
        return await change_seen(self.store, replace(agreed, agreed_at=self.now()))

    async def end(self, caller: Caller, number: int) -> Workshop:
        """The workshop is over: its report is there for all."""
        workshop = self._led(caller, number)
        if workshop.state is not WorkshopState.SHOWN:
            return workshop
        ended = replace(workshop, state=WorkshopState.AGREED, paused_at=None, ended_at=self.now())
        return await change_seen(self.store, ended)

    def _led(self, caller: Caller, number: int) -> Workshop:
        """Raises Refused: `guest`, `not_found`, `not_leader`."""
        require_writer(caller)
        workshop = self.placing.found(number)
        if not may_lead(caller, workshop):
            raise Refused("not_leader")
        return workshop

    def _require_cards(self, caller: Caller, form: WorkshopForm) -> None:
        """Raises Refused: `invalid_fields`, `not_leader`."""
        if not form.cards:
            raise Refused("invalid_fields", fields={"cards": "missing"})
        if len(set(form.cards)) > MOST_CARDS:
            raise Refused("too_many_cards", most=MOST_CARDS)
        for name in form.cards:
            card = self.store.overview.solution_cards.get(int(name[2:]))
            if card is None:
                raise Refused("invalid_fields", fields={"cards": "link_missing"})
            if caller.role is not Role.SECRETARY and card.area not in caller.areas:
                raise Refused("not_leader")

    async def _change_card(self, leader: str, workshop: Workshop, form: AgreementForm) -> None:
        for _ in range(ATTEMPTS):
            card = self.store.overview.solution_cards.get(int(form.card[2:]))
            if card is None:
                raise Refused("not_found")
            wanted = agreed_card(card, leader, workshop.name, form)
            if wanted == card:
                return
            try:
                await self.store.change_solution_card(replace(wanted, edited_at=self.now()))
            except ChangedCard:
                continue
            except NotStored as no:
                raise Refused("not_kept", doubt=no.doubt) from None
            return
        raise Refused("changed_meanwhile")
