"""Carries news as cards into a person's own chat with the bot."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.arrivals import Address
from bot.cards.seen import Seen
from bot.connector import Connector, card_message
from bot.contacts import address_of
from bot.letters import Letter, Letters, UndeliveredDecision
from bot.news_cards import news_card
from technology_map.people import Caller, Language, Person
from technology_map.ports import NotStored, StatusChanged, Store


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
        caller, app_id = Caller(person, language=language), self._post.teams_app_id
        store = self._store
        seen = Seen(caller, store.overview, app_id, mri, store.follows, store.contact)
        drawn = news_card(letter.news, seen)
        if drawn is not None:
            await self._connector.send(address, card_message(*drawn))
