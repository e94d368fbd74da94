"""What stands in a cell: a field's value in the words of a language, never a code or an object id."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from technology_map.cards.answers import value_of
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.people import Person
from technology_map.sheets.columns import Column, Kind
from technology_map.texts import COPENHAGEN, Texts
from technology_map.words.value_lists import code_word

Value = str | int | Decimal | date | datetime
Thing = Proposal | SolutionCard
Line = tuple[int, list[str]]
"""A line as the spreadsheet numbers it, from 1, and the texts of its cells."""
BETWEEN = ", "
"""Between the words of several choices; no word of a value list has it inside."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet before it is written: its name, its columns, and the rows' cells in their order."""

    name: str
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    rows: Iterable[tuple[Value, ...]]


def heading(column: Column, t: Texts) -> str:
    """What stands over the column."""
    return t(column.called or f"sheet.{column.field}")


def table(name: str, columns: Sequence[Column], things: Iterable[Thing], t: Texts) -> Table:
    """The table of things in a language; its rows are made as they are asked for."""
    return Table(name, tuple(columns), tuple(heading(one, t) for one in columns), _rows(columns, things, t))


def _rows(columns: Sequence[Column], things: Iterable[Thing], t: Texts) -> Iterator[tuple[Value, ...]]:
    for thing in things:
        yield tuple(value(one, thing, t) for one in columns)


def value(column: Column, thing: Thing, t: Texts) -> Value:
    """The cell of a thing in a column, an empty text where there is nothing.

    A moment is the time in Copenhagen, without its zone: a spreadsheet knows none.
    """
    got = value_of(thing, column.of) if column.of else getattr(thing, column.field)
    if column.words and got:
        codes = got if isinstance(got, tuple) else (got,)
        return BETWEEN.join(code_word(t, column.words, one) for one in codes)
    match got:
        case None | () | "":
            return ""
        case datetime():
            return got.astimezone(COPENHAGEN).replace(tzinfo=None, microsecond=0)
        case tuple():
            return BETWEEN.join(map(str, got))
        case Person():
            return got.name
        case int() if column.kind is Kind.CARD_NAME:
            return f"L-{got:04d}" if got else ""
        case int() if column.kind is Kind.PROPOSAL_NAME:
            return f"F-{got:04d}" if got else ""
        case str() | int() | date():
            return got
    raise TypeError(f"{column.field} holds a {type(got).__name__}, which no cell can")
