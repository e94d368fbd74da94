"""What follows from a decision comes, and comes once: killed at any point, with one instance or with two."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams import Message
from technology_map.council.life_cycle import Status
from technology_map.council.notices import NoticeState
from tests.bot.chatting import asks_for, known, moves, proposal, proposes, words
from tests.bot.news.test_news import LINE
from tests.stories.app_process import Process, process_in
from tests.stories.playing import CLOSED_SITE, OPEN_SITE, chats_with, rows, tenant_with_lists
from tests.stories.test_two_instances import Municipality, municipality
from tests.stories.test_two_processes import dialog
from tests.sweeps import swept
from tests.teams_app.tab import pages
from tests.teams_app.tab.pages import read
from tests.town import Town

__all__ = ["municipality"]
AT_ONCE = timedelta()
WAY = (
    ("hanne", Status.ASSESSMENT),
    ("hanne", Status.READY),
    ("hanne", Status.ON_AGENDA),
    ("karen", Status.PILOT),
    ("karen", Status.IMPLEMENTATION),
)


@dataclass(frozen=True, slots=True)
class Point:
    """Where the process is killed: before or after the work of a write to a list."""

    method: str
    site: str
    name: str
    when: Literal["before", "after"]

    def __str__(self) -> str:
        return f"{self.when} {self.method} {self.name}"


WRITES = (
    ("POST", OPEN_SITE, "Decisions"),
    ("PATCH", OPEN_SITE, "Proposals"),
    ("POST", OPEN_SITE, "SolutionCards"),
    ("POST", CLOSED_SITE, "Notices"),
    ("PATCH", CLOSED_SITE, "Notices"),
)
"""Every write of a move to *I drift*, in order; the news go out between the last two."""
POINTS = [Point(*write, when) for write in WRITES for when in ("before", "after")][1:]
"""Before the first row of the log is written nothing has happened."""


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    async with tenant_with_lists(tmp_path / "lists") as running:
        yield running


def told(tenant: LittleTenant, who: str, text: str) -> list[Message]:
    """The messages in somebody's chat whose card says this."""
    return [one for one in tenant.teams.messages(who) if any(text in words(card) for card in one.cards)]


def notices(tenant: LittleTenant) -> list[dict[str, Any]]:
    """The notices that stand in the closed site."""
    return tenant.sharepoint.true_rows(CLOSED_SITE, "Notices")


def all_done(tenant: LittleTenant) -> bool:
    """Whether there is a notice for each move and for the beginning, and all is done."""
    moves = len(rows(tenant, "Decisions")) + 1
    states = [row["State"] for row in notices(tenant)]
    return len(states) == moves and set(states) == {"Gjort"}


async def implemented(at: Process) -> None:
    """Mette's proposal is being implemented."""
    await at.sends("mette", "proposals", pages.proposal())
    for who, end in WAY:
        form = await dialog(at, who, end)
        assert (
            await at.sends(
                who, "proposals/1/moves", {**form, "reason": f"Videre til {end}.", "overrule": "yes"}
            )
        ).is_success


async def until(at: Process, true: Callable[[], object]) -> None:
    """Returns when it is true, after as many looks at the server as that takes."""
    async with asyncio.timeout(60):
        while not true():
            await at.http.get("/healthz")


async def delivered(at: Process) -> None:
    """Teams has taken every message, and the server knows: killed in between it would send one again."""
    async with asyncio.timeout(60):
        while (await at.http.get("/readyz")).json()["outgoing"] != "0":
            continue


async def quiet(at: Process) -> None:
    """Everything that follows from what was done so far has come about, and everybody is told."""
    async with asyncio.timeout(60):
        while not all_done(at.tenant) or (await at.http.get("/readyz")).json()["outgoing"] != "0":
            await at.http.get("/healthz")


