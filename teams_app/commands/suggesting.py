"""The body of `teknologikort import --suggest-map`: writes a map to edit."""

import asyncio
from pathlib import Path

from rich.console import Console

from teams_app.commands.import_report import Screen
from teams_app.commands.importing import Exit
from technology_map.imports.import_map import read_map
from technology_map.imports.map_suggestion import suggested_map
from technology_map.ports import Store
from technology_map.texts import Texts
from technology_map.validation.limits import CSV_SIZE_LIMIT
from technology_map.validation.refusals import Refused


async def run_suggestion(file: Path, out: Path, store: Store, *, texts: Texts, console: Console) -> int:
    """Write a map for the CSV `file` to `out`, which must not be there yet. Returns an Exit."""
    words = store.overview.vocabulary
    screen = Screen(console, texts.with_words(words))
    try:
        await asyncio.to_thread(_written, file, out, screen.texts)
    except Refused as refused:
        screen.refuse(refused)
        return Exit.FILE_REFUSED
    screen.say(texts("cli.suggest.written", out=str(out), file=str(file)))
    return Exit.DONE


def _written(file: Path, out: Path, texts: Texts) -> None:
    try:
        with file.open("rb") as opened:
            content = opened.read(CSV_SIZE_LIMIT + 1)
    except OSError:
        raise Refused("import_file_unreadable", file=str(file)) from None
    suggested = suggested_map(content, file.name, texts)
    read_map(suggested, texts.vocabulary)  # a map that could not be read would be a fault of ours
    try:
        with out.open("x", encoding="utf-8") as opened_out:
            opened_out.write(suggested)
    except OSError:
        raise Refused("suggestion_not_written", file=str(out)) from None
