"""The command line: what an administrator, and who tries the app, can start."""

import asyncio
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from teams_app.commands import personal
from teams_app.commands.shell import DemoFolder
from teams_app.commands.shell import installation as _installation
from teams_app.commands.shell import refused as _refused
from teams_app.commands.shell import run as _run
from teams_app.commands.shell import spoken as _texts
from teams_app.installation import DEMO_FOLDER, chosen
from teams_app.settings import BadSettings
from technology_map.people.people import Person


class Exported(StrEnum):
    """What `export` can write."""

    SOLUTIONS = "solutions"
    PROPOSALS = "proposals"
    BENEFITS = "benefits"
    REUSES = "reuses"
    INVOLVEMENTS = "involvements"
    COMPETENCES = "competences"


class Templates(StrEnum):
    """What there is a spreadsheet of to fill in."""

    SOLUTIONS = "solutions"
    BENEFITS = "benefits"
    REUSES = "reuses"
    INVOLVEMENTS = "involvements"
    COMPETENCES = "competences"


PROBE_FILE = Path(".data/probe.json")
INSTALLATION_FOLDER = Path(".data/installation")
cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
personal.put_in(cli)


@cli.command()
def demo(
    folder: DemoFolder = DEMO_FOLDER,
    tenant_port: Annotated[int, typer.Option(help="Port of the little tenant.")] = 3979,
    port: Annotated[int, typer.Option(help="Port of the app.")] = 3978,
) -> None:
    """Start the little tenant and the app on this machine."""
    from teams_app.commands.demo import PortTaken, run
    from teams_app.server import logs

    said, console = _texts(), Console()
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "app.log").open("a", encoding="utf-8") as log:
        logs.set_up(log)
        try:
            asyncio.run(run(folder, tenant_port, port, said, console))
        except PortTaken as taken:
            console.print(said("demo.port_taken", port=taken.port))
            raise typer.Exit(1) from None


@cli.command()
def serve() -> None:
    """Serve the app with the environment's settings."""
    from teams_app.app import serve_for_ever
    from teams_app.server import logs

    logs.set_up()
    _run(serve_for_ever(_installation(None)))


@cli.command()
def provision(
    script_out: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="Only write the site scripts to this folder, for review."),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Also give the lists their views and formatting.")
    ] = False,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Create what is missing of the lists. Repeatable; never deletes."""
    from teams_app.commands.provisioning import run_provision

    work = run_provision(_installation(folder), _texts(), Console(), script_out, apply=apply)
    if _run(work):
        raise typer.Exit(1)


@cli.command()
def doctor(
    probe: Annotated[
        bool, typer.Option("--probe", help="Also try out what the tenant does, in a list of its own.")
    ] = False,
    sign_in: Annotated[
        bool,
        typer.Option("--sign-in", help="For --probe: you sign in, and make the list."),
    ] = False,
    out: Annotated[
        Path, typer.Option("--out", dir_okay=False, help="For --probe: the file to send back.")
    ] = PROBE_FILE,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Compare the design with the tenant, and say what to do. Changes nothing."""
    from teams_app.commands.doctor import examined, told
    from teams_app.commands.probing import run_probe

    installation, said, console = _installation(folder), _texts(), Console()
    report = _run(examined(installation))
    if probe:
        _run(run_probe(installation, report, out, said, Console(stderr=True), sign_in=sign_in))
    told(report, said, console, as_json=as_json)
    if not report.well:
        raise typer.Exit(1)


@cli.command()
def install(
    folder: Annotated[
        Path, typer.Option("--folder", help="Where the installation keeps how far it is, its plan and files.")
    ] = INSTALLATION_FOLDER,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only look, and write the plan.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before each change.")] = False,
) -> None:
    """Install the app in a tenant, step by step. Can be stopped, and goes on; safe to run again."""
    from teams_app.commands.install import run_install

    raise typer.Exit(_run(run_install(folder, _texts(), Console(), dry_run=dry_run, yes=yes)))


