"""The commands about all rows: `report`, `forget`, `restore`. What they do is in the files beside."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from teams_app.commands.shell import DemoFolder, installation, run, spoken
from teams_app.installation import DEMO_FOLDER

Names = Annotated[list[str] | None, typer.Option(help="A name the person had before. May be given again.")]
Sure = Annotated[bool, typer.Option("--sure", help="Such a name is theirs, even where somebody else has it.")]


def put_in(cli: typer.Typer) -> None:
    """Put the commands in the command line."""
    cli.command()(report)
    cli.command()(forget)
    cli.command()(restore)


def report(
    object_id: Annotated[str, typer.Argument(help="The person's object id in Microsoft Entra.")],
    out: Annotated[
        Path | None, typer.Option("--out", dir_okay=False, help="Write it: .json, .xlsx or .txt.")
    ] = None,
    name: Names = None,
    *,
    sure: Sure = False,
    worries: Annotated[
        bool, typer.Option("--worries", help="Open sealed worries too: only when the person asks themself.")
    ] = False,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Tell all that is kept of a person, row by row. Changes nothing."""
    from teams_app.commands.reporting import run_report
    from teams_app.personal.looking import Asked

    asked = Asked(object_id, tuple(name or ()), sure=sure, worries=worries)
    raise typer.Exit(run(run_report(installation(folder), asked, out, spoken(), Console())))


def forget(
    object_id: Annotated[
        str | None, typer.Argument(help="The person's object id in Microsoft Entra.")
    ] = None,
    name: Names = None,
    *,
    due: Annotated[
        bool, typer.Option("--due", help="Instead: everybody, in what was closed longer ago than set.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it. Else only tell what would be done.")] = False,
    sure: Sure = False,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Take a person's name out of every row; cases and decisions stay. Safe to run again."""
    from teams_app.commands.forgetting import run_forget, run_forget_due
    from teams_app.personal.looking import Asked

    if due == (object_id is not None):
        raise typer.BadParameter(spoken()("cli.forget.one_of"))
    if object_id is None:
        work = run_forget_due(installation(folder), spoken(), Console(), yes=yes)
    else:
        asked = Asked(object_id, tuple(name or ()), sure=sure)
        work = run_forget(installation(folder), asked, spoken(), Console(), yes=yes)
    raise typer.Exit(run(work))


def restore(
    file: Annotated[Path, typer.Argument(dir_okay=False, exists=True, help="A file of `export --all`.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Put everything of an export into two empty sites: same numbers, same decision log."""
    from teams_app.commands.copying import run_restore

    raise typer.Exit(run(run_restore(file, installation(folder), spoken(), Console(), dry_run=dry_run)))
