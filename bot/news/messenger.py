"""Tells people what happened: the ground's second port. Durable, and never in anybody's way."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import structlog

from bot.news import activity_feed, news_cards
from bot.news.activity_feed import Feed
from bot.news.chat_sender import ChatSender
from bot.news.delivery import Delivery
from bot.news.outgoing_messages import OutgoingMessages
from technology_map.people.news import News
from technology_map.people.people import is_forgotten

log = structlog.get_logger(__name__)


class TeamsMessenger:
    """Implements `technology_map.ports.Messenger`: in the chat, and by the bell where that is the way."""

    def __init__(
        self,
        chat: ChatSender,
        bell: Feed,
        outgoing: OutgoingMessages,
        now: Callable[[], datetime],
        owns: Callable[[str], bool],
    ) -> None:
        self._outgoing, self._now = outgoing, now
        self._first: list[Callable[[], Awaitable[None]]] = []
        self._deliveries = (
            Delivery(outgoing, news_cards.KINDS, chat, now, owns),
            Delivery(outgoing, activity_feed.KINDS, bell, now, owns),
        )

    async def waiting(self) -> int:
        """How many messages wait for delivery. Raises OSError, sqlite3.Error."""
        return await self._outgoing.count()

    @property
    def broken(self) -> bool:
        """Whether a loop of the delivery ended its last round in a way nobody foresaw."""
        return any(one.broken for one in self._deliveries)

    async def tell(self, object_id: str, news: News) -> None:
        """As the port says: the news is on disk when this returns. Who was forgotten is told nothing."""
        if is_forgotten(object_id):
            return
        try:
            await self._outgoing.put(object_id, news, self._now().timestamp())
        except (OSError, sqlite3.Error) as error:
            log.error("letter_not_kept", error=type(error).__name__)

    async def tell_secretaries(self, news: News) -> None:
        """As the port says; on disk, too."""
        await self.tell(activity_feed.SECRETARIES, news)

    async def tell_council(self, news: News) -> None:
        """As the port says; on disk, too."""
        await self.tell(activity_feed.COUNCIL, news)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver in the background until the block ends."""
        tasks = [asyncio.create_task(one.for_ever(), name="outgoing") for one in self._deliveries]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def after(self, work: Callable[[], Awaitable[None]]) -> None:
        """Let `settled` wait for this work first, of which news come."""
        self._first.append(work)

    async def settled(self) -> None:
        """Try every message that is due, now; what the chat cannot take, by the bell."""
        for work in self._first:
            await work()
        for one in self._deliveries:
            await one.settled()
