"""Remarks in the open list and in the council's: made once by their unique key, changed by If-Match."""

import structlog

from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.rows import RowMapping
from sharepoint_lists.replica.list_intake import ListIntake
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict
from technology_map.ports import NotStored
from technology_map.talk.remarks import Remark

log = structlog.get_logger(__name__)


class RemarkKeeper:
    """Adds and changes remarks for one instance."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks

    async def add(self, remark: Remark) -> Remark:
        """As the port says: one POST; no request where it is there already. Raises NotStored."""
        mapping = _mapping(remark)
        async with self._keyed_locks.of(f"remark {remark.key}"):
            copy = self._replica.copy
            there = copy.council_remarks if remark.council else copy.overview.remarks
            if known := there.by_key(row_mapping.key_of(remark)):
                return known
            try:
                item = await self._writer.create(mapping, remark, self._graph.for_person())
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("remark_not_stored", reason=type(failure).__name__)
                raise not_stored("remark", failure) from None
            return self._taken(mapping, item)

    async def change(self, changed: Remark) -> Remark:
        """As the port says: one PATCH. Raises NotStored."""
        mapping = _mapping(changed)
        async with self._keyed_locks.of(f"remark {changed.key}"):
            intake: ListIntake[Remark] = self._replica.copy.intake(mapping.list)
            known = intake.things.get(changed.row, changed)
            cells = mapping.changes(known, changed, self._replica.words)
            deadline = self._graph.for_person()
            try:
                item = await self._writer.change(mapping, changed.row, cells, changed.version, deadline)
            except Conflict as conflict:
                if conflict.item is None:
                    raise NotStored("gone") from None
                return self._taken(mapping, conflict.item)
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("remark_not_stored", reason=type(failure).__name__)
                raise not_stored("remark", failure) from None
            return self._taken(mapping, item)

    def _taken(self, mapping: RowMapping[Remark], item: dict[str, object]) -> Remark:
        self._replica.take(mapping.list, item)
        taken = self._replica.copy.intake(mapping.list).things.get(int(str(item["id"])))
        if not isinstance(taken, Remark):
            raise NotStored("unreadable")
        return taken


def _mapping(remark: Remark) -> RowMapping[Remark]:
    return row_mapping.COUNCIL_REMARK if remark.council else row_mapping.REMARK
