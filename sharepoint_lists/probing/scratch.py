"""The list that probes write in: made, used, and removed whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from sharepoint_lists.graph.client import Graph, Method
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import Answer, Json, settled

TITLE = "Teknologikort prøve"
LONGEST_LAG = 10.0
"""Seconds that a probe waits for what was written to be seen."""
_STEP = 0.25
COLUMNS: list[Json] = [
    {"name": "Key", "text": {"maxLength": 255}, "indexed": True, "enforceUniqueValues": True},
    {"name": "Word", "text": {"maxLength": 255}, "indexed": True},
    {"name": "Loose", "text": {"maxLength": 20}},
    {"name": "Must", "text": {"maxLength": 255}, "required": True},
    {"name": "Day", "dateTime": {"format": "dateOnly"}},
    {"name": "Many", "choice": {"choices": ["A", "B"], "displayAs": "checkBoxes"}},
]


class Scratch:
    """The list, in the app's own name; `owner` is who makes and removes it.

    `counted_early`: an answer told how much may still be asked, with more than a fifth of it left.
    """

    def __init__(self, graph: Graph, owner: Graph, site: str, made: Json) -> None:
        self.graph, self.owner, self.site, self.made = graph, owner, site, made
        self.items = f"{site}/lists/{made['id']}/items"
        self.counted_early = False

    async def call(self, method: Method, address: str, body: Json | None = None, match: str = "") -> Answer:
        """The answer, whatever its status. Raises GraphFailure."""
        answer = await self.graph.call(
            method,
            address,
            self.graph.in_background(),
            body=body,
            if_match=match or None,
            wait=30.0,
        )
        self.counted_early |= _counts_early(answer.headers)
        return answer

    async def read(self, address: str) -> Json:
        """The JSON at an address that must answer. Raises GraphFailure."""
        return settled(await self.call("GET", address)).json()

    async def add(self, **fields: Any) -> Answer:
        """Write a row; the column that is required is filled in unless it is given as None."""
        whole = {"Title": "x", "Key": uuid4().hex, "Must": "x", **fields}
        kept = {name: value for name, value in whole.items() if value is not None}
        return await self.call("POST", self.items, {"fields": kept})

    async def added(self, **fields: Any) -> Json:
        """Write a row and wait until it can be read: the item with its fields. Raises GraphFailure."""
        made = settled(await self.add(**fields)).json()
        address = f"{self.items}/{made['id']}?$expand=fields"
        await self.patiently(address, lambda answer: answer.status == 200)
        return await self.read(address)

    async def found(self, query: str) -> list[Any]:
        """The rows that a query finds. Raises GraphFailure."""
        rows = (await self.read(f"{self.items}?{query}")).get("value")
        return rows if isinstance(rows, list) else []

    async def patiently(self, address: str, there: Callable[[Answer], bool]) -> bool:
        """Ask until it is there; whether it ever was."""
        waited = 0.0
        while not there(await self.call("GET", address)):
            if waited >= LONGEST_LAG:
                return False
            await self.graph.clock.sleep(_STEP)
            waited += _STEP
        return True


@asynccontextmanager
async def scratch(graph: Graph, owner: Graph, site: str) -> AsyncIterator[Scratch]:
    """A new list, removed at the end: after a failure and after Ctrl+C, too. Raises GraphFailure.

    What an interrupted run left behind is removed first.
    """
    await _removed(owner, site)
    body = {"displayName": TITLE, "list": {"template": "genericList"}, "columns": COLUMNS}
    try:
        made = settled(await _sent(owner, "POST", f"{site}/lists", body)).json()
        yield Scratch(graph, owner, site, made)
    finally:
        await asyncio.shield(_removed(owner, site))


def _counts_early(headers: Mapping[str, str]) -> bool:
    """Documented are such headers from 80 % of the budget on."""
    left, limit = headers.get("ratelimit-remaining", ""), headers.get("ratelimit-limit", "")
    return left.isdigit() and limit.isdigit() and int(left) > int(limit) * 0.2


async def _removed(owner: Graph, site: str) -> None:
    """Remove every list of the title. Nobody else may call one so."""
    found: list[Mapping[str, Any]] = []
    async for page in pages(owner, f"{site}/lists?$select=id,name,displayName"):
        found += [one for one in page.rows if one.get("displayName") == TITLE]
    for one in found:
        settled(await _sent(owner, "DELETE", f"{site}/lists/{one['id']}"))


async def _sent(graph: Graph, method: Method, address: str, body: Json | None = None) -> Answer:
    return await graph.call(method, address, graph.in_background(), body=body, wait=30.0)
