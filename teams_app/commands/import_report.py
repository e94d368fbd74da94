"""Shows what an import would do and what became of each row: on the screen and as a CSV file."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from technology_map.cards.solution_cards import SolutionCard
from technology_map.details.details import Detail
from technology_map.imports.foreign_import import Plan, RefusedRow, RowNote
from technology_map.sheets.csv_text import guarded
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList

EXAMPLES = 5
ON_SCREEN = 20


@dataclass(frozen=True, slots=True)
class Screen:
    """Where the command speaks, and in which language."""

    console: Console
    texts: Texts

    def say(self, sentence: str, *, bold: bool = False) -> None:
        """Print a sentence as it is: nothing in it is read as markup."""
        self.console.print(Text(sentence, style="bold" if bold else ""))

    def refuse(self, refused: Refused) -> None:
        """Say why something was not done."""
        self.say(self.texts(refused.refusal.sentence, **refused.refusal.data), bold=True)


def show_preview(planned: Plan, file: str, screen: Screen) -> None:
    """How many rows are new, there already and refused (for each reason), and the first five cards."""
    texts = screen.texts
    screen.say(texts("cli.import.preview", file=file), bold=True)
    screen.console.print(_counts(planned, texts))
    if planned.headings_row > 1:
        screen.say(texts("tab.import.headings", row=texts.number(planned.headings_row)))
    if planned.strange_columns:
        strange = ", ".join(f"»{one}«" for one in planned.strange_columns)
        screen.say(texts("cli.import.strange", columns=strange))
    if planned.planned:
        screen.say(texts("cli.import.examples"))
        screen.console.print(_examples(planned, texts))


def show_refused(refused: Sequence[RefusedRow], screen: Screen) -> None:
    """The first 20 rows that were left out, each with its reason."""
    if not refused:
        return
    texts = screen.texts
    screen.say(texts.many("cli.import.refused", len({one.row for one in refused})), bold=True)
    table = _table(texts, "row", "title", "reason")
    for one in refused[:ON_SCREEN]:
        table.add_row(texts.number(one.row), Text(one.title), Text(reason_of(one, texts)))
    screen.console.print(table)
    if len(refused) > ON_SCREEN:
        screen.say(texts("cli.import.more", count=texts.number(len(refused) - ON_SCREEN)))


def reason_of(one: RefusedRow, texts: Texts) -> str:
    """The sentence that says why a row was left out."""
    return texts(f"import.reason.{one.reason}", **one.data)


def write_report(refused: Iterable[RefusedRow], notes: Iterable[RowNote], texts: Texts, report: Path) -> None:
    """Write every refused row and every note, in order of row, for a Danish Excel. Raises OSError."""
    left_out, stored = texts("cli.import.left_out"), texts("cli.import.taken_in")
    lines = chain(
        ((one.row, one.title, left_out, reason_of(one, texts)) for one in refused),
        ((one.row, one.title, stored, texts(f"import.note.{one.code}", **one.data)) for one in notes),
    )
    with report.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(texts(f"cli.import.column.{name}") for name in ("row", "title", "fate", "reason"))
        for row, title, fate, why in sorted(lines):
            writer.writerow((row, guarded(title), fate, guarded(why)))


def _counts(planned: Plan, texts: Texts) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row(texts("cli.import.count.rows"), texts.number(planned.rows))
    table.add_row(texts(f"cli.import.count.new.{planned.said_as}"), texts.number(len(planned.planned)))
    table.add_row(texts("cli.import.count.there"), texts.number(len(planned.already_there)))
    table.add_row(texts("cli.import.count.refused"), texts.number(planned.refused_rows))
    for reason, count in planned.reasons().most_common():
        table.add_row("  " + texts(f"import.reasons.{reason}"), texts.number(count))
    if planned.notes:
        table.add_row(texts("cli.import.count.notes"), "")
    for code, count in planned.note_codes().most_common():
        table.add_row("  " + texts(f"import.notes.{code}"), texts.number(count))
    return table


def _examples(planned: Plan, texts: Texts) -> Table:
    table = _table(texts, "row", "title", "department", "area", "phase")
    for one in planned.planned[:EXAMPLES]:
        card = one.card
        if isinstance(card, Detail):
            table.add_row(texts.number(one.row), Text(one.title), "", "", "")
            continue
        area = texts.term(TermList.AREA, card.area) if card.area else ""
        phase = texts(f"phase.{card.phase.value}") if isinstance(card, SolutionCard) and card.phase else ""
        table.add_row(texts.number(one.row), Text(card.title), Text(card.department), area, phase)
    return table


def _table(texts: Texts, *columns: str) -> Table:
    table = Table()
    for name in columns:
        table.add_column(
            texts(f"cli.import.column.{name}"), justify="right" if name == "row" else "left", overflow="fold"
        )
    return table
