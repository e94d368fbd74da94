"""The body of `teknologikort import`: preview, question, progress, and what became of each row."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from teams_app.commands.asking import interruptible
from teams_app.commands.import_report import Screen, show_preview, show_refused, write_report
from teams_app.server.sheet_reader import SheetReader
from technology_map.imports.csv_rows import read_rows, rows_of
from technology_map.imports.foreign_import import Plan, Planned, RefusedRow, plan
from technology_map.imports.import_map import read_map
from technology_map.imports.sheet_import import Here, people_in, plan_sheet
from technology_map.imports.storing import left_out, outcome_of, store_planned
from technology_map.people.people import Person
from technology_map.people.responsibility import PeopleDirectory
from technology_map.ports import NotStored, Store
from technology_map.sheets.zip_check import is_zip
from technology_map.texts import Texts
from technology_map.validation.limits import CSV_SIZE_LIMIT
from technology_map.validation.refusals import Refused

CARDS_A_MINUTE = 500
"""Storing a card costs 2 of the 1,000 resource units a minute that we allow ourselves (house.md 4)."""


class Exit(IntEnum):
    """What the command tells the shell; 2 is typer's own, for a command line it cannot read."""

    DONE = 0
    """Every row is stored, was there already, or was refused by the rules."""
    FILE_REFUSED = 1
    """The file, the map or the report's place cannot be used; nothing was stored."""
    NOT_ALL_STORED = 3
    """SharePoint did not take every card; run it again."""
    DECLINED = 4
    """The answer was no; nothing was stored."""
    INTERRUPTED = 130
    """Ctrl+C; run it again and it goes on."""


@dataclass(slots=True)
class Outcome:
    """How far the storing came."""

    stored: int = 0
    not_stored: list[RefusedRow] = field(default_factory=list)


async def run_import(
    file: Path,
    map_file: Path | None,
    store: Store,
    importer: Person,
    *,
    texts: Texts,
    console: Console,
    yes: bool,
    dry_run: bool,
    report: Path | None,
    directory: PeopleDirectory | None = None,
) -> int:
    """Import the rows of `file` as solution cards, handed in by `importer`. Returns an Exit.

    Without a map the file is a spreadsheet of our own format, of cards, of proposals or of their rows.
    The `directory` tells who the people are that such rows name.
    Shows what would happen and asks first, unless `yes`; with `dry_run` it stops there. `report`
    gets every refused row and every note as CSV. A second run stores nothing twice.
    """
    words = store.overview.vocabulary
    screen = Screen(console, texts.with_words(words))
    try:
        if map_file is None:
            planned = await _planned_sheet(file, store, importer, directory)
        else:
            planned = await _planned_by_map(file, map_file, store, importer)
        show_preview(planned, file.name, screen)
        _write_report(planned, [], texts, report)
    except Refused as refused:
        screen.refuse(refused)
        return Exit.FILE_REFUSED
    early = _end_before_storing(planned, screen, yes=yes, dry_run=dry_run)
    if early is not None:
        show_refused(planned.refused, screen)
        return early
    outcome = Outcome()
    try:
        return await _import(planned, store, outcome, screen, report)
    except asyncio.CancelledError:
        screen.say(texts("cli.import.interrupted", stored=texts.number(outcome.stored)))
        return Exit.INTERRUPTED


async def _planned_sheet(
    file: Path, store: Store, importer: Person, directory: PeopleDirectory | None
) -> Plan:
    """The plan for a spreadsheet of our own. Raises Refused, also `import_file_unreadable`."""
    try:
        content = await asyncio.to_thread(_content, file)
    except OSError:
        raise Refused("import_file_unreadable", file=str(file)) from None
    lines = await SheetReader().read(content)
    named = people_in(lines)
    people = await directory.named(named) if named and directory else None
    here = Here.of(store, people)
    return await asyncio.to_thread(
        plan_sheet, lines, here, datetime.now(UTC), importer, store.overview.vocabulary
    )


