"""How the app is: a handful of numbers, each taken when asked for, and nothing of anybody."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.news.messenger import TeamsMessenger
from sharepoint_lists import OpenStore
from teams_app.server.signing_keys import KeyRing
from technology_map.waiting_rows import NotKept

EVERY = 60.0


@dataclass(frozen=True, slots=True)
class HealthMetrics:
    """Ages and waits in seconds; None where there is nothing to tell yet, or where nobody can.

    `lists`: since they were last read. `outbox`: how many submissions wait here, `outbox_age` the
    oldest. `outgoing`: news that wait for delivery. `roster`, `keys`, `graph`: since they were last
    read, fetched, answering. `skew`: how far our clock is ahead of Graph's. `drift`: how many
    columns do not fit.
    """

    lists: float | None
    outbox: int | None
    outbox_age: float
    outgoing: int | None
    roster: float | None
    keys: float | None
    graph: float | None
    skew: float
    drift: int | None


@dataclass(slots=True)
class Pulse:
    """Where the health_metrics are taken. Fast: no call leaves the machine."""

    opened: OpenStore
    messenger: TeamsMessenger
    rings: Sequence[KeyRing]
    now: Callable[[], datetime]
    _outgoing: int | None = None

    async def health_metrics(self) -> HealthMetrics:
        """The health_metrics now."""
        try:
            self._outgoing = await self.messenger.waiting()
        except NotKept:
            self._outgoing = None
        return self.glance()

    def glance(self) -> HealthMetrics:
        """The metrics as memory knows them: the messages are those of the last look at where they wait."""
        opened, outbox = self.opened, self.opened.outbox
        now, graph = self.now(), opened.graph
        read_at = opened.store.overview.read_at
        oldest = outbox.oldest if outbox is not None else None
        ages = [age for age in (ring.age for ring in self.rings) if age is not None]
        return HealthMetrics(
            lists=(now - read_at).total_seconds() if read_at else None,
            outbox=len(outbox) if outbox is not None else None,
            outbox_age=max((now - oldest).total_seconds(), 0.0) if oldest else 0.0,
            outgoing=self._outgoing,
            roster=opened.roster.age,
            keys=max(ages, default=None),
            graph=None if graph.answered_at is None else graph.clock.passed() - graph.answered_at,
            skew=graph.skew,
            drift=opened.drift.found,
        )

    async def beat(self, every: float = EVERY) -> None:
        """Write the health_metrics to the log again and again: alerts are made from them. Until cancelled."""
        while True:
            await asyncio.sleep(every)
            try:
                self.tell(await self.health_metrics())
            except Exception as error:  # noqa: BLE001 - alerts hang on it
                structlog.get_logger().error("pulse_missed", error=type(error).__name__)

    @staticmethod
    def tell(now: HealthMetrics) -> None:
        """Write the metrics to the log, one line."""
        structlog.get_logger().info(
            "health_metrics",
            lists=_round(now.lists),
            outbox=now.outbox,
            outbox_age=_round(now.outbox_age),
            outgoing=now.outgoing,
            roster=_round(now.roster),
            keys=_round(now.keys),
            graph=_round(now.graph),
            skew=_round(now.skew),
            drift=now.drift,
        )

    @property
    def loops_broken(self) -> bool:
        """Whether a loop ended its last round in a way nobody foresaw."""
        return bool(self.opened.loops.broken) or self.messenger.broken


def _round(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 1)
