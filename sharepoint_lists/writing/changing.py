"""A change of a row: again on what somebody else stored, as long as that touches something else."""

from typing import Any

import structlog

from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.mapping.rows import Cells, RowMapping
from sharepoint_lists.schema import columns
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict
from technology_map.ports import NotStored

log = structlog.get_logger(__name__)

CHANGE_ATTEMPTS = 3
_STATE = frozenset({columns.STATUS.name, columns.LAST_SEQ.name})
_ALWAYS_DIFFERENT = frozenset(
    one.name
    for one in (
        columns.CHANGED_AT,
        columns.EDITED_BY,
        columns.EDITED_AT,
        columns.EDITED_WHY,
        columns.REWORDED_AT,
    )
)


class Overtaken(Exception):  # noqa: N818 - an answer, not an error
    """Somebody else changed the same; `current` is what stands now, None where the row is gone."""

    def __init__(self, current: Any) -> None:
        super().__init__("overtaken")
        self.current = current


class Changer:
    """Changes rows for one instance."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica

    async def change(self, mapping: RowMapping[Any], base: Any, changed: Any) -> Any:
        """The thing as it is stored then, None where it cannot be read. Raises Overtaken, NotStored."""
        cells, version = mapping.changes(base, changed, self._replica.words), base.version
        if not cells:
            return base
        deadline = self._graph.for_person()
        for _ in range(CHANGE_ATTEMPTS):
            try:
                item = await self._writer.change(mapping, changed.number, cells, version, deadline)
                return self._replica.take(mapping.list, item)
            except Conflict as conflict:
                current = self._current(mapping, conflict, changed.number)
                if current is None or _touched(mapping.changes(base, current, self._replica.words), cells):
                    raise Overtaken(current) from None
                version = current.version
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("change_not_stored", list=mapping.list.name, reason=str(failure))
                raise not_stored("not stored", failure) from None
        raise NotStored("the row changes all the time")

    def _current(self, mapping: RowMapping[Any], conflict: Conflict, number: int) -> Any:
        if conflict.item is None:
            self._replica.forget(mapping.list, number)
            return None
        return self._replica.take(mapping.list, conflict.item)


def _touched(changed: Cells, cells: Cells) -> bool:
    """Whether somebody else changed the state, or one of the fields that we want to change."""
    theirs = changed.keys() - _ALWAYS_DIFFERENT
    return bool(theirs & (cells.keys() | _STATE))
