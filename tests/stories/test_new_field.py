"""A field that somebody adds to the table is everywhere: no other file knows its name."""

import csv
import io
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from teams_app.store_access import provision
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from technology_map.cards.fields import Field
from technology_map.people.people import Language
from technology_map.search.finding import search
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.texts import texts, with_catalogue
from tests.bot.cards.test_steps import goes_on, opens
from tests.bot.chatting import walk
from tests.provisioned import provisioned
from tests.stories.playing import installed_in, rows, server_in
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.teams_app.tab.sheets.test_imports import confirms
from tests.town import Town

NAME = "accessibility"
FIELD = Field(NAME, searched=True)
SAID = "Den kan læses op for den, der ikke ser."
SENTENCES = {
    Language.DANISH: ("Kan alle bruge den?", "Tænk på syn, hørelse og hænder.", "Tilgængelighed"),
    Language.ENGLISH: ("Can everybody use it?", "Think of sight, hearing and hands.", "Accessibility"),
}


@pytest.fixture
def added(tmp_path: Path) -> Iterator[None]:
    """The table and the two catalogues have one field more."""
    with ExitStack() as stack:
        for language, (ask, help_line, heading) in SENTENCES.items():
            file = tmp_path / f"{language.value}.po"
            told = {f"ask.{NAME}": ask, f"ask.{NAME}.help": help_line, f"sheet.{NAME}": heading}
            lines = [f'msgid "{key}"\nmsgstr "{sentence}"\n' for key, sentence in told.items()]
            head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
            file.write_text("\n".join([head, *lines]), encoding="utf-8")
            stack.enter_context(with_catalogue(language, file))
        for table in (PROPOSAL_TABLE, SOLUTION_TABLE):
            table.add(FIELD, "solution")
            stack.callback(table.remove, NAME)
        yield


@pytest.fixture
async def town(added: None, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose administrator has run `provision` since."""
    async with provisioned(tmp_path) as tenant:
        await provision(installed_in(tenant, tmp_path))
        async with server_in(tenant, tmp_path) as at:
            yield at


async def fills_in(at: Town, who: str, thing: str, **answers: Any) -> str:
    """Somebody opens the step, finds the question in it, answers and saves; the step as it was drawn."""
    drawn = (await at.reads(who, f"{thing}/steps/solution")).text
    sent = {**read(drawn).filled(), "then": "close", **answers}
    answer = await at.sends(who, f"{thing}/steps/solution", sent)
    assert answer.status_code == 200, answer.text
    return drawn


async def test_it_is_in_form_list_page_search_and_chat(town: Town) -> None:
    await town.sends("mette", "proposals", proposal())
    drawn = await fills_in(town, "mette", "proposals/1", **{NAME: SAID})
    assert "Kan alle bruge den?" in drawn
    assert "Tænk på syn, hørelse og hænder." in drawn

    [row] = rows(town.tenant, "Proposals")
    assert row["Accessibility"] == SAID
    column = town.tenant.sharepoint.list_named("teknologikort", "Proposals").columns["Accessibility"]
    assert column.display_name == "Tilgængelighed"

    page = (await town.reads("jonas", "proposals/1")).text
    assert "Kan alle bruge den?" in page
    assert SAID in page
    assert [one.name for one in search(town.server.store.overview, "læses").things] == ["F-0001"]

    _, dialog = await opens(town)
    dialog = await goes_on(town, dialog)
    inputs = {one["id"]: one for one in walk(dialog["card"]) if str(one.get("type")).startswith("Input.")}
    assert inputs[NAME]["label"] == "Kan alle bruge den?"
    assert inputs[NAME]["value"] == SAID

    await town.server.store.replica.load()
    [again] = list(town.server.store.overview.proposals)
    assert dict(again.answers) == {NAME: SAID}


async def test_it_goes_out_in_a_spreadsheet_and_comes_in_again(town: Town, tmp_path: Path) -> None:
    await town.sends("jonas", "solutions", solution_card())
    await fills_in(town, "jonas", "solutions/1", **{NAME: SAID})
    overview = town.server.store.overview
    t = texts(Language.DANISH).with_words(overview.vocabulary)
    content = sheet_file(What.SOLUTIONS, FileForm.CSV, list(overview.solution_cards), t)
    headings, cells = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert cells[headings.index("Tilgængelighed")] == SAID
    assert "Tilgængelighed" in sheet_file(What.PROPOSALS, FileForm.CSV, [], t).decode("utf-8-sig")

    elsewhere = Path(tempfile.mkdtemp(dir=tmp_path))
    async with provisioned(elsewhere) as tenant:
        await provision(installed_in(tenant, elsewhere))
        async with server_in(tenant, elsewhere) as other:
            await confirms(other, content)
            [imported] = list(other.server.store.overview.solution_cards)
            assert dict(imported.answers) == {NAME: SAID}
            [row] = rows(tenant, "SolutionCards")
            assert row["Accessibility"] == SAID


async def test_without_it_nothing_is_left_of_it(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    assert NAME not in (await bakkeby.reads("mette", "proposals/1/steps/solution")).text
