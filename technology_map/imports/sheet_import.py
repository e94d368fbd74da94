"""Plans the import of a spreadsheet: which lines become cards or proposals, which are refused, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice

from technology_map.imports.foreign_import import (
    Plan,
    PlannedProposal,
    RefusedRow,
    RowNote,
    note_same_names,
    shortened,
)
from technology_map.imports.matching import COLUMNS, Matching, kind_of
from technology_map.imports.sheet_cards import SheetCards
from technology_map.imports.sheet_proposals import SheetProposals
from technology_map.imports.sheet_rows import Here, SheetRows, content_key
from technology_map.people.people import Language, Person
from technology_map.sheets.cells import Line, heading
from technology_map.sheets.columns import Column, Columns, Kind
from technology_map.sheets.days import read_day
from technology_map.sheets.files import What
from technology_map.sheets.guidance import is_example, is_help
from technology_map.sheets.headings import SEARCHED, Headings, find_headings, read_headings
from technology_map.sheets.sheet_marks import UNCALCULATED
from technology_map.texts import texts
from technology_map.validation.cpr import find_cpr
from technology_map.validation.refusals import Refused
from technology_map.words.vocabulary import Vocabulary

__all__ = ["Here", "plan_sheet"]
CELL_ERRORS = frozenset(
    "#N/A #I/T #REF! #REFERENCE! #VALUE! #VÆRDI! #DIV/0! #DIVISION/0! #NAME? #NAVN? #NUM! #NULL! #NUL!"
    " #SPILL! #OVERLØB! #CALC! #BEREGN!".split()
)
"""What Excel writes in a cell whose formula went wrong, in English and Danish."""
_DAYS = (Kind.DATE, Kind.MOMENT)
_NOTHING_CHOSEN = Matching()


def plan_sheet(
    lines: Iterable[Line],
    here: Here,
    now: datetime,
    importer: Person,
    words: Vocabulary,
    *,
    matching: Matching = _NOTHING_CHOSEN,
) -> Plan:
    """What importing the lines would do. Raises Refused: `import_no_rows`, `sheet_columns_missing`,

    `sheet_column_twice`, and what the lines raise.
    """
    waiting = iter(lines)
    first = list(islice(waiting, SEARCHED))
    kind = kind_of([cells for _, cells in first], matching)
    at, headings = _headings(first, COLUMNS[kind], matching)
    rows_of = SheetProposals if kind is What.PROPOSALS else SheetCards
    sorting = _Sorting(rows_of(headings, here, now, importer, words, matching))
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
    things = sorting.rows.things()
    note_same_names(sorting.found, [one for one in things if one.submission_key not in sorting.seen])
    return sorting.found


def _headings(first: Sequence[Line], of: Columns, matching: Matching) -> tuple[int, Headings]:
    """Where the headings are among the first lines, and what they say. Raises Refused with the columns:

    `sheet_columns_missing`, `sheet_column_twice`.
    """
    at = find_headings([cells for _, cells in first], of, matching.headings)
    found = read_headings(first[at][1] if first else [], of, matching.headings)
    if found.twice:
        raise Refused("sheet_column_twice", column=shortened(found.twice))
    if found.missing:
        names = (f"»{heading(one, texts(Language.DANISH))}«" for one in found.missing)
        raise Refused("sheet_columns_missing", columns=", ".join(names))
    return at, found


@dataclass(slots=True)
class _Sorting:
    """Puts each line where it belongs: among the new cards, the refused, or those that are here."""

    rows: SheetRows
    found: Plan = field(init=False)
    seen: dict[str, int] = field(default_factory=dict)
    read: dict[str, Column] = field(init=False)

    def __post_init__(self) -> None:
        strange = (*self.rows.headings.strange, *self.rows.unread())
        self.found = Plan(kind=self.rows.what, strange_columns=tuple(map(shortened, strange)))
        self.read = self.rows.read()

    def take(self, number: int, line: Mapping[str, str]) -> None:
        """One line that holds something."""
        today = self.rows.now.date()
        line = self._calculated(number, line)
        title = "" if find_cpr(line["title"], today) else shortened(line["title"])
        read = self.read.values()
        if broken := [one for one in read if line.get(one.field, "").strip().upper() in CELL_ERRORS]:
            self.found.refused += [self._refused(number, title, one, "cell_error") for one in broken]
            return
        try:
            entry = self.rows.entry(line)
        except Refused as refused:
            codes = refused.refusal.fields.items()
            self.found.refused += [self._refused(number, title, self.read[name], why) for name, why in codes]
            return
        key = content_key(entry.form, self.rows.table)
        first = self.seen.setdefault(key, number)
        if first != number:
            self.found.refused.append(RefusedRow(number, title, "sheet_repeat", {"first": first}))
        elif (planned := self.rows.planned(number, entry, key)) is None:
            self.found.already_there.append(number)
        else:
            if isinstance(planned, PlannedProposal):
                self.found.proposals.append(planned)
            else:
                self.found.cards.append(planned)
            self.found.notes += self.rows.notes(planned, line)
            self._note_guesses(number, title, line)

    def _calculated(self, number: int, line: Mapping[str, str]) -> Mapping[str, str]:
        """The line with nothing where a formula has no result; each such column is named."""
        bare = [name for name, text in line.items() if text == UNCALCULATED]
        title = shortened(line["title"]) if "title" not in bare else ""
        for name in bare:
            data = {"column": shortened(self.rows.headings.called[name])}
            self.found.notes.append(RowNote(number, title, "sheet_not_calculated", data))
        return {**line, **dict.fromkeys(bare, "")} if bare else line

    def _refused(self, number: int, title: str, column: Column, code: str) -> RefusedRow:
        called = shortened(self.rows.headings.called.get(column.field, column.field))
        return RefusedRow(number, title, f"sheet_{code}", {"column": called, "limit": column.limit})

    def _note_guesses(self, number: int, title: str, line: Mapping[str, str]) -> None:
        """Says which day was taken for what is only a month, a year or a number."""
        for column in self.read.values():
            read = read_day(line.get(column.field, "")) if column.kind in _DAYS else None
            if read and read.guessed:
                told = {
                    "column": shortened(self.rows.headings.called[column.field]),
                    "cell": shortened(line[column.field]),
                    "day": read.day.strftime("%d-%m-%Y"),
                }
                self.found.notes.append(RowNote(number, title, "sheet_day_guessed", told))
