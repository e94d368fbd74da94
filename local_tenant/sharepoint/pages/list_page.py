"""What a list's page shows: the view, its rows in their order and under their headings."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from local_tenant.people import Person
from local_tenant.sharepoint.pages import display
from local_tenant.sharepoint.pages.caml import BadCaml, Query, holds, read
from local_tenant.sharepoint.pages.display import Cell, cell_of
from local_tenant.sharepoint.pages.drawing import Pen, Shown, Styles
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.rows import Row
from local_tenant.sharepoint.rows.views import EVERYTHING, View
from local_tenant.sharepoint.service import SharePoint

PAGE_SIZE = 100  # items of the view that shows everything
_TITLES = ("LinkTitle", "LinkTitleNoMenu")
Found = tuple[Row, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading; `heading` is None where the view has none."""

    heading: Cell | None
    count: int
    rows: list[tuple[int, list[Shown]]]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a view, for the template."""

    view: View
    views: list[View]
    columns: list[str]
    groups: list[Group]
    styles: Styles
    words: str
    page: int
    pages: int
    first: int
    last: int
    total: int


def everything(home: List) -> View:
    """The view that every list is born with: all columns, the newest first."""
    names = ("ID", *(one.name for one in display.view_columns(home)))
    newest = '<OrderBy><FieldRef Name="ID" Ascending="FALSE"/></OrderBy>'
    return View("all", EVERYTHING, names, newest, PAGE_SIZE, True, default=True)


def list_page(
    sharepoint: SharePoint, home: List, who: Person, *, words: str, view_id: str, page: int
) -> ListPage:
    """The page that somebody asked for; an unknown view is the default one."""
    views = [*home.views, everything(home)]
    view = next((one for one in views if one.id == view_id), None)
    view = view or next((one for one in views if one.default), views[-1])
    columns = [home.columns[name] for name in view.fields if name in home.columns]
    query = _query(view, home)
    found = _found(sharepoint, home, query, words)
    pages = max(1, -(-len(found) // view.row_limit))
    page = min(max(page, 1), pages)
    start = (page - 1) * view.row_limit
    shown = found[start : start + view.row_limit]
    heading = home.columns[query.group] if query.group else None
    grouping = _Grouping(sharepoint, heading, columns, Pen(sharepoint, who))
    return ListPage(
        view=view,
        views=views if home.views else [],
        columns=[_label(home, one) for one in columns],
        groups=list(grouping.groups(found, shown)),
        styles=Styles(),
        words=words,
        page=page,
        pages=pages,
        first=start + 1,
        last=start + len(shown),
        total=len(found),
    )


def _query(view: View, home: List) -> Query:
    """The view's query; one that names a column since deleted is no query any more, as in SharePoint."""
    try:
        return read(view.query, home.columns)
    except BadCaml:
        return Query(order=(("ID", False),))


def _found(sharepoint: SharePoint, home: List, query: Query, words: str) -> list[Found]:
    """The rows of a view in its order; only those with `words` in one of their texts."""
    rows = sharepoint.items.rows.select(
        "FROM rows r WHERE r.list = :list AND r.until IS NULL AND r.deleted = 0 ORDER BY r.id",
        {"list": home.number},
    )
    wanted, now = words.casefold(), sharepoint.clock.now()

    def held(one: Found, name: str) -> Any:
        return one[0].held(home.columns["Title" if name in _TITLES else name], one[1])

    def wanted_row(one: Found) -> bool:
        said = not wanted or wanted in " ".join(_texts(one[1])).casefold()
        return said and holds(query.where, partial(held, one), now)

    found = [one for row in rows if wanted_row(one := (row, row.values()))]
    headings = ((query.group, True),) if query.group else ()
    for name, upwards in reversed((*headings, *query.order)):

        def key(one: Found, name: str = name) -> tuple[int, Any]:
            return _sortable(held(one, name))

        found.sort(key=key, reverse=not upwards)
    return found


@dataclass(frozen=True, slots=True)
class _Grouping:
    """Puts rows under the headings of a view."""

    sharepoint: SharePoint
    heading: Column | None
    columns: list[Column]
    pen: Pen

    def groups(self, found: list[Found], shown: list[Found]) -> Iterator[Group]:
        """The shown rows, each group with how many rows of all it has."""
        column = self.heading
        if column is None:
            if shown:
                yield Group(None, len(found), self._drawn(shown))
            return

        def value(one: Found) -> Any:
            return _sortable(one[0].held(column, one[1]))

        counts = {key: len(list(rows)) for key, rows in groupby(found, value)}
        for key, rows in groupby(shown, value):
            under = list(rows)
            cell = cell_of(self.sharepoint, column, under[0][0].held(column, under[0][1]))
            yield Group(cell, counts[key], self._drawn(under))

    def _drawn(self, rows: list[Found]) -> list[tuple[int, list[Shown]]]:
        return [(row.id, self.pen.shown(row, _titled(values), self.columns)) for row, values in rows]


def _titled(values: dict[str, Any]) -> dict[str, Any]:
    title = values.get("Title")
    return values | dict.fromkeys(_TITLES, title)


def _label(home: List, column: Column) -> str:
    return display.label(home.columns["Title"] if column.name in _TITLES else column)


def _sortable(value: Any) -> tuple[int, Any]:
    """Empty first, numbers by size, the rest as text."""
    if value is None:
        return 0, ""
    if isinstance(value, (int, float)):
        return 1, float(value)
    return 2, str(value).casefold()


def _texts(values: dict[str, Any]) -> list[str]:
    return [one for one in values.values() if isinstance(one, str)]
