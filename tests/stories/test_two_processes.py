"""Two servers as processes of their own: what is done in one is there in the other, also after kill -9."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import httpx
import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from technology_map.council.life_cycle import Status
from tests.stories.app_process import Process, process_in
from tests.stories.playing import rows, tenant_with_lists
from tests.teams_app.tab import pages
from tests.teams_app.tab.pages import read

BOARD = "board"


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    async with tenant_with_lists(tmp_path / "lists") as running:
        yield running


@pytest.fixture
async def servers(tenant: LittleTenant, tmp_path: Path) -> AsyncIterator[tuple[Process, Process]]:
    async with AsyncExitStack() as stack:
        started = (stack.enter_async_context(process_in(tenant, tmp_path / name)) for name in ("1", "2"))
        first, second = await asyncio.gather(*started)
        yield first, second


async def moves(at: Process, who: str, end: Status, reason: str) -> httpx.Response:
    """Somebody opens the dialog of a move, writes why and sends it."""
    form = await dialog(at, who, end)
    return await at.sends(who, "proposals/1/moves", {**form, "reason": reason, "overrule": "yes"})


async def dialog(at: Process, who: str, end: Status) -> dict[str, str]:
    """What the dialog of a move holds when somebody presses the button for it, once it is there."""
    await at.shows(who, "proposals/1", f"moves/{end.value}")
    return read((await at.reads(who, f"proposals/1/moves/{end.value}")).text).filled()


async def test_what_one_process_stores_and_decides_the_other_shows(
    tenant: LittleTenant, servers: tuple[Process, Process]
) -> None:
    first, second = servers
    await first.sends("mette", "proposals", pages.proposal())
    await second.shows("jonas", BOARD, "Sensorer på natteronden")
    assert (await moves(second, "hanne", Status.ASSESSMENT, "Vi ser på det.")).status_code == 200
    await first.shows("mette", "proposals/1", "Vi ser på det.")
    assert (await moves(first, "hanne", Status.READY, "Det er klart.")).status_code == 200
    await second.shows("hanne", "proposals/1", "Det er klart.")
    assert (await moves(second, "hanne", Status.ON_AGENDA, "På næste møde.")).status_code == 200
    await first.shows("karen", "proposals/1", "På næste møde.")
    yes = await dialog(first, "karen", Status.PILOT)
    no = await dialog(second, "peter", Status.REJECTED)
    answers = await asyncio.gather(
        first.sends("karen", "proposals/1/moves", {**yes, "reason": "Vi prøver."}),
        second.sends("peter", "proposals/1/moves", {**no, "reason": "Nej."}),
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    decided = "Vi prøver." if answers[0].status_code == 200 else "Nej."
    for at in servers:
        await at.shows("amina", "proposals/1", decided)
    assert [row["DecisionKey"] for row in rows(tenant, "Decisions")] == [f"F-0001|{n}" for n in range(1, 5)]


async def test_when_one_is_killed_the_other_goes_on_and_nothing_is_there_twice(
    tenant: LittleTenant, servers: tuple[Process, Process], tmp_path: Path
) -> None:
    first, second = servers
    await first.sends("mette", "proposals", pages.proposal())
    await first.dies()
    again = await second.sends("mette", "proposals", pages.proposal())
    assert "F-0001" in again.text
    assert (await moves(second, "hanne", Status.ASSESSMENT, "Vi ser på det.")).status_code == 200
    async with process_in(tenant, tmp_path / "1") as risen:
        await risen.shows("jonas", "proposals/1", "Vi ser på det.")
    assert len(rows(tenant, "Proposals")) == 1


async def test_what_waited_in_one_when_it_was_killed_is_stored_once_when_it_is_back(
    tenant: LittleTenant, servers: tuple[Process, Process], tmp_path: Path
) -> None:
    first, second = servers
    tenant.faults.add(Fault("before", path=r"/Proposals|/items$", status=403, times=None))
    answer = await first.sends("mette", "proposals", pages.proposal())
    assert answer.status_code == 200
    assert (await first.http.get("/readyz")).json()["outbox"] == "1"
    await first.dies()
    tenant.faults.clear()
    assert rows(tenant, "Proposals") == []
    async with process_in(tenant, tmp_path / "1"):
        await second.shows("jonas", BOARD, "Sensorer på natteronden")
    assert len(rows(tenant, "Proposals")) == 1
