"""Records in their lists: made once by their unique key, changed and removed by If-Match."""

import structlog

from sharepoint_lists.graph.responses import GraphFailure, Json
from sharepoint_lists.mapping.record_mapping import RECORDS
from sharepoint_lists.mapping.rows import RowMapping
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict
from technology_map.ports import NotStored
from technology_map.records import ChangedRecord, R, Record

log = structlog.get_logger(__name__)


class RecordKeeper:
    """Adds, changes and removes records for one instance."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks

    async def add(self, record: R) -> R:
        """As the port says: one POST; no request where it is there already. Raises NotStored."""
        kind = type(record)
        async with self._keyed_locks.of(_lock(record)):
            if known := self._replica.copy.records_of(kind).get(record.key):
                return known
            added: Record = record
            try:
                item = await self._writer.create(RECORDS[kind], added, self._graph.for_person())
            except (GraphFailure, NotProvisioned) as failure:
                raise _not_stored(record, failure) from None
            taken = self._taken(RECORDS[kind], item)
            return self._replica.copy.records_of(kind).get(record.key) or _typed(kind, taken)

    async def change(self, changed: R) -> R:
        """As the port says: one PATCH. Raises ChangedRecord, NotStored."""
        kind = type(changed)
        mapping = RECORDS[kind]
        async with self._keyed_locks.of(_lock(changed)):
            base = self._replica.copy.records_of(kind).get(changed.key)
            if base is None or base.version != changed.version:
                raise ChangedRecord(base)
            cells = mapping.changes(base, changed, self._replica.words)
            if not cells:
                return base
            deadline = self._graph.for_person()
            try:
                item = await self._writer.change(mapping, base.row, cells, base.version, deadline)
            except Conflict as conflict:
                raise ChangedRecord(self._theirs(mapping, base.row, conflict.item)) from None
            except (GraphFailure, NotProvisioned) as failure:
                raise _not_stored(changed, failure) from None
            return _typed(kind, self._taken(mapping, item))

    async def remove(self, record: Record) -> None:
        """As the port says: one DELETE. Raises NotStored."""
        mapping = RECORDS[type(record)]
        async with self._keyed_locks.of(_lock(record)):
            try:
                await self._writer.remove(mapping.list, record.row, "", self._graph.for_person())
            except (GraphFailure, NotProvisioned) as failure:
                raise _not_stored(record, failure) from None
            self._replica.forget(mapping.list, record.row)

    def _theirs(self, mapping: RowMapping[Record], row: int, item: Json | None) -> Record | None:
        if item is None:
            self._replica.forget(mapping.list, row)
            return None
        return self._taken(mapping, item)

    def _taken(self, mapping: RowMapping[Record], item: Json) -> Record:
        taken = self._replica.take(mapping.list, item)
        if not isinstance(taken, Record):
            raise NotStored("unreadable")
        return taken


def _typed(kind: type[R], record: Record) -> R:
    assert isinstance(record, kind)  # noqa: S101 - a list holds one kind
    return record


def _lock(record: Record) -> str:
    return f"{type(record).__name__} {record.key}"


def _not_stored(record: Record, failure: Exception) -> NotStored:
    log.warning("record_not_stored", kind=type(record).__name__, reason=type(failure).__name__)
    return not_stored("record", failure)