def _content(file: Path) -> bytes:
    """The file, and no more of it than shows that it is too big. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(CSV_SIZE_LIMIT + 1)


async def _planned_by_map(file: Path, map_file: Path, store: Store, importer: Person) -> Plan:
    """The plan for the two files. Raises Refused, also `import_file_unreadable` with the file."""
    read = map_file
    try:
        said = (await asyncio.to_thread(_content, map_file)).decode("utf-8")
        import_map = read_map(said, store.overview.vocabulary)
        read = file
        content = await asyncio.to_thread(_content, file)
    except (OSError, UnicodeDecodeError):
        raise Refused("import_file_unreadable", file=str(read)) from None
    if is_zip(content):
        rows = rows_of(await SheetReader().read(content, import_map.sheet), import_map)
    else:
        rows = read_rows(content, import_map)
    cards = list(store.overview.solution_cards)
    return await asyncio.to_thread(plan, rows, import_map, cards, datetime.now(UTC), importer)


def _end_before_storing(planned: Plan, screen: Screen, *, yes: bool, dry_run: bool) -> Exit | None:
    """How the command ends without storing anything, or None where it goes on."""
    texts = screen.texts
    if not planned.planned:
        screen.say(texts(f"cli.import.nothing_new.{planned.said_as}"))
        return Exit.DONE
    if dry_run:
        screen.say(texts("cli.import.dry_run"))
        return Exit.DONE
    if len(planned.planned) > CARDS_A_MINUTE:
        minutes = -(-len(planned.planned) // CARDS_A_MINUTE)
        screen.say(texts("cli.import.takes", minutes=minutes))
    return None if yes else _asked(planned, screen)


def _asked(planned: Plan, screen: Screen) -> Exit | None:
    """Ask whether to go on: None for yes, else how the command ends."""
    texts = screen.texts
    try:
        with interruptible():
            answer = screen.console.input(
                texts.many(f"cli.import.question.{planned.said_as}", len(planned.planned)) + " ",
                markup=False,
            )
    except EOFError:
        answer = ""
    except KeyboardInterrupt:
        screen.say("")
        screen.say(texts("cli.import.declined"))
        return Exit.INTERRUPTED
    if answer.strip().casefold() in texts("cli.import.yes").split():
        return None
    screen.say(texts("cli.import.declined"))
    return Exit.DECLINED


async def _import(planned: Plan, store: Store, outcome: Outcome, screen: Screen, report: Path | None) -> Exit:
    """Store the planned cards, then say and write down what became of them."""
    try:
        await _store(planned.planned, store, outcome, screen)
    except NotStored as failure:
        missing = planned.planned[outcome.stored + len(outcome.not_stored) :]
        outcome.not_stored += [left_out(one, outcome_of(failure)) for one in missing]
    texts = screen.texts
    screen.say(texts.many(f"cli.import.stored.{planned.said_as}", outcome.stored))
    show_refused([*planned.refused, *outcome.not_stored], screen)
    try:
        _write_report(planned, outcome.not_stored, texts, report)
    except Refused as refused:
        screen.refuse(refused)
    if outcome.not_stored:
        for reason, count in Counter(one.reason for one in outcome.not_stored).items():
            screen.say(texts.many(f"cli.import.{reason}", count))
        return Exit.NOT_ALL_STORED
    return Exit.DONE


async def _store(cards: Sequence[Planned], store: Store, outcome: Outcome, screen: Screen) -> None:
    """Hand the cards to the store and count what comes back. Raises NotStored."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen.console) as progress:
        task = progress.add_task(screen.texts("cli.import.progress"), total=len(cards))
        async for batch in store_planned(cards, store):
            outcome.stored += sum(became == "stored" for _, became in batch)
            outcome.not_stored += [left_out(one, became) for one, became in batch if became != "stored"]
            progress.advance(task, len(batch))


def _write_report(planned: Plan, not_stored: list[RefusedRow], texts: Texts, report: Path | None) -> None:
    """Write the report where one is asked for. Raises Refused(`import_report_unwritable`)."""
    if report is None:
        return
    try:
        write_report([*planned.refused, *not_stored], planned.notes, texts, report)
    except OSError:
        raise Refused("import_report_unwritable", file=str(report)) from None
