"""Rows that other hands have changed: what was emptied, what was made by hand, what nobody can read."""

from collections.abc import Iterator

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.replica.replica import Replica
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import Addresses, SiteNames
from sharepoint_lists.schema.comparison import Sign

MOST = 50
"""So many rows are named; whoever has more has one reason for all of them."""


class RowExaminer:
    """Reads every list once, as the app does, and changes nothing."""

    def __init__(self, graph: Graph, names: SiteNames) -> None:
        self._replica = Replica(graph, Addresses(graph, names))

    async def examine(self) -> list[Sign]:
        """What was found, list by list. Raises GraphFailure, NotProvisioned."""
        await self._replica.load()
        return list(self._signs())[:MOST]

    def _signs(self) -> Iterator[Sign]:
        for of in (lists.PROPOSALS, lists.SOLUTION_CARDS):
            for number in sorted(self._replica.copy.intake(of).handmade):
                yield Sign("row_handmade", {"list": of.name, "row": str(number)})
        for fault in self._replica.copy.faults():
            code = "row_unreadable" if fault.set_aside else "cell_unread"
            yield Sign(code, {"list": fault.list, "row": str(fault.row), "column": fault.column})
