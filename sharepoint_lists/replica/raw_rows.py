"""The rows of every list as SharePoint has them: cells that nobody has made anything of yet."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.mapping.rows import is_row, row_number, row_version
from sharepoint_lists.schema import columns
from sharepoint_lists.schema.addresses import Addresses, NotProvisioned
from sharepoint_lists.schema.list_types import List

Seen = Callable[[int], None]
"""Hears how many more rows were read or written."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `made_by` and `changed_by` are object ids of people, empty where it was the app."""

    of: List
    number: int
    version: str
    cells: Mapping[str, Any]
    made_by: str = ""
    changed_by: str = ""

    @property
    def title(self) -> str:
        """What an owner reads in the list."""
        return str(self.cells.get(columns.TITLE.name) or "")


Everything = Mapping[str, list[Row]]
"""The rows of each list that is there, by the list's name."""


def row_of(of: List, item: Mapping[str, Any]) -> Row:
    """The row of an item."""
    cells = item.get("fields") or {}
    return Row(
        of,
        row_number(item),
        row_version(item),
        cells,
        _person(item.get("createdBy")),
        _person(item.get("lastModifiedBy")),
    )


def _person(who: Any) -> str:
    user = who.get("user") if isinstance(who, dict) else None
    return str(user.get("id") or "") if isinstance(user, dict) else ""


async def rows(graph: Graph, addresses: Addresses, of: List) -> AsyncIterator[list[Row]]:
    """Every row of a list, page by page. Raises GraphFailure, NotProvisioned."""
    items = await addresses.items(of, graph.in_background())
    async for page in pages(graph, f"{items}?$expand=fields&$top=1000"):
        yield [row_of(of, item) for item in page.rows if is_row(item)]


async def everything(
    graph: Graph, addresses: Addresses, wanted: Iterable[List], seen: Seen = lambda _: None
) -> Everything:
    """Every row of these lists; a list that is not there yet has none. Raises GraphFailure."""
    found: dict[str, list[Row]] = {}
    for of in wanted:
        try:
            async for page in rows(graph, addresses, of):
                found.setdefault(of.name, []).extend(page)
                seen(len(page))
        except NotProvisioned:
            continue
    return found
