"""A new thing: one POST, and the outbox where SharePoint does not take it."""

from dataclasses import replace
from typing import Any

import structlog

from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import GraphFailure, Json, NotDone
from sharepoint_lists.mapping.row_mapping import key_of
from sharepoint_lists.mapping.rows import RowMapping, row_number, row_version
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.outbox import Outbox
from technology_map.ports import NotStored, Receipt
from technology_map.waiting_rows import NotKept

log = structlog.get_logger(__name__)

HELD_BACK = 0.4
"""Seconds that a submission waits for its turn in our budget; then the outbox takes it, with a receipt."""


class Adder:
    """Adds proposals and solution cards for one instance."""

    def __init__(self, components: Components, outbox: Outbox | None) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._outbox = outbox
        self._doubtful: set[str] = set()

    def receipt(self, key: str) -> Receipt | None:
        """The receipt of what waits under this key, at once, though somebody is about to store it."""
        code = self._outbox.receipt(key) if self._outbox is not None else None
        return Receipt(code) if code else None

    async def add(self, mapping: RowMapping[Any], thing: Any) -> Any:
        """The stored thing, or a receipt where it waits in the outbox. Raises NotStored."""
        key = key_of(thing)
        if receipt := self.receipt(key):
            return receipt
        deadline = self._graph.for_person(held_back=HELD_BACK if self._outbox is not None else None)
        try:
            item = await self._writer.create(mapping, thing, deadline)
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("not_stored_yet", list=mapping.list.name, reason=str(failure))
            if not isinstance(failure, NotDone):
                self._doubtful.add(key)
            return await self._queued(mapping, thing)
        first = await self._first(mapping, key, item, deadline)
        stored = self._replica.take(mapping.list, first)
        return stored or replace(thing, number=row_number(first), version=row_version(first))

    async def _first(self, mapping: RowMapping[Any], key: str, item: Json, deadline: Deadline) -> Json:
        """The row that counts: where unique columns leak, another instance may have stored the same.

        Its row can only be one that we have not read. Where there is none, nobody is asked.
        """
        if not self._replica.copy.intake(mapping.list).unseen_below(row_number(item)):
            return item
        try:
            found = await self._writer.look_up(mapping.list, key, deadline)
        except (GraphFailure, NotProvisioned):
            return item
        if found is None or row_number(found) >= row_number(item):
            return item
        self._replica.take(mapping.list, item)
        return found

    async def _queued(self, mapping: RowMapping[Any], thing: Any) -> Receipt:
        if self._outbox is None:
            raise NotStored("no outbox")
        cells, now = mapping.cells(thing, self._replica.words), self._graph.clock.now()
        name, key = mapping.list.name, key_of(thing)
        try:
            code = await self._outbox.put(name, key, cells, now, untried=key not in self._doubtful)
        except NotKept:
            raise NotStored("the outbox failed too") from None
        self._doubtful.discard(key)
        return Receipt(code)
