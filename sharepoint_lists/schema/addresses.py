"""Where the sites and lists are in Graph: found once, kept for life."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import quote

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import NotDone
from sharepoint_lists.schema.list_types import Library, List, Site
from sharepoint_lists.schema.lists import DESIGNED


@dataclass(frozen=True, slots=True)
class SiteNames:
    """The host of SharePoint and the two sites' paths, as in their web addresses."""

    host: str
    open_path: str = "/sites/teknologikort"
    closed_path: str = "/sites/teknologikort-raad"

    def path(self, site: Site) -> str:
        """The path of one of the two."""
        return self.open_path if site is Site.OPEN else self.closed_path


class NotProvisioned(Exception):  # noqa: N818 - says what to do: run `teknologikort provision`
    """A list that must be there is not. Provisioning makes it."""

    def __init__(self, missing: str) -> None:
        super().__init__(missing)
        self.missing = missing


class Addresses:
    """Finds each site and each list the first time it is asked for, once for all who ask meanwhile."""

    def __init__(self, graph: Graph, names: SiteNames) -> None:
        self._graph = graph
        self._names = names
        self._sites: dict[Site, str] = {}
        self._lists: dict[str, str] = {}
        self._drives: dict[str, str] = {}
        self._turns = {site: asyncio.Lock() for site in Site}

    async def site(self, site: Site, deadline: Deadline) -> str:
        """The path of a site, `/sites/{id}`. Raises GraphFailure."""
        if site not in self._sites:
            path = f"/sites/{self._names.host}:{quote(self._names.path(site))}"
            found = await self._graph.read(path, deadline, units=1)
            self._sites[site] = f"/sites/{found['id']}"
        return self._sites[site]

    async def drive(self, of: Library, deadline: Deadline) -> str:
        """The path of a library's drive, `/drives/{id}`. Raises GraphFailure, NotProvisioned."""
        if of.name not in self._drives:
            found = await self._graph.read(f"{await self._list(of, deadline)}/drive?$select=id", deadline)
            self._drives[of.name] = f"/drives/{found['id']}"
        return self._drives[of.name]

    async def items(self, of: List, deadline: Deadline) -> str:
        """The path of a list's items. Raises GraphFailure, NotProvisioned."""
        return f"{await self._list(of, deadline)}/items"

    async def _list(self, of: List | Library, deadline: Deadline) -> str:
        if of.name not in self._lists:
            async with self._turn(of.site, deadline):
                if of.name not in self._lists:
                    await self._find_lists(of.site, deadline)
        if of.name not in self._lists:
            raise NotProvisioned(of.name)
        return self._lists[of.name]

    async def _find_lists(self, site: Site, deadline: Deadline) -> None:
        base = await self.site(site, deadline)
        wanted = {of.name for of in DESIGNED if of.site is site}
        address = f"{base}/lists?$select=id,name,displayName"
        async for page in pages(self._graph, address, deadline):
            for found in page.rows:
                if found.get("name") in wanted:
                    self._lists[found["name"]] = f"{base}/lists/{found['id']}"

    @asynccontextmanager
    async def _turn(self, site: Site, deadline: Deadline) -> AsyncIterator[None]:
        """One looks the lists of a site up, others wait for what is found. Raises NotDone: not in time."""
        turn = self._turns[site]
        try:
            async with asyncio.timeout(max(deadline.left, 0)):
                await turn.acquire()
        except TimeoutError:
            raise NotDone("others look for the lists") from None
        try:
            yield
        finally:
            turn.release()
