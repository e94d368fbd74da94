"""The bodies of `teknologikort export --all` and `restore`: the whole installation as a file, and back."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from rich.console import Console

from sharepoint_lists.administering import RowAccess, open_rows
from sharepoint_lists.copying.archive import Archive, ArchiveWriter, Manifest, NoArchive
from sharepoint_lists.copying.exporting import chain_faults, write_files, write_lists
from sharepoint_lists.copying.files_back import files_back
from sharepoint_lists.copying.restoring import WORDS, Restorer
from sharepoint_lists.copying.standing import Unfit, differences
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema.lists import LISTS
from teams_app.commands.import_report import Screen
from teams_app.commands.progress import counting
from teams_app.installation import Installation
from teams_app.server.derived_keys import secret_mark
from teams_app.store_access import credential_for, store_settings
from technology_map.ports import NotStored
from technology_map.texts import Texts

AWAY = (GraphFailure, NotStored)


class Exit(IntEnum):
    """What the commands tell the shell; 2 is typer's own."""

    DONE = 0
    REFUSED = 1
    """The file, or the tenant, can't be used for this; nothing was written."""
    NOT_ALL = 3
    """SharePoint did not take or give everything; run it again."""
    CHAIN = 4
    """Everything is there, and the decision log has faults: those that it had."""


async def run_export_all(out: Path, installation: Installation, texts: Texts, console: Console) -> int:
    """Write every list and every attachment to a zip file. Returns an Exit."""
    screen = Screen(console, texts)
    if out.suffix.lower() != ".zip":
        screen.say(texts("cli.copy.form"), bold=True)
        return Exit.REFUSED
    fresh = out.with_suffix(".part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        async with (
            credential_for(installation) as credential,
            open_rows(store_settings(installation), credential) as access,
        ):
            manifest = await _written(fresh, access, installation, screen)
        fresh.replace(out)
    except AWAY as failure:
        screen.say(texts("cli.copy.not_read", why=type(failure).__name__), bold=True)
        return Exit.NOT_ALL
    except OSError:
        screen.say(texts("refusal.sheet_out_unwritable", file=out), bold=True)
        return Exit.REFUSED
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
    rows, files = sum(manifest.rows.values()), manifest.files
    screen.say(texts("cli.copy.exported", rows=texts.number(rows), files=texts.number(files), file=out))
    screen.say(texts("cli.copy.careful"))
    return _of_chain(manifest.chain, screen)


async def _written(path: Path, access: RowAccess, installation: Installation, screen: Screen) -> Manifest:
    texts, settings = screen.texts, installation.settings
    with counting(texts("cli.person.reading"), screen.console) as seen:
        rows = await access.everything(seen)
    files, writer = await access.files(), ArchiveWriter(path)
    write_lists(writer, rows, LISTS)
    with counting(texts("cli.copy.files"), screen.console, len(files)) as seen:
        async with access.attachments(store_settings(installation)) as store:
            async for _ in write_files(writer, files, store):
                seen(1)
    chain = chain_faults(rows, await access.vocabulary())
    made = datetime.now(UTC).isoformat(timespec="seconds")
    return writer.close(made, (settings.open_site, settings.closed_site), chain, secret_mark(settings))


@dataclass(frozen=True, slots=True)
class _Restoration:
    archive: Archive
    access: RowAccess
    installation: Installation
    screen: Screen

    async def run(self, *, dry_run: bool) -> int:
        """Look, say what would be made, and make it."""
        texts, screen = self.screen.texts, self.screen
        restorer = Restorer(self.access.graph, self.access.addresses, self.archive)
        standings = await restorer.standings()
        rows = sum(one is not None for each in standings for one in each.to_make)
        files = self.archive.manifest.files
        screen.say(texts("cli.copy.will", rows=texts.number(rows), files=texts.number(files)))
        if self.archive.manifest.secret_mark != secret_mark(self.installation.settings):
            screen.say(texts("cli.copy.other_secret"), bold=True)
        if dry_run:
            screen.say(texts("cli.copy.dry"), bold=True)
            return Exit.DONE
        with counting(texts("cli.copy.rows"), screen.console, rows) as seen:
            await restorer.words(lambda _: None)
            for one in standings:
                await restorer.rows(one, seen)
        await self._files(files)
        return await self._checked()

    async def _files(self, count: int) -> None:
        with counting(self.screen.texts("cli.copy.files"), self.screen.console, count) as seen:
            async with self.access.attachments(store_settings(self.installation)) as store:
                async for _ in files_back(self.archive, store):
                    seen(1)

    async def _checked(self) -> int:
        """Read everything again: each row as the file has it, and the chain."""
        texts, screen = self.screen.texts, self.screen
        rows = await self.access.everything()
        differing = [
            line
            for of in LISTS
            for line in differences(of, self.archive.rows(of.name), rows.get(of.name, ()), by_key=of in WORDS)
        ]
        for one in differing:
            screen.say(texts("cli.copy.differs", place=one), bold=True)
        if differing:
            return Exit.NOT_ALL
        screen.say(texts("cli.copy.restored"), bold=True)
        return _of_chain(chain_faults(rows, await self.access.vocabulary()), screen)


async def run_restore(
    file: Path, installation: Installation, texts: Texts, console: Console, *, dry_run: bool
) -> int:
    """Put everything of a file into an empty tenant. Returns an Exit."""
    screen = Screen(console, texts)
    try:
        archive = Archive(file)
        async with (
            credential_for(installation) as credential,
            open_rows(store_settings(installation), credential) as access,
        ):
            return await _Restoration(archive, access, installation, screen).run(dry_run=dry_run)
    except NoArchive as no:
        screen.say(texts(f"cli.copy.no_archive.{no.why}", file=file), bold=True)
    except Unfit as no:
        screen.say(texts(f"cli.copy.{no.code}", list=no.list, row=no.row), bold=True)
    except AWAY as failure:
        screen.say(texts("cli.copy.not_all", why=type(failure).__name__), bold=True)
        return Exit.NOT_ALL
    return Exit.REFUSED


def _of_chain(faults: tuple[str, ...] | list[str], screen: Screen) -> int:
    if not faults:
        screen.say(screen.texts("cli.copy.chain_whole"))
        return Exit.DONE
    for one in faults:
        screen.say(screen.texts("cli.copy.chain_fault", fault=one), bold=True)
    return Exit.CHAIN
