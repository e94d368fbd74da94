"""Work that is done again and again while the store is open."""

from collections.abc import Awaitable, Callable

import structlog

from sharepoint_lists.graph.clock import Clock
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema.addresses import NotProvisioned
from technology_map.waiting_rows import NotKept

log = structlog.get_logger(__name__)


class Loops:
    """The loops of the store. `broken` are those whose last round ended in a way nobody foresaw."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.broken: set[str] = set()

    async def poll(
        self, name: str, work: Callable[[], Awaitable[object]], every: float, *, at_once: bool = False
    ) -> None:
        """Wait, do the work, and so on; what Graph does not give this time, it may give the next.

        No exception ends it: one that nobody foresaw is logged, and `broken` names the loop until a
        round ends well.
        """
        if at_once:
            await self._round(name, work)
        while True:
            await self._clock.sleep(every)
            await self._round(name, work)

    async def _round(self, name: str, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        except (GraphFailure, NotProvisioned, NotKept) as failure:
            self.broken.discard(name)
            log.warning("round_failed", round=name, reason=str(failure))
        except Exception as error:  # noqa: BLE001 - nothing may end this loop
            self.broken.add(name)
            log.error("round_broken", round=name, error=type(error).__name__)
        else:
            self.broken.discard(name)
