"""The rows of proposals and solution cards as a spreadsheet: one kind a file, out of its declaration."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from technology_map.cards.facts import value_words
from technology_map.cards.fields import Field
from technology_map.cards.fields import Kind as FieldKind
from technology_map.details.details import Detail, DetailKind, Thing
from technology_map.overview import Overview
from technology_map.search.finding import by_name
from technology_map.sheets.cells import Table, Value, heading
from technology_map.sheets.csv_text import csv_file
from technology_map.sheets.detail_columns import DETAIL_COLUMNS
from technology_map.sheets.files import FileForm
from technology_map.texts import COPENHAGEN, Texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import code_word

AS_THEY_ARE = (FieldKind.NUMBER, FieldKind.DECIMAL, FieldKind.DATE)
"""What a spreadsheet calculates with: no text."""


def detail_file(
    kind: DetailKind, form: FileForm, rows: Iterable[Detail], things: Mapping[str, Thing], t: Texts
) -> bytes:
    """The file, in a language. `things` are what the rows belong to, by name."""
    made = _table(kind, rows, things, t)
    if form is FileForm.CSV:
        return csv_file(made, t.language)
    from technology_map.sheets.workbook import xlsx_file

    return xlsx_file(made)


def things_of(overview: Overview, rows: Iterable[Detail]) -> dict[str, Thing]:
    """What the rows belong to, by name; what is gone is left out."""
    found = {one.thing: by_name(overview, one.thing) for one in rows}
    return {name: thing for name, thing in found.items() if thing is not None}


def _table(kind: DetailKind, rows: Iterable[Detail], things: Mapping[str, Thing], t: Texts) -> Table:
    columns = DETAIL_COLUMNS[kind.code]
    headings = tuple(heading(one, t) for one in columns)
    return Table(t(f"detail.{kind.code}.heading"), columns, headings, _rows(kind, rows, things, t))


def _rows(
    kind: DetailKind, rows: Iterable[Detail], things: Mapping[str, Thing], t: Texts
) -> Iterator[tuple[Value, ...]]:
    for one in rows:
        thing, values = things.get(one.thing), kind.values(one)
        area = code_word(t, TermList.AREA, thing.area) if thing and thing.area else ""
        written = one.written_at.astimezone(COPENHAGEN).replace(tzinfo=None) if one.written_at else ""
        yield (
            one.thing,
            thing.title if thing else "",
            area,
            *(_cell(field, values[field.name], t) for field in kind.fields),
            one.author_name,
            written,
        )


def _cell(field: Field, value: Any, t: Texts) -> Value:
    if value is None:
        return ""
    if field.kind is FieldKind.CHOICE and field.words is not None:
        return code_word(t, field.words, value)
    cell: Value = value if field.kind in AS_THEY_ARE else value_words(t, field, value)
    return cell
