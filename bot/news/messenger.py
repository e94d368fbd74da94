"""Tells people what happened: the ground's second port. Durable, and never in anybody's way."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime

import structlog

from bot.news import activity_feed, news_cards
from bot.news.activity_feed import Feed
from bot.news.chat_sender import ChatSender
from bot.news.delivery import Delivery, has_notice
from bot.news.outgoing_messages import OutgoingMessages
from technology_map.people.news import News
from technology_map.people.people import is_forgotten
from technology_map.ports import NotStored
from technology_map.waiting_rows import NotKept

log = structlog.get_logger(__name__)

TIDYING = 24 * 3600.0
"""Seconds between two rounds that forget what was told long ago."""
AGAIN = 5.0
"""Seconds until what could not be kept is kept again."""


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
        self._unkept: list[tuple[str, News]] = []
        self._deliveries = (
            Delivery(outgoing, news_cards.KINDS, chat, now, owns),
            Delivery(outgoing, activity_feed.KINDS, bell, now, owns),
        )

    async def waiting(self) -> int:
        """How many messages wait for delivery. Raises NotKept."""
        return await self._outgoing.count() + len(self._unkept)

    @property
    def broken(self) -> bool:
        """Whether a loop of the delivery ended its last round in a way nobody foresaw."""
        return any(one.broken for one in self._deliveries)

    async def tell(self, object_id: str, news: News) -> None:
        """As the port says: the news outlive this process when this returns.

        Who was forgotten is told nothing. Where they cannot be kept now, those that a notice will bring again
        are left to it (NotStored), as it outlives us; the others are held here until they are kept.
        """
        if is_forgotten(object_id):
            return
        try:
            await self._outgoing.put(object_id, news, self._now().timestamp())
        except NotKept as error:
            log.error("letter_not_kept", error=str(error))
            if has_notice(news):
                raise NotStored("news") from None
            self._unkept.append((object_id, news))

    async def keep_rest(self) -> None:
        """Keep what could not be kept before. Raises NotKept."""
        while self._unkept:
            await self._outgoing.put(*self._unkept[0], self._now().timestamp())
            self._unkept.pop(0)

    async def tell_secretaries(self, news: News) -> None:
        """As the port says; on disk, too."""
        await self.tell(activity_feed.SECRETARIES, news)

    async def tell_council(self, news: News) -> None:
        """As the port says; on disk, too."""
        await self.tell(activity_feed.COUNCIL, news)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver in the background until the block ends; the message on its way then may arrive."""
        tasks = [asyncio.create_task(one.for_ever(), name="outgoing") for one in self._deliveries]
        tasks.append(asyncio.create_task(self._tidying(), name="outgoing tidying"))
        try:
            yield
        finally:
            await asyncio.gather(*(one.end() for one in self._deliveries))
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            with contextlib.suppress(NotKept):
                await self.keep_rest()

    async def _tidying(self) -> None:
        """Keep what could not be kept, and now and then forget what was told long ago. Until cancelled."""
        tidied = float("-inf")
        while True:
            with contextlib.suppress(NotKept):
                await self.keep_rest()
                now = self._now().timestamp()
                if now - tidied >= TIDYING:
                    await self._outgoing.forget(now)
                    tidied = now
            await asyncio.sleep(AGAIN)

    def after(self, work: Callable[[], Awaitable[None]]) -> None:
        """Let `settled` wait for this work first, of which news come."""
        self._first.append(work)

    async def settled(self) -> None:
        """Try every message that is due, now; what the chat cannot take, by the bell. Raises NotKept."""
        await self.keep_rest()
        for work in self._first:
            await work()
        for one in self._deliveries:
            await one.settled()
