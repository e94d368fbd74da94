"""Plans the import of our own spreadsheet: which lines become solution cards, which are refused, and why."""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any

from technology_map.cards.answers import made, value_of
from technology_map.cards.proposals import proposal_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.imports.card_form import sheet_form
from technology_map.imports.cell_words import wild
from technology_map.imports.foreign_import import (
    Plan,
    PlannedCard,
    RefusedRow,
    RowNote,
    note_same_names,
    shortened,
)
from technology_map.overview import Overview
from technology_map.people.people import Language, Person
from technology_map.sheets.cells import Line, heading
from technology_map.sheets.columns import SOLUTION_COLUMNS, Column, Kind
from technology_map.sheets.days import read_day
from technology_map.sheets.guidance import is_example, is_help
from technology_map.sheets.headings import SEARCHED, Headings, find_headings, read_headings
from technology_map.texts import texts
from technology_map.validation.cpr import find_cpr
from technology_map.validation.forms import Form, one_line, read_form
from technology_map.validation.refusals import Refused
from technology_map.words.vocabulary import Vocabulary

SOURCE = "import.sheet."
CELL_ERRORS = frozenset(
    "#N/A #I/T #REF! #REFERENCE! #VALUE! #VÆRDI! #DIV/0! #DIVISION/0! #NAME? #NAVN? #NUM! #NULL! #NUL!"
    " #SPILL! #OVERLØB! #CALC! #BEREGN!".split()
)
"""What Excel writes in a cell whose formula went wrong, in English and Danish."""
_REALISED = (Status.IN_OPERATION, Status.BENEFIT_FOLLOW_UP, Status.COMPLETED)


def _read() -> tuple[Column, ...]:
    """The columns that are taken in: the fields of the table."""
    return tuple(one for one in SOLUTION_COLUMNS if one.of)


@dataclass(frozen=True, slots=True)
class Here:
    """What is here already: the cards, and the proposals that a card can have come from."""

    cards: Sequence[SolutionCard] = ()
    realised: Container[int] = frozenset()

    @classmethod
    def of(cls, overview: Overview) -> "Here":
        """What an overview holds."""
        realised = [one.number for status in _REALISED for one in overview.in_status(status)]
        return cls(list(overview.solution_cards), frozenset(realised))


def _headings(first: Sequence[Line]) -> tuple[int, Headings]:
    """Where the headings are among the first lines, and what they say. Raises Refused with the columns:

    `sheet_columns_missing`, `sheet_column_twice`.
    """
    at = find_headings([cells for _, cells in first])
    found = read_headings(first[at][1] if first else [])
    if found.twice:
        raise Refused("sheet_column_twice", column=shortened(found.twice))
    if found.missing:
        names = (f"»{heading(one, texts(Language.DANISH))}«" for one in found.missing)
        raise Refused("sheet_columns_missing", columns=", ".join(names))
    return at, found


def plan_sheet(lines: Iterable[Line], here: Here, now: datetime, importer: Person, words: Vocabulary) -> Plan:
    """What importing the lines would do. Raises Refused: `import_no_rows`, and what the headings and

    the lines raise.
    """
    waiting = iter(lines)
    first = list(islice(waiting, SEARCHED))
    at, headings = _headings(first)
    sorting = _Sorting(headings, here, now, importer, words)
    sorting.found.headings_row = first[at][0]
    width = len(first[at][1])
    for number, cells in chain(first[at + 1 :], waiting):
        line = headings.line(cells)
        if not any(text.strip() for text in cells) or is_help(line) or is_example(line):
            continue
        if len(cells) > width:
            sorting.found.refused.append(RefusedRow(number, "", "sheet_too_many_cells", {"count": width}))
        elif any(text.strip() for text in line.values()):
            sorting.take(number, line)
    if not sorting.found.rows:
        raise Refused("import_no_rows")
    note_same_names(sorting.found, [card for card in here.cards if card.submission_key not in sorting.seen])
    return sorting.found


