"""What waits outlives whoever took it in: killed, replaced by a new version, or one of several at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams import Message
from technology_map.waiting_rows import LEASE
from tests.azurite import Azurite
from tests.bot.chatting import words
from tests.bot.news.test_news import LINE
from tests.stories.app_process import Plan, Process, process_in
from tests.stories.playing import CLOSED_SITE, OPEN_SITE, rows, tenant_with_lists
from tests.teams_app.tab import pages

TITLE = "Sensorer på natteronden"
AFTER_LEASE = Plan(later=LEASE + 30)
TAKES_IN = Plan(drains=False)


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    async with tenant_with_lists(tmp_path / "lists") as running:
        yield running


def proposals_are_refused(tenant: LittleTenant) -> None:
    """SharePoint takes no proposal."""
    tenant.faults.add(Fault("before", "POST", _items(tenant, OPEN_SITE, "Proposals"), status=403, times=None))


def _items(tenant: LittleTenant, site: str, name: str) -> str:
    return f"/lists/{tenant.sharepoint.list_named(site, name).id}/items"


def chats_with(tenant: LittleTenant, at: Process) -> None:
    """From now on Teams brings what people write to this server."""
    tenant.teams.line.app_url = str(at.http.base_url).rstrip("/")


async def knows_mette(tenant: LittleTenant, at: Process) -> None:
    """Mette has opened the chat, and it is written down where she is reached."""
    chats_with(tenant, at)
    await tenant.teams.says("mette", "hjælp")
    mette = person("mette").object_id
    await until(
        at, lambda: any(mette in str(row) for row in tenant.sharepoint.true_rows(CLOSED_SITE, "Contacts"))
    )


async def until(at: Process, true: Any) -> None:
    """Returns when it is true, after as many looks at the server as that takes."""
    async with asyncio.timeout(60):
        while not true():
            await at.http.get("/healthz")


async def closed(at: Process) -> None:
    """It has been told to stop, and takes no more questions."""
    async with asyncio.timeout(60):
        with suppress(httpx.HTTPError):
            while (await at.http.get("/healthz")).is_success:
                continue


async def state(at: Process) -> dict[str, str]:
    """What /readyz says."""
    told: dict[str, str] = (await at.http.get("/readyz")).json()
    return told


async def quiet(at: Process) -> None:
    """Nothing waits any more."""
    async with asyncio.timeout(60):
        while ((said := await state(at))["outbox"], said["outgoing"]) != ("0", "0"):
            continue


def stored_news(tenant: LittleTenant) -> list[Message]:
    """The messages that tell Mette that what waited is in SharePoint."""
    return [
        one
        for one in tenant.teams.messages("mette")
        if any("F-0001" in words(card) and "kvittering" in words(card).lower() for card in one.cards)
    ]


async def hands_in(at: Process) -> None:
    """Mette hands in; SharePoint is away, and she gets a receipt."""
    answer = await at.sends("mette", "proposals", pages.proposal())
    assert answer.status_code == 200
    assert "kvittering" in answer.text.lower()


async def test_what_a_killed_instance_left_another_on_another_disk_stores_and_tells_once(
    tenant: LittleTenant, table: Azurite, tmp_path: Path
) -> None:
    async with process_in(tenant, tmp_path / "old", TAKES_IN, table) as old:
        await knows_mette(tenant, old)
        proposals_are_refused(tenant)
        await hands_in(old)
        told = await state(old)
        assert (told["outbox"], told["kept"]) == ("1", "table")
        await old.dies()
    tenant.faults.clear()
    assert rows(tenant, "Proposals") == []
    async with process_in(tenant, tmp_path / "new", table=table) as new:
        chats_with(tenant, new)
        await new.shows("jonas", "board", TITLE)
        await quiet(new)
    assert [row["Title"] for row in rows(tenant, "Proposals")] == [TITLE]
    assert len(stored_news(tenant)) == 1


@pytest.mark.parametrize("when", ["before", "after"])
async def test_killed_while_sharepoint_writes_it_is_there_once_and_told_once(
    tenant: LittleTenant, table: Azurite, tmp_path: Path, when: Any
) -> None:
    async with process_in(tenant, tmp_path / "old", table=table) as old:
        await knows_mette(tenant, old)
        proposals_are_refused(tenant)
        await hands_in(old)
        tenant.faults.clear()
        stall = Fault("stall", "POST", _items(tenant, OPEN_SITE, "Proposals"), seconds=300, when=when)
        tenant.faults.add(stall)
        await until(old, lambda: stall.seen)
        await old.dies()
    tenant.faults.clear()
    async with process_in(tenant, tmp_path / "new", AFTER_LEASE, table) as new:
        chats_with(tenant, new)
        await new.shows("jonas", "board", TITLE)
        await quiet(new)
    assert [row["Title"] for row in rows(tenant, "Proposals")] == [TITLE]
    assert len(stored_news(tenant)) == 1


@pytest.mark.parametrize("on_its_way", ["submission", "message"])
async def test_a_deployment_while_something_is_on_its_way_stores_and_tells_it_once(
    tenant: LittleTenant, table: Azurite, tmp_path: Path, on_its_way: str
) -> None:
    """The old version is told to stop while SharePoint, or Teams, takes something, and notes that it did."""
    path = LINE if on_its_way == "message" else _items(tenant, OPEN_SITE, "Proposals")
    async with process_in(tenant, tmp_path / "old", table=table) as old:
        await knows_mette(tenant, old)
        proposals_are_refused(tenant)
        await hands_in(old)
        tenant.faults.clear()
        stall = tenant.faults.add(Fault("stall", "POST", path, seconds=60, when="after"))
        await until(old, lambda: stall.seen)
        await tenant.clock.somebody_sleeps()
        old.is_told_to_stop()
        await closed(old)
        tenant.clock.advance(61)
        assert await old.has_ended() == 0
    async with process_in(tenant, tmp_path / "new", AFTER_LEASE, table) as new:
        chats_with(tenant, new)
        await new.shows("jonas", "board", TITLE)
        await quiet(new)
    assert [row["Title"] for row in rows(tenant, "Proposals")] == [TITLE]
    assert len(stored_news(tenant)) == 1


async def test_what_waits_while_the_version_changes_is_stored_when_sharepoint_is_back(
    tenant: LittleTenant, table: Azurite, tmp_path: Path
) -> None:
    """Stopped in the middle of trying; SharePoint is away before, during and after the deployment."""
    async with process_in(tenant, tmp_path / "old", table=table) as old:
        await knows_mette(tenant, old)
        proposals_are_refused(tenant)
        await hands_in(old)
        assert await old.ends() == 0
    async with process_in(tenant, tmp_path / "new", table=table) as new:
        chats_with(tenant, new)
        assert (await state(new))["outbox"] == "1"
        again = await new.sends("mette", "proposals", pages.proposal())
        assert "kvittering" in again.text.lower()
        assert (await state(new))["outbox"] == "1"
        tenant.faults.clear()
        await new.shows("jonas", "board", TITLE)
        await quiet(new)
    assert len(rows(tenant, "Proposals")) == 1
    assert len(stored_news(tenant)) == 1


async def test_two_instances_that_find_the_same_waiting_tell_everybody_once(
    tenant: LittleTenant, table: Azurite, tmp_path: Path
) -> None:
    titles = [f"Forslag {number}" for number in range(8)]
    async with process_in(tenant, tmp_path / "old", TAKES_IN, table) as old:
        await knows_mette(tenant, old)
        proposals_are_refused(tenant)
        for number, title in enumerate(titles):
            form = pages.proposal(title=title, submission_key=f"proposal-key-{number:07}")
            assert "kvittering" in (await old.sends("mette", "proposals", form)).text.lower()
        await old.dies()
    tenant.faults.clear()
    async with AsyncExitStack() as stack:
        started = (
            stack.enter_async_context(process_in(tenant, tmp_path / name, table=table)) for name in ("1", "2")
        )
        first, second = await asyncio.gather(*started)
        chats_with(tenant, first)
        for at in (first, second):
            await at.shows("jonas", "board", "F-0008")
            await quiet(at)
    assert sorted(row["Title"] for row in rows(tenant, "Proposals")) == titles
    told = [words(card) for one in tenant.teams.messages("mette") for card in one.cards]
    for number in range(1, 9):
        assert len([one for one in told if f"F-{number:04}" in one and "kvittering" in one.lower()]) == 1
