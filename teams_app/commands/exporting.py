"""The bodies of `teknologikort export` and `teknologikort template`: a file on this machine."""

from pathlib import Path

from rich.console import Console

from teams_app.commands.import_report import Screen
from technology_map.overview import Overview
from technology_map.sheets.cells import Thing
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused

DONE, NOT_WRITTEN = 0, 1


def run_export(out: Path, what: What, overview: Overview, texts: Texts, console: Console) -> int:
    """Write everything of a kind to a file in the form that its name ends in. Returns an exit code."""
    things: list[Thing] = list(
        overview.solution_cards if what is What.SOLUTIONS else overview.proposals  # both newest first
    )
    try:
        _write(out, what, things, texts.with_words(overview.vocabulary))
    except Refused as refused:
        Screen(console, texts).refuse(refused)
        return NOT_WRITTEN
    Screen(console, texts).say(texts.many("cli.export.done", len(things), file=out))
    return DONE


def run_template(out: Path, texts: Texts, console: Console) -> int:
    """Write the template. Returns an exit code."""
    try:
        _write(out, What.TEMPLATE, [], texts)
    except Refused as refused:
        Screen(console, texts).refuse(refused)
        return NOT_WRITTEN
    Screen(console, texts).say(texts("cli.export.template", file=out))
    return DONE


def _write(out: Path, what: What, things: list[Thing], texts: Texts) -> None:
    """Raises Refused: `sheet_out_form`, `sheet_out_unwritable`."""
    ending = out.suffix.lower().removeprefix(".")
    if ending not in {one.value for one in FileForm}:
        raise Refused("sheet_out_form")
    made = sheet_file(what, FileForm(ending), things, texts)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_bytes(made)
    except OSError:
        raise Refused("sheet_out_unwritable", file=str(out)) from None
