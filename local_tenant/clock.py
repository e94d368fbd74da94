"""The tenant's clock: real time plus what a test has added, so nobody has to sleep."""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970 (UTC). `advance` lets time pass at once and wakes whoever sleeps here."""

    def __init__(self) -> None:
        self._added = 0.0
        self._frozen: float | None = None
        self._sleepers: set[asyncio.Event] = set()
        self._somebody = asyncio.Event()

    def now(self) -> float:
        """Seconds since 1970."""
        return (time.time() if self._frozen is None else self._frozen) + self._added

    def freeze(self) -> None:
        """Stops the clock: from now on only `advance` moves it."""
        if self._frozen is None:
            self._frozen = time.time()

    def advance(self, seconds: float) -> None:
        """Lets `seconds` pass at once. To be called on the event loop."""
        self._added += seconds
        for sleeper in self._sleepers:
            sleeper.set()

    async def sleep(self, seconds: float) -> None:
        """Returns when `seconds` have passed, in real time or by `advance`."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            woken = asyncio.Event()
            self._sleepers.add(woken)
            self._somebody.set()
            try:
                async with asyncio.timeout(left if self._frozen is None else None):
                    await woken.wait()
            except TimeoutError:
                continue
            finally:
                self._sleepers.discard(woken)
                if not self._sleepers:
                    self._somebody.clear()

    async def somebody_sleeps(self) -> None:
        """Returns as soon as somebody sleeps here: a stalled request has come that far."""
        await self._somebody.wait()


def iso(seconds: float) -> str:
    """`2026-01-31T12:00:00Z`: whole seconds in UTC, as SharePoint writes times."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
