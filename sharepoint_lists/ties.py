"""Ties between people and things: a row made once, and every row of a pair removed."""

from typing import Any

import structlog

from sharepoint_lists import things
from sharepoint_lists.addresses import NotProvisioned
from sharepoint_lists.answers import GraphFailure, Unanswered
from sharepoint_lists.clock import Deadline
from sharepoint_lists.lists import List
from sharepoint_lists.parts import Parts
from sharepoint_lists.things import Shape, row_number, tie_key
from technology_map.ports import NotStored
from technology_map.ties import Follow, Support, Tie, Ties

log = structlog.get_logger(__name__)

REMOVE_ATTEMPTS = 2


class TieKeeper:
    """Keeps and removes support and follows for one instance."""

    def __init__(self, parts: Parts) -> None:
        self._graph = parts.graph
        self._writer = parts.writer
        self._replica = parts.replica
        self._turns = parts.turns

    async def keep(self, tie: Tie) -> None:
        """As the port says: no request where it is there, else one POST. Raises NotStored."""
        shape = _shape(tie)
        async with self._turns.of(_turn(tie)):
            if self._known(tie).has(tie.object_id, tie.thing):
                return
            try:
                item = await self._writer.create(shape, tie, self._graph.for_person())
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("tie_not_stored", list=shape.list.name, reason=type(failure).__name__)
                raise NotStored("tie") from None
            if self._replica.take(shape.list, item) is None:
                raise NotStored("an old read: that row was removed")

    async def remove(self, tie: Tie) -> None:
        """As the port says. Looks for rows that we do not know of: another instance may have made

        one just now, and a unique column can let a second one through. Raises NotStored.
        """
        of = _shape(tie).list
        async with self._turns.of(_turn(tie)):
            deadline = self._graph.for_person()
            known = self._known(tie).rows(tie.object_id, tie.thing)
            try:
                for number in known:
                    await self._gone(of, number, deadline)
                for item in await self._writer.look_up_all(of, tie_key(tie), deadline):
                    if row_number(item) not in known:
                        await self._gone(of, row_number(item), deadline)
            except (GraphFailure, NotProvisioned) as failure:
                log.warning("tie_not_removed", list=of.name, reason=type(failure).__name__)
                raise NotStored("tie") from None

    async def _gone(self, of: List, number: int, deadline: Deadline) -> None:
        """Delete a row. Deleted again it is as gone, so what is left in doubt is done once more."""
        for attempt in range(REMOVE_ATTEMPTS):
            try:
                await self._writer.remove(of, number, "", deadline)
                break
            except Unanswered:
                if attempt == REMOVE_ATTEMPTS - 1:
                    raise
        self._replica.forget(of, number)

    def _known(self, tie: Tie) -> Ties[Any]:
        copy = self._replica.copy
        return copy.overview.supports if isinstance(tie, Support) else copy.follows


def _shape(tie: Tie) -> Shape[Any]:
    return things.SUPPORT if isinstance(tie, Support) else things.FOLLOW


def _turn(tie: Tie) -> str:
    kind = "follow" if isinstance(tie, Follow) else "support"
    return f"{kind} {tie_key(tie)}"
