"""The tenant's clock: real time plus what a test has added, so nobody has to sleep."""

import asyncio
import time
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970 (UTC). `advance` lets time pass at once and wakes whoever sleeps here."""

    def __init__(self) -> None:
        self._added = 0.0
        self._frozen: float | None = None
        self._moved = asyncio.Condition()
        self._wakers: set[asyncio.Task[None]] = set()

    def now(self) -> float:
        """Seconds since 1970."""
        return (time.time() if self._frozen is None else self._frozen) + self._added

    def utc(self) -> datetime:
        """The same moment as an aware datetime."""
        return datetime.fromtimestamp(self.now(), UTC)

    def freeze(self) -> None:
        """Stops the clock: from now on only `advance` moves it."""
        if self._frozen is None:
            self._frozen = time.time()

    def advance(self, seconds: float) -> None:
        """Lets `seconds` pass at once."""
        self._added += seconds
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        waker = loop.create_task(self._wake())
        self._wakers.add(waker)
        waker.add_done_callback(self._wakers.discard)

    async def sleep(self, seconds: float) -> None:
        """Returns when `seconds` have passed, in real time or by `advance`."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            async with self._moved:
                try:
                    await asyncio.wait_for(self._moved.wait(), left if self._frozen is None else 60)
                except TimeoutError:
                    continue

    async def _wake(self) -> None:
        async with self._moved:
            self._moved.notify_all()


def iso(seconds: float) -> str:
    """`2026-01-31T12:00:00Z`: whole seconds in UTC, as SharePoint writes times."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
