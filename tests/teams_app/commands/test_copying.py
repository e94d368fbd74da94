"""`export --all` and `restore`: Bakkeby's whole map goes into a file, and out of it into two empty sites."""

import asyncio
import io
import json
import os
import re
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from rich.console import Console

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault, When
from sharepoint_lists.schema import lists
from teams_app.commands.copying import Exit, run_export_all, run_restore
from technology_map.files.attachments import PIECE
from tests.stories.playing import OPEN_SITE, installed_in, server_in, tenant_with_lists
from tests.teams_app.commands.people_in_rows import site_of
from tests.teams_app.commands.seeded_town import REMOVED, numbers, seeded_town, words_of_pages
from tests.teams_app.tab.pages import proposal
from tests.town import Town
from tests.words import speaking

PDF = b"%PDF-1.7 " + bytes(range(256)) * 9000
TERMS = {one.name for one in lists.TERMS.values()}
ROWS = [one for one in lists.LISTS if one.name not in TERMS]


async def exports(tenant: LittleTenant, folder: Path, out: Path) -> tuple[int, str]:
    """How the command ends, and what it says."""
    said = io.StringIO()
    console = Console(file=said, width=500)
    ended = await run_export_all(out, installed_in(tenant, folder), speaking(), console)
    return ended, said.getvalue()


async def restores(
    tenant: LittleTenant, folder: Path, file: Path, *, dry_run: bool = False, **changed: Any
) -> tuple[int, str]:
    """The same of the other command."""
    said = io.StringIO()
    console, into = Console(file=said, width=500), installed_in(tenant, folder, **changed)
    ended = await run_restore(file, into, speaking(), console, dry_run=dry_run)
    return ended, said.getvalue()


def cells(tenant: LittleTenant) -> dict[str, list[dict[str, Any]]]:
    """Every row of every list that goes by its number, without what SharePoint makes up."""
    return {
        of.name: [
            {name: cell for name, cell in row.items() if name != "etag"}
            for row in tenant.sharepoint.true_rows(site_of(of), of.name)
        ]
        for of in ROWS
    }


async def attached(at: Town, thing: str, name: str, content: bytes) -> None:
    """A file in a thing's folder, sent in pieces."""
    files = at.server.opened.files
    address = await files.begin_upload(thing, name)
    for first in range(0, len(content), PIECE):
        await files.upload_piece(address, first, content[first : first + PIECE], len(content))


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """What the first story leaves for those after it: the file, and what it was made of."""
    return {}


@pytest.fixture
async def exported(tmp_path_factory: pytest.TempPathFactory, made: dict[str, Any]) -> dict[str, Any]:
    """A town that has been in use, as a file."""
    if not made:
        folder = tmp_path_factory.mktemp("bakkeby")
        async with seeded_town(folder / "first") as at:
            await attached(at, "F-0001", "Tilbud på sensorer.pdf", PDF)
            made["file"] = folder / "bakkeby.zip"
            made["ended"], made["said"] = await exports(at.tenant, folder / "admin", made["file"])
            made["cells"], made["numbers"] = cells(at.tenant), numbers(at.tenant)
            made["files"] = at.tenant.sharepoint.true_files(OPEN_SITE, "Attachments")
            made["pages"] = {who: await words_of_pages(at, who) for who in ("mette", "karen", "hanne")}
    return made


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    """Two sites that only `provision` has touched."""
    async with tenant_with_lists(tmp_path / "second") as tenant:
        yield tenant


def test_everything_is_in_the_file_and_the_chain_was_checked(exported: dict[str, Any]) -> None:
    assert exported["ended"] == Exit.DONE, exported["said"]
    assert "kontrolsummerne passer" in exported["said"]
    assert exported["file"].stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(exported["file"]) as opened:
        manifest = json.loads(opened.read("manifest.json"))
    assert manifest["rows"] == {name: len(there) for name, there in exported["numbers"].items()}
    assert (manifest["format"], manifest["files"], manifest["chain"]) == (1, 1, [])
    assert sum(1 for there in exported["numbers"].values() if there) >= 25


