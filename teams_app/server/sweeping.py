"""Works on what follows from moves: at once what was made here, and in rounds what was left undone."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import structlog

from technology_map.council.consequences import GRACE, Consequences, Move
from technology_map.people.daily import Daily

log = structlog.get_logger(__name__)

PATIENCE = 5.0
"""Seconds that the end waits for what has begun; the rest is found after the next start."""


class Sweeper:
    """One per instance."""

    def __init__(self, consequences: Consequences, daily: Daily) -> None:
        self._consequences, self._daily = consequences, daily
        self._others: list[Callable[[timedelta], Awaitable[None]]] = []
        self._running: dict[Move, asyncio.Task[None]] = {}

    def also(self, *work: Callable[[timedelta], Awaitable[None]]) -> None:
        """Go on with these too in each round, before what follows from moves."""
        self._others += work

    def begin(self, proposal: int, seq: int, maker: str = "") -> None:
        """A move was made here just now. Returns at once."""
        self._start((proposal, seq), GRACE, maker)

    async def settled(self) -> None:
        """Wait for what has begun."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def sweep(self, grace: timedelta = GRACE) -> None:
        """Begin whatever was left undone, and wait for it."""
        for move in await self._consequences.left(grace):
            self._start(move, grace)
        await self.settled()

    async def for_ever(self, every: float, grace: timedelta) -> None:
        """Tell the day's news, and sweep every so many seconds, until cancelled."""
        await self._tried(self._daily.round)
        while True:
            await asyncio.sleep(every)
            await self.round(grace)

    async def round(self, grace: timedelta) -> None:
        """One sweep, and the day's news; either may fail."""
        await self.begun(grace)
        await self._tried(self._daily.round)

    async def begun(self, grace: timedelta) -> None:
        """One sweep, which may fail, without the day's news: nobody's start waits for thousands of those."""

        async def work() -> None:
            for one in self._others:
                await one(grace)
            await self.sweep(grace)

        await self._tried(work)

    async def _tried(self, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except Exception as error:  # noqa: BLE001 - a round that fails must not end those after it
            log.error("sweep_failed", error=type(error).__name__)

    def _start(self, move: Move, grace: timedelta, maker: str = "") -> None:
        if move not in self._running:
            task = asyncio.create_task(self._consequences.follow(move, grace, maker=maker))
            self._running[move] = task
            task.add_done_callback(lambda _: self._running.pop(move, None))


@asynccontextmanager
async def sweeping(
    sweeper: Sweeper, every: float, grace: float, settled: asyncio.Event
) -> AsyncIterator[None]:
    """Sweep now and then, until the end of the block; what has begun is then waited for a little.

    The first instance that ever starts says since when moves have notices. Where the start was from a local
    snapshot, nothing is done by what may be old news: it begins once everything is read (`settled`).
    """
    patience, late = timedelta(seconds=grace), not settled.is_set()
    if not late:
        await sweeper.begun(patience)

    async def work() -> None:
        await settled.wait()
        if late:
            await sweeper.begun(patience)
        await sweeper.for_ever(every, patience)

    task = asyncio.create_task(work(), name="consequences")
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await sweeper.settled()
