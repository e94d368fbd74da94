"""Hanne sees who has left with things to answer for, where the app may look into the directory."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from local_tenant.entra import GRAPH
from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams.places.directory import RIGHT
from tests.bot.chatting import known
from tests.stories.playing import server_in, tenant_with_lists
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.town import Town

NOBODY_LEFT = "er her stadig"


@pytest.fixture
async def looking(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose administrator has given the app the right."""
    async with tenant_with_lists(tmp_path / "lists") as tenant:
        tenant.entra.app_roles[GRAPH] = (*tenant.entra.app_roles[GRAPH], RIGHT)
        async with server_in(tenant, tmp_path / "1") as at:
            yield at


async def page(at: Town) -> str:
    answer = await at.reads("hanne", "ownership")
    assert answer.status_code == 200
    return answer.text


async def test_who_has_left_is_named_with_how_much_and_a_way_to_hand_it_over(looking: Town) -> None:
    await looking.sends("mette", "proposals", proposal())
    await looking.sends("mette", "solutions", solution_card())
    await looking.sends("jonas", "solutions", solution_card(submission_key="j" * 22))
    looking.tenant.entra.left.add("mette")
    shown = read(await page(looking))
    mette = person("mette").object_id
    unmet, left = shown.all("a", href=f"#ownership?person={mette}")
    assert (unmet.words, left.words) == ("Mette Holm", "Mette Holm: 2 ting")
    [still] = shown.all("a", href=f"#ownership?person={person('jonas').object_id}")
    assert still.words == "Jonas Lind"
    await looking.tenant.teams.installs("jonas")
    await looking.tenant.teams.says("jonas", "hjælp")
    await known(looking, "jonas")
    assert person("jonas").object_id not in str(read(await page(looking)).all("a"))


async def test_where_everybody_is_there_it_says_so(looking: Town) -> None:
    await looking.sends("mette", "proposals", proposal())
    assert NOBODY_LEFT in await page(looking)


async def test_without_the_right_the_page_says_what_to_do(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    bakkeby.tenant.entra.left.add("mette")
    shown = await page(bakkeby)
    assert "User.ReadBasic.All" in shown
    assert NOBODY_LEFT not in shown


async def test_while_the_directory_is_away_nobody_is_said_to_have_left(looking: Town) -> None:
    await looking.sends("mette", "proposals", proposal())
    looking.tenant.faults.add(Fault("before", path=r"^/v1\.0/users", status=403, times=None))
    shown = await page(looking)
    assert "Mette Holm: 1 ting" not in shown
    assert NOBODY_LEFT not in shown
