"""What was begun is gone on with: killed in the middle, cut off between two writes, in doubt."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from local_tenant.people import person
from tests.azurite import Azurite
from tests.stories.app_process import Plan, Process, process_in
from tests.stories.playing import CLOSED_SITE, OPEN_SITE, rows, tenant_with_lists
from tests.teams_app.tab import pages
from tests.town import Town

LATER = 200.0
"""Seconds: longer than an instance that is gone keeps others from what it had begun."""


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    async with tenant_with_lists(tmp_path / "lists") as running:
        await running.teams.installs("hanne")
        yield running


def lines(tenant: LittleTenant, who: str, kind: str) -> int:
    """How many lines of a kind stand under somebody's bell."""
    return len([one for _, one in tenant.teams.feed.of(person(who)) if one.activity_type == kind])


async def until(at: Process, true: Callable[[], object]) -> None:
    """Returns when it is true, after as many looks at the server as that takes."""
    async with asyncio.timeout(60):
        while not true():
            await at.http.get("/healthz")


async def dies_handing_in(tenant: LittleTenant, at: Process) -> None:
    """Killed when SharePoint has stored the proposal, and before it has said so."""
    items = f"/lists/{tenant.sharepoint.list_named(OPEN_SITE, 'Proposals').id}/items"
    stall = Fault("stall", "POST", items, seconds=300, when="after")
    tenant.faults.add(stall)
    sending = asyncio.create_task(at.sends("mette", "proposals", pages.proposal()))
    await until(at, lambda: stall.seen and rows(tenant, "Proposals"))
    await at.dies()
    with contextlib.suppress(httpx.HTTPError):
        await sending
    tenant.faults.clear()


async def test_killed_before_it_could_tell_the_secretaries_hear_of_the_proposal_once(
    tenant: LittleTenant, tmp_path: Path
) -> None:
    async with process_in(tenant, tmp_path / "app") as first:
        await dies_handing_in(tenant, first)
    async with process_in(tenant, tmp_path / "app") as risen:
        await until(risen, lambda: lines(tenant, "hanne", "proposalSubmitted"))
        assert (await risen.sends("mette", "proposals", pages.proposal())).is_success
        await risen.shows("mette", "proposals/1", "F-0001")
    assert lines(tenant, "hanne", "proposalSubmitted") == 1
    assert len(rows(tenant, "Proposals")) == 1


async def test_what_an_instance_leaves_that_never_comes_back_another_goes_on_with(
    tenant: LittleTenant, table: Azurite, tmp_path: Path
) -> None:
    async with process_in(tenant, tmp_path / "one", table=table) as first:
        await dies_handing_in(tenant, first)
    async with process_in(tenant, tmp_path / "two", Plan(later=LATER), table) as other:
        await until(other, lambda: lines(tenant, "hanne", "proposalSubmitted"))
    assert lines(tenant, "hanne", "proposalSubmitted") == 1


async def test_a_question_whose_second_write_fails_is_asked_all_the_same(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    follows = bakkeby.tenant.sharepoint.list_named(CLOSED_SITE, "Follows").id
    away = Fault("before", "POST", f"/lists/{follows}/items", times=None)
    bakkeby.tenant.faults.add(away)
    asked = await bakkeby.sends("amina", "glossary/questions", {"word": "Føderering"})
    assert asked.status_code == 200
    assert rows(bakkeby.tenant, "Technologies")[-1]["Title"] == "Føderering"
    assert bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "Follows") == []
    bakkeby.tenant.faults.clear()
    await bakkeby.server.intentions.go_on(timedelta())
    await bakkeby.server.intentions.go_on(timedelta())
    await bakkeby.server.messenger.settled()
    assert len(bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "Follows")) == 1
    assert lines(bakkeby.tenant, "hanne", "wordAsked") == 1


async def test_where_nobody_can_know_it_says_so_and_pressing_again_stores_nothing_twice(
    bakkeby: Town,
) -> None:
    await bakkeby.sends("mette", "proposals", pages.proposal())
    supports = bakkeby.tenant.sharepoint.list_named(OPEN_SITE, "Supports").id
    bakkeby.tenant.faults.add(Fault("after", "POST", f"/lists/{supports}/items"))
    bakkeby.tenant.faults.add(Fault("before", "GET", f"/lists/{supports}/items", times=None, status=400))
    first = await bakkeby.sends("jonas", "proposals/1/support", {})
    assert first.status_code == 503
    assert "Vi ved ikke, om det blev gemt" in first.text
    assert "IKKE gemt" not in first.text
    bakkeby.tenant.faults.clear()
    assert (await bakkeby.sends("jonas", "proposals/1/support", {})).status_code == 200
    assert len(rows(bakkeby.tenant, "Supports")) == 1
