"""The rows of proposals and solution cards as a spreadsheet: one kind a file, out of its declaration."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from technology_map.cards.facts import value_words
from technology_map.cards.fields import Field
from technology_map.cards.fields import Kind as FieldKind
from technology_map.details.details import Detail, DetailKind, Thing
from technology_map.sheets.cells import Table, Value
from technology_map.sheets.columns import Column, Kind, of_field
from technology_map.sheets.csv_text import csv_file
from technology_map.sheets.files import FileForm
from technology_map.texts import COPENHAGEN, Texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import code_word

HEAD = ("detail_of", "detail_title", "detail_area")
TAIL = ("detail_by", "detail_at")
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


def _table(kind: DetailKind, rows: Iterable[Detail], things: Mapping[str, Thing], t: Texts) -> Table:
    columns = (
        Column(HEAD[0], Kind.CARD_NAME),
        *(Column(one, Kind.LINE) for one in HEAD[1:]),
        *(of_field(field) for field in kind.fields),
        Column(TAIL[0], Kind.PERSON),
        Column(TAIL[1], Kind.MOMENT),
    )
    headings = (
        *(t(f"sheet.{one}") for one in HEAD),
        *(t(f"detail.{kind.code}.{field.name}") for field in kind.fields),
        *(t(f"sheet.{one}") for one in TAIL),
    )
    return Table(t(f"detail.{kind.code}.heading")[:31], columns, headings, _rows(kind, rows, things, t))


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
    cell: Value = value if field.kind in AS_THEY_ARE else value_words(t, field, value)
    return cell
