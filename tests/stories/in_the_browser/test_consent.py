"""Who is on the council depends on the council's team having the app, as its manifest asks for it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from local_tenant.teams.places.package import AppPackage
from technology_map.council.life_cycle import Status
from tests.bot.chatting import moves, proposal, proposes
from tests.teams_app.tab.pages import read
from tests.town import Town, town

COUNCIL = {"karen": "Medlem af it-porteføljerådet", "hanne": "Rådssekretær"}


@pytest.fixture
async def without(tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose council has not been given the app."""
    async with town(tmp_path, council_has_app=False) as running:
        yield running


async def role(at: Town, who: str) -> str:
    """What the tab says the person is."""
    return read((await at.reads(who, "start")).text).words("span", class_="who-role")[0]


async def rereads(at: Town) -> bool:
    """The server asks for the roster again; whether it got it."""
    return await at.server.opened.roster.refresh()


async def test_without_the_app_in_the_team_nobody_is_on_the_council(without: Town) -> None:
    await proposes(without)
    usual = await role(without, "mette")
    assert [await role(without, who) for who in COUNCIL] == [usual, usual]
    move = {"end": "assessment", "seq": "0", "reason": "Klart.", "action_key": "k" * 20}
    answer = await without.sends("hanne", "proposals/1/moves", move)
    assert answer.status_code == 403
    assert proposal(without).status is Status.SUBMITTED
    assert (await without.http.get("/readyz")).json()["roster"] == "unread"


async def test_once_hanne_adds_the_app_the_council_is_there(without: Town) -> None:
    await proposes(without)
    assert not await rereads(without)
    without.tenant.teams.visiting.installs("hanne", "channel")
    assert await rereads(without)
    assert {who: await role(without, who) for who in COUNCIL} == COUNCIL
    await moves(without, "hanne", 1, Status.ASSESSMENT, "Klart.")
    assert proposal(without).status is Status.ASSESSMENT


async def test_a_manifest_that_does_not_ask_gets_nothing(without: Town) -> None:
    said = without.tenant.teams.package
    without.tenant.teams.package = AppPackage(said.manifest | {"authorization": {}}, said.languages)
    without.tenant.teams.visiting.installs("hanne", "channel")
    assert not await rereads(without)


async def test_when_the_team_loses_the_app_the_roster_is_not_read_any_more(bakkeby: Town) -> None:
    assert await role(bakkeby, "hanne") == COUNCIL["hanne"]
    bakkeby.tenant.teams.visiting.uninstalls("hanne", "channel")
    assert not await rereads(bakkeby)
