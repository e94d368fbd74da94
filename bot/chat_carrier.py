"""Carries news as cards into a person's own chat with the bot."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.arrivals import Address
from bot.cards.elements import Card
from bot.cards.proposals import Seen, news_top, proposal_card
from bot.cards.receipts import DECISION_LOST, decision_lost_top, now_stored_card
from bot.cards.wording import status_word
from bot.connector import Connector, card_message
from bot.contacts import address_of
from bot.letters import Content, Letter, Letters, UndeliveredDecision
from technology_map.people import Caller, Language, Person
from technology_map.ports import DecisionLost, NotStored, NowStored, StatusChanged, Store
from technology_map.texts import texts

KINDS = (StatusChanged, NowStored, DecisionLost)


@dataclass(frozen=True, slots=True)
class Post:
    """Where the messenger sends from."""

    teams_app_id: str
    app_id: str
    tenant_id: str
    service_url: str


class ChatCarrier:
    """Carries letters as cards in a person's chat. Implements `bot.delivery.Carrier`."""

    def __init__(
        self, store: Store, connector: Connector, letters: Letters, post: Post, now: Callable[[], datetime]
    ) -> None:
        self._store, self._connector, self._letters = store, connector, letters
        self._post, self._now = post, now

    async def refused(self, letter: Letter) -> None:
        """The person has blocked or removed the app: forget the contact; a decision goes to the bell."""
        contact = self._store.contact(letter.object_id)
        language = contact.language if contact else Language.DANISH
        with contextlib.suppress(NotStored):
            await self._store.forget_contact(letter.object_id)
        if isinstance(letter.news, StatusChanged):
            news = UndeliveredDecision(letter.news.proposal, letter.news.seq, language.value)
            await self._letters.put(letter.object_id, news, self._now().timestamp())

    async def send(self, letter: Letter) -> None:
        """Draw the card and send it, to who has never written, too. Raises Undelivered."""
        contact = self._store.contact(letter.object_id)
        language, mri = Language.DANISH, ""
        person = Person(letter.object_id, "")
        address: Address | None = None
        if contact is not None:
            language, person = contact.language, contact.person
            with contextlib.suppress(ValueError):
                address, mri = address_of(contact)
        if address is None:
            post = self._post
            address = await self._connector.converse(
                post.service_url, post.tenant_id, f"28:{post.app_id}", letter.object_id
            )
        drawn = self._drawn(letter.news, Caller(person, language=language), mri)
        if drawn is not None:
            await self._connector.send(address, card_message(*drawn))

    def _drawn(self, news: Content, caller: Caller, mri: str) -> tuple[Card, str] | None:
        """The card and the notification's line; None where what it is about is gone."""
        said, overview = texts(caller.language), self._store.overview
        if isinstance(news, NowStored):
            card = now_stored_card(said, news.receipt, news.name)
            return card, said("bot.now_stored.title", name=news.name)
        if not isinstance(news, StatusChanged | DecisionLost):
            return None
        proposal = overview.proposals.get(news.proposal)
        if proposal is None:
            return None
        seen = Seen(caller, overview, self._post.teams_app_id, mri)
        occasion: dict[str, object] = {"news": news.seq}
        if isinstance(news, StatusChanged):
            top, key = news_top(said, proposal), "bot.news.summary"
        else:
            top, key = decision_lost_top(said, proposal.name), "bot.decision_lost.summary"
            occasion = {**DECISION_LOST}
        card = proposal_card(said, proposal, seen, top=top, occasion=occasion)
        return card, said(key, name=proposal.name, status=status_word(said, proposal.status))
