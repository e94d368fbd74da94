"""Making the lists and columns in SharePoint: repeatable; never deletes, never narrows."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sharepoint_lists.graph.client import Graph, Method
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import Declined, Json, settled
from sharepoint_lists.schema.addresses import Addresses, SiteNames
from sharepoint_lists.schema.choice_words import WordsOf, words_of
from sharepoint_lists.schema.columns import Column, Kind
from sharepoint_lists.schema.list_types import Library, List
from sharepoint_lists.schema.lists import DESIGNED, TERMS
from technology_map.words.terms import TermList
from technology_map.words.value_lists import ValueList
from technology_map.words.vocabulary import Vocabulary, folded


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
    Kind.DECIMAL: ("number", {"decimalPlaces": "automatic", "displayAs": "number"}),
    Kind.DATE: ("dateTime", {"format": "dateOnly", "displayAs": "standard"}),
    Kind.MOMENT: ("dateTime", {"format": "dateTime", "displayAs": "standard"}),
}


def definition(column: Column, words: Vocabulary) -> Json:
    """The column as Graph wants it (platform.md 1.2).

    One whose words the municipality keeps takes any text: a word that was added today can be stored
    before the column offers it.
    """
    facet, properties = _FACETS[column.kind]
    if column.words is not None:
        open_to_others = isinstance(column.words, TermList)
        offered = list(words_of(column.words, words)) or [NO_WORD]
        properties = {**properties, "allowTextEntry": open_to_others, "choices": offered}
    made: Json = {"name": column.name, "displayName": column.title, facet: properties}
    if column.indexed:
        made["indexed"] = True
    if column.unique:
        made["enforceUniqueValues"] = True
    return made


NO_WORD = "-"
"""What a column offers whose list has no words: SharePoint wants one at least."""


async def nothing_planted() -> None:
    """For a provisioner that only looks."""


class Provisioner:
    """Makes what is missing. Needs the right to create lists, which the running app has not.

    `words` says which words the municipality has, `plant` writes those it starts with.
    """

    def __init__(
        self,
        graph: Graph,
        names: SiteNames,
        words: WordsOf,
        plant: Callable[[], Awaitable[object]] = nothing_planted,
    ) -> None:
        self._graph = graph
        self._addresses = Addresses(graph, names)
        self._words_of, self._plant = words, plant
        self._words = Vocabulary()

    async def check(self) -> list[Finding]:
        """What is missing or differs; changes nothing. Raises GraphFailure."""
        self._words = await self._words_of()
        return [finding for of in DESIGNED for finding in await self._list(of, change=False)]

    async def apply(self) -> list[Finding]:
        """Make what is missing, and report all: the words first, which the cards' columns offer.

        Raises GraphFailure.
        """
        words = [finding for of in TERMS.values() for finding in await self._list(of, change=True)]
        await self._plant()
        self._words = await self._words_of()
        others = [of for of in DESIGNED if of not in TERMS.values()]
        return [*words, *[finding for of in others for finding in await self._list(of, change=True)]]

    async def _list(self, of: List | Library, *, change: bool) -> list[Finding]:
        site = await self._addresses.site(of.site, self._graph.in_background())
        found = await self._found(site, of)
        if found is None:
            if not change:
                return [Finding(of.name, "", Made.MISSING)]
            body = {
                "displayName": of.name,
                "list": {"template": of.template},
                "columns": [definition(column, self._words) for column in of.columns],
            }
            found = await self._send("POST", f"{site}/lists", body)
            state = Made.MADE
        else:
            state = Made.THERE
        base = f"{site}/lists/{found['id']}"
        titled = await self._titled(of, base, found, change=change)
        columns = await self._columns(of, base, change=change)
        return [Finding(of.name, "", state), *titled, *columns]

    async def _titled(
        self, of: List | Library, base: str, found: Mapping[str, Any], *, change: bool
    ) -> list[Finding]:
        """Give a list that still has the name it was born with its Danish title.

        A title that somebody chose stays. Where Graph refuses, the site script sets it.
        """
        if found.get("displayName") != of.name or of.title == of.name:
            return []
        if change:
            try:
                await self._send("PATCH", base, {"displayName": of.title})
                return [Finding(of.name, "", Made.WIDENED, "title")]
            except Declined:
                pass
        return [Finding(of.name, "", Made.DIFFERS, "title")]

    async def _columns(self, of: List | Library, base: str, *, change: bool) -> list[Finding]:
        there: dict[str, Mapping[str, Any]] = {}
        async for page in pages(self._graph, f"{base}/columns"):
            there |= {str(one.get("name")): one for one in page.rows}
        findings = []
        for column in of.columns:
            if column.name in there:
                findings.append(await self._compared(of, base, column, there[column.name], change))
            elif change:
                await self._send("POST", f"{base}/columns", definition(column, self._words))
                findings.append(Finding(of.name, column.name, Made.MADE))
            else:
                findings.append(Finding(of.name, column.name, Made.MISSING))
        return findings

    async def _compared(
        self, of: List | Library, base: str, column: Column, found: Mapping[str, Any], change: bool
    ) -> Finding:
        if not _same_kind(column, found):
            return Finding(of.name, column.name, Made.DIFFERS, "kind")
        if column.unique and not found.get("enforceUniqueValues"):
            return Finding(of.name, column.name, Made.DIFFERS, "unique")
        wider = _wider(column, found, self._words)
        if not wider:
            return Finding(of.name, column.name, Made.THERE)
        what = ", ".join(_what(one, column, found) for one in wider)
        if not change:
            return Finding(of.name, column.name, Made.DIFFERS, what)
        await self._send("PATCH", f"{base}/columns/{found['id']}", wider)
        return Finding(of.name, column.name, Made.WIDENED, what)

    async def _found(self, site: str, of: List | Library) -> Mapping[str, Any] | None:
        async for page in pages(self._graph, f"{site}/lists?$select=id,name,displayName"):
            for one in page.rows:
                if one.get("name") == of.name:
                    return one
        return None

    async def _send(self, method: Method, address: str, body: Json) -> Json:
        deadline = self._graph.in_background()
        answer = await self._graph.call(method, address, deadline, body=body, wait=30.0)
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


def _what(changed: str, column: Column, found: Mapping[str, Any]) -> str:
    """What differs: `words` are the municipality's, which can be stored all the same."""
    if changed == "choice" and isinstance(column.words, TermList):
        return "words" if (found.get("choice") or {}).get("allowTextEntry") else "entry"
    return changed