async def test_in_two_empty_sites_it_is_the_same_municipality(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    """Same numbers with the same gaps, rows, files and chain; and the app shows the same pages."""
    ended, said = await restores(empty, tmp_path / "admin", exported["file"])
    assert ended == Exit.DONE, said
    assert "Alt er lagt ind og læst igen" in said
    assert "kontrolsummerne passer" in said
    there = numbers(empty)
    assert {name: there[name] for name in there if name not in TERMS} == {
        name: rows for name, rows in exported["numbers"].items() if name not in TERMS
    }
    assert all(row not in there[name] for name, row in REMOVED)
    assert cells(empty) == exported["cells"]
    assert empty.sharepoint.true_files(OPEN_SITE, "Attachments") == exported["files"]
    async with server_in(empty, tmp_path / "app") as at:
        for who, pages in exported["pages"].items():
            assert await words_of_pages(at, who) == pages
        assert await at.server.opened.reconciler.report_chains() == []
        assert (await at.sends("mette", "proposals", proposal())).status_code == 200
        rows = at.tenant.sharepoint.true_rows(OPEN_SITE, "Proposals")
        assert rows[-1]["id"] == exported["numbers"]["Proposals"][-1] + 1


async def test_first_it_can_only_be_told(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    before = numbers(empty)
    ended, said = await restores(empty, tmp_path, exported["file"], dry_run=True)
    assert ended == Exit.DONE
    count = sum(len(rows) for name, rows in exported["numbers"].items() if name not in TERMS)
    assert f"{count} rækker og 1 bilag skal lægges ind." in said
    assert numbers(empty) == before


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("nth", [4, 11, 16])
async def test_after_a_crash_it_goes_on_where_it_stopped(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path, when: When, nth: int
) -> None:
    """The power goes in the middle of a batch, before or after SharePoint has made its rows."""
    stalled = empty.faults.add(
        Fault(kind="stall", when=when, method="POST", path="batch", nth=nth, seconds=3600)
    )
    running = asyncio.create_task(restores(empty, tmp_path / "admin", exported["file"]))
    while stalled.seen < nth:  # noqa: ASYNC110 - the fault has no event
        await asyncio.sleep(0)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    empty.faults.clear()
    assert cells(empty) != exported["cells"]
    ended, said = await restores(empty, tmp_path / "admin", exported["file"])
    assert ended == Exit.DONE, said
    assert cells(empty) == exported["cells"]


async def test_a_row_that_fails_does_not_let_later_ones_take_its_number(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    """SharePoint answers 503 to one row in the middle of a batch: those behind it wait for it."""
    failed = empty.faults.add(Fault(kind="before", method="POST", path="/items$", nth=30, inner=True))
    ended, said = await restores(empty, tmp_path / "admin", exported["file"])
    assert failed.seen > 30
    assert ended == Exit.DONE, said
    assert cells(empty) == exported["cells"]


async def test_again_there_is_nothing_to_do(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    await restores(empty, tmp_path, exported["file"])
    before = numbers(empty)
    ended, said = await restores(empty, tmp_path, exported["file"])
    assert ended == Exit.DONE
    assert "0 rækker og 1 bilag skal lægges ind." in said
    assert numbers(empty) == before


async def test_where_something_stands_already_nothing_is_mixed_with_it(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    await empty.sharepoint.create_as(None, OPEN_SITE, "Proposals", {"Title": "Ny", "SubmissionKey": "other"})
    before = numbers(empty)
    ended, said = await restores(empty, tmp_path, exported["file"])
    assert ended == Exit.REFUSED
    assert "Forslag, række 1: Der står noget andet end i filen." in said
    assert numbers(empty) == before


async def test_a_list_that_had_rows_before_would_give_other_numbers_and_is_refused(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    await empty.sharepoint.create_as(None, OPEN_SITE, "Proposals", {"Title": "Ny", "SubmissionKey": "other"})
    empty.sharepoint.delete_as(None, OPEN_SITE, "Proposals", 1)
    ended, said = await restores(empty, tmp_path, exported["file"])
    assert ended == Exit.REFUSED
    assert "Forslag giver ikke rækken nummer 1" in said
    assert numbers(empty)["Proposals"] == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("cut", "er ikke hel"),
        ("changed", "er ændret"),
        ("later", "et andet format"),
        ("none", "kan ikke læses"),
    ],
)
async def test_a_file_that_is_not_whole_is_refused(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path, damage: str, said: str
) -> None:
    before, file = numbers(empty), tmp_path / "bakkeby.zip"
    damaged(exported["file"], file, damage)
    ended, told = await restores(empty, tmp_path, file)
    assert ended == Exit.REFUSED
    assert said in told
    assert numbers(empty) == before


async def test_another_secret_is_told_before_anything_is_put_in(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    other = {"ticket_secret": SecretStr("x" * 32)}
    ended, said = await restores(empty, tmp_path, exported["file"], dry_run=True, **other)
    assert ended == Exit.DONE
    assert "en anden hemmelighed" in said


def damaged(file: Path, into: Path, how: str) -> None:
    """A copy of the file that is not what it was."""
    if how == "none":
        into.write_bytes(b"PK ikke en zip")
        return
    if how == "cut":
        into.write_bytes(file.read_bytes()[:-4000])
        return
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(into, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if how == "later" and name == "manifest.json":
                content = content.replace(b'"format": 1', b'"format": 2')
            if how == "changed" and name == "lists/Decisions.jsonl":
                content = content.replace(b'"id": 1,', b'"id": 99,')
            new.writestr(name, content)


async def test_a_log_that_somebody_changed_is_exported_and_told(
    exported: dict[str, Any], empty: LittleTenant, tmp_path: Path
) -> None:
    """The municipality's rows are the municipality's: the fault comes along, and nobody hides it."""
    await restores(empty, tmp_path, exported["file"])
    empty.sharepoint.edit_as("hanne", OPEN_SITE, "Decisions", 1, {"Reason": "En anden grund"})
    ended, said = await exports(empty, tmp_path, tmp_path / "again.zip")
    assert ended == Exit.CHAIN
    assert re.search(r"Beslutningsloggen har en fejl: F-\d{4} nr\. \d+ changed", said)


async def test_a_place_that_cannot_be_written_leaves_nothing_behind(
    empty: LittleTenant, tmp_path: Path
) -> None:
    ended, said = await exports(empty, tmp_path, tmp_path / "bakkeby.xlsx")
    assert (ended, "skal ende på .zip" in said) == (Exit.REFUSED, True)
    (tmp_path / "fil").write_text("")
    ended, said = await exports(empty, tmp_path, tmp_path / "fil" / "bakkeby.zip")
    assert (ended, "kan ikke skrives" in said) == (Exit.REFUSED, True)
    empty.faults.add(Fault(kind="before", status=403, method="GET", path="Supports|/items", times=None))
    ended, said = await exports(empty, tmp_path, tmp_path / "bakkeby.zip")
    assert (ended, "Der er ikke skrevet nogen fil." in said) == (Exit.NOT_ALL, True)
    assert not [name for name in os.listdir(tmp_path) if name.startswith("bakkeby")]  # noqa: PTH208
