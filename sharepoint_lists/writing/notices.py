"""Notices in the closed site: taken once by their unique key, and changed by who has seen them last."""

from dataclasses import replace

import structlog

from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict
from technology_map.council.notices import Notice
from technology_map.ports import NotStored

log = structlog.get_logger(__name__)


class Notices:
    """Takes and changes notices for one instance."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks

    async def take(self, notice: Notice) -> Notice:
        """As the port says: one POST. Raises NotStored."""
        async with self._keyed_locks.of(f"notice {notice.key}"):
            if known := self._replica.copy.notices.get(notice.key):
                return known
            try:
                item = await self._writer.create(row_mapping.NOTICE, notice, self._graph.in_background())
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("notice_not_taken", reason=type(failure).__name__)
                raise not_stored("notice", failure) from None
            return self._taken(item, notice)

    async def change(self, changed: Notice) -> Notice:
        """As the port says: one PATCH with If-Match. Raises NotStored."""
        async with self._keyed_locks.of(f"notice {changed.key}"):
            known = self._replica.copy.notices.get(changed.key, changed)
            cells = row_mapping.NOTICE.changes(known, changed, self._replica.words)
            if not cells:
                return known
            deadline = self._graph.in_background()
            try:
                item = await self._writer.change(
                    row_mapping.NOTICE, changed.row, cells, changed.version, deadline
                )
            except Conflict as conflict:
                if conflict.item is None:
                    raise NotStored("notice") from None
                return self._taken(conflict.item, changed)
            except (GraphFailure, NotProvisioned) as failure:
                raise not_stored("notice", failure) from None
            return self._taken(item, changed)

    def _taken(self, item: dict[str, object], notice: Notice) -> Notice:
        self._replica.take(lists.NOTICES, item)
        return self._replica.copy.notices.get(notice.key) or replace(notice)
