"""How the rows of a list and the things of one kind become each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sharepoint_lists.mapping import column_mapping
from sharepoint_lists.mapping.cells import ColumnMapping, Reader, Remarks, UnreadableRow, reader, write
from sharepoint_lists.mapping.sealed_drafts import SealedDraft
from sharepoint_lists.schema.list_types import List
from technology_map.backing.relations import Follow, Support
from technology_map.cards.answers import value_of
from technology_map.cards.field_table import FieldTable
from technology_map.cards.fields import Field
from technology_map.cards.fields import Kind as FieldKind
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.council.notices import Notice
from technology_map.people.people import Contact
from technology_map.records import Record
from technology_map.talk.remarks import Remark
from technology_map.validation.cpr import masked
from technology_map.words.terms import Term, TermList
from technology_map.words.vocabulary import Vocabulary

Thing = TypeVar(
    "Thing",
    Proposal,
    SolutionCard,
    Decision,
    Contact,
    Support,
    Follow,
    Notice,
    Term,
    SealedDraft,
    Remark,
    Record,
)
Cells = dict[str, Any]
_WRITTEN = (FieldKind.TEXT, FieldKind.LINE)
Build = Callable[[dict[str, Any], int, str], Thing]


@dataclass(frozen=True, slots=True)
class Read(Generic[Thing]):
    """A row that was read: the thing, cells nobody knows, and whether a word in it is one from before.

    `masked` are the fields in which a CPR number stood: it comes no further than this.
    """

    thing: Thing
    strange: tuple[str, ...] = ()
    outdated: bool = False
    masked: tuple[str, ...] = ()


class RowMapping(Generic[Thing]):
    """How the rows of one list and the things of one kind become each other.

    `table` holds the fields of a card: what it has now is read and written, beside `first`. `said` are
    the other fields in which people write.
    """

    def __init__(
        self,
        of: List,
        first: tuple[ColumnMapping, ...],
        build: Build[Thing],
        extra: Callable[[Thing], Cells] = lambda _: {},
        *,
        table: FieldTable | None = None,
        attributes: frozenset[str] = frozenset(),
        said: tuple[str, ...] = (),
    ) -> None:
        self.list = of
        self._said = said
        self._texts: tuple[str, ...] = said
        self._first, self._table, self._attributes = first, table, attributes
        self._build: Build[Thing] = build
        self._extra: Callable[[Thing], Cells] = extra
        self._version = -1
        self._getters: list[tuple[ColumnMapping, Callable[[Thing], Any]]] = []
        self._unnamed: tuple[str, ...] = ()
        self._read: Reader = reader(first)
        self._derive()

    def cells(self, thing: Thing, words: Vocabulary) -> Cells:
        """Every cell of a new row; what is empty is left out."""
        self._derive()
        found: Cells = {}
        for field_column, get in self._getters:
            value = get(thing)
            if value not in (None, "", ()):
                found |= write(field_column.column, value, words)
        return found | self._extra(thing)

    def changes(self, before: Thing, after: Thing, words: Vocabulary) -> Cells:
        """The cells in which two states of a thing differ, as `after` has them."""
        self._derive()
        found: Cells = {}
        for field_column, get in self._getters:
            was, now = get(before), get(after)
            if was is now or was == now:
                continue
            old, new = write(field_column.column, was, words), write(field_column.column, now, words)
            if old != new:
                found |= new
        return found

    def read(self, number: int, version: str, cells: Mapping[str, Any], words: Vocabulary) -> Read[Thing]:
        """The thing that a row's cells say. Raises UnreadableRow."""
        if self._table is not None and self._table.version != self._version:
            self._derive()
        remarks = Remarks()
        values = self._read(cells, remarks, words)
        hidden = self._mask(values)
        if self._unnamed:
            said = ((name, values.pop(name)) for name in self._unnamed)
            values["answers"] = tuple((name, value) for name, value in said if value not in (None, "", ()))
        thing = self._build(values, number, version)
        return Read(thing, tuple(remarks.strange), remarks.outdated, hidden)

    def term_cells(self, thing: Thing, words: Vocabulary) -> Cells:
        """The cells that hold words of the municipality's lists, as they are called now."""
        self._derive()
        found: Cells = {}
        for field_column, get in self._getters:
            if field_column.names or isinstance(field_column.column.words, TermList):
                found |= write(field_column.column, get(thing), words)
        return found

    def says(self, item: Mapping[str, Any], cells: Cells, words: Vocabulary) -> bool:
        """Whether an item has these cells already, as far as we can tell them apart."""
        fields = item.get("fields") or {}
        try:
            before, after = self.read(0, "", fields, words), self.read(0, "", {**fields, **cells}, words)
        except UnreadableRow:
            return all((fields.get(name) or None) == (said or None) for name, said in cells.items())
        return before.thing == after.thing

    def stored(self, thing: Thing, words: Vocabulary) -> Thing:
        """The thing as it comes back when it has been stored: whole seconds, no lone surrogates."""
        return self.read(0, "", self.cells(thing, words), words).thing

    def _mask(self, values: dict[str, Any]) -> tuple[str, ...]:
        """Hides CPR numbers that somebody typed past our forms (trust.md 5.12); the fields that had one."""
        found: list[str] = []
        for name in self._texts:
            text = values[name]
            if text and (now := masked(text)) is not text:
                values[name] = now
                found.append(name)
        return tuple(found)

    def _derive(self) -> None:
        """Goes by the table as it is now."""
        version = self._table.version if self._table else 0
        if version == self._version:
            return
        fields: dict[str, Field] = {one.name: one for one in self._table.fields} if self._table else {}
        mappings = self._first
        if self._table:
            mappings += column_mapping.of_table(self._table)
        self._unnamed = tuple(sorted(name for name in fields if name not in self._attributes))
        self._getters = [
            (
                one,
                partial(_answered, fields[one.field])
                if one.field in self._unnamed
                else attrgetter(one.field),
            )
            for one in mappings
        ]
        self._texts = (*(name for name, one in fields.items() if one.kind in _WRITTEN), *self._said)
        self._read, self._version = reader(mappings), version


def _answered(field: Field, thing: Any) -> Any:
    return value_of(thing, field)


def version_number(version: str) -> int:
    """The counting part of an ETag such as `"{guid},13"`; 0 where there is none."""
    tail = version.rstrip('"').rpartition(",")[2]
    return int(tail) if tail.isascii() and tail.isdigit() else 0


def row_number(item: Mapping[str, Any]) -> int:
    """The id of a list item."""
    return int(item["id"])


def is_row(item: Any) -> bool:
    """Whether an entry of a page is a row at all: Graph may put an error object in its place."""
    number = item.get("id") if isinstance(item, dict) else None
    return isinstance(number, str) and number.isascii() and number.isdigit()


def row_version(item: Mapping[str, Any]) -> str:
    """The ETag of a list item, quotes included."""
    fields = item.get("fields") or {}
    return str(item.get("eTag") or item.get("@odata.etag") or fields.get("@odata.etag") or "")
