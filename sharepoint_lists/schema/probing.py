"""What the tenant really does, tried out in a list of its own that is removed afterwards.

Each question is one that Microsoft's documentation leaves open (platform.md, marked [U]).
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from sharepoint_lists.graph.client import Graph, Method
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import Answer, Json, settled
from sharepoint_lists.schema.addresses import Addresses, SiteNames
from sharepoint_lists.schema.list_types import Site

SCRATCH = "Teknologikort prøve"
ROUNDS = 8
LONGEST_LAG = 10.0
_STEP = 0.25
_COLUMNS: list[Json] = [
    {"name": "Key", "text": {"maxLength": 255}, "indexed": True, "enforceUniqueValues": True},
    {"name": "Word", "text": {"maxLength": 255}, "indexed": True},
    {"name": "Loose", "text": {"maxLength": 255}},
    {"name": "Day", "dateTime": {"format": "dateOnly"}},
    {"name": "Many", "choice": {"choices": ["A", "B"], "displayAs": "checkBoxes"}},
]


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing the tenant does. `code` names a sentence `probe.<code>`, `data` fills its blanks."""

    code: str
    data: Mapping[str, str] = field(default_factory=dict)


class Prober:
    """Needs the right to make lists. Leaves nothing behind, nor what an interrupted one left."""

    def __init__(self, graph: Graph, names: SiteNames) -> None:
        self._graph = graph
        self._addresses = Addresses(graph, names)
        self._items = ""

    async def probe(self) -> list[Fact]:
        """Make the list, try, remove it. Raises GraphFailure."""
        site = await self._addresses.site(Site.OPEN, self._graph.in_background())
        await self._remove_old(site)
        body = {"displayName": SCRATCH, "list": {"template": "genericList"}, "columns": _COLUMNS}
        made = settled(await self._call("POST", f"{site}/lists", body)).json()
        at = f"{site}/lists/{made['id']}"
        self._items = f"{at}/items"
        try:
            return [
                Fact("address", {"title": SCRATCH, "name": str(made.get("name"))}),
                *await self._of_unique(),
                *await self._of_reading(),
                *await self._of_filters(),
                *await self._of_values(),
            ]
        finally:
            settled(await self._call("DELETE", at))

    async def _remove_old(self, site: str) -> None:
        async for page in pages(self._graph, f"{site}/lists?$select=id,name,displayName"):
            for one in page.rows:
                if one.get("displayName") == SCRATCH:
                    settled(await self._call("DELETE", f"{site}/lists/{one['id']}"))

    async def _of_unique(self) -> list[Fact]:
        """Two writes of one key at once, one after the other, and in another case."""
        leaks = 0
        for _ in range(ROUNDS):
            key = uuid4().hex
            answers = await asyncio.gather(*(self._add(Key=key) for _ in range(2)))
            leaks += all(one.status == 201 for one in answers)
        key = uuid4().hex
        await self._add(Key=key)
        second, other = await self._add(Key=key), await self._add(Key=key.upper())
        held = Fact("unique_leaks", {"leaks": str(leaks), "rounds": str(ROUNDS)})
        return [
            held if leaks else Fact("unique_holds", {"rounds": str(ROUNDS)}),
            Fact("unique_answer", {"status": str(second.status), "code": second.code()}),
            Fact("unique_case_apart" if other.status == 201 else "unique_case_alike"),
        ]

    async def _of_reading(self) -> list[Fact]:
        """How long a row that was written stays unseen by a query."""
        key = uuid4().hex
        await self._add(Key=key)
        query = f"{self._items}?$filter=fields/Key eq '{key}'"
        passed = await self._patiently(query, lambda answer: bool(settled(answer).json().get("value")))
        if passed >= LONGEST_LAG:
            return [Fact("reads_lag_long", {"seconds": f"{LONGEST_LAG:.0f}"})]
        return [Fact("reads_lag", {"seconds": f"{passed:.2f}"}) if passed else Fact("reads_at_once")]

    async def _of_filters(self) -> list[Fact]:
        word = uuid4().hex
        await self._add(Key=uuid4().hex, Word=word, Loose=word)
        two = f"$filter=fields/Key ge '0' and fields/Word eq '{word}'"
        asked = {
            "filter_two": two,
            "filter_loose": f"$filter=fields/Loose eq '{word}'",
            "order": "$orderby=fields/Word desc",
        }
        facts = [
            Fact(code, {"status": str((await self._call("GET", f"{self._items}?{query}")).status)})
            for code, query in asked.items()
        ]
        found = await self._with("Word", word.upper())
        return [*facts, Fact("filter_case_alike" if found else "filter_case_apart")]

    async def _of_values(self) -> list[Fact]:
        """A day written at noon, several choices, and a change with an old version."""
        many = {"Many@odata.type": "Collection(Edm.String)", "Many": ["A", "B"]}
        made = await self._add(Key=uuid4().hex, Day="2026-06-01T12:00:00Z", **many)
        item = f"{self._items}/{made.json().get('id')}"
        await self._patiently(item, lambda answer: answer.status == 200)
        read = settled(await self._call("GET", f"{item}?$expand=fields")).json()
        fields = read.get("fields") or {}
        etag = str(read.get("eTag") or "")
        await self._call("PATCH", f"{item}/fields", {"Title": "1"}, etag)
        stale = await self._call("PATCH", f"{item}/fields", {"Title": "2"}, etag)
        kept = fields.get("Many") == ["A", "B"]
        return [
            Fact("day", {"value": str(fields.get("Day"))}),
            Fact("choices_kept" if kept else "choices_changed"),
            Fact("stale", {"status": str(stale.status), "code": stale.code()}),
        ]

    async def _patiently(self, address: str, found: Callable[[Answer], bool]) -> float:
        """Ask until it is there; the seconds that took, LONGEST_LAG where it never was."""
        passed = 0.0
        while passed < LONGEST_LAG and not found(await self._call("GET", address)):
            await self._graph.clock.sleep(_STEP)
            passed += _STEP
        return passed

    async def _add(self, **fields: Any) -> Answer:
        return await self._call("POST", self._items, {"fields": fields})

    async def _with(self, column: str, value: str) -> list[Any]:
        query = f"$filter=fields/{column} eq '{value}'"
        answer = await self._call("GET", f"{self._items}?{query}")
        rows = settled(answer).json().get("value")
        return rows if isinstance(rows, list) else []

    async def _call(self, method: Method, address: str, body: Json | None = None, match: str = "") -> Answer:
        deadline = self._graph.in_background()
        return await self._graph.call(
            method, address, deadline, body=body, if_match=match or None, background=True, wait=30.0
        )
