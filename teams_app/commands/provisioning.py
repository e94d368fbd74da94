"""The `provision` command: makes the lists, writes the site scripts, has them applied, and says so."""

from pathlib import Path

from rich.console import Console

from sharepoint_lists import AppliedScript
from sharepoint_lists.graph.responses import GraphFailure
from teams_app.commands.site_scripts import (
    ScriptsNotApplied,
    apply_scripts,
    designed_scripts,
    existing_scripts,
    write_files,
)
from teams_app.installation import Installation
from teams_app.store_access import provision
from technology_map.texts import Texts


async def run_provision(
    installation: Installation, texts: Texts, console: Console, script_out: Path | None, *, apply: bool
) -> int:
    """Do what was asked for; 0 where all of it was done, else 1. Raises NotProvisioned.

    With `script_out` alone nothing is made in SharePoint. Raises GraphFailure where lists cannot be made.
    """
    if script_out is None or apply:
        for line in await provision(installation):
            console.print(line, highlight=False, soft_wrap=True, markup=False)
    if script_out is not None and not await _written(installation, texts, console, script_out):
        return 1
    return 0 if not apply or await _applied(installation, texts, console) else 1


async def _written(installation: Installation, texts: Texts, console: Console, folder: Path) -> bool:
    try:
        scripts = await existing_scripts(installation)
    except GraphFailure as failure:
        _say(console, texts("provision.as_designed", why=failure))
        scripts = designed_scripts(installation)
    try:
        files = write_files(folder, scripts)
    except OSError as failure:
        _say(console, texts("provision.not_written", folder=folder, why=failure.strerror))
        return False
    for file in files:
        _say(console, texts("provision.script", file=file))
    return True


async def _applied(installation: Installation, texts: Texts, console: Console) -> bool:
    try:
        done = await apply_scripts(installation)
    except ScriptsNotApplied as reason:
        _say(console, texts("provision.not_applied", why=reason))
        return False
    for one in done:
        _tell(texts, console, one)
    return not any(one.failed for one in done)


def _tell(texts: Texts, console: Console, one: AppliedScript) -> None:
    if not one.failed:
        _say(console, texts("provision.applied", list=one.list, count=one.actions))
    for failed in one.failed:
        _say(console, texts("provision.action_failed", list=one.list, what=failed))


def _say(console: Console, sentence: str) -> None:
    console.print(sentence, highlight=False, soft_wrap=True, markup=False)