def _wider(column: Column, found: Mapping[str, Any], words: Vocabulary) -> Json:
    """What must be changed so that the column can hold and find all it should; {} for nothing."""
    wider: Json = {}
    if column.indexed and not found.get("indexed"):
        wider["indexed"] = True
    if column.words is not None:
        have = list((found.get("choice") or {}).get("choices") or [])
        wanted, closed = wanted_choices(column.words, have, words), not found["choice"].get("allowTextEntry")
        opened = isinstance(column.words, TermList)
        if wanted != have or (opened and closed):
            wider["choice"] = {**found["choice"], "choices": wanted, "allowTextEntry": opened}
    return wider


def wanted_choices(of: ValueList, have: list[str], words: Vocabulary) -> list[str]:
    """What a column shall offer: the list's words, and what a site owner added by hand.

    A fixed list only grows. Of the municipality's own, names that a term had before and words that
    cannot be chosen any more are not offered.
    """
    offered = list(words_of(of, words))
    if not isinstance(of, TermList):
        return [*have, *(word for word in offered if word not in have)]
    known = {folded(name) for term in words.terms(of) for name in (term.name_da, *term.former_names)}
    by_hand = [one for one in have if folded(one) not in known and one != NO_WORD]
    return [*offered, *by_hand] or [NO_WORD]
