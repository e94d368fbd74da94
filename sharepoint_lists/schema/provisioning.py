"""Making the lists and columns in SharePoint: repeatable; never deletes, never narrows."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sharepoint_lists.graph.client import Graph, Method
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import Declined, Json, settled
from sharepoint_lists.schema.addresses import Addresses, SiteNames
from sharepoint_lists.schema.choice_words import words_of
from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.lists import LISTS, List


class Made(StrEnum):
    """What provisioning found or did."""

    MADE = "made"
    THERE = "there"
    WIDENED = "widened"
    DIFFERS = "differs"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report: a list, or a column of it; `what` names the property that differs."""

    list: str
    column: str
    state: Made
    what: str = ""


_LINES: Json = {
    "allowMultipleLines": True,
    "appendChangesToExistingText": False,
    "linesForEditing": 6,
    "textType": "plain",
}
_FACETS: dict[Kind, tuple[str, Json]] = {
    Kind.TEXT: ("text", {"maxLength": 255, "allowMultipleLines": False}),
    Kind.NOTE: ("text", _LINES),
    Kind.LINES: ("text", _LINES),
    Kind.CHOICE: ("choice", {"allowTextEntry": False, "displayAs": "dropDownMenu"}),
    Kind.CHOICES: ("choice", {"allowTextEntry": False, "displayAs": "checkBoxes"}),
    Kind.NUMBER: ("number", {"decimalPlaces": "none", "displayAs": "number"}),
    Kind.DATE: ("dateTime", {"format": "dateOnly", "displayAs": "standard"}),
    Kind.MOMENT: ("dateTime", {"format": "dateTime", "displayAs": "standard"}),
}


def definition(column: Column) -> Json:
    """The column as Graph wants it (platform.md 1.2)."""
    facet, properties = _FACETS[column.kind]
    if column.words is not None:
        properties = {**properties, "choices": list(words_of(column.words))}
    made: Json = {"name": column.name, "displayName": column.title, facet: properties}
    if column.indexed:
        made["indexed"] = True
    if column.unique:
        made["enforceUniqueValues"] = True
    return made


class Provisioner:
    """Makes what is missing. Needs the right to create lists, which the running app has not."""

    def __init__(self, graph: Graph, names: SiteNames) -> None:
        self._graph = graph
        self._addresses = Addresses(graph, names)

    async def check(self) -> list[Finding]:
        """What is missing or differs; changes nothing. Raises GraphFailure."""
        return [finding for of in LISTS for finding in await self._list(of, change=False)]

    async def apply(self) -> list[Finding]:
        """Make what is missing, and report all. Raises GraphFailure."""
        return [finding for of in LISTS for finding in await self._list(of, change=True)]

    async def _list(self, of: List, *, change: bool) -> list[Finding]:
        site = await self._addresses.site(of.site, self._graph.in_background())
        found = await self._found(site, of)
        if found is None:
            if not change:
                return [Finding(of.name, "", Made.MISSING)]
            body = {
                "displayName": of.name,
                "list": {"template": "genericList"},
                "columns": [definition(column) for column in of.columns],
            }
            found = await self._send("POST", f"{site}/lists", body)
            state = Made.MADE
        else:
            state = Made.THERE
        base = f"{site}/lists/{found['id']}"
        titled = await self._titled(of, base, found, change=change)
        columns = await self._columns(of, base, change=change)
        return [Finding(of.name, "", state), *titled, *columns]

    async def _titled(self, of: List, base: str, found: Mapping[str, Any], *, change: bool) -> list[Finding]:
        """Give a list that still has the name it was born with its Danish title.

        A title that somebody chose stays. Where Graph refuses, the site script sets it.
        """
        if found.get("displayName") != of.name:
            return []
        if change:
            try:
                await self._send("PATCH", base, {"displayName": of.title})
                return [Finding(of.name, "", Made.WIDENED, "title")]
            except Declined:
                pass
        return [Finding(of.name, "", Made.DIFFERS, "title")]

    async def _columns(self, of: List, base: str, *, change: bool) -> list[Finding]:
        there: dict[str, Mapping[str, Any]] = {}
        async for page in pages(self._graph, f"{base}/columns"):
            there |= {str(one.get("name")): one for one in page.rows}
        findings = []
        for column in of.columns:
            if column.name in there:
                findings.append(await self._compared(of, base, column, there[column.name], change))
            elif change:
                await self._send("POST", f"{base}/columns", definition(column))
                findings.append(Finding(of.name, column.name, Made.MADE))
            else:
                findings.append(Finding(of.name, column.name, Made.MISSING))
        return findings

    async def _compared(
        self, of: List, base: str, column: Column, found: Mapping[str, Any], change: bool
    ) -> Finding:
        if not _same_kind(column, found):
            return Finding(of.name, column.name, Made.DIFFERS, "kind")
        if column.unique and not found.get("enforceUniqueValues"):
            return Finding(of.name, column.name, Made.DIFFERS, "unique")
        wider = _wider(column, found)
        if not wider:
            return Finding(of.name, column.name, Made.THERE)
        what = ", ".join(wider)
        if not change:
            return Finding(of.name, column.name, Made.DIFFERS, what)
        await self._send("PATCH", f"{base}/columns/{found['id']}", wider)
        return Finding(of.name, column.name, Made.WIDENED, what)

    async def _found(self, site: str, of: List) -> Mapping[str, Any] | None:
        async for page in pages(self._graph, f"{site}/lists?$select=id,name,displayName"):
            for one in page.rows:
                if one.get("name") == of.name:
                    return one
        return None

    async def _send(self, method: Method, address: str, body: Json) -> Json:
        deadline = self._graph.in_background()
        answer = await self._graph.call(method, address, deadline, body=body, background=True, wait=30.0)
        return settled(answer).json()


def _same_kind(column: Column, found: Mapping[str, Any]) -> bool:
    """Whether the column holds the same sort of value: one line or several, one choice or many."""
    facet, designed = _FACETS[column.kind]
    there = found.get(facet)
    if there is None:
        return False
    if facet == "text":
        return bool(there.get("allowMultipleLines")) == bool(designed["allowMultipleLines"])
    many = "checkBoxes"
    return facet != "choice" or (there.get("displayAs") == many) == (designed["displayAs"] == many)


def _wider(column: Column, found: Mapping[str, Any]) -> Json:
    """What must be changed so that the column can hold and find all it should; {} for nothing."""
    wider: Json = {}
    if column.indexed and not found.get("indexed"):
        wider["indexed"] = True
    if column.words is not None:
        have = list((found.get("choice") or {}).get("choices") or [])
        missing = [word for word in words_of(column.words) if word not in have]
        if missing:
            wider["choice"] = {**found["choice"], "choices": [*have, *missing]}
    return wider
