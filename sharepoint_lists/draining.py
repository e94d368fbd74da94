"""Emptying the outbox: each waiting submission into SharePoint once, and its author is told."""

from collections.abc import Callable
from typing import Any

import structlog

from sharepoint_lists import things
from sharepoint_lists.addresses import NotProvisioned
from sharepoint_lists.answers import Declined, GraphFailure
from sharepoint_lists.outbox import Outbox, Waiting
from sharepoint_lists.parts import Parts
from sharepoint_lists.things import Shape
from technology_map.ports import Receipt
from technology_map.proposals import Proposal
from technology_map.solution_cards import SolutionCard

log = structlog.get_logger(__name__)

OnStored = Callable[[Receipt, Proposal | SolutionCard], None]
_SHAPES: dict[str, Shape[Any]] = {shape.list.name: shape for shape in (things.PROPOSAL, things.SOLUTION_CARD)}


class Drain:
    """Takes what waits, the oldest first. What waits may have been written already: it looks first."""

    def __init__(self, parts: Parts, outbox: Outbox, on_stored: OnStored) -> None:
        self._graph = parts.graph
        self._writer = parts.writer
        self._replica = parts.replica
        self._turns = parts.turns
        self._outbox = outbox
        self._on_stored = on_stored

    async def run(self) -> int:
        """One round; how many were stored. Stops where Graph is away. Raises NoOutbox."""
        stored = 0
        if not len(self._outbox):
            return stored
        for one in await self._outbox.waiting():
            try:
                async with self._turns.of(one.key):
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
        shape = _SHAPES[one.list]
        wanted = shape.read(0, "", one.cells).thing
        deadline = self._graph.in_background()
        item = await self._writer.create(shape, wanted, deadline, look_first=True)
        thing = self._replica.take(shape.list, item)
        found: Proposal | SolutionCard = thing or shape.read(int(item["id"]), "", one.cells).thing
        return found
