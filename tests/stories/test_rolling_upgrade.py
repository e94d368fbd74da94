"""A rolling upgrade: the previous release and this one side by side on one tenant, old cards in the chats."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from local_tenant.app import LittleTenant
from teams_app.store_access import provision
from technology_map.council.life_cycle import Status
from tests.bot.chatting import SENSORS, words
from tests.stories import previous_release
from tests.stories.app_process import Process, process_in
from tests.stories.playing import OPEN_SITE, installed_in, rows
from tests.stories.test_two_processes import moves
from tests.teams_app.tab import pages


@dataclass(frozen=True, slots=True)
class Upgrade:
    """Both releases on one tenant, whose lists the older one made and this one added to."""

    tenant: LittleTenant
    before: Process
    now: Process

    def chats_with(self, at: Process) -> None:
        """From now on Teams brings what people write to this instance."""
        self.tenant.teams.line.app_url = str(at.http.base_url).rstrip("/")


@pytest.fixture
async def upgrade(tmp_path: Path) -> AsyncIterator[Upgrade]:
    tar = previous_release.archive()
    if tar is None:
        pytest.skip("this clone does not hold the previous release: git fetch --unshallow")
    release = previous_release.unpacked(tar, tmp_path / "release")
    async with AsyncExitStack() as stack:
        tenant = await stack.enter_async_context(
            LittleTenant(tmp_path / "tenant", units_per_minute=None).running()
        )
        await previous_release.provisions(release, tenant, tmp_path / "before")
        url = await stack.enter_async_context(previous_release.serves(release, tenant, tmp_path / "before"))
        http = httpx.AsyncClient(base_url=url, trust_env=False, timeout=30)
        before = Process(tenant, None, await stack.enter_async_context(http))
        await before.sends("mette", "proposals", pages.proposal())
        await provision(installed_in(tenant, tmp_path / "administrator"))
        now = await stack.enter_async_context(process_in(tenant, tmp_path / "now"))
        yield Upgrade(tenant, before, now)


async def test_each_shows_what_the_other_stores_and_decides_and_loses_nothing_of_it(upgrade: Upgrade) -> None:
    before, now, tenant = upgrade.before, upgrade.now, upgrade.tenant
    [row] = tenant.sharepoint.true_rows(OPEN_SITE, "Proposals")
    await now.shows("jonas", "board", "Sensorer på natteronden")
    changed = {**pages.proposal(), "title": "Drone over taget", "submission_key": "k" * 22}
    assert (await now.sends("amina", "proposals", changed)).status_code == 200
    await before.shows("jonas", "board", "Drone over taget")
    steps = ((now, Status.ASSESSMENT), (before, Status.READY), (now, Status.ON_AGENDA))
    for at, end in steps:
        assert (await moves(at, "hanne", end, f"Nu er det {end.value}.")).status_code == 200
        other = before if at is now else now
        await other.shows("mette", "proposals/1", f"Nu er det {end.value}.")
    assert [one["DecisionKey"] for one in rows(tenant, "Decisions")] == [f"F-0001|{n}" for n in (1, 2, 3)]
    after = tenant.sharepoint.true_rows(OPEN_SITE, "Proposals")[0]
    kept = ("Title", "Problem", "SubmissionKey", "SubmitterId")
    assert [after.get(name) for name in kept] == [row.get(name) for name in kept]
    assert (await now.http.get("/readyz")).status_code == 200


async def test_cards_of_one_release_in_the_chat_are_answered_by_the_other(upgrade: Upgrade) -> None:
    teams = upgrade.tenant.teams
    upgrade.chats_with(upgrade.before)
    form = (await teams.says("mette", "nyt forslag")).replies[-1]
    upgrade.chats_with(upgrade.now)
    sent = await teams.presses("mette", form.id, "propose", {**SENSORS, "title": "Gulvsensorer"})
    assert sent.ok, sent.failure
    assert "F-0002" in words(teams.messages("mette")[-1].card)
    form = (await teams.says("jonas", "nyt forslag")).replies[-1]
    upgrade.chats_with(upgrade.before)
    sent = await teams.presses("jonas", form.id, "propose", {**SENSORS, "title": "Rullet tilbage"})
    assert sent.ok, sent.failure
    withdrawn = await teams.presses("mette", teams.messages("mette")[-1].id, "withdraw")
    assert withdrawn.ok, withdrawn.failure
    titles = [row["Title"] for row in rows(upgrade.tenant, "Proposals")]
    assert sorted(titles[1:]) == ["Gulvsensorer", "Rullet tilbage"]
