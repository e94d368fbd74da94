"""What every command shares: its installation, how it runs and ends, and its language."""

import asyncio
import locale
from collections.abc import Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from teams_app.installation import Installation, chosen, from_environment
from teams_app.settings import BadSettings
from technology_map.people.people import Language
from technology_map.texts import Texts, texts

BAD_SETTINGS = 2
LISTS_MISSING = 5
DemoFolder = Annotated[
    Path,
    typer.Option("--folder", help="Where the demo keeps its rows, when no settings name an installation."),
]


def installation(demo_folder: Path | None) -> Installation:
    """The environment's; where nothing of it is set, the demo in this folder. None: no demo will do."""
    try:
        return chosen(demo_folder) if demo_folder else from_environment()
    except BadSettings as bad:
        raise refused("settings.bad", bad) from None


def refused(key: str, bad: BadSettings) -> typer.Exit:
    """Names every setting to mend; what is raised then ends the command with exit code 2."""
    console = Console(stderr=True)
    console.print(spoken()(key))
    for name in bad.names:
        console.print(f"  {name}", highlight=False)
    return typer.Exit(BAD_SETTINGS)


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """What the work comes to; where the lists are missing, that is said."""
    from sharepoint_lists import NotProvisioned

    try:
        return asyncio.run(work)
    except NotProvisioned:
        Console(stderr=True).print(spoken()("lists.missing"))
        raise typer.Exit(LISTS_MISSING) from None


def spoken() -> Texts:
    """The texts in the language of this machine."""
    return texts(Language.from_locale(locale.getlocale()[0]))
