"""What `export --all` and `restore` refuse, and what they tell: nothing is mixed, nothing is hidden."""

import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from teams_app.commands.copying import Exit
from tests.stories.playing import OPEN_SITE
from tests.teams_app.commands.copies import exports, restores
from tests.teams_app.commands.seeded_town import numbers


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
