"""Comparing the design with what stands in the tenant: what is missing, changed, or called otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import orjson
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema.addresses import Addresses, SiteNames
from sharepoint_lists.schema.choice_words import WordsOf, words_of
from sharepoint_lists.schema.existing import ExistingList, existing_lists
from sharepoint_lists.schema.formatting import formatters_of
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.schema.provisioning import NO_WORD, Finding, Made, Provisioner
from sharepoint_lists.schema.views import views_of
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was seen. `code` names a sentence `doctor.<code>`, `data` fills its blanks.

    A harmless one is told and needs nothing done.
    """

    code: str
    data: Mapping[str, str] = field(default_factory=dict)
    harmless: bool = False


_CODES = {"kind": "column_kind", "unique": "column_unique", "indexed": "column_index"}


class Examiner:
    """Looks and changes nothing; at views and formatting by SharePoint's REST, where it lets us."""

    def __init__(
        self, graph: Graph, rest: Graph, names: SiteNames, teams_app_id: str, words: WordsOf
    ) -> None:
        self._graph, self._rest = graph, rest
        self._names = names
        self._teams_app_id = teams_app_id
        self._words_of = words

    async def examine(self) -> list[Sign]:
        """Everything that is not as designed, list by list. Raises GraphFailure."""
        there = await existing_lists(self._graph, Addresses(self._graph, self._names))
        words = await self._words_of()
        findings = await Provisioner(self._graph, self._names, self._words_of).check()
        signs = [sign for one in findings for sign in _of_finding(one, there, words)]
        signs += [sign for one in there.values() for sign in _by_hand(one, words)]
        signs += [sign for one in there.values() for sign in _renamed(one)]
        try:
            for one in there.values():
                signs += await self._dress_of(one, words)
        except GraphFailure as failure:
            signs.append(Sign("views_unseen", {"why": str(failure)}, harmless=True))
        return signs

    async def _dress_of(self, one: ExistingList, words: Vocabulary) -> list[Sign]:
        base = f"{self._names.path(one.of.site)}/_api/web/lists(guid'{one.id}')"
        views = await self._rows(f"{base}/views?$expand=ViewFields")
        fields = await self._rows(f"{base}/fields?$select=InternalName,CustomFormatter")
        formatters = {str(row.get("InternalName")): row.get("CustomFormatter") for row in fields}
        return [
            *_of_views(one.of, {str(row.get("Title")): row for row in views}),
            *_of_formatters(one, formatters, self._teams_app_id, words),
        ]

    async def _rows(self, address: str) -> list[dict[str, Any]]:
        return [row async for page in pages(self._rest, address) for row in page.rows]


def _of_finding(one: Finding, there: Mapping[str, ExistingList], words: Vocabulary) -> Iterator[Sign]:
    """What provisioning found, as signs."""
    if one.state is Made.MISSING:
        data = {"list": one.list, "column": one.column} if one.column else {"list": one.list}
        yield Sign("column_missing" if one.column else "list_missing", data)
    if one.state is not Made.DIFFERS:
        return
    if not one.column:
        yield Sign("list_untitled", {"list": one.list})
        return
    for what in one.what.split(", "):
        data = {"list": one.list, "column": one.column}
        if what in ("choice", "words", "entry"):
            missing = _missing_words(one, there, words)
            code = {"choice": "column_choices", "words": "column_words", "entry": "column_entry"}[what]
            yield Sign(code, {**data, "words": missing or "–"}, harmless=what == "words")
        else:
            yield Sign(_CODES[what], data)


def _missing_words(one: Finding, there: Mapping[str, ExistingList], words: Vocabulary) -> str:
    existing = there[one.list]
    [column] = [column for column in existing.of.columns if column.name == one.column]
    have = (existing.columns[one.column].get("choice") or {}).get("choices") or []
    wanted = words_of(column.words, words) if column.words else ()
    return ", ".join(word for word in wanted if word not in have)


def _by_hand(one: ExistingList, words: Vocabulary) -> Iterator[Sign]:
    """Choices that a site owner added to a column of the municipality's words: no card can have them."""
    for column in one.of.columns:
        if not isinstance(column.words, TermList):
            continue
        have = (one.columns.get(column.name, {}).get("choice") or {}).get("choices") or []
        strange = [word for word in have if words.known_as(column.words, word) is None and word != NO_WORD]
        if strange:
            data = {"list": one.of.name, "column": column.name, "words": ", ".join(strange)}
            yield Sign("column_by_hand", data, harmless=True)


def _renamed(one: ExistingList) -> Iterator[Sign]:
    """Titles are for people, who may change them: nothing of ours goes by them."""
    if one.title not in (one.of.title, one.of.name):
        yield Sign("list_renamed", {"list": one.of.name, "title": one.title}, harmless=True)
    for column in one.of.columns:
        shown = str(one.columns.get(column.name, {}).get("displayName", column.title))
        if shown != column.title:
            data = {"list": one.of.name, "column": column.name, "title": column.title, "now": shown}
            yield Sign("column_renamed", data, harmless=True)


def _of_views(of: List, found: Mapping[str, Mapping[str, Any]]) -> Iterator[Sign]:
    for view in views_of(of):
        there, data = found.get(view.name), {"list": of.name, "view": view.name}
        if there is None:
            yield Sign("view_missing", data)
            continue
        items = (there.get("ViewFields") or {}).get("Items") or []
        names = items.get("results", []) if isinstance(items, Mapping) else items
        same = _canonical(str(there.get("ViewQuery") or "")) == _canonical(view.query)
        if tuple(names) != view.columns or not same:
            yield Sign("view_changed", data)


def _of_formatters(
    one: ExistingList, found: Mapping[str, Any], teams_app_id: str, words: Vocabulary
) -> Iterator[Sign]:
    for name, designed in formatters_of(one.of, teams_app_id, words).items():
        if name not in one.columns and name != "ID":
            continue
        data, kept = {"list": one.of.name, "column": name}, found.get(name)
        if not kept:
            yield Sign("formatter_missing", data)
        elif _json(str(kept)) != designed:
            yield Sign("formatter_changed", data)


def _json(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


Components = tuple[str, tuple[tuple[str, str], ...], str, tuple[Any, ...]]


def _canonical(query: str) -> Components | None:
    """The query without what spaces and the order of attributes and clauses add to it."""
    try:
        whole = fromstring(f"<Query>{query}</Query>")
    except (ParseError, DefusedXmlException):
        return None
    name, attributes, text, clauses = _components(whole)
    return name, attributes, text, tuple(sorted(clauses, key=str))


def _components(of: Element) -> Components:
    attributes = tuple(sorted(of.attrib.items()))
    return of.tag, attributes, (of.text or "").strip(), tuple(_components(one) for one in of)
