"""`export --all` and `restore`: Bakkeby's whole map goes into a file, and out of it into two empty sites."""

import asyncio
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault, When
from teams_app.commands.copying import Exit
from tests.stories.playing import OPEN_SITE, server_in
from tests.teams_app.commands.copies import TERMS, cells, restores
from tests.teams_app.commands.seeded_town import REMOVED, numbers, words_of_pages
from tests.teams_app.tab.pages import proposal


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
