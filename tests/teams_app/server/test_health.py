"""What the platform is told: whether the process lives, whether it can serve, and nothing of anybody."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault, Kind
from tests.stories.playing import OPEN_SITE, server_in, tenant_with_lists, utc_now
from tests.town import Town

PROPOSAL = {
    "submission_key": "proposal-key-0000001",
    "problem": "Vi går 40 gange om natten.",
    "title": "Sensorer på natteronden",
    "solution": "En sensor under madrassen.",
    "expected_benefits": "Beboerne sover.",
}
WELL = {
    "lists": "ok",
    "roster": "ok",
    "graph": "ok",
    "keys": "unused",
    "waiting": "ok",
    "outgoing": "0",
    "columns": "unseen",
    "clock": "ok",
    "outbox": "0",
    "kept": "disk",
    "loops": "ok",
    "status": "ok",
}
DOWN = {**WELL, "lists": "unread", "roster": "unread", "graph": "unread", "status": "down"}


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    async with tenant_with_lists(tmp_path / "lists") as running:
        yield running


def refuses(tenant: LittleTenant, path: str = r"^/v1\.0/") -> None:
    """Graph refuses from now on; as a refusal is no outage, the circuit stays closed."""
    tenant.faults.add(Fault("before", path=path, status=403, times=None))


async def ready(at: Town) -> tuple[int, dict[str, str]]:
    """What /readyz answers, to anybody who asks."""
    answer = await at.http.get("/readyz")
    return answer.status_code, answer.json()


async def alive(at: Town) -> bool:
    """What /healthz answers: that the process does."""
    answer = await at.http.get("/healthz")
    return (answer.status_code, answer.json()) == (200, {"status": "ok"})


async def test_a_house_that_has_read_its_lists_is_ready(tenant: LittleTenant, tmp_path: Path) -> None:
    async with server_in(tenant, tmp_path) as at:
        await at.server.opened.roster.refresh()
        assert await ready(at) == (200, WELL)
        assert await alive(at)


@pytest.mark.parametrize("kind", ["before", "cut", "html"])
async def test_without_sharepoint_at_the_start_it_lives_but_is_not_ready(
    tenant: LittleTenant, tmp_path: Path, kind: Kind
) -> None:
    tenant.faults.add(Fault(kind, path=r"^/v1\.0/", times=None))
    async with server_in(tenant, tmp_path) as at:
        assert await ready(at) == (503, DOWN)
        assert await alive(at)
        assert (await at.http.get("/tab/")).status_code == 200


async def test_when_sharepoint_is_back_it_is_ready_and_what_waited_is_there(
    tenant: LittleTenant, tmp_path: Path
) -> None:
    refuses(tenant)
    async with server_in(tenant, tmp_path) as at:
        assert (await ready(at))[0] == 503
        assert (await at.sends("mette", "proposals", PROPOSAL)).status_code == 200
        assert await ready(at) == (503, {**DOWN, "keys": "ok", "outbox": "1"})
        tenant.faults.clear()
        await at.server.store.catch_up()
        await at.server.opened.roster.refresh()
        assert await ready(at) == (200, {**WELL, "keys": "ok", "outbox": "1"})
        assert at.server.opened.drain is not None
        await at.server.opened.drain.run()
        status, told = await ready(at)
        # Letters are on their way by now, so their number may be any.
        assert (status, {**told, "outgoing": "0"}) == (200, {**WELL, "keys": "ok"})
        assert PROPOSAL["title"] in (await at.reads("jonas", "board")).text


async def test_what_waits_is_counted_and_never_shown(tenant: LittleTenant, tmp_path: Path) -> None:
    async with server_in(tenant, tmp_path) as at:
        refuses(tenant)
        await at.sends("mette", "proposals", PROPOSAL)
        for path in ("/readyz", "/healthz"):
            answer = await at.http.get(path)
            for told in (*PROPOSAL.values(), "Mette", "1111", "localhost"):
                assert told not in answer.text


async def test_lists_not_read_for_long_are_said_to_be_stale_and_are_still_served(
    tenant: LittleTenant, tmp_path: Path
) -> None:
    late = timedelta()

    def now() -> datetime:
        return utc_now() + late

    async with server_in(tenant, tmp_path, now=now) as at:
        await at.sends("mette", "proposals", PROPOSAL)
        late = timedelta(minutes=4)
        status, told = await ready(at)
        assert (status, told["lists"], told["status"]) == (200, "stale", "degraded")
        assert PROPOSAL["title"] in (await at.reads("jonas", "board")).text


async def test_without_a_roster_it_says_so_and_serves(tenant: LittleTenant, tmp_path: Path) -> None:
    refuses(tenant, "/members")
    async with server_in(tenant, tmp_path) as at:
        assert await ready(at) == (200, {**WELL, "roster": "unread", "status": "degraded"})


async def test_an_outbox_that_broke_is_said_to_be_unusable(tenant: LittleTenant, tmp_path: Path) -> None:
    async with server_in(tenant, tmp_path) as at:
        outbox = tmp_path / "app" / "outbox.sqlite"
        outbox.unlink()
        outbox.mkdir()
        assert (await ready(at))[1]["outbox"] == "unusable"
        assert await alive(at)


async def test_without_a_disk_it_serves_without_an_outbox(tenant: LittleTenant, tmp_path: Path) -> None:
    (tmp_path / "app" / "outbox.sqlite").mkdir(parents=True)
    async with server_in(tenant, tmp_path) as at:
        assert (await ready(at))[1]["outbox"] == "none"
        refuses(tenant)
        answer = await at.sends("mette", "proposals", PROPOSAL)
        assert (answer.status_code, "IKKE gemt" in answer.text) == (503, True)


async def test_what_waits_for_more_than_an_hour_is_said_to_be_old(
    tenant: LittleTenant, tmp_path: Path
) -> None:
    late = timedelta()
    async with server_in(tenant, tmp_path, now=lambda: utc_now() + late) as at:
        refuses(tenant, "/items$")
        await at.sends("mette", "proposals", PROPOSAL)
        assert (await ready(at))[1]["waiting"] == "ok"
        late = timedelta(minutes=61)
        assert (await ready(at))[1]["waiting"] == "old"


async def removed_column(at: Town, name: str) -> None:
    """Somebody with more rights than sense deletes a column of the proposals."""
    graph = at.server.opened.graph
    site = await graph.read(f"/sites/localhost:/sites/{OPEN_SITE}", graph.for_person())
    base = f"/sites/{site['id']}/lists/Proposals/columns"
    [column] = [one for one in (await graph.read(base, graph.for_person()))["value"] if one["name"] == name]
    assert (await graph.call("DELETE", f"{base}/{column['id']}", graph.for_person())).status == 204


async def test_a_column_that_somebody_removed_is_told_by_its_name_in_the_log_alone(
    tenant: LittleTenant, tmp_path: Path
) -> None:
    async with server_in(tenant, tmp_path) as at:
        await at.server.opened.roster.refresh()
        await at.server.opened.drift.look()
        assert await ready(at) == (200, {**WELL, "columns": "ok"})
        await removed_column(at, "Problem")
        await at.server.opened.drift.look()
        assert await ready(at) == (200, {**WELL, "columns": "differ", "status": "degraded"})


async def test_a_loop_that_ended_as_nobody_foresaw_is_told_at_once_until_a_round_ends_well(
    bakkeby: Town,
) -> None:
    broken = bakkeby.server.opened.loops.broken
    broken.add("lively")
    answer = await bakkeby.http.get("/readyz")
    assert (answer.status_code, answer.json()["loops"], answer.json()["status"]) == (
        200,
        "broken",
        "degraded",
    )
    broken.discard("lively")
    assert (await bakkeby.http.get("/readyz")).json()["loops"] == "ok"
