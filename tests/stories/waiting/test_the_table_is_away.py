"""The table where things wait is away: people are told the truth, and nothing typed or told is lost."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from local_tenant.people import person
from teams_app.waiting import in_table
from technology_map.council.life_cycle import Status
from technology_map.people.news import NowStored
from technology_map.waiting_rows import NotKept
from tests.azurite import Azurite, credential
from tests.bot.chatting import SENSORS, asks_for, known, moves, proposes, typed, words
from tests.bot.news.test_news import LINE
from tests.line_to_table import Line, line_to
from tests.stories.playing import rows, server_in, tenant_with_lists
from tests.teams_app.tab import pages
from tests.teams_app.tab.pages import read
from tests.town import Town

WHY = "Hvem passer sensorerne?"


@dataclass(frozen=True, slots=True)
class Place:
    """A server whose things wait in a table, and the line to it."""

    at: Town
    line: Line

    @property
    def tenant(self) -> LittleTenant:
        return self.at.tenant

    def sharepoint_is_away(self) -> None:
        self.tenant.faults.add(Fault("before", path=r"^/v1\.0/", status=403, times=None))

    async def ready(self) -> dict[str, str]:
        told: dict[str, str] = (await self.at.http.get("/readyz")).json()
        return {name: told[name] for name in ("outbox", "outgoing", "kept", "status")}

    def told(self, who: str, text: str) -> int:
        """How many messages in somebody's chat say this."""
        found = [words(card) for one in self.tenant.teams.messages(who) for card in one.cards]
        return len([one for one in found if text in one])


@pytest.fixture
async def place(request: pytest.FixtureRequest, table: Azurite, tmp_path: Path) -> AsyncIterator[Place]:
    """`indirect`: how the line is cut while the server starts."""
    async with tenant_with_lists(tmp_path / "lists") as tenant, line_to(table) as line:
        line.cut = getattr(request, "param", "")
        async with (
            in_table(line.endpoint, credential(), "first", table_name=table.table_name) as keepers,
            server_in(tenant, tmp_path / "app", keepers=keepers) as at,
        ):
            await at.server.opened.roster.refresh()
            yield Place(at, line)


async def test_who_hands_in_from_the_tab_is_told_and_keeps_every_word(place: Place) -> None:
    place.sharepoint_is_away()
    place.line.cut = "before"
    answer = await place.at.sends("mette", "proposals", pages.proposal())
    assert answer.status_code == 503
    assert "IKKE gemt" in answer.text
    page = read(answer.text)
    chosen = {one.attributes["value"] for one in page.all("option") if "selected" in one.attributes}
    assert {"health", "service"} <= chosen
    filled = {**page.filled(), "area": "health", "purpose": "service"}
    assert {name: filled[name] for name in pages.proposal()} == pages.proposal()
    place.line.cut = ""
    again = await place.at.sends("mette", "proposals", filled)
    assert "kvittering" in again.text.lower()
    place.tenant.faults.clear()
    assert place.at.server.opened.drain is not None
    assert await place.at.server.opened.drain.run() == 1
    assert len(rows(place.tenant, "Proposals")) == 1


async def test_who_hands_in_from_the_chat_is_told_and_keeps_every_word(place: Place) -> None:
    form = await asks_for(place.at, "mette", "nyt forslag")
    place.sharepoint_is_away()
    place.line.cut = "before"
    outcome = await place.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert outcome.card is not None
    assert "IKKE gemt." in words(outcome.card)
    assert typed(outcome.card) == SENSORS
    place.tenant.faults.clear()


@pytest.mark.parametrize("place", ["before"], indirect=True)
async def test_a_server_that_starts_without_the_table_uses_it_once_it_is_there(place: Place) -> None:
    unwell = {"outbox": "unusable", "outgoing": "unreadable", "kept": "table", "status": "degraded"}
    assert await place.ready() == unwell
    assert (await place.at.reads("jonas", "board")).status_code == 200
    place.line.cut = ""
    assert await place.ready() == {"outbox": "0", "outgoing": "0", "kept": "table", "status": "ok"}
    place.sharepoint_is_away()
    assert "kvittering" in (await place.at.sends("mette", "proposals", pages.proposal())).text.lower()
    assert (await place.ready())["outbox"] == "1"


async def test_news_of_a_move_are_left_to_its_notice_and_told_once_afterwards(
    place: Place,
) -> None:
    at = place.at
    await proposes(at)
    await known(at, "mette")
    await at.server.messenger.settled()
    place.line.cut = "before"
    await moves(at, "hanne", 1, Status.CLARIFICATION, WHY)
    await at.server.sweeper.settled()
    place.line.cut = ""
    await at.server.messenger.settled()
    assert place.told("mette", WHY) == 0, "nobody kept them; the notice is not done"
    for _ in range(2):
        await at.server.sweeper.sweep()
        await at.server.messenger.settled()
    assert place.told("mette", WHY) == 1


async def test_news_without_a_notice_are_held_until_the_table_is_back(place: Place) -> None:
    at, mette = place.at, person("mette").object_id
    await asks_for(at, "mette", "hjælp")
    await known(at, "mette")
    place.line.cut = "before"
    await at.server.messenger.tell(mette, NowStored("K-7F3A", "F-0001"))
    with pytest.raises(NotKept):
        await at.server.messenger.settled()
    place.line.cut = ""
    for _ in range(2):
        await at.server.messenger.settled()
        await at.server.messenger.tell(mette, NowStored("K-7F3A", "F-0001"))
    assert place.told("mette", "K-7F3A") == 1


async def test_what_teams_has_taken_is_not_sent_again_where_that_cannot_be_noted(place: Place) -> None:
    at, mette = place.at, person("mette").object_id
    await asks_for(at, "mette", "hjælp")
    await known(at, "mette")
    place.tenant.faults.add(Fault("stall", "POST", LINE, seconds=5, when="after"))
    await at.server.messenger.tell(mette, NowStored("K-7F3A", "F-0001"))
    sending = asyncio.create_task(at.server.messenger.settled())
    await place.tenant.clock.somebody_sleeps()
    place.line.cut = "before"
    place.tenant.clock.advance(6)
    with pytest.raises(NotKept):
        await sending
    place.line.cut = ""
    assert (await place.ready())["outgoing"] == "1"
    await at.server.messenger.settled()
    assert (await place.ready())["outgoing"] == "0"
    assert place.told("mette", "K-7F3A") == 1
