"""Carries news as cards into a person's own chat with the bot."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from bot.adaptive_cards.submit_actions import by_submit
from bot.adaptive_cards.viewer import Seen
from bot.channel.activities import Address
from bot.channel.connector import Connector, card_message
from bot.news.news_cards import news_card
from bot.news.outgoing_messages import OutgoingMessage, OutgoingMessages, UndeliveredDecision
from bot.people.contacts import address_of, has_phone
from bot.verbs import FORMS
from technology_map.benefits.follow_ups import due_benefit
from technology_map.meetings.meetings import coming_agenda
from technology_map.people.news import StatusChanged
from technology_map.people.people import Caller, Language, Person
from technology_map.people.preferences import Preference, is_quiet
from technology_map.ports import NotStored, Store
from technology_map.texts import COPENHAGEN


@dataclass(frozen=True, slots=True)
class Post:
    """Where the messenger sends from. `submit_only` as in the bot's settings."""

    teams_app_id: str
    app_id: str
    tenant_id: str
    service_url: str
    submit_only: bool = False


class ChatSender:
    """Sends messages as cards in a person's chat. Implements `bot.news.delivery.Sender`."""

    parks = True

    def __init__(
        self,
        store: Store,
        connector: Connector,
        outgoing: OutgoingMessages,
        post: Post,
        now: Callable[[], datetime],
    ) -> None:
        self._store, self._connector, self._outgoing = store, connector, outgoing
        self._post, self._now = post, now

    def _today(self) -> date:
        return self._now().astimezone(COPENHAGEN).date()

    async def refused(self, message: OutgoingMessage) -> None:
        """The person has blocked or removed the app: forget the contact; a decision goes to the bell."""
        contact = self._store.contact(message.object_id)
        language = contact.language if contact else Language.DANISH
        with contextlib.suppress(NotStored):
            await self._store.forget_contact(message.object_id)
        if isinstance(message.news, StatusChanged):
            news = UndeliveredDecision(message.news.proposal, message.news.seq, language.value)
            await self._outgoing.put(message.object_id, news, self._now().timestamp())

    def quiet(self, object_id: str) -> bool:
        """As the person has chosen."""
        return is_quiet(self._store.records(Preference), object_id, self._now())

    def reaches(self, object_id: str) -> bool:
        """Whether the person has opened the app's chat."""
        return self._store.contact(object_id) is not None

    async def send(self, message: OutgoingMessage) -> None:
        """Draw the card and send it, to who has never written, too. Raises Undelivered."""
        contact = self._store.contact(message.object_id)
        language, mri = Language.DANISH, ""
        person = Person(message.object_id, "")
        address: Address | None = None
        if contact is not None:
            language, person = contact.language, contact.person
            with contextlib.suppress(ValueError):
                address, mri = address_of(contact)
        if address is None:
            post = self._post
            address = await self._connector.converse(
                post.service_url, post.tenant_id, f"28:{post.app_id}", message.object_id
            )
        caller, app_id = Caller(person, language=language), self._post.teams_app_id
        store = self._store
        seen = Seen(
            caller,
            store.overview,
            app_id,
            mri,
            store.follows,
            met=store.contact,
            council_remarks=store.council_remarks,
            agenda=partial(coming_agenda, store),
            benefit=partial(due_benefit, store, self._today),
        )
        drawn = news_card(message.news, seen)
        if drawn is not None:
            card, summary = drawn
            if self._post.submit_only or has_phone(contact):
                card = by_submit(card, FORMS)
            await self._connector.send(address, card_message(card, summary))
