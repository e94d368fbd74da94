"""What the rows of a spreadsheet have in common, whether they become solution cards or proposals."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from technology_map.cards.answers import value_of
from technology_map.cards.field_table import FieldTable
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.details.details import Detail
from technology_map.details.kinds import KINDS
from technology_map.imports.card_form import sheet_form
from technology_map.imports.cell_words import wild
from technology_map.imports.foreign_import import Plan, Planned, RowNote, note_same_names
from technology_map.imports.matching import Matching
from technology_map.people.people import Person
from technology_map.ports import Store
from technology_map.sheets.columns import Column
from technology_map.sheets.contents import COLUMNS
from technology_map.sheets.files import What
from technology_map.sheets.headings import Headings
from technology_map.validation.forms import Form, one_line, read_form
from technology_map.words.vocabulary import Vocabulary

SOURCE = "import.sheet."
_REALISED = (Status.IN_OPERATION, Status.BENEFIT_FOLLOW_UP, Status.COMPLETED)


@dataclass(frozen=True, slots=True)
class Here:
    """What is here already: the cards, the proposals, and those that a card can have come from.

    `details` are the rows of each kind, `people` whom the directory knows by what the file calls them, in
    small letters; None where nobody could look.
    """

    cards: Sequence[SolutionCard] = ()
    realised: Container[int] = frozenset()
    proposals: Sequence[Proposal] = ()
    details: Mapping[str, Sequence[Detail]] = field(default_factory=dict)
    people: Mapping[str, Person] | None = None

    @classmethod
    def of(cls, store: Store, people: Mapping[str, Person] | None = None) -> "Here":
        """What a store holds, and the `people` whom the directory knows by what a file calls them."""
        overview = store.overview
        realised = [one.number for status in _REALISED for one in overview.in_status(status)]
        return cls(
            list(overview.solution_cards),
            frozenset(realised),
            list(overview.proposals),
            {kind.code: list(store.records(kind.record)) for kind in KINDS},
            people,
        )

    @property
    def things(self) -> dict[str, Proposal | SolutionCard]:
        """Proposals and cards by name."""
        found: dict[str, Proposal | SolutionCard] = {one.name: one for one in self.cards}
        return found | {one.name: one for one in self.proposals}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a row says: the fields of the card, and what `else_said` beside them."""

    form: Form
    else_said: Form | None = None


@dataclass(slots=True)
class SheetRows(ABC):
    """How the rows of one kind of file are read. `matching` is what somebody chose for it."""

    headings: Headings
    here: Here
    now: datetime
    importer: Person
    words: Vocabulary
    matching: Matching

    @property
    @abstractmethod
    def code(self) -> str:
        """What the file holds, as `COLUMNS` names it."""

    @abstractmethod
    def read(self) -> dict[str, Column]:
        """The columns that are taken in, by field."""

    @abstractmethod
    def called(self, line: Mapping[str, str]) -> str:
        """What a line is called where it is refused."""

    @abstractmethod
    def entry(self, line: Mapping[str, str]) -> Entry:
        """What a line says, by field. Raises Refused as `read_form`."""

    @abstractmethod
    def key_of(self, entry: Entry) -> str:
        """What tells the entry from every other."""

    @abstractmethod
    def planned(self, number: int, entry: Entry, key: str) -> Planned | None:
        """What a row becomes; None for what is here already, whole."""

    @abstractmethod
    def notes(self, planned: Planned, line: Mapping[str, str]) -> list[RowNote]:
        """What to know about a row that is stored."""

    @abstractmethod
    def note_names(self, found: Plan, seen: Mapping[str, int]) -> None:
        """Notes what is new and called as something here that did not come with this file's keys, `seen`."""

    def unread(self) -> tuple[str, ...]:
        """The headings of our own columns under which something stands that is not taken in."""
        return ()

    def typed(self, line: Mapping[str, str], columns: Mapping[str, Column]) -> dict[str, Any]:
        """The line's cells in these columns, as the gate takes them."""
        chosen = self.matching.words
        return {
            name: wild(one, line[name], self.words, chosen.get(name, {}))
            for name, one in columns.items()
            if name in line
        }

    @property
    def moment(self) -> datetime:
        """When the import is made, in whole seconds, UTC."""
        return self.now.astimezone(UTC).replace(microsecond=0)


@dataclass(slots=True)
class SheetThings(SheetRows):
    """Rows that become solution cards or proposals, by the table of their fields."""

    what: ClassVar[What]
    table: ClassVar[FieldTable]
    there: dict[str, SolutionCard | Proposal] = field(init=False)

    def __post_init__(self) -> None:
        things = self.things()
        by_content = {content_key(one, self.table): one for one in things}
        self.there = by_content | {one.submission_key: one for one in things}

    @abstractmethod
    def things(self) -> Sequence[SolutionCard | Proposal]:
        """What is here of this kind."""

    @property
    def code(self) -> str:
        """What the file holds."""
        return self.what.value

    def read(self) -> dict[str, Column]:
        """The columns that are taken in, by field."""
        return {one.field: one for one in COLUMNS[self.code] if one.of}

    def called(self, line: Mapping[str, str]) -> str:
        """A card is called by its title."""
        return line["title"]

    def entry(self, line: Mapping[str, str]) -> Entry:
        """What a line says, by field. Raises Refused as `read_form`."""
        typed = self.typed(line, self.read())
        return Entry(read_form(sheet_form(self.table), typed, self.now.date(), self.words))

    def key_of(self, entry: Entry) -> str:
        """The submission key."""
        return content_key(entry.form, self.table)

    def note_names(self, found: Plan, seen: Mapping[str, int]) -> None:
        """Notes a new card with the title and department of another."""
        note_same_names(found, [one for one in self.things() if one.submission_key not in seen])


def content_key(thing: SolutionCard | Proposal | Form, table: FieldTable) -> str:
    """The submission key of a line, and the one that a line with a card's content would have.

    SHA-256 over what can be filled in, by field and code: language, order of columns and format of
    the file do not count, nor does white space or what a form would not let through: a card may have
    been typed in SharePoint.
    """
    fields = sorted((one for one in table.fields if one.exported), key=lambda field: field.name)
    told = {
        one.name: one_line(getattr(thing, one.name) if isinstance(thing, Form) else value_of(thing, one))
        for one in fields
    }
    filled = {name: value for name, value in told.items() if value not in (None, "", ())}
    text = json.dumps(filled, ensure_ascii=False, default=str)
    return SOURCE + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
