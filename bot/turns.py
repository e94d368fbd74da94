"""One turn: from what came in to a reply. Knows verbs and cards, not how Teams carries them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog

from bot.arrivals import Arrival
from bot.cards.elements import CARD_VERSION
from bot.cards.forms import (
    PROPOSAL_FIELDS,
    SOLUTION_CARD_FIELDS,
    Filled,
    proposal_form,
    solution_card_form,
)
from bot.cards.menus import closed_card, help_card
from bot.cards.proposals import notice_top, proposal_card
from bot.cards.wording import refusal_sentence
from bot.desk import Asked, Desk, Reply, new_key
from bot.looking import seen, thing_card
from bot.verbs import VERBS, understood
from technology_map.finding import by_name
from technology_map.people import Caller, Language
from technology_map.proposals import Proposal
from technology_map.refusals import Refused
from technology_map.rights import require_reader, require_writer

log = structlog.get_logger(__name__)


class Recognise(Protocol):
    """The roof's answer to who somebody is. No activity ever carries a role."""

    def __call__(self, object_id: str, name: str, language: Language, *, guest: bool) -> Awaitable[Caller]:
        """The caller."""


@dataclass(frozen=True, slots=True)
class Front:
    """Turns a verb with its data into a reply, whatever goes wrong."""

    desk: Desk
    recognise: Recognise
    is_guest: Callable[[Arrival], Awaitable[bool]]
    verbs: Mapping[str, Any] = field(default_factory=lambda: VERBS)

    async def says(self, arrival: Arrival, text: str) -> Reply:
        """Somebody wrote something."""
        verb, data = understood(text)
        return await self.presses(arrival, {"v": CARD_VERSION, "verb": verb, **data})

    async def presses(self, arrival: Arrival, data: Mapping[str, Any]) -> Reply:
        """Somebody pressed a button; `data` holds `verb`, ids and what was typed."""
        guest = await self.is_guest(arrival)
        caller = await self.recognise(arrival.object_id, arrival.name, arrival.language, guest=guest)
        asked = Asked(caller, data, arrival.mri)
        try:
            return await self._worked(asked)
        except Refused as no:
            return self._refused(asked, no)

    async def _worked(self, asked: Asked) -> Reply:
        verb = VERBS.get(asked.text("verb"))
        require_reader(asked.caller, guests_may_read=self.desk.guests_may_read)
        if verb is None or asked.data.get("v") != CARD_VERSION:
            raise Refused("damaged_form")
        if verb.writes:
            require_writer(asked.caller)
        log.info("verb", action=verb.name)
        return await verb.work(self.desk, asked)

    def _refused(self, asked: Asked, no: Refused) -> Reply:
        """The sentence, and a fresh card: of what it was about, of the form, or the help."""
        said = asked.texts
        sentence = refusal_sentence(said, no.refusal)
        log.info("refused", code=no.refusal.code)
        if no.refusal.code == "guest":
            return Reply(card=closed_card(said, sentence))
        proposal = asked.typed(*PROPOSAL_FIELDS)
        card = asked.typed(*SOLUTION_CARD_FIELDS)
        if (
            no.refusal.code == "damaged_form"
            and {"problem", "solution", "expected_benefits"} & proposal.keys()
        ):
            return Reply(card=proposal_form(said, new_key(), Filled(proposal, no.refusal)), lasting=True)
        if no.refusal.code == "damaged_form" and {"challenges", "background"} & card.keys():
            return Reply(card=solution_card_form(said, new_key(), Filled(card, no.refusal)), lasting=True)
        found = by_name(self.desk.overview, asked.text("name"))
        if isinstance(found, Proposal):
            top = notice_top(said, sentence)
            return Reply(card=proposal_card(said, found, seen(self.desk, asked), top=top))
        if found is not None:
            return Reply(card=thing_card(self.desk, asked, found.name))
        return Reply(card=help_card(said, sentence))
