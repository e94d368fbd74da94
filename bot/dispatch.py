"""One turn: from what came in to a reply. Knows verbs and cards, not how Teams carries them."""

import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

import structlog

from bot.adaptive_cards.actions import CARD_VERSION, button
from bot.adaptive_cards.menus import closed_card, form_opener
from bot.adaptive_cards.wording import refusal_sentence
from bot.cards.saved_input import fresh_card, written
from bot.cards.step_card import stopped_card
from bot.channel.activities import IncomingActivity
from bot.request_context import Asked, Reply, Services, Verb
from bot.verbs import VERBS, understood
from technology_map.people.people import Caller, Language
from technology_map.people.rights import require_reader, require_writer
from technology_map.validation.refusals import Refused

log = structlog.get_logger(__name__)


class Recognise(Protocol):
    """The roof's answer to who somebody is. No activity ever carries a role."""

    def __call__(self, object_id: str, name: str, language: Language, *, guest: bool) -> Awaitable[Caller]:
        """The caller."""


class Turned(Protocol):
    """Hears of every turn that is over: which verb of ours, how it ended, and how long it took."""

    def __call__(self, verb: str, outcome: str, seconds: float) -> None:
        """`outcome`: done, refused, failed."""


def nobody_hears(verb: str, outcome: str, seconds: float) -> None:
    """For a bot that nobody observes."""


@dataclass(slots=True)
class _Turn:
    verb: str
    outcome: str = "failed"


@dataclass(frozen=True, slots=True)
class Front:
    """Turns a verb with its data into a reply, whatever goes wrong.

    `met` hears of everybody who may use the app, where they are reached: nothing is kept about a
    guest, nor about a chat between people.
    """

    services: Services
    recognise: Recognise
    is_guest: Callable[[IncomingActivity], Awaitable[bool]]
    met: Callable[[IncomingActivity], None]
    turned: Turned = nobody_hears

    async def says(self, incoming: IncomingActivity, text: str) -> Reply:
        """Somebody wrote something."""
        verb, data = understood(text)
        return await self.presses(incoming, {"v": CARD_VERSION, "verb": verb, **data})

    async def presses(self, incoming: IncomingActivity, data: Mapping[str, Any]) -> Reply:
        """Somebody pressed a button; `data` holds `verb`, ids and what was typed."""
        with self._watched(data) as over:
            asked = await self.asked(incoming, data)
            try:
                verb = self._allowed(asked)
                opens = incoming.by_submit and verb.form
                reply = form_opened(asked, verb) if opens else await verb.work(self.services, asked)
                over.outcome = "done"
                return reply
            except Refused as no:
                over.outcome = "refused"
                return self._refused(asked, no)

    async def in_dialog(self, incoming: IncomingActivity, data: Mapping[str, Any]) -> Reply:
        """The same in a dialog, where a "no" is a card that can do nothing."""
        with self._watched(data) as over:
            asked = replace(await self.asked(incoming, data), in_dialog=True)
            try:
                reply = await self._allowed(asked).work(self.services, asked)
                over.outcome = "done"
                return reply
            except Refused as no:
                over.outcome = "refused"
                log.info("refused", code=no.refusal.code)
                sentence = refusal_sentence(asked.texts, no.refusal)
                card = stopped_card(asked.texts, sentence, written(asked))
                return Reply(card=card, dialog=asked.texts("bot.step.stopped"))

    @contextmanager
    def _watched(self, data: Mapping[str, Any]) -> Iterator["_Turn"]:
        """Tells of the turn when it is over; one that ends in no reply has failed."""
        said = data.get("verb")
        turn = _Turn(said if isinstance(said, str) and said in VERBS else "none")
        began = time.monotonic()
        try:
            yield turn
        finally:
            self.turned(turn.verb, turn.outcome, time.monotonic() - began)

    async def asked(self, incoming: IncomingActivity, data: Mapping[str, Any]) -> Asked:
        """The data with whoever sent it. Raises Undelivered where Teams does not say who that is."""
        guest = await self.is_guest(incoming)
        if incoming.own_chat and not guest:
            self.met(incoming)
        caller = await self.recognise(incoming.object_id, incoming.name, incoming.language, guest=guest)
        return Asked(caller, data, self.services.overview.vocabulary, incoming.mri)

    def _allowed(self, asked: Asked) -> Verb:
        """The verb that is asked for. Raises Refused where there is none, or not for this person."""
        verb = VERBS.get(asked.text("verb"))
        require_reader(asked.caller, guests_may_read=self.services.guests_may_read)
        if verb is None or asked.data.get("v") != CARD_VERSION:
            raise Refused("damaged_form")
        if verb.writes:
            require_writer(asked.caller)
        log.info("verb", action=verb.name)
        return verb

    def _refused(self, asked: Asked, no: Refused) -> Reply:
        """The sentence, and a fresh card: of what it was about, of the form, or the help."""
        log.info("refused", code=no.refusal.code)
        if no.refusal.code == "guest":
            return Reply(card=closed_card(asked.texts, refusal_sentence(asked.texts, no.refusal)))
        return fresh_card(self.services, asked, no.refusal)


def form_opened(asked: Asked, verb: Verb) -> Reply:
    """The card whose button opens the verb's form: only a button can open a dialog, no words."""
    name, opens = asked.text("name"), asked.texts(verb.form)
    ids: dict[str, Any] = {"name": name} if name else {}
    title = f"{opens}: {name}" if name else opens
    return Reply(beside=form_opener(asked.texts, title, button(opens, verb.name, primary=True, **ids)))