@pytest.mark.parametrize("point", swept(POINTS, 3), ids=str)
async def test_killed_at_any_write_the_card_and_the_news_come_once(
    tenant: LittleTenant, tmp_path: Path, point: Point
) -> None:
    async with process_in(tenant, tmp_path / "app") as first:
        tenant.teams.line.app_url = str(first.http.base_url).rstrip("/")
        await tenant.teams.says("mette", "hjælp")
        await implemented(first)
        await quiet(first)
        items = f"/lists/{tenant.sharepoint.list_named(point.site, point.name).id}/items"
        stall = Fault("stall", point.method, items, seconds=300, when=point.when)
        tenant.faults.add(stall)
        form = await dialog(first, "hanne", Status.IN_OPERATION)
        sending = asyncio.create_task(
            first.sends("hanne", "proposals/1/moves", {**form, "reason": "Nu bruger vi den."})
        )
        await until(first, lambda: stall.seen)
        if point.method == "PATCH" and point.name == "Notices":
            await delivered(first)
        await first.dies()
        with contextlib.suppress(httpx.HTTPError):
            await sending
    tenant.faults.clear()
    async with process_in(tenant, tmp_path / "app") as risen:
        tenant.teams.line.app_url = str(risen.http.base_url).rstrip("/")
        await quiet(risen)
        await risen.shows("jonas", "solutions/1", "L-0001")
    assert len(rows(tenant, "SolutionCards")) == 1
    assert len(told(tenant, "mette", "Nu bruger vi den.")) == 1
    keys = [row["NoticeKey"] for row in notices(tenant)]
    assert len(keys) == len(set(keys))


MERGING = [
    Point("POST", site, name, when)
    for site, name in ((OPEN_SITE, "Supports"), (CLOSED_SITE, "Follows"))
    for when in ("before", "after")
]
OTHER = {
    "submission_key": "o" * 22,
    "problem": "Nattevagten går mange runder.",
    "title": "Måtter ved sengen",
    "solution": "En måtte mærker et fald.",
    "expected_benefits": "Ro om natten.",
}
INTO = {"end": "merged", "reason": "Det er den samme idé.", "leads_to": "F-0002", "seq": "0"}


async def two_proposals(at: Process) -> None:
    """Mette's, which Jonas backs and Amina follows; and Søren's, which Birgit follows."""
    await at.sends("mette", "proposals", pages.proposal())
    await at.sends("soren", "proposals", OTHER)
    await at.sends("jonas", "proposals/1/support", {})
    await at.sends("amina", "proposals/1/follow", {})
    await at.sends("birgit", "proposals/2/follow", {})


@pytest.mark.parametrize("point", swept(MERGING, 2), ids=str)
async def test_killed_while_two_become_one_nobody_is_left_behind(
    tenant: LittleTenant, tmp_path: Path, point: Point
) -> None:
    async with process_in(tenant, tmp_path / "app") as first:
        tenant.teams.line.app_url = str(first.http.base_url).rstrip("/")
        for who in ("mette", "soren", "birgit"):
            await tenant.teams.says(who, "hjælp")
        await two_proposals(first)
        items = f"/lists/{tenant.sharepoint.list_named(point.site, point.name).id}/items"
        stall = Fault("stall", point.method, items, seconds=300, when=point.when)
        tenant.faults.add(stall)
        merged = await first.sends("hanne", "proposals/1/moves", {**INTO, "action_key": "m" * 22})
        assert merged.is_success
        await until(first, lambda: stall.seen)
        await first.dies()
    tenant.faults.clear()
    async with process_in(tenant, tmp_path / "app") as risen:
        tenant.teams.line.app_url = str(risen.http.base_url).rstrip("/")
        await quiet(risen)
    backers = [(row["Proposal"], row["SupporterName"]) for row in rows(tenant, "Supports")]
    assert sorted(backers) == [(1, "Jonas Lind"), (2, "Jonas Lind")]
    follows = tenant.sharepoint.true_rows(CLOSED_SITE, "Follows")
    followers = [row["FollowerId"] for row in follows if row["Followed"] == "F-0002"]
    assert sorted(followers) == sorted(person(who).object_id for who in ("mette", "amina", "birgit"))
    assert len(told(tenant, "mette", "Det er den samme idé.")) == 1
    for who in ("soren", "birgit"):
        assert len(told(tenant, who, "F-0001 er lagt sammen med F-0002")) == 1


