"""`teknologikort report`: Mette asks what is kept of her, and hanne's machine tells every place."""

import io
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rich.console import Console

from sharepoint_lists.mapping.holding import personal
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.holding import Holds
from teams_app.commands.reporting import Exit, run_report
from teams_app.personal.looking import Asked
from technology_map.people.people import Language
from technology_map.texts import Texts
from tests.teams_app.commands.lists_alone import Lists, lists_alone, person
from tests.teams_app.commands.people_in_rows import put_everywhere, traces
from tests.words import speaking

METTE, KAREN = person("mette"), person("karen")


@pytest.fixture
async def lived_in(tmp_path: Path) -> AsyncIterator[Lists]:
    """Lists with Mette and Karen in every cell of every list that can hold somebody."""
    async with lists_alone(tmp_path) as opened:
        for who in (METTE, KAREN):
            await put_everywhere(opened.tenant, opened.installation.settings, who)
        opened.tenant.counts.reset()
        yield opened


async def reports(
    opened: Lists, asked: Asked, out: Path | None = None, texts: Texts | None = None
) -> tuple[int, str]:
    """How the command ends, and what it says."""
    said = io.StringIO()
    console = Console(file=said, width=500)
    ended = await run_report(opened.installation, asked, out, texts or speaking(), console)
    return ended, said.getvalue()


async def test_every_cell_that_names_her_is_told_and_nothing_is_changed(
    lived_in: Lists, tmp_path: Path
) -> None:
    out, before = tmp_path / "mette.json", traces(lived_in.tenant, METTE.object_id, METTE.name)
    ended, said = await reports(lived_in, Asked(METTE.object_id), out)
    assert ended == Exit.DONE, said
    assert out.stat().st_mode & 0o077 == 0
    told = json.loads(out.read_text("utf-8"))
    assert told["person"] == {"object_id": METTE.object_id, "names": [METTE.name]}
    titles = {
        (of.name, one.name): (of.title, one.title)
        for of in lists.LISTS
        for one in (columns.TITLE, *of.columns)
    }
    places = {(one["where"], one["column"]) for one in told["places"]}
    assert {titles[one] for one in before} <= places
    assert all(KAREN.name not in one["text"] for one in told["places"])
    fates = {(one["where"], one["column"]): one["fate"] for one in told["places"]}
    assert fates["Forslag", "Indsender"] == "erstattes"
    assert fates["Kontakter", "Personens id"] == "slettes"
    assert traces(lived_in.tenant, METTE.object_id, METTE.name) == before
    assert not any(route.startswith(("PATCH", "DELETE")) for route in lived_in.tenant.counts.by_route)


async def test_her_own_rows_are_told_whole(lived_in: Lists, tmp_path: Path) -> None:
    """What a person has a right to see is what the rows say, not only where they stand."""
    await reports(lived_in, Asked(METTE.object_id), tmp_path / "mette.json")
    told = json.loads((tmp_path / "mette.json").read_text("utf-8"))
    of_proposals = [one for one in told["rows"] if one["list"] == "Forslag"]
    assert [one["cells"]["Indsender"] for one in of_proposals] == [METTE.name]
    assert all(one["cells"].get("Skrevet af", METTE.name) == METTE.name for one in told["rows"])


async def test_a_worry_is_opened_only_where_she_asks_herself(lived_in: Lists) -> None:
    asked = Asked(METTE.object_id)
    _, said = await reports(lived_in, asked)
    assert "Der er 2 bekymringer. De er forseglede" in said
    assert "Bekymringer 1 · Om Mette Holm · Forseglet" not in said
    _, said = await reports(lived_in, replace(asked, worries=True))
    assert "Bekymringer 1 · Om Mette Holm · Forseglet – forseglet, og personens" in said
    assert "Bekymringer 2" not in said


@pytest.mark.parametrize("ending", ["xlsx", "txt"])
async def test_people_can_read_it_in_both_languages(lived_in: Lists, tmp_path: Path, ending: str) -> None:
    out = tmp_path / "her" / f"mette.{ending}"
    english = speaking(Language.ENGLISH)
    assert (await reports(lived_in, Asked(METTE.object_id), out, english))[0] == Exit.DONE
    if ending == "txt":
        text = out.read_text("utf-8")
        assert "SharePoint itself keeps old versions" in text
        assert "Forslag 1 · Om Mette Holm · Indsender – the person's name – is replaced" in text
        return
    places, notes = load_workbook(out).worksheets
    assert [cell.value for cell in places[1]] == [
        "List",
        "Row",
        "Title",
        "Column",
        "How the person stands there",
        "What “forget” does",
        "What it says",
    ]
    assert places.max_row > len(lists.LISTS)
    assert any("recycle bin" in str(row[0].value) for row in notes.rows)


async def test_somebody_who_was_never_here_stands_nowhere(lived_in: Lists) -> None:
    ended, said = await reports(lived_in, Asked("33333333-0000-4000-8000-000000000001"))
    assert ended == Exit.DONE
    assert "Personen står ingen steder." in said


async def test_a_file_that_cannot_be_is_refused(lived_in: Lists, tmp_path: Path) -> None:
    ended, said = await reports(lived_in, Asked(METTE.object_id), tmp_path / "mette.pdf")
    assert ended == Exit.REFUSED
    assert ".json, .xlsx eller .txt" in said


def test_the_story_puts_her_in_every_kind_of_cell() -> None:
    kinds = {one.holds for of in lists.LISTS for one in personal(of)}
    assert kinds == set(Holds) - {Holds.NOBODY}
