"""Delivers letters of some kinds, one after the other: at once, later, or never, and never twice."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

import structlog

from bot.connector import Undelivered
from bot.letters import Content, Letter, Letters
from technology_map.notifications import NotNotified

log = structlog.get_logger(__name__)

FIRST_WAIT = 15.0
LONGEST_WAIT = 3600.0
MOST_ATTEMPTS = 8 + 72
"""Eight in the first hour, then one an hour for three days."""


class Carrier(Protocol):
    """Who can carry letters of these kinds to a person."""

    async def send(self, letter: Letter) -> None:
        """Deliver it. Raises Undelivered or NotNotified."""

    async def refused(self, letter: Letter) -> None:
        """It can never be delivered on this way."""


class Delivery:
    """One loop. Two of them do not wait for each other, whatever befalls one."""

    def __init__(
        self,
        letters: Letters,
        kinds: tuple[type[Content], ...],
        carrier: Carrier,
        now: Callable[[], datetime],
    ) -> None:
        self._letters, self._kinds, self._carrier, self._now = letters, kinds, carrier, now
        self._awake = asyncio.Event()
        self._turn = asyncio.Lock()
        letters.wakes(self._awake)

    async def settled(self) -> None:
        """Try every letter that is due, now; those too that come of it."""
        tried: set[int] = set()
        async with self._turn:
            while due := [one for one in await self._due() if one.row not in tried]:
                for letter in due:
                    tried.add(letter.row)
                    await self._deliver(letter)

    async def for_ever(self) -> None:
        """Deliver until cancelled."""
        self._awake.set()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(FIRST_WAIT):
                    await self._awake.wait()
            self._awake.clear()
            try:
                await self.settled()
            except (OSError, sqlite3.Error) as error:
                log.error("letters_not_read", error=type(error).__name__)

    async def _due(self) -> list[Letter]:
        mine = [one for one in await self._letters.waiting() if isinstance(one.news, self._kinds)]
        return [one for one in mine if one.due <= self._now().timestamp()]

    async def _deliver(self, letter: Letter) -> None:
        kind = type(letter.news).__name__
        try:
            await self._carrier.send(letter)
        except (Undelivered, NotNotified) as failure:
            log.warning("not_told", kind=kind, status=failure.status)
            await (self._refused(letter) if failure.for_good else self._later(letter))
            return
        except Exception as error:  # noqa: BLE001 - one letter must not keep the others waiting
            log.error("letter_failed", kind=kind, error=type(error).__name__)
            await self._later(letter)
            return
        await self._letters.done(letter)
        log.info("told", kind=kind)

    async def _refused(self, letter: Letter) -> None:
        await self._carrier.refused(letter)
        await self._letters.done(letter)

    async def _later(self, letter: Letter) -> None:
        if letter.attempts >= MOST_ATTEMPTS:
            log.error("letter_given_up", kind=type(letter.news).__name__)
            await self._letters.done(letter)
        else:
            wait = min(FIRST_WAIT * 2 ** min(letter.attempts, 16), LONGEST_WAIT)
            await self._letters.later(letter, self._now().timestamp() + wait)
