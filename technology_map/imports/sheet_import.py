"""Plans the import of a spreadsheet: which lines become cards or proposals, which are refused, and why."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain, islice

from technology_map.details.kinds import BY_CODE
from technology_map.imports.file_kind import kind_of
from technology_map.imports.foreign_import import (
    Plan,
    Planned,
    PlannedDetail,
    PlannedProposal,
    RefusedRow,
    RowNote,
    shortened,
)
from technology_map.imports.matching import Matching
from technology_map.imports.sheet_cards import SheetCards
from technology_map.imports.sheet_details import SheetDetails, people_named
from technology_map.imports.sheet_proposals import SheetProposals
from technology_map.imports.sheet_rows import Here, SheetRows
from technology_map.people.people import Language, Person
from technology_map.sheets.cells import Line, heading
from technology_map.sheets.columns import Column, Kind
from technology_map.sheets.contents import COLUMNS
from technology_map.sheets.days import read_day
from technology_map.sheets.files import What
from technology_map.sheets.guidance import is_example, is_help
from technology_map.sheets.headings import SEARCHED, Headings, find_headings, read_headings
from technology_map.sheets.sheet_marks import UNCALCULATED
from technology_map.texts import texts
from technology_map.validation.cpr import find_cpr
from technology_map.validation.refusals import Refused
from technology_map.words.vocabulary import Vocabulary

__all__ = ["Here", "people_in", "plan_sheet"]
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
    kind = kind_of([cells for _, cells in first], matching.kind, matching.headings)
    at, headings = _headings(first, COLUMNS[kind], matching)
    sorting = _Sorting(_rows_of(kind)(headings, here, now, importer, words, matching))
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
    sorting.rows.note_names(sorting.found, sorting.seen)
    return sorting.found


def people_in(lines: Sequence[Line], matching: Matching = _NOTHING_CHOSEN) -> list[str]:
    """Whom the lines name that the directory can know, each once: names and mail addresses."""
    first = [cells for _, cells in lines[:SEARCHED]]
    kind = BY_CODE.get(kind_of(first, matching.kind, matching.headings))
    if kind is None or not kind.hidden:
        return []
    columns = COLUMNS[kind.code]
    at = find_headings(first, columns, matching.headings)
    headings = read_headings(first[at], columns, matching.headings)
    return people_named(kind, [headings.line(cells) for _, cells in lines[at + 1 :]])


def _rows_of(kind: str) -> Callable[..., SheetRows]:
    if kind in BY_CODE:
        return partial(SheetDetails, kind=BY_CODE[kind])
    return SheetProposals if kind == What.PROPOSALS else SheetCards


def _headings(first: Sequence[Line], of: Sequence[Column], matching: Matching) -> tuple[int, Headings]:
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
        self.found = Plan(kind=self.rows.code, strange_columns=tuple(map(shortened, strange)))
        self.read = self.rows.read()

    def take(self, number: int, line: Mapping[str, str]) -> None:
        """One line that holds something."""
        today = self.rows.now.date()
        line = self._calculated(number, line)
        called = self.rows.called(line)
        title = "" if find_cpr(called, today) else shortened(called)
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
        key = self.rows.key_of(entry)
        first = self.seen.setdefault(key, number)
        if first != number:
            self.found.refused.append(RefusedRow(number, title, "sheet_repeat", {"first": first}))
        elif (planned := self.rows.planned(number, entry, key)) is None:
            self.found.already_there.append(number)
        else:
            self._keep(planned)
            self.found.notes += self.rows.notes(planned, line)
            self._note_guesses(number, title, line)

    def _keep(self, planned: Planned) -> None:
        if isinstance(planned, PlannedDetail):
            self.found.details.append(planned)
        elif isinstance(planned, PlannedProposal):
            self.found.proposals.append(planned)
        else:
            self.found.cards.append(planned)

    def _calculated(self, number: int, line: Mapping[str, str]) -> Mapping[str, str]:
        """The line with nothing where a formula has no result; each such column is named."""
        bare = [name for name, text in line.items() if text == UNCALCULATED]
        title = shortened(self.rows.called({**line, **dict.fromkeys(bare, "")}))
        for name in bare:
            data = {"column": shortened(self.rows.headings.called[name])}
            self.found.notes.append(RowNote(number, title, "sheet_not_calculated", data))
        return {**line, **dict.fromkeys(bare, "")} if bare else line

    def _refused(self, number: int, title: str, column: Column, code: str) -> RefusedRow:
        ours = heading(column, texts(Language.DANISH))
        called = shortened(self.rows.headings.called.get(column.field, ours))
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