@cli.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The XLSX or CSV file.")],
    map_file: Annotated[
        Path | None,
        typer.Option("--map", exists=True, dir_okay=False, help="The map (TOML) of a foreign CSV file."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask after the preview.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Only show the preview.")] = False,
    report: Annotated[Path | None, typer.Option(help="Write every refused row to this CSV file.")] = None,
    *,
    suggest_map: Annotated[
        Path | None, typer.Option(help="Only write a map for a foreign CSV file here, to be edited.")
    ] = None,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Import cards, proposals, or benefits and other rows of theirs, from a sheet. Safe to run again."""
    from teams_app.commands.importing import run_import
    from teams_app.commands.suggesting import run_suggestion
    from teams_app.store_access import opened_alone

    installation, said, console = _installation(folder), _texts(), Console()
    importer = Person(installation.settings.app_id, said("import.importer"))
    if installation.demo:
        console.print(said("import.into_demo"))

    async def work() -> int:
        async with opened_alone(installation) as opened:
            if suggest_map is not None:
                return await run_suggestion(file, suggest_map, opened.store, texts=said, console=console)
            return await run_import(
                file,
                map_file,
                opened.store,
                importer,
                texts=said,
                console=console,
                yes=yes,
                dry_run=dry_run,
                report=report,
                directory=opened.directory,
            )

    raise typer.Exit(_run(work()))


@cli.command()
def export(
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="The file to write: .xlsx or .csv.")],
    what: Annotated[Exported, typer.Option(help="What to export.")] = Exported.SOLUTIONS,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Everything, to a .zip file that `restore` reads.")
    ] = False,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Write every solution card, proposal, benefit, and so on, to a spreadsheet; or all to one file."""
    from teams_app.commands.copying import run_export_all
    from teams_app.commands.exporting import run_export
    from teams_app.store_access import opened_store

    installation = _installation(folder)
    if everything:
        raise typer.Exit(_run(run_export_all(out, installation, _texts(), Console())))

    async def work() -> int:
        async with opened_store(installation) as store:
            return run_export(out, what.value, store, _texts(), Console())

    raise typer.Exit(_run(work()))


@cli.command(name="worry-author")
def worry_author(
    reference: Annotated[str, typer.Argument(help="What the worry is called on its page, such as B-3f2a1c.")],
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Tell who raised a worry, where one does harm to others. Changes nothing."""
    from teams_app.commands.worry_author import run_worry_author
    from teams_app.store_access import opened_store

    installation = _installation(folder)

    async def work() -> int:
        async with opened_store(installation) as store:
            return run_worry_author(reference, store, installation.settings, _texts(), Console())

    raise typer.Exit(_run(work()))


@cli.command()
def template(
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="The XLSX file to write.")],
    what: Annotated[Templates, typer.Option(help="What it is a template of.")] = Templates.SOLUTIONS,
    folder: DemoFolder = DEMO_FOLDER,
) -> None:
    """Write the spreadsheet that people fill in, for `import`, with the words of the installation.

    Without one it has the words that every municipality starts with.
    """
    from teams_app.commands.exporting import run_template
    from teams_app.store_access import opened_store
    from technology_map.words.seed import seed_vocabulary

    try:
        installation = chosen(folder)
    except BadSettings:
        said = _texts().with_words(seed_vocabulary())
        raise typer.Exit(run_template(out, said, Console(), what.value)) from None

    async def work() -> int:
        async with opened_store(installation) as store:
            said = _texts().with_words(store.overview.vocabulary)
            return run_template(out, said, Console(), what.value)

    raise typer.Exit(_run(work()))


@cli.command()
def manifest(
    out: Annotated[Path, typer.Option("--out", dir_okay=False, help="The zip file to write.")],
) -> None:
    """Make the package that an administrator uploads to Teams."""
    from teams_app.commands.package import package
    from teams_app.settings import read_package_settings

    try:
        made = package(read_package_settings().by_variable())
    except BadSettings as bad:
        raise _refused("package.bad_settings", bad) from None
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(made)
    Console().print(_texts()("package.made", file=out), soft_wrap=True, highlight=False, markup=False)


def main() -> None:
    """Entry point of the `teknologikort` command."""
    cli()


if __name__ == "__main__":
    main()
