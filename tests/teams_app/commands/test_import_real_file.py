"""The real file: 2,133 uses of AI in the public service of another country, through the shipped map."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from teams_app.commands.importing import Exit, run_import
from technology_map.imports.import_map import read_map
from technology_map.people.people import Language
from technology_map.search.finding import search
from technology_map.texts import texts
from tests.teams_app.commands.lists_alone import lists_alone, person
from tests.words import WORDS

ROOT = Path(__file__).parents[3]
FILE = ROOT.parent / "shared" / "data" / "federal_ai_use_cases_2024.csv"
MAP_FILE = ROOT / "teams_app" / "import_maps" / "federal_ai_use_cases_2024.toml"


def test_the_shipped_map_can_be_read() -> None:
    import_map = read_map(MAP_FILE.read_text("utf-8"), WORDS)
    assert (import_map.encoding, import_map.key) == ("cp1252", ())


def test_the_guide_has_a_map_that_works_and_every_exit_code() -> None:
    guide = (ROOT / "docs" / "import.md").read_text("utf-8")
    example = guide.split("```toml\n")[1].split("```")[0]
    assert read_map(example, WORDS).key == ("Nr",)
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", guide, re.MULTILINE)} == {*Exit, 2}


@pytest.mark.skipif(not FILE.exists(), reason="the real file is not beside this repository")
async def test_2130_rows_are_stored_three_are_repeats_and_a_second_run_adds_nothing(tmp_path: Path) -> None:
    said = io.StringIO()

    async with lists_alone(tmp_path) as lists:

        async def run() -> int:
            return await run_import(
                FILE,
                MAP_FILE,
                lists.store,
                person("hanne"),
                texts=texts(Language.DANISH),
                console=Console(file=said, width=200),
                yes=True,
                dry_run=False,
                report=tmp_path / "rapport.csv",
            )

        assert await run() == Exit.DONE
        cards = lists.store.overview.solution_cards
        assert (len(cards), lists.batches) == (2130, 107)
        assert sum(card.title.endswith("…") and card.background.startswith("…") for card in cards) == 317
        assert "Det tager omkring 5 minutter" in said.getvalue()
        assert said.getvalue().count("Rækken er magen til række") == 3
        assert search(lists.store.overview, "coral reef").total > 0
        lists.tenant.counts.reset()
        assert await run() == Exit.DONE
        assert (len(lists.store.overview.solution_cards), lists.tenant.counts.total) == (2130, 0)
