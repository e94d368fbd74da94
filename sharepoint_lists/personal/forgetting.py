"""Taking people out of the lists, row by row: each by its ETag, so that what others write stays.

Nothing is kept of what is to be done. What a row says tells whether it is done, so a run that was cut short
is made whole by the next one, and a second run finds nothing to do.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import Declined, GraphFailure, NotDone, Unanswered, settled
from sharepoint_lists.mapping.holding import IN_ORDER
from sharepoint_lists.personal.rewriting import Change, PeopleOf, Rewriting
from sharepoint_lists.replica.raw_rows import Everything, Row, Seen, row_of
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.schema.records.worries import WORRIES

ATTEMPTS = 6
PAUSES = (0.2, 0.5, 1.0, 2.0, 5.0)
GONE = (404, 410)
OVERTAKEN = (409, 412)


@dataclass(slots=True)
class Done:
    """How many rows were changed and removed, and which could not be now."""

    changed: int = 0
    removed: int = 0
    failed: list[Row] = field(default_factory=list)
    stuck: list[Row] = field(default_factory=list)
    """Sealed with another secret than the one that is set."""


def planned(rows: Everything, people_of: PeopleOf, rewriting: Rewriting) -> Iterator[tuple[Row, Change]]:
    """Every row that changes, with how, in the order in which it is safe to stop anywhere."""
    for of in IN_ORDER:
        there = list(rows.get(of.name, ()))
        if of.name == WORRIES.name:
            random.SystemRandom().shuffle(there)
        for row in there:
            change = rewriting.change(of, row.cells, people_of(row))
            if not change.nothing:
                yield row, change


class Forgetter:
    """Does it. Several runs may go on side by side."""

    def __init__(self, graph: Graph, addresses: Addresses) -> None:
        self._graph, self._addresses = graph, addresses

    async def forget(
        self, rows: Everything, people_of: PeopleOf, rewriting: Rewriting, seen: Seen = lambda _: None
    ) -> Done:
        """Change and remove what names them; what could not be is told, and the next run does it."""
        done = Done()
        for row, change in planned(rows, people_of, rewriting):
            seen(1)
            if change.stuck:
                done.stuck.append(row)
                continue
            try:
                if await self._made(row, change, people_of, rewriting):
                    done.removed += change.remove
                    done.changed += not change.remove
            except GraphFailure:
                done.failed.append(row)
        return done

    async def _made(self, row: Row, change: Change, people_of: PeopleOf, rewriting: Rewriting) -> bool:
        """Make one change; on what stands by then, where somebody was faster. Raises GraphFailure."""
        for attempt in range(ATTEMPTS):
            if change.nothing or change.stuck:
                return attempt > 0
            try:
                await self._write(row, change)
                return True
            except Declined as declined:
                if declined.status in GONE:
                    return change.remove
                if declined.status not in OVERTAKEN:
                    raise
            except NotDone:
                await self._graph.clock.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
                continue
            except Unanswered:
                await self._graph.clock.sleep(PAUSES[min(attempt, len(PAUSES) - 1)])
            current = await self._read(row)
            if current is None:
                return change.remove
            row, change = current, rewriting.change(row.of, current.cells, people_of(current))
        raise Unanswered("the row changes all the time")

    async def _write(self, row: Row, change: Change) -> None:
        deadline = self._graph.in_background()
        address = f"{await self._addresses.items(row.of, deadline)}/{row.number}"
        if change.remove:
            answer = await self._graph.call("DELETE", address, deadline, if_match=row.version)
        else:
            cells: Mapping[str, object] = change.cells
            answer = await self._graph.call(
                "PATCH",
                f"{address}/fields",
                deadline,
                body=dict(cells),
                if_match=row.version,
            )
        settled(answer)

    async def _read(self, row: Row) -> Row | None:
        deadline = self._graph.in_background()
        items = await self._addresses.items(row.of, deadline)
        try:
            item = await self._graph.read(f"{items}/{row.number}?$expand=fields", deadline, units=1)
        except Declined as declined:
            if declined.status in GONE:
                return None
            raise
        return row_of(row.of, item)
