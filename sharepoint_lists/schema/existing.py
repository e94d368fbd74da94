"""What stands in the tenant: the lists that are there, with their titles and columns, as Graph shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.schema.list_types import List, Site
from sharepoint_lists.schema.lists import LISTS
from sharepoint_lists.schema.site_scripts import Names


@dataclass(frozen=True, slots=True)
class ExistingList:
    """One list in the tenant; its columns by internal name."""

    of: List
    id: str
    title: str
    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """What the list and its columns are called now."""
        shown = {name: str(one.get("displayName") or name) for name, one in self.columns.items()}
        return Names(self.title, shown)


async def existing_lists(graph: Graph, addresses: Addresses) -> dict[str, ExistingList]:
    """The lists of the design that are there, by name. Raises GraphFailure."""
    found: dict[str, ExistingList] = {}
    for site in Site:
        wanted = {of.name: of for of in LISTS if of.site is site}
        base = await addresses.site(site, graph.in_background())
        async for page in pages(graph, f"{base}/lists?$select=id,name,displayName"):
            for one in page.rows:
                if of := wanted.get(str(one.get("name"))):
                    columns = await _columns(graph, f"{base}/lists/{one['id']}")
                    found[of.name] = ExistingList(of, str(one["id"]), str(one["displayName"]), columns)
    return found


async def _columns(graph: Graph, address: str) -> dict[str, Mapping[str, Any]]:
    columns: dict[str, Mapping[str, Any]] = {}
    async for page in pages(graph, f"{address}/columns"):
        columns |= {str(one.get("name")): one for one in page.rows}
    return columns
