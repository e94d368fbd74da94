"""Delivers messages of some kinds, one after the other: at once, later, or never, and never twice."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from bot.channel.connector import Undelivered
from bot.news.outgoing_messages import Content, OutgoingMessage, OutgoingMessages
from technology_map.people.notifications import NotNotified
from technology_map.ports import ClarificationAnswered, OnAgenda, OtherMerged, Reworded, StatusChanged

log = structlog.get_logger(__name__)

FIRST_WAIT = 15.0
LONGEST_WAIT = 3600.0
MOST_ATTEMPTS = 8 + 72
"""Eight in the first hour, then one an hour for three days."""


class Sender(Protocol):
    """Who can send messages of these kinds to a person."""

    async def send(self, message: OutgoingMessage) -> None:
        """Deliver it. Raises Undelivered or NotNotified."""

    async def refused(self, message: OutgoingMessage) -> None:
        """It can never be delivered on this way."""


def move_of(news: Content) -> tuple[int, int] | None:
    """The move that news are of, as proposal and number; None for news of something else."""
    match news:
        case StatusChanged() | ClarificationAnswered() | Reworded() | OnAgenda():
            return news.proposal, news.seq
        case OtherMerged():
            return news.merged, news.seq
        case _:
            return None


class Delivery:
    """One loop. Two of them do not wait for each other, whatever befalls one.

    `owns` says whether the news of a move, by proposal and number, are this instance's to tell.
    """

    def __init__(
        self,
        outgoing: OutgoingMessages,
        kinds: tuple[type[Content], ...],
        sender: Sender,
        now: Callable[[], datetime],
        owns: Callable[[int, int], bool],
    ) -> None:
        self._outgoing, self._kinds, self._carrier, self._now = outgoing, kinds, sender, now
        self._owns = owns
        self._awake = asyncio.Event()
        self._turn = asyncio.Lock()
        self.broken = False
        """Whether the last round ended in a way nobody foresaw."""
        outgoing.wakes(self._awake)

    async def settled(self) -> None:
        """Try every message that is due, now; those too that come of it."""
        tried: set[int] = set()
        async with self._turn:
            while due := [one for one in await self._due() if one.row not in tried]:
                for message in due:
                    tried.add(message.row)
                    await self._deliver(message)

    async def for_ever(self) -> None:
        """Deliver until cancelled."""
        self._awake.set()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FIRST_WAIT):
                    await self._awake.wait()
            self._awake.clear()
            self.broken = not await self._round()

    async def _round(self) -> bool:
        """Whether it went as foreseen; no exception ends the loop."""
        try:
            await self.settled()
        except (OSError, sqlite3.Error) as error:
            log.error("letters_not_read", error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - nothing may end this loop
            log.error("delivery_broken", error=type(error).__name__)
            return False
        return True

    async def _due(self) -> list[OutgoingMessage]:
        mine = [one for one in await self._outgoing.waiting() if isinstance(one.news, self._kinds)]
        return [one for one in mine if one.due <= self._now().timestamp()]

    async def _deliver(self, message: OutgoingMessage) -> None:
        kind = type(message.news).__name__
        try:
            if (move := move_of(message.news)) and not self._owns(*move):
                log.info("told_elsewhere", kind=kind)
                await self._outgoing.done(message)
                return
            await self._carrier.send(message)
        except (Undelivered, NotNotified) as failure:
            log.warning("not_told", kind=kind, status=failure.status)
            await (self._refused(message) if failure.for_good else self._later(message))
            return
        except Exception as error:  # noqa: BLE001 - one message must not keep the others waiting
            log.error("letter_failed", kind=kind, error=type(error).__name__)
            await self._later(message)
            return
        await self._outgoing.done(message)
        log.info("told", kind=kind)

    async def _refused(self, message: OutgoingMessage) -> None:
        await self._carrier.refused(message)
        await self._outgoing.done(message)

    async def _later(self, message: OutgoingMessage) -> None:
        if message.attempts >= MOST_ATTEMPTS:
            log.error("message_given_up", kind=type(message.news).__name__)
            await self._outgoing.done(message)
        else:
            wait = min(FIRST_WAIT * 2 ** min(message.attempts, 16), LONGEST_WAIT)
            await self._outgoing.later(message, self._now().timestamp() + wait)
