"""Relations between people and things: a row made once, and every row of a pair removed."""

from typing import Any

import structlog

from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.row_mapping import relation_key
from sharepoint_lists.mapping.rows import RowMapping, row_number
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.doubt import not_stored
from sharepoint_lists.writing.writer import Conflict
from technology_map.backing.relations import Follow, Relation, Relations, Support
from technology_map.ports import InDoubt, NotStored

log = structlog.get_logger(__name__)


class TieKeeper:
    """Keeps and removes support and follows for one instance."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks

    async def keep(self, relation: Relation) -> None:
        """As the port says: no request where it is there, else one POST. Raises NotStored."""
        mapping = _mapping(relation)
        async with self._keyed_locks.of(_turn(relation)):
            if self._known(relation).has(relation.object_id, relation.thing):
                return
            try:
                item = await self._writer.create(mapping, relation, self._graph.for_person())
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("relation_not_stored", list=mapping.list.name, reason=type(failure).__name__)
                raise not_stored("relation", failure) from None
            if self._replica.take(mapping.list, item) is None:
                raise NotStored("an old read: that row was removed")

    async def renew(self, support: Support) -> None:
        """As the port says. Raises NotStored where somebody changed the row just now."""
        mapping = row_mapping.SUPPORT
        async with self._keyed_locks.of(_turn(support)):
            for number in self._known(support).rows(support.object_id, support.thing):
                before: Support = self._replica.copy.supports.things[number]
                cells = mapping.changes(before, support, self._replica.words)
                deadline = self._graph.for_person()
                try:
                    item = await self._writer.change(mapping, number, cells, before.version, deadline)
                except (Conflict, GraphFailure, NotProvisioned) as failure:
                    log.warning("support_not_renewed", reason=type(failure).__name__)
                    raise not_stored("support", failure) from None
                self._replica.take(mapping.list, item)

    async def remove(self, relation: Relation) -> None:
        """As the port says. Looks for rows that we do not know of: another instance may have made

        one just now, and a unique column can let a second one through. Raises NotStored.
        """
        of = _mapping(relation).list
        async with self._keyed_locks.of(_turn(relation)):
            deadline = self._graph.for_person()
            known = self._known(relation).rows(relation.object_id, relation.thing)
            try:
                for number in known:
                    await self._gone(of, number, deadline)
                for item in await self._writer.look_up_all(of, relation_key(relation), deadline):
                    if row_number(item) not in known:
                        await self._gone(of, row_number(item), deadline)
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("tie_not_removed", list=of.name, reason=type(failure).__name__)
                # What we knew of is gone by now: only whether there is another is not known.
                gone = known and not self._known(relation).has(relation.object_id, relation.thing)
                raise (InDoubt("relation") if gone else not_stored("relation", failure)) from None

    async def _gone(self, of: List, number: int, deadline: Deadline) -> None:
        await self._writer.remove(of, number, "", deadline)
        self._replica.forget(of, number)

    def _known(self, relation: Relation) -> Relations[Any]:
        copy = self._replica.copy
        return copy.overview.supports if isinstance(relation, Support) else copy.follows


def _mapping(relation: Relation) -> RowMapping[Any]:
    return row_mapping.SUPPORT if isinstance(relation, Support) else row_mapping.FOLLOW


def _turn(relation: Relation) -> str:
    kind = "follow" if isinstance(relation, Follow) else "support"
    return f"{kind} {relation_key(relation)}"
