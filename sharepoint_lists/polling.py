"""Work that is done again and again while the store is open."""

from collections.abc import Awaitable, Callable

import structlog

from sharepoint_lists.graph.clock import Clock
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.outbox import NoOutbox

log = structlog.get_logger(__name__)


async def poll(clock: Clock, name: str, work: Callable[[], Awaitable[object]], every: float) -> None:
    """Wait, do the work, and so on; what Graph does not give this time, it may give the next."""
    while True:
        await clock.sleep(every)
        try:
            await work()
        except (GraphFailure, NotProvisioned, NoOutbox) as failure:
            log.warning("round_failed", round=name, reason=str(failure))
