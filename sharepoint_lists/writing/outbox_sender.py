"""Emptying the outbox: each waiting submission into SharePoint once, and its author is told."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import structlog

from sharepoint_lists.graph.responses import Declined, GraphFailure
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.rows import RowMapping
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.outbox import Outbox, Waiting
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.ports import Receipt

log = structlog.get_logger(__name__)

OnStored = Callable[[Receipt, Proposal | SolutionCard], Awaitable[None]]
"""Tells who handed it in; it must be safe to tell the same again."""
LAST_WORDS = 5.0
"""Seconds that the end waits for the submission that is on its way."""
_MAPPINGS: dict[str, RowMapping[Any]] = {
    mapping.list.name: mapping for mapping in (row_mapping.PROPOSAL, row_mapping.SOLUTION_CARD)
}


class Drain:
    """Takes what waits, the oldest first. What was ever sent may have been written: it is looked for first.

    Several instances may do it at once: each takes a lease on a submission before it stores it, and what
    an instance left that is gone another takes when the lease is over.
    """

    def __init__(self, components: Components, outbox: Outbox, on_stored: OnStored) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks
        self._outbox = outbox
        self._on_stored = on_stored
        self._turn = asyncio.Lock()
        self._ending = False

    async def run(self) -> int:
        """One round; how many were stored. Stops where Graph is away. Raises NotKept."""
        stored = 0
        async with self._turn:
            for waiting in await self._outbox.waiting():
                if self._ending:
                    break
                one = await self._outbox.take(waiting, self._graph.clock.now())
                if one is None:
                    continue
                try:
                    await self._store(one)
                except Declined as declined:
                    log.warning("submission_refused", list=one.list, status=declined.status)
                    await self._outbox.failed(one, self._graph.clock.now())
                    continue
                except (GraphFailure, NotProvisioned):
                    await self._outbox.failed(one, self._graph.clock.now())
                    break
                stored += 1
        return stored

    async def end(self) -> None:
        """Let the submission that is on its way arrive, for a little; begin none any more."""
        self._ending = True
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST_WORDS), self._turn:
                return

    async def _store(self, one: Waiting) -> None:
        """Store one and tell of it: a crash before the end does both again, and neither twice."""
        async with self._keyed_locks.of(one.key):
            thing = await self._stored(one)
            await self._on_stored(Receipt(one.code), thing)
            await self._outbox.done(one)
        log.info("submission_stored", list=one.list, receipt=one.code)

    async def _stored(self, one: Waiting) -> Proposal | SolutionCard:
        mapping = _MAPPINGS[one.list]
        wanted = mapping.read(0, "", one.cells, self._replica.words).thing
        deadline = self._graph.in_background()
        item = await self._writer.create(mapping, wanted, deadline, look_first=not one.untried)
        thing = self._replica.take(mapping.list, item)
        words = self._replica.words
        found: Proposal | SolutionCard = thing or mapping.read(int(item["id"]), "", one.cells, words).thing
        return found
