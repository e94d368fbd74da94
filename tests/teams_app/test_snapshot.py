"""After a restart people see at once what the app knew before it, and are told so until it is new again."""

from datetime import UTC, datetime
from pathlib import Path

from local_tenant.faults import Fault
from sharepoint_lists.replica.local_snapshot import LocalSnapshot
from sharepoint_lists.replica.snapshot_file import SnapshotFile
from sharepoint_lists.schema import lists
from teams_app.seed import plant
from technology_map.cards.map_places import MapFilter
from technology_map.overview import Filter
from tests.provisioned import provisioned
from tests.teams_app.commands.lists_alone import lists_alone, person
from tests.teams_app.tab.pages import proposal
from tests.town import app_of

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


async def test_everything_of_a_whole_town_comes_back_as_it_was(tmp_path: Path) -> None:
    async with lists_alone(tmp_path) as opened:
        await plant(opened.store, person, NOW)
        copy = opened.store.replica.copy
        snapshot = LocalSnapshot(SnapshotFile(tmp_path / "lists.snapshot", bytes(32)))
        assert await snapshot.save(copy)
    assert copy.overview.read_at is not None
    back = snapshot.restore(copy.overview.read_at)
    assert back is not None
    for of in lists.REPLICATED:
        before, after = copy.intake(of), back.intake(of)
        assert (after.versions, after.things) == (before.versions, before.things), of.name
        assert (after.faults, after.gone, after.outdated, after.handmade, after.read_to) == (
            before.faults,
            before.gone,
            before.outdated,
            before.handmade,
            before.read_to,
        )
    old, new = copy.overview, back.overview
    assert list(new.proposals) == list(old.proposals)
    assert list(new.filtered_proposals(Filter(text="sensor"))) == list(
        old.filtered_proposals(Filter(text="sensor"))
    )
    assert list(new.map.fitting(MapFilter())) == list(old.map.fitting(MapFilter()))
    assert new.proposals.facets.tallies() == old.proposals.facets.tallies()
    assert back.links == copy.links
    assert list(new.vocabulary) == list(old.vocabulary)


async def test_karen_sees_the_board_right_after_a_restart_while_sharepoint_is_away(tmp_path: Path) -> None:
    async with provisioned(tmp_path) as tenant:
        async with app_of(tenant, tmp_path, snapshot=True) as before:
            sent = proposal(submission_key="proposal-key-0000001", title="Sensorer i natten")
            assert (await before.sends("mette", "proposals", sent)).status_code == 200
        tenant.faults.add(Fault("before", path=r"^/v1\.0", times=None))
        async with app_of(tenant, tmp_path, snapshot=True) as after:
            assert "Sensorer i natten" in (await after.reads("jonas", "board")).text
            assert "Vi henter det nyeste fra SharePoint nu." in (await after.reads("jonas", "start")).text
            ready = await after.http.get("/readyz")
            assert (ready.status_code, ready.json()["lists"]) == (200, "ok")


async def test_what_hanne_wrote_during_the_restart_is_there_soon_after_it(tmp_path: Path) -> None:
    async with provisioned(tmp_path) as tenant:
        async with app_of(tenant, tmp_path, snapshot=True) as before:
            sent = proposal(submission_key="proposal-key-0000001", title="Sensorer i natten")
            assert (await before.sends("mette", "proposals", sent)).status_code == 200
        tenant.sharepoint.edit_as("hanne", "teknologikort", "Proposals", 1, {"Title": "Sensorer om natten"})
        async with app_of(tenant, tmp_path, snapshot=True) as after:
            await after.server.store.replica.settled.wait()
            assert "Sensorer om natten" in (await after.reads("jonas", "board")).text
            assert "Vi henter det nyeste" not in (await after.reads("jonas", "start")).text
