"""The clock that everything here goes by: what time it is, how long ago, and waiting."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol

FIRST_TRY = 0.6
"""The share of the time left that one try to write may use up, so that looking it up is still possible."""


class Clock(Protocol):
    """A clock that tests can replace by one that need not be waited for."""

    def now(self) -> datetime:
        """The time of day, in UTC."""

    def passed(self) -> float:
        """Seconds on a clock that only runs forward."""

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The time of day, in UTC."""
        return datetime.now(UTC)

    def passed(self) -> float:
        """Seconds on the machine's monotonic clock."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Return when so many seconds have passed."""
        await asyncio.sleep(seconds)


class Deadline:
    """A moment by which something must be over.

    `held_back`: seconds that our own budget may hold it back meanwhile, None for all there are.
    `in_background`: whether nobody waits for it, so that it goes behind what people wait for.
    """

    def __init__(
        self, clock: Clock, seconds: float, held_back: float | None = None, *, in_background: bool = False
    ) -> None:
        self.in_background = in_background
        self._clock = clock
        self._end = clock.passed() + seconds
        self._held_back = held_back

    def holds(self, pause: float) -> bool:
        """Whether it may be held back for so many seconds more, which then count."""
        if self._held_back is None:
            return True
        self._held_back -= pause
        return self._held_back >= 0

    @property
    def left(self) -> float:
        """Seconds that are left; negative when it is past."""
        return self._end - self._clock.passed()
