"""Plans an import: which rows of a CSV file become solution cards, which are refused, and why."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.details.details import Detail
from technology_map.imports.csv_rows import Row
from technology_map.imports.foreign_cards import LeftOut, card_of
from technology_map.imports.import_map import ImportMap, folded
from technology_map.people.people import Person
from technology_map.sheets.files import What
from technology_map.validation.cpr import find_cpr

SHOWN_TITLE = 60


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """A card to store, and the row it comes from."""

    row: int
    card: SolutionCard

    @property
    def title(self) -> str:
        """What it is called."""
        return self.card.title


@dataclass(frozen=True, slots=True)
class PlannedProposal:
    """A proposal to store, and the row it comes from.

    `history` is the first row of its log, where the file says what became of it: to be sealed when the
    proposal has its number.
    """

    row: int
    card: Proposal
    history: Decision | None = None

    @property
    def title(self) -> str:
        """What it is called."""
        return self.card.title


@dataclass(frozen=True, slots=True)
class PlannedDetail:
    """A row of a proposal or a solution card to store, the row it comes from, and what it is called."""

    row: int
    card: Detail
    title: str


Planned = PlannedCard | PlannedProposal | PlannedDetail


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is left out. `reason` names the sentence `import.reason.<reason>`, `data` fills it.

    `title` is shortened, and empty where the title itself is what must not be repeated.
    """

    row: int
    title: str
    reason: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowNote:
    """Something to know about a row that is stored all the same: sentence `import.note.<code>`."""

    row: int
    title: str
    code: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """What an import would do; `already_there` are the rows that an earlier one stored."""

    cards: list[PlannedCard] = field(default_factory=list)
    proposals: list[PlannedProposal] = field(default_factory=list)
    details: list[PlannedDetail] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    notes: list[RowNote] = field(default_factory=list)
    already_there: list[int] = field(default_factory=list)
    strange_columns: tuple[str, ...] = ()
    """Headings that nobody knows; what stands under them is not read."""
    headings_row: int = 1
    """The line that the headings stand in."""
    kind: str = What.SOLUTIONS.value
    """What the rows become: `solutions`, `proposals`, or the code of a kind of rows."""

    @property
    def planned(self) -> Sequence[Planned]:
        """What is to be stored."""
        return self.details or self.proposals or self.cards

    @property
    def said_as(self) -> str:
        """What the sentences call what the rows become: `solutions`, `proposals` or `rows`."""
        return self.kind if self.kind in (What.SOLUTIONS, What.PROPOSALS) else "rows"

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.planned) + self.refused_rows + len(self.already_there)

    @property
    def refused_rows(self) -> int:
        """How many rows are refused; one may be for several reasons."""
        return len({one.row for one in self.refused})

    def reasons(self) -> Counter[str]:
        """How many rows were refused for each reason."""
        return Counter(one.reason for one in self.refused)

    def note_codes(self) -> Counter[str]:
        """How many notes there are of each kind."""
        return Counter(one.code for one in self.notes)


def row_key(row: Row, import_map: ImportMap) -> str:
    """The submission key of a row: the map's source, and a SHA-256 over what tells rows apart.

    That is the key columns if the map names some, else every cell that is not empty, with its
    column. Whitespace is folded; a new, empty or moved column changes no key.
    """
    parts: list[str] = []
    for column in sorted(import_map.key or row.cells):
        cell = " ".join(unicodedata.normalize("NFC", row.cells[column]).split())
        if cell:
            parts.append(f"{column}\x1f{cell}")
    text = "\x1e".join(parts).encode("utf-8", "surrogatepass")
    return f"import.{import_map.source}.{hashlib.sha256(text).hexdigest()[:32]}"


def plan(
    rows: Iterable[Row],
    import_map: ImportMap,
    existing: Iterable[SolutionCard],
    now: datetime,
    importer: Person,
) -> Plan:
    """What importing `rows` would do, given the cards that are there. Raises what `rows` raises."""
    there = {card.submission_key: card for card in existing}
    found, seen = Plan(), dict[str, int]()
    for row in rows:
        try:
            key = _key(row, import_map, seen)
            if key in there:
                found.already_there.append(row.number)
                continue
            card, notes = card_of(row, import_map, key, now, importer)
        except LeftOut as refused:
            title = shown_title(row, import_map, now)
            found.refused.append(RefusedRow(row.number, title, refused.reason, refused.data))
            continue
        found.cards.append(PlannedCard(row.number, card))
        found.notes += [RowNote(row.number, shortened(card.title), one.code, one.data) for one in notes]
    note_same_names(found, [card for key, card in there.items() if key not in seen])
    return found


def shown_title(row: Row, import_map: ImportMap, now: datetime) -> str:
    """A row's title, short enough for a report; empty where it seems to hold a CPR number."""
    whole = " ".join(row.cells.get(column, "") for column in import_map.fields.title.columns)
    return "" if find_cpr(whole, now.date()) else shortened(whole)


def shortened(title: str) -> str:
    """The text on one line, short enough for a report."""
    plain = " ".join("".join(c for c in title if c.isprintable() or c.isspace()).split())
    return plain if len(plain) <= SHOWN_TITLE else plain[: SHOWN_TITLE - 1].rstrip() + "…"


def _key(row: Row, import_map: ImportMap, seen: dict[str, int]) -> str:
    if not row.whole:
        raise LeftOut("cell_count")
    key = row_key(row, import_map)
    first = seen.setdefault(key, row.number)
    if first != row.number:
        raise LeftOut("repeat", {"first": first})
    return key


def note_same_names(found: Plan, others: Iterable[SolutionCard | Proposal]) -> None:
    """Notes new cards whose title and department another card has that this file did not bring.

    A row that was corrected at its source comes as a new card; here somebody gets to know.
    """
    named = {(folded(card.title), folded(card.department)): card.name for card in others}
    new: list[PlannedCard | PlannedProposal] = [*found.cards, *found.proposals]
    for one in new:
        name = named.get((folded(one.card.title), folded(one.card.department)))
        if name:
            note = RowNote(one.row, shortened(one.card.title), "same_name", {"name": name})
            found.notes.append(note)
