"""The bodies of `teknologikort export` and `teknologikort template`: a file on this machine."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from rich.console import Console

from teams_app.commands.import_report import Screen
from technology_map.details.kinds import BY_CODE
from technology_map.overview import Overview
from technology_map.records import R, Records
from technology_map.sheets.detail_files import detail_file, things_of
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused

DONE, NOT_WRITTEN = 0, 1
Make = Callable[[FileForm], bytes]
"""Makes the file in a form."""


class Town(Protocol):
    """What of a store is exported."""

    @property
    def overview(self) -> Overview:
        """The proposals and the cards."""

    def records(self, kind: type[R]) -> Records[R]:
        """The rows of one kind."""


def run_export(out: Path, what: str, town: Town, texts: Texts, console: Console) -> int:
    """Write everything of a kind to a file in the form that its name ends in. Returns an exit code.

    `what` is `solutions`, `proposals`, or the code of a kind of rows that belong to them.
    """
    count, make = _everything(what, town, texts.with_words(town.overview.vocabulary))
    try:
        _write(out, make)
    except Refused as refused:
        Screen(console, texts).refuse(refused)
        return NOT_WRITTEN
    Screen(console, texts).say(texts.many("cli.export.done", count, file=out))
    return DONE


def run_template(out: Path, texts: Texts, console: Console, what: str = What.SOLUTIONS.value) -> int:
    """Write the template of solution cards, or of a kind of rows. Returns an exit code."""

    def make(form: FileForm) -> bytes:
        if what not in BY_CODE:
            return sheet_file(What.TEMPLATE, form, [], texts)
        from technology_map.sheets.template import rows_template

        return rows_template(what, texts)

    try:
        _write(out, make)
    except Refused as refused:
        Screen(console, texts).refuse(refused)
        return NOT_WRITTEN
    Screen(console, texts).say(texts("cli.export.template", file=out))
    return DONE


def _everything(what: str, town: Town, t: Texts) -> tuple[int, Make]:
    """How much there is of a kind, and what writes it."""
    overview = town.overview
    if kind := BY_CODE.get(what):
        rows = list(town.records(kind.record))
        things = things_of(overview, rows)
        return len(rows), lambda form: detail_file(kind, form, rows, things, t)
    cards, proposals = list(overview.solution_cards), list(overview.proposals)  # both newest first
    if what == What.SOLUTIONS:
        return len(cards), lambda form: sheet_file(What.SOLUTIONS, form, cards, t)
    return len(proposals), lambda form: sheet_file(What.PROPOSALS, form, proposals, t)


def _write(out: Path, make: Make) -> None:
    """Raises Refused: `sheet_out_form`, `sheet_out_unwritable`."""
    ending = out.suffix.lower().removeprefix(".")
    if ending not in {one.value for one in FileForm}:
        raise Refused("sheet_out_form")
    made = make(FileForm(ending))
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(made)
    except OSError:
        raise Refused("sheet_out_unwritable", file=str(out)) from None
