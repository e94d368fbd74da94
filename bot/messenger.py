"""Tells people in chat what happened: the ground's second port. Durable, and never in anybody's way."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.arrivals import Address
from bot.cards.elements import Card
from bot.cards.proposals import Seen, news_top, proposal_card
from bot.cards.receipts import DECISION_LOST, decision_lost_top, now_stored_card
from bot.cards.wording import status_word
from bot.connector import Connector, Undelivered, card_message
from bot.contacts import address_of
from bot.letters import Letter, Letters
from technology_map.people import Caller, Language, Person
from technology_map.ports import News, NotStored, NowStored, StatusChanged, Store
from technology_map.texts import texts

log = structlog.get_logger(__name__)

FIRST_WAIT = 15.0
LONGEST_WAIT = 3600.0
MOST_ATTEMPTS = 8 + 72
"""Eight in the first hour, then one an hour for three days."""


@dataclass(frozen=True, slots=True)
class Post:
    """Where the messenger sends from."""

    teams_app_id: str
    app_id: str
    tenant_id: str
    service_url: str


class ChatMessenger:
    """Implements `technology_map.ports.Messenger`."""

    def __init__(
        self, store: Store, connector: Connector, letters: Letters, post: Post, now: Callable[[], datetime]
    ) -> None:
        self._store, self._connector, self._letters, self._post, self._now = (
            store,
            connector,
            letters,
            post,
            now,
        )
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()

    async def waiting(self) -> int:
        """How many letters wait for delivery. Raises OSError, sqlite3.Error."""
        return await self._letters.count()

    async def tell(self, object_id: str, news: News) -> None:
        """As the port says: the news is on disk when this returns."""
        try:
            await self._letters.put(object_id, news, self._now().timestamp())
        except (OSError, sqlite3.Error) as error:
            log.error("letter_not_kept", error=type(error).__name__)
        self._wake.set()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver in the background until the block ends."""
        task = asyncio.create_task(self._deliver_for_ever())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def settled(self) -> None:
        """Try every letter that is due, now."""
        async with self._turn:
            for letter in await self._letters.waiting():
                if letter.due <= self._now().timestamp():
                    await self._deliver(letter)

    async def _deliver_for_ever(self) -> None:
        self._wake.set()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FIRST_WAIT):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self.settled()
            except (OSError, sqlite3.Error) as error:
                log.error("letters_not_read", error=type(error).__name__)

    async def _deliver(self, letter: Letter) -> None:
        try:
            await self._send(letter)
        except Undelivered as undelivered:
            await self._not_delivered(letter, undelivered)
            return
        except Exception as error:  # noqa: BLE001 - one letter must not keep the others waiting
            log.error("letter_failed", kind=type(letter.news).__name__, error=type(error).__name__)
            await self._not_delivered(letter, Undelivered(0))
            return
        await self._letters.done(letter)
        log.info("told", kind=type(letter.news).__name__)

    async def _not_delivered(self, letter: Letter, undelivered: Undelivered) -> None:
        now = self._now().timestamp()
        log.warning("not_told", kind=type(letter.news).__name__, status=undelivered.status)
        if undelivered.for_good:
            with contextlib.suppress(NotStored):
                await self._store.forget_contact(letter.object_id)
            await self._letters.done(letter)
            return
        if letter.attempts >= MOST_ATTEMPTS:
            log.error("letter_given_up", kind=type(letter.news).__name__)
            await self._letters.done(letter)
        else:
            wait = min(FIRST_WAIT * 2 ** min(letter.attempts, 16), LONGEST_WAIT)
            await self._letters.later(letter, now + wait)

    async def _send(self, letter: Letter) -> None:
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

    def _drawn(self, news: News, caller: Caller, mri: str) -> tuple[Card, str] | None:
        """The card and the notification's line; None where what it is about is gone."""
        said, overview = texts(caller.language), self._store.overview
        if isinstance(news, NowStored):
            card = now_stored_card(said, news.receipt, news.name)
            return card, said("bot.now_stored.title", name=news.name)
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