def content_key(thing: SolutionCard | Form) -> str:
    """The submission key of a line, and the one that a line with a card's content would have.

    SHA-256 over what can be filled in, by field and code: language, order of columns and format of
    the file do not count, nor does white space or what a form would not let through: a card may have
    been typed in SharePoint.
    """
    fields = sorted((one.of for one in _read() if one.of), key=lambda field: field.name)
    told = {
        one.name: one_line(
            value_of(thing, one) if isinstance(thing, SolutionCard) else getattr(thing, one.name)
        )
        for one in fields
    }
    filled = {name: value for name, value in told.items() if value not in (None, "", ())}
    text = json.dumps(filled, ensure_ascii=False, default=str)
    return SOURCE + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(slots=True)
class _Sorting:
    """Puts each line where it belongs: among the new cards, the refused, or those that are here."""

    headings: Headings
    here: Here
    now: datetime
    importer: Person
    words: Vocabulary
    found: Plan = field(init=False)
    seen: dict[str, int] = field(default_factory=dict)
    there: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.found = Plan(strange_columns=tuple(map(shortened, self.headings.strange)))
        cards = self.here.cards
        self.there = frozenset(one.submission_key for one in cards) | frozenset(map(content_key, cards))

    def take(self, number: int, line: Mapping[str, str]) -> None:
        """One line that holds something."""
        today = self.now.date()
        title = "" if find_cpr(line["title"], today) else shortened(line["title"])
        read = _read()
        if broken := [one for one in read if line.get(one.field, "").strip().upper() in CELL_ERRORS]:
            self.found.refused += [self._refused(number, title, one, "cell_error") for one in broken]
            return
        typed = {one.field: wild(one, line[one.field], self.words) for one in read if one.field in line}
        try:
            form = read_form(sheet_form(), typed, today, self.words)
        except Refused as refused:
            codes, of = refused.refusal.fields.items(), {one.field: one for one in read}
            self.found.refused += [self._refused(number, title, of[name], code) for name, code in codes]
            return
        key = content_key(form)
        first = self.seen.setdefault(key, number)
        if first != number:
            self.found.refused.append(RefusedRow(number, title, "sheet_repeat", {"first": first}))
        elif key in self.there:
            self.found.already_there.append(number)
        else:
            self._keep(number, form, key, line.get("from_proposal", ""))
            self._note_guesses(number, title, line)

    def _refused(self, number: int, title: str, column: Column, code: str) -> RefusedRow:
        called = shortened(self.headings.called.get(column.field, column.field))
        return RefusedRow(number, title, f"sheet_{code}", {"column": called, "limit": column.limit})

    def _keep(self, number: int, form: Form, key: str, proposal: str) -> None:
        """A new card. It says that it came from a proposal only where that one is in operation here."""
        came_from = proposal_number(proposal) or 0
        moment = self.now.astimezone(UTC).replace(microsecond=0)
        card = made(
            SolutionCard,
            dict(form),
            from_proposal=came_from if came_from in self.here.realised else 0,
            submitter=self.importer,
            submission_key=key,
            submitted_at=moment,
            changed_at=moment,
        )
        self.found.cards.append(PlannedCard(number, card))
        if proposal.strip() and not card.from_proposal:
            data: dict[str, Any] = {"column": shortened(self.headings.called["from_proposal"])}
            self.found.notes.append(RowNote(number, shortened(card.title), "sheet_proposal", data))

    def _note_guesses(self, number: int, title: str, line: Mapping[str, str]) -> None:
        """Says which day was taken for what is only a month, a year or a number."""
        for column in _read():
            read = read_day(line.get(column.field, "")) if column.kind is Kind.DATE else None
            if read and read.guessed:
                told = {
                    "column": shortened(self.headings.called[column.field]),
                    "cell": shortened(line[column.field]),
                    "day": read.day.strftime("%d-%m-%Y"),
                }
                self.found.notes.append(RowNote(number, title, "sheet_day_guessed", told))
