"""`teknologikort export`, `template` and `import` without a map, as hanne runs them on her machine."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
from rich.console import Console

from local_tenant.entra import GRAPH
from local_tenant.teams.places.directory import RIGHT
from teams_app.__main__ import Exported, Templates
from teams_app.commands.exporting import DONE, NOT_WRITTEN, run_export, run_template
from teams_app.commands.importing import Exit, run_import
from teams_app.store_access import opened_alone
from technology_map.benefits.benefits import Benefit, BenefitType
from technology_map.overview import Overview
from technology_map.records import R, Records
from technology_map.sheets.contents import COLUMNS
from technology_map.sheets.files import What
from tests.teams_app.commands.lists_alone import lists_alone, person
from tests.teams_app.server.hostile_sheets import HOSTILE
from tests.technology_map.sheets.made_sheets import card, of_csv, of_xlsx, proposal
from tests.words import overview as fresh_overview
from tests.words import speaking

DANISH = speaking()


@dataclass(frozen=True, slots=True)
class Hall:
    """What an export reads of a store."""

    overview: Overview
    benefits: Records[Benefit]

    def records(self, kind: type[R]) -> Records[R]:
        assert kind is Benefit
        return cast("Records[R]", self.benefits)


def hall() -> Hall:
    """Two cards, a proposal and its benefit."""
    benefits = Records[Benefit]()
    benefits.put(
        Benefit(
            key="b",
            row=1,
            thing="F-0001",
            indicator="Besøg",
            unit="besøg",
            type=BenefitType.QUALITY,
            owner="birgit@bakkeby.example",
        )
    )
    return Hall(town_hall(), benefits)


def town_hall() -> Overview:
    """Two cards and a proposal."""
    overview = fresh_overview()
    overview.put_solution_card(card(title="Gulvsensorer"))
    overview.put_solution_card(card(title="=Droner", number=2, submission_key="key-2"))
    overview.put_proposal(proposal())
    return overview


@pytest.mark.parametrize(
    ("name", "what", "titles"),
    [
        ("status.xlsx", What.SOLUTIONS, ["Titel", "=Droner", "Gulvsensorer"]),
        ("ny/status.CSV", What.SOLUTIONS, ["Titel", "'=Droner", "Gulvsensorer"]),
        ("forslag.csv", What.PROPOSALS, ["Titel", "Sensorer"]),
    ],
)
def test_everything_is_written_in_the_form_that_the_name_ends_in(
    tmp_path: Path, name: str, what: What, titles: list[str]
) -> None:
    said, out = io.StringIO(), tmp_path / name
    assert run_export(out, what.value, hall(), DANISH, Console(file=said, width=500)) == DONE
    rows = (of_xlsx if name.endswith("xlsx") else of_csv)(out.read_bytes())
    assert [row[1] for row in rows] == titles
    assert "skrevet til" in said.getvalue()


def test_a_name_or_a_place_that_cannot_be_is_said(tmp_path: Path) -> None:
    said = io.StringIO()
    console = Console(file=said, width=500)
    (tmp_path / "mappe.xlsx").mkdir()
    for name in ("status.pdf", "status", "mappe.xlsx"):
        assert run_export(tmp_path / name, What.SOLUTIONS.value, hall(), DANISH, console) == NOT_WRITTEN
    assert said.getvalue().count("skal ende på .xlsx eller .csv") == 2
    assert "kan ikke skrives" in said.getvalue()


async def test_the_exported_town_is_imported_without_a_map_once(tmp_path: Path) -> None:
    said = io.StringIO()
    console = Console(file=said, width=200)
    for name in ("status.xlsx", "status.csv"):
        run_export(tmp_path / name, What.SOLUTIONS.value, hall(), DANISH, console)
    (tmp_path / "makroer.xlsx").write_bytes(HOSTILE["macros"][0]())
    run_template(tmp_path / "skabelon.xlsx", DANISH, console)
    async with lists_alone(tmp_path) as lists:

        async def runs(name: str) -> int:
            return await run_import(
                tmp_path / name,
                None,
                lists.store,
                person("hanne"),
                texts=DANISH,
                console=console,
                yes=True,
                dry_run=False,
                report=tmp_path / "rapport.csv",
            )

        assert await runs("status.xlsx") == Exit.DONE
        assert [one.title for one in lists.store.overview.solution_cards] == ["Gulvsensorer", "=Droner"]
        assert await runs("status.csv") == Exit.DONE
        assert len(lists.store.overview.solution_cards) == 2
        assert "Der er ingen nye løsningskort i filen." in said.getvalue()
        for name in ("makroer.xlsx", "skabelon.xlsx", "findes-ikke.xlsx"):
            assert await runs(name) == Exit.FILE_REFUSED
    assert "uden makroer" in said.getvalue()


def test_everything_that_can_be_imported_can_be_exported() -> None:
    assert [one.value for one in Exported] == list(COLUMNS)
    assert [one.value for one in Templates] == [one for one in COLUMNS if one != "proposals"]


def test_a_template_of_benefits_is_written(tmp_path: Path) -> None:
    said = io.StringIO()
    out = tmp_path / "gevinster.xlsx"
    assert run_template(out, DANISH, Console(file=said, width=500), "benefits") == DONE
    assert of_xlsx(out.read_bytes())[0][:2] == ["Hører til *", "Hvad måler I? *"]


async def test_benefits_are_exported_and_imported_once_with_their_owner(tmp_path: Path) -> None:
    said = io.StringIO()
    console = Console(file=said, width=200)
    for name in ("gevinster.xlsx", "gevinster.csv"):
        assert run_export(tmp_path / name, "benefits", hall(), DANISH, console) == DONE
    async with lists_alone(tmp_path) as lists:
        roles = lists.tenant.entra.app_roles
        roles[GRAPH] = (*roles[GRAPH], RIGHT)
        async with opened_alone(lists.installation) as opened:

            async def runs(name: str) -> int:
                return await run_import(
                    tmp_path / name,
                    None,
                    opened.store,
                    person("hanne"),
                    texts=DANISH,
                    console=console,
                    yes=True,
                    dry_run=False,
                    report=None,
                    directory=opened.directory,
                )

            assert await runs("gevinster.xlsx") == Exit.DONE
            assert "Nummeret i kolonnen »Hører til« findes ikke her." in said.getvalue()
            await opened.store.add_proposal(proposal())
            assert await runs("gevinster.xlsx") == Exit.DONE
            assert await runs("gevinster.csv") == Exit.DONE
            (stored,) = opened.store.records(Benefit)
    assert (stored.thing, stored.indicator, stored.owner) == ("F-0001", "Besøg", "Birgit Dahl")
    assert (stored.owner_id, stored.author_name) == (person("birgit").object_id, "Hanne Brandt")
    assert "1 linje er gemt." in said.getvalue()
    assert "Der er ingen nye linjer i filen." in said.getvalue()