async def test_what_was_expected_is_no_effect_until_somebody_tells(bakkeby: Town) -> None:
    await proposes(bakkeby)
    for who, end in WAY:
        await moves(bakkeby, who, 1, end, f"Videre til {end}.")
    await moves(bakkeby, "hanne", 1, Status.IN_OPERATION, "Nu bruger vi den.")
    (card,) = bakkeby.server.store.overview.solution_cards
    assert card.effect == ""
    expected = proposal(bakkeby).expected_benefits
    page = read((await bakkeby.reads("jonas", "solutions/1")).text)
    assert "Hvad løsningen har ført til, er ikke fortalt endnu." in " ".join(page.words("p"))
    assert expected in page.words("p", class_="user-text")
    in_chat = words((await asks_for(bakkeby, "jonas", "L-0001")).card)
    assert "Det forventede vi" in in_chat
    assert expected in in_chat
    form = read((await bakkeby.reads("mette", "solutions/1/steps/effect")).text).filled()
    await bakkeby.sends("mette", "solutions/1/steps/effect", {**form, "effect": "Beboerne sover."})
    told_now = read((await bakkeby.reads("jonas", "solutions/1")).text)
    assert "Det forventede vi" not in " ".join(told_now.words("h3"))


async def proposed_at(at: Town) -> None:
    """Mette chats with this server, and has handed a proposal in."""
    chats_with(at)
    await asks_for(at, "mette", "hjælp")
    await known(at, "mette")
    await proposes(at)


async def test_what_one_instance_leaves_undone_another_does(municipality: Municipality) -> None:
    first, second = municipality.servers
    await proposed_at(first)
    no_notice = Fault("before", "POST", _items(municipality.tenant, "Notices"), status=403, times=None)
    municipality.tenant.faults.add(no_notice)
    await moves(first, "hanne", 1, Status.CLARIFICATION, "Hvem passer sensorerne?")
    await first.server.sweeper.settled()
    municipality.tenant.faults.clear()
    await municipality.catches_up()
    for _ in range(2):
        for at in (second, first):
            await at.server.sweeper.sweep(AT_ONCE)
            await at.server.messenger.settled()
            await municipality.catches_up()
    assert len(told(municipality.tenant, "mette", "Hvem passer sensorerne?")) == 1


async def test_news_that_another_instance_took_over_are_not_told_again(municipality: Municipality) -> None:
    first, second = municipality.servers
    await proposed_at(first)
    await municipality.catches_up()
    line = Fault("before", "POST", LINE, times=None)
    municipality.tenant.faults.add(line)
    never_done = Fault("before", "PATCH", _items(municipality.tenant, "Notices"), status=403, times=None)
    municipality.tenant.faults.add(never_done)
    await moves(first, "hanne", 1, Status.CLARIFICATION, "Hvem passer sensorerne?")
    await first.server.messenger.settled()
    municipality.tenant.faults.clear()
    await municipality.catches_up()
    await second.server.sweeper.sweep(AT_ONCE)
    await second.server.messenger.settled()
    await municipality.catches_up()
    await first.server.messenger.settled()
    assert len(told(municipality.tenant, "mette", "Hvem passer sensorerne?")) == 1
    states = [one.state for one in (second.server.store.notices or {}).values()]
    assert set(states) == {NoticeState.DONE}


async def test_a_second_press_goes_on_where_the_first_was_cut_off(bakkeby: Town) -> None:
    await proposed_at(bakkeby)
    bakkeby.tenant.faults.add(Fault("before", "POST", _items(bakkeby.tenant, "Notices"), status=403, times=4))
    body = {"end": "clarification", "reason": "Hvem passer dem?", "seq": "0", "action_key": "k" * 22}
    for _ in range(2):
        assert (await bakkeby.sends("hanne", "proposals/1/moves", body)).status_code == 200
        await bakkeby.server.sweeper.settled()
        bakkeby.tenant.faults.clear()
    await bakkeby.server.messenger.settled()
    assert len(told(bakkeby.tenant, "mette", "Hvem passer dem?")) == 1


def _items(tenant: LittleTenant, name: str) -> str:
    return f"/lists/{tenant.sharepoint.list_named(CLOSED_SITE, name).id}/items"
