"""`teknologikort import --suggest-map` as hanne runs it: a map to edit, and never over another file."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from teams_app.commands.importing import Exit, run_import
from teams_app.commands.suggesting import run_suggestion
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.teams_app.commands.lists_alone import lists_alone, person
from tests.technology_map.imports.test_map_suggestion import FILE


@pytest.mark.parametrize("language", list(Language))
async def test_the_suggested_map_imports_the_file(tmp_path: Path, language: Language) -> None:
    file, out, said = tmp_path / "status.csv", tmp_path / "status.toml", io.StringIO()
    file.write_text(FILE, encoding="cp1252")
    console, spoken = Console(file=said, width=400), texts(language)
    async with lists_alone(tmp_path) as lists:
        assert await run_suggestion(file, out, lists.store, texts=spoken, console=console) == Exit.DONE
        assert f"--map {out} --dry-run" in said.getvalue()
        assert lists.store.overview.solution_cards.of_person(person("hanne").object_id) == []
        done = await run_import(
            file,
            out,
            lists.store,
            person("hanne"),
            texts=spoken,
            console=console,
            yes=True,
            dry_run=False,
            report=None,
        )
        assert done == Exit.DONE
        assert len(lists.store.overview.solution_cards) == 2


async def test_a_map_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    file, out, said = tmp_path / "status.csv", tmp_path / "status.toml", io.StringIO()
    file.write_text(FILE, encoding="utf-8")
    out.write_text("mit arbejde", encoding="utf-8")
    async with lists_alone(tmp_path) as lists:
        spoken, console = texts(Language.DANISH), Console(file=said, width=400)
        ended = await run_suggestion(file, out, lists.store, texts=spoken, console=console)
    assert ended == Exit.FILE_REFUSED
    assert "vælg et andet navn" in said.getvalue()
    assert out.read_text("utf-8") == "mit arbejde"
