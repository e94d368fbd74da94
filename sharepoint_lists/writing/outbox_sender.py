"""Emptying the outbox: each waiting submission into SharePoint once, and its author is told."""

from collections.abc import Callable
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

OnStored = Callable[[Receipt, Proposal | SolutionCard], None]
_MAPPINGS: dict[str, RowMapping[Any]] = {
    mapping.list.name: mapping for mapping in (row_mapping.PROPOSAL, row_mapping.SOLUTION_CARD)
}


class Drain:
    """Takes what waits, the oldest first. What waits may have been written already: it looks first."""

    def __init__(self, components: Components, outbox: Outbox, on_stored: OnStored) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks
        self._outbox = outbox
        self._on_stored = on_stored

    async def run(self) -> int:
        """One round; how many were stored. Stops where Graph is away. Raises NoOutbox."""
        stored = 0
        if not len(self._outbox):
            return stored
        for one in await self._outbox.waiting():
            try:
                async with self._keyed_locks.of(one.key):
                    thing = await self._stored(one)
                    await self._outbox.done(one.key)
            except Declined as declined:
                log.warning("submission_refused", list=one.list, status=declined.status)
                await self._outbox.failed(one, self._graph.clock.now())
                continue
            except (GraphFailure, NotProvisioned):
                await self._outbox.failed(one, self._graph.clock.now())
                break
            stored += 1
            log.info("submission_stored", list=one.list, receipt=one.code)
            self._on_stored(Receipt(one.code), thing)
        return stored

    async def _stored(self, one: Waiting) -> Proposal | SolutionCard:
        mapping = _MAPPINGS[one.list]
        wanted = mapping.read(0, "", one.cells, self._replica.words).thing
        deadline = self._graph.in_background()
        item = await self._writer.create(mapping, wanted, deadline, look_first=True)
        thing = self._replica.take(mapping.list, item)
        words = self._replica.words
        found: Proposal | SolutionCard = thing or mapping.read(int(item["id"]), "", one.cells, words).thing
        return found
