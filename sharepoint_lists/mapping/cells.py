"""Rows of a list as plain values: how each kind of column is written and read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from sys import intern
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sharepoint_lists.schema.choice_words import codes_of, word
from sharepoint_lists.schema.columns import Column, Kind
from technology_map.validation.html_text import text_of_html
from technology_map.words.terms import TermList
from technology_map.words.value_lists import ValueList
from technology_map.words.vocabulary import Vocabulary

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_REMEMBERED = 16_384
_REMEMBERED: dict[Any, Any] = {}
Shared = TypeVar("Shared", str, date, tuple[str, ...])
_PASTED = '<div class="ExternalClass'
"""How SharePoint keeps what somebody pasted with its formatting into a note."""
DECIMALS = 4
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class UnreadableRow(Exception):  # noqa: N818 - a fault of the row, not of the program
    """A row that somebody changed by hand so that it says nothing we know. Never holds its text."""

    def __init__(self, column: str) -> None:
        super().__init__(column)
        self.column = column


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Where a value lives: the column, and the name of the field of the thing.

    `needed`: without it, or with a word nobody knows, the row cannot be read, unless `instead` says
    from the other cells what stands in for what somebody emptied. `start` is what an empty cell means.
    `names` is the list whose names the text goes with, though it may be any text.
    """

    column: Column
    field: str
    needed: bool = False
    start: Any = None
    names: TermList | None = None
    instead: Callable[[Mapping[str, Any]], Any] | None = None


def storable(text: str) -> str:
    """The text as SharePoint can keep it, as XML 1.0: what is no character there becomes U+FFFD."""
    return _NO_CHARACTER.sub("\ufffd", text)


