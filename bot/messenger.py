"""Tells people what happened: the ground's second port. Durable, and never in anybody's way."""

import asyncio
import contextlib
import sqlite3
from collections.abc import AsyncIterator, Callable
from datetime import datetime

import structlog

from bot import feed, news_cards
from bot.chat_carrier import ChatCarrier
from bot.delivery import Delivery
from bot.feed import Feed
from bot.letters import Letters
from technology_map.ports import News

log = structlog.get_logger(__name__)


class TeamsMessenger:
    """Implements `technology_map.ports.Messenger`: in the chat, and by the bell where that is the way."""

    def __init__(self, chat: ChatCarrier, bell: Feed, letters: Letters, now: Callable[[], datetime]) -> None:
        self._letters, self._now = letters, now
        self._deliveries = (
            Delivery(letters, news_cards.KINDS, chat, now),
            Delivery(letters, feed.KINDS, bell, now),
        )

    async def waiting(self) -> int:
        """How many letters wait for delivery. Raises OSError, sqlite3.Error."""
        return await self._letters.count()

    async def tell(self, object_id: str, news: News) -> None:
        """As the port says: the news is on disk when this returns."""
        try:
            await self._letters.put(object_id, news, self._now().timestamp())
        except (OSError, sqlite3.Error) as error:
            log.error("letter_not_kept", error=type(error).__name__)

    async def tell_secretaries(self, news: News) -> None:
        """As the port says; on disk, too."""
        await self.tell(feed.SECRETARIES, news)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver in the background until the block ends."""
        tasks = [asyncio.create_task(one.for_ever(), name="letters") for one in self._deliveries]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def settled(self) -> None:
        """Try every letter that is due, now; what the chat cannot take, by the bell."""
        for one in self._deliveries:
            await one.settled()
