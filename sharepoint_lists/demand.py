"""How often the lists are to be read: while somebody is there often, else seldom."""

from collections.abc import Awaitable, Callable

from sharepoint_lists.graph.clock import Clock

IDLE_AFTER = 120.0
"""Seconds after the last visit until nobody is there: an open tab asks every other second."""
SELDOM = 12
"""So many times longer is the interval while nobody is there (2.5 seconds become 30)."""


class Demand:
    """When somebody was last there: each reading costs units of SharePoint's day (platform.md 1.7)."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = clock.passed()

    def note(self) -> None:
        """Somebody is there."""
        self._last = self._clock.passed()

    @property
    def idle(self) -> bool:
        """Whether nobody has been there for a while."""
        return self._clock.passed() - self._last > IDLE_AFTER

    def seldom(self, work: Callable[[], Awaitable[object]], every: float) -> Callable[[], Awaitable[None]]:
        """The work of a loop that runs every so many seconds, left out most times while nobody is there.

        The first round after somebody has come does it, so that nobody waits longer than a round.
        """
        done = self._clock.passed()

        async def work_or_rest() -> None:
            nonlocal done
            if self.idle and self._clock.passed() - done < SELDOM * every:
                return
            done = self._clock.passed()
            await work()

        return work_or_rest