def written_moment(moment: datetime) -> str:
    """A moment as SharePoint keeps it: UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def written_date(day: date) -> str:
    """A date without time: noon in UTC is the same day everywhere in Europe (domain.md 3)."""
    return f"{day.isoformat()}T12:00:00Z"


def write(column: Column, value: Any, words: Vocabulary) -> dict[str, Any]:
    """The cells (one, for many choices two) that hold a value; an empty one clears the cell."""
    if column.kind is Kind.CHOICES:
        said = [word(_words(column), code, words) for code in value]
        return {f"{column.name}@odata.type": "Collection(Edm.String)", column.name: said}
    if value is None:
        return {column.name: None}
    match column.kind:
        case Kind.CHOICE:
            cell: Any = word(_words(column), value, words)
        case Kind.DATE:
            cell = written_date(value)
        case Kind.LINES:
            cell = storable("\n".join(value)) or None
        case Kind.MOMENT:
            cell = written_moment(value)
        case Kind.NUMBER:
            cell = value
        case Kind.DECIMAL:
            cell = float(value)
        case _:
            cell = storable(value)
    return {column.name: cell}


@dataclass(slots=True)
class Remarks:
    """What was noticed in a row: columns with words nobody knows, and whether a word is one from before."""

    strange: list[str] = dataclass_field(default_factory=list)
    outdated: bool = False


Cells = Mapping[str, Any]
Reader = Callable[[Mapping[str, Any], Remarks, Vocabulary], dict[str, Any]]


def reader(field_columns: tuple[ColumnMapping, ...]) -> Reader:
    """A function that reads the cells of a row into fields. It raises UnreadableRow.

    Columns with a word that the vocabulary does not know, which the row can be read without, and
    words from before are noted in the remarks it is given.
    """
    plan = {one.column.name: (one.field, _decoder(one)) for one in field_columns}
    empty = {one.field: one.start for one in field_columns}
    needed = [(one.column.name, one.field) for one in field_columns if one.needed]
    instead = {one.column.name: one.instead for one in field_columns if one.instead}
    of_terms = {one.column.name: of for one in field_columns if (of := _terms_of(one))}

    def read(cells: Mapping[str, Any], remarks: Remarks, words: Vocabulary) -> dict[str, Any]:
        found = empty.copy()
        for name, cell in cells.items():
            if cell is None or cell == "" or name not in plan:
                continue
            field, decode = plan[name]
            if decode is None:
                said = cell if type(cell) is str else str(cell)
                pasted = said[0] == "<" and said.startswith(_PASTED)
                found[field] = text_of_html(said) if pasted else said
                continue
            value = found[field] = decode(cell, words)
            if value is None or (type(value) is tuple and len(value) < _count(cell)):
                remarks.strange.append(name)
            elif name in of_terms and _outdated(of_terms[name], cell, words):
                remarks.outdated = True
        for name, field in needed:
            if found[field] is None:
                found[field] = _stand_in(name, instead, cells)
                remarks.strange.append(name)
        return found

    return read


def _stand_in(name: str, instead: Mapping[str, Callable[[Mapping[str, Any]], Any]], cells: Cells) -> Any:
    """What is known of an emptied cell. Raises UnreadableRow where it is nothing."""
    found = instead[name](cells) if name in instead else None
    if found is None:
        raise UnreadableRow(name)
    return found


def _terms_of(field_column: ColumnMapping) -> TermList | None:
    of = field_column.names or field_column.column.words
    return of if isinstance(of, TermList) else None


def _outdated(of: TermList, cell: Any, words: Vocabulary) -> bool:
    """Whether a cell holds a name that a term of the list had before, or the name of a merged one."""
    said = cell if isinstance(cell, list) else [cell]
    return any(one in words.codes(of) and not words.is_current(of, one) for one in said)


def _count(cell: Any) -> int:
    """How many values a cell of several says it has."""
    return len(cell) if isinstance(cell, list) else len(_read_lines(cell))


def _decoder(field_column: ColumnMapping) -> Callable[[Any, Vocabulary], Any] | None:
    column, names = field_column.column, field_column.names
    if names is not None:
        return lambda cell, words: _shared(words.renamed(names, str(cell)))
    match column.kind:
        case Kind.CHOICE:
            return partial(_read_choice, field_column, _words(column))
        case Kind.CHOICES:
            return partial(_read_choices, _words(column))
        case Kind.LINES:
            return lambda cell, _: _read_lines(cell)
        case Kind.NUMBER:
            return lambda cell, _: _read_number(column.name, cell)
        case Kind.DECIMAL:
            return lambda cell, _: _read_decimal(column.name, cell)
        case Kind.DATE:
            return lambda cell, _: _read_date(column.name, cell)
        case Kind.MOMENT:
            return lambda cell, _: read_moment(column.name, cell)
        case _:
            return None


def _shared(value: Shared) -> Shared:
    """An equal value that was read before, where it is remembered: many rows say the same."""
    if len(_REMEMBERED) >= MOST_REMEMBERED:
        _REMEMBERED.clear()
    found: Shared = _REMEMBERED.setdefault(value, value)
    return found


def _words(column: Column) -> ValueList:
    assert column.words is not None  # noqa: S101 - a choice column without words is a mistake here
    return column.words


def _read_choice(field_column: ColumnMapping, of: ValueList, cell: Any, words: Vocabulary) -> str | None:
    code = codes_of(of, words).get(cell) if isinstance(cell, str) else None
    if code is None and field_column.needed and field_column.instead is None:
        raise UnreadableRow(field_column.column.name)
    return code


def _read_choices(of: ValueList, cell: Any, words: Vocabulary) -> tuple[str, ...]:
    """The codes of the words that are known; two words of one code, after a merge, are one."""
    said, codes = cell if isinstance(cell, list) else [cell], codes_of(of, words)
    return _shared(tuple(dict.fromkeys(codes[one] for one in said if isinstance(one, str) and one in codes)))


def _read_lines(cell: Any) -> tuple[str, ...]:
    lines = str(cell).replace("\r\n", "\n").split("\n")
    return tuple(intern(line.strip()) for line in lines if line.strip())


def _read_number(column: str, cell: Any) -> int:
    try:
        number = float(cell)
        if number != int(number):
            raise UnreadableRow(column)
        return int(number)
    except (TypeError, ValueError, OverflowError):
        raise UnreadableRow(column) from None


def _read_decimal(column: str, cell: Any) -> Decimal:
    """A figure with the decimals that people could have typed. Raises UnreadableRow."""
    try:
        number = round(Decimal(repr(float(cell))), DECIMALS)
    except (TypeError, ValueError, OverflowError, InvalidOperation):
        raise UnreadableRow(column) from None
    if not number.is_finite():
        raise UnreadableRow(column)
    return number.normalize() + Decimal(0)


def read_moment(column: str, cell: Any) -> datetime:
    """A moment in UTC. Raises UnreadableRow."""
    try:
        moment = datetime.fromisoformat(cell)
    except (TypeError, ValueError):
        raise UnreadableRow(column) from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _read_date(column: str, cell: Any) -> date:
    if isinstance(cell, str) and _WHOLE_DAY.fullmatch(cell):
        cell += "T12:00:00Z"
    moment = read_moment(column, cell)
    try:
        return _shared(moment.astimezone(COPENHAGEN).date())
    except OverflowError:
        return moment.date()
