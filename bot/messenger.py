"""Tells people in chat what happened: the ground's second port. Durable, and never in anybody's way."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from microsoft_teams.cards.core import CardElement

from bot.arrivals import Address
from bot.cards.backing import card_news_top, joined_top
from bot.cards.elements import Card
from bot.cards.proposals import news_top, proposal_card
from bot.cards.receipts import DECISION_LOST, JOINED, decision_lost_top, now_stored_card
from bot.cards.seen import Seen
from bot.cards.solution_cards import solution_card
from bot.cards.wording import status_word
from bot.connector import Connector, Undelivered, card_message
from bot.contacts import address_of
from bot.letters import Letter, Letters
from technology_map.people import Caller, Language, Person
from technology_map.ports import (
    CardChanged,
    CoSubmitterAdded,
    DecisionLost,
    News,
    NotStored,
    NowStored,
    StatusChanged,
    Store,
)
from technology_map.proposals import Proposal
from technology_map.rights import hands_in
from technology_map.texts import Texts, texts

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
        store, app_id = self._store, self._post.teams_app_id
        seen = Seen(caller, overview, app_id, mri, store.follows, store.contact)
        if isinstance(news, CardChanged):
            return _card_news(news, said, seen)
        proposal = overview.proposals.get(news.proposal)
        if proposal is None:
            return None
        if not isinstance(news, DecisionLost) and not _concerned(news, proposal, seen):
            return None
        top, occasion, key = _occasion(news, proposal, said, seen)
        card = proposal_card(said, proposal, seen, top=top, occasion=occasion)
        return card, said(key, name=proposal.name, status=status_word(said, proposal.status))


def _card_news(news: CardChanged, said: Texts, seen: Seen) -> tuple[Card, str] | None:
    """The solution card that was changed; None for who has stopped following it."""
    one = seen.overview.solution_cards.get(news.card)
    if one is None or not seen.follows.has(seen.caller.person.object_id, one.name):
        return None
    drawn = solution_card(said, one, seen, top=card_news_top(said, one))
    return drawn, said("backing.card_news.summary", name=one.name)


def _concerned(news: StatusChanged | CoSubmitterAdded, proposal: Proposal, seen: Seen) -> bool:
    """Whether the person still wants to know: who has stopped following is left in peace."""
    if hands_in(seen.caller, proposal):
        return True
    follows = seen.follows.has(seen.caller.person.object_id, proposal.name)
    return isinstance(news, StatusChanged) and follows


def _occasion(
    news: StatusChanged | DecisionLost | CoSubmitterAdded, proposal: Proposal, said: Texts, seen: Seen
) -> tuple[list[CardElement], dict[str, object], str]:
    """What stands above the card, what its refresh says, and the notification's sentence."""
    if isinstance(news, StatusChanged):
        return news_top(said, proposal, seen), {"news": news.seq}, "bot.news.summary"
    if isinstance(news, CoSubmitterAdded):
        return joined_top(said, proposal), {**JOINED}, "backing.joined.summary"
    return decision_lost_top(said, proposal.name), {**DECISION_LOST}, "bot.decision_lost.summary"
