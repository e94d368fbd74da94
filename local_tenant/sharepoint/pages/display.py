"""Items as people read them on a page: Danish words, local time, choices as pills."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from local_tenant.clock import iso
from local_tenant.sharepoint.access import user_named
from local_tenant.sharepoint.rows.column_types import LOOKUPS
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.lists import List
from local_tenant.sharepoint.rows.rows import Row
from local_tenant.sharepoint.service import SharePoint

LOCAL = ZoneInfo("Europe/Copenhagen")
COLOURS = 8  # of pills, in the style sheet
BORN_DANISH = {
    "Title": "Titel",
    "Created": "Oprettet",
    "Modified": "Ændret",
    "Created By": "Oprettet af",
    "Modified By": "Ændret af",
    "ID": "Id",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a cell: plain text, or a pill of a colour (0 to 7)."""

    text: str
    pill: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's value in one item. `kind` tells the page how to set it."""

    label: str
    kind: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an item, and what it changed."""

    number: str
    when: str
    who: str
    changes: tuple[Cell, ...]
    gone: bool = False


def label(column: Column) -> str:
    """The column's name on the page."""
    if column.built_in:
        return BORN_DANISH.get(column.display_name, column.display_name)
    return column.display_name


def view_columns(home: List) -> list[Column]:
    """The columns of the list's default view: the title, its own columns, when it was changed."""
    own = [one for one in home.columns.values() if not one.built_in and not one.hidden]
    return [home.columns["Title"], *own, home.columns["Modified"]]


def form_columns(home: List) -> list[Column]:
    """The columns of an item's own page."""
    born = ("Created", "Author", "Modified", "Editor")
    return [*view_columns(home)[:-1], *(home.columns[name] for name in born)]


def cells(
    sharepoint: SharePoint, row: Row, values: dict[str, Any], columns: Iterable[Column]
) -> tuple[Cell, ...]:
    """An item's cells in the order of the columns."""
    return tuple(cell_of(sharepoint, one, row.held(one, values)) for one in columns)


def cell_of(sharepoint: SharePoint, column: Column, value: Any) -> Cell:
    """One value as a cell."""
    many = value if isinstance(value, list) else [value]
    pieces = tuple(_piece(sharepoint, column, one) for one in many if one is not None)
    return Cell(label(column), column.kind, pieces)


def _piece(sharepoint: SharePoint, column: Column, value: Any) -> Piece:
    if column.kind in ("choice", "multichoice"):
        choices = column.facet["choices"]
        colour = choices.index(value) if value in choices else len(choices)
        return Piece(str(value), colour % COLOURS)
    if column.kind == "boolean":
        return Piece("Ja" if value else "Nej")
    if column.kind == "dateTime":
        return Piece(local_time(str(value), date_only=column.facet.get("format") == "dateOnly"))
    if column.kind in ("number", "currency"):
        return Piece(number(value))
    if column.kind in LOOKUPS and isinstance(value, int):
        if column.facet_name == "personOrGroup":
            return Piece((user_named(value) or (str(value), ""))[0])
        return Piece(sharepoint.items.title_of(str(column.facet["listId"]), value))
    return Piece(str(value))


def local_time(text: str, *, date_only: bool = False) -> str:
    """`24-11-2026 01:52` in Danish time."""
    moment = datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(LOCAL)
    return moment.strftime("%d-%m-%Y" if date_only else "%d-%m-%Y %H:%M")


def number(value: float) -> str:
    """`1.234,5`: a number in Danish."""
    whole = f"{value:,.10g}"
    return whole.translate(str.maketrans(",.", ".,"))


def who(row: Row) -> str:
    """Who made a version."""
    person = row.person(row.editor)
    return "Teknologikort (app)" if person is None else person.name


def history(sharepoint: SharePoint, home: List, item_id: int) -> list[Version]:
    """An item's versions, newest first, each with the fields it changed."""
    found = sharepoint.items.rows.versions(home, item_id)
    columns = [one for one in home.columns.values() if not one.read_only]
    told = []
    for row, before in zip(found, [*found[1:], None], strict=True):
        values, old = row.values(), {} if before is None else before.values()
        changed = [one for one in columns if values.get(one.name) != old.get(one.name)]
        shown = cells(sharepoint, row, values, changed)
        when = local_time(iso(row.at))
        told.append(Version(f"{row.version}.0", when, who(row), shown, gone=bool(row.deleted)))
    return told
