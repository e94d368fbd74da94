"""The local snapshot: what was known is there at once after a start, and what came since soon after."""

from dataclasses import replace
from pathlib import Path

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.replica.local_snapshot import LocalSnapshot
from sharepoint_lists.replica.snapshot_file import SnapshotFile
from technology_map.council.life_cycle import Status
from technology_map.talk.remarks import Remark, RemarkKind
from tests.sharepoint_lists.municipality import NOON, OPEN, Municipality, card, move, one, proposal, submitted

KEY = bytes(range(32))


def kept(town: Municipality, key: bytes = KEY) -> tuple[Path, bytes]:
    return town.folder / "first" / "lists.snapshot", key


async def lived(town: Municipality) -> None:
    """A day: three proposals, one of them moved, a card, a remark; then the instance ends in good order."""
    async with town.instance(snapshot=kept(town)) as first:
        for number in range(3):
            await submitted(first, proposal(f"Forslag {number}"))
        decision, moved = move(first, await submitted(first, proposal("Det fjerde")))
        await first.store.decide(decision, moved)
        await first.store.add_solution_card(card())
        remark = Remark("r-1", "F-0001", "Hvem?", one("jonas"), NOON, RemarkKind.QUESTION)
        await first.store.add_remark(remark)


async def test_what_was_known_is_there_though_graph_is_away(town: Municipality) -> None:
    await lived(town)
    town.tenant.faults.add(Fault("before", path=r"^/v1\.0", times=None))
    async with town.instance(snapshot=kept(town)) as first:
        overview = first.store.overview
        assert overview.behind
        assert [one.title for one in overview.proposals] == [
            "Det fjerde",
            *(f"Forslag {n}" for n in (2, 1, 0)),
        ]
        assert [one.number for one in overview.in_status(Status.ASSESSMENT)] == [4]
        assert overview.log.last(4) is not None
        assert len(overview.solution_cards) == 1
        assert [one.first.text for one in overview.remarks.threads("F-0001")] == ["Hvem?"]
        assert not first.store.replica.settled.is_set()


async def test_what_came_changed_and_went_meanwhile_is_read_at_the_start(town: Municipality) -> None:
    await lived(town)
    async with town.instance("second") as second:
        await submitted(second, proposal("Kom imens"))
        stored = second.store.overview.proposals.get(2)
        assert stored is not None
        await second.store.change_proposal(replace(stored, title="Ændret imens"))
        town.tenant.sharepoint.delete_as("hanne", OPEN, "Proposals", 1)
    async with town.instance(snapshot=kept(town)) as first:
        assert first.store.overview.proposals.get(1) is not None
        await first.store.replica.settle()
        overview = first.store.overview
        assert not overview.behind
        assert first.store.replica.settled.is_set()
        assert [one.title for one in overview.proposals] == [
            "Kom imens",
            "Det fjerde",
            "Forslag 2",
            "Ændret imens",
        ]


async def test_a_place_that_graph_forgot_means_reading_all_anew(town: Municipality) -> None:
    await lived(town)
    town.tenant.sharepoint.delete_as("hanne", OPEN, "Proposals", 1)
    town.tenant.sharepoint.delta.expire()
    async with town.instance(snapshot=kept(town)) as first:
        await first.store.replica.settle()
        assert not first.store.overview.behind
        assert len(first.store.overview.proposals) == 3


async def test_a_place_at_another_address_of_graph_means_reading_all_anew(town: Municipality) -> None:
    await lived(town)
    town.tenant.sharepoint.delete_as("hanne", OPEN, "Proposals", 1)
    moved = town.settings.graph_url.replace("localhost", "127.0.0.1")
    async with town.instance(snapshot=kept(town), graph_url=moved) as first:
        await first.store.replica.settle()
        assert not first.store.overview.behind
        assert len(first.store.overview.proposals) == 3


async def test_a_write_by_what_is_old_is_refused_as_ever(town: Municipality) -> None:
    """Who writes on a row that another changed meanwhile is told so; nothing is overwritten."""
    await lived(town)
    async with town.instance("second") as second:
        stored = second.store.overview.proposals.get(2)
        assert stored is not None
        await second.store.change_proposal(replace(stored, title="Ændret imens"))
    async with town.instance(snapshot=kept(town)) as first:
        old = first.store.overview.proposals.get(2)
        assert old is not None
        assert old.title == "Forslag 1"
        merged = await first.store.change_proposal(replace(old, problem="Et andet problem"))
        assert (merged.title, merged.problem) == ("Ændret imens", "Et andet problem")


@pytest.mark.parametrize("spoilt", ["key", "cut", "changed", "another file", "nothing", "old"])
async def test_what_is_no_snapshot_of_ours_is_read_from_sharepoint(town: Municipality, spoilt: str) -> None:
    await lived(town)
    file, key = kept(town, bytes(32) if spoilt == "key" else KEY)
    whole = file.read_bytes()
    spoilt_content = {
        "cut": whole[:-40],
        "changed": whole[:200] + bytes([whole[200] ^ 1]) + whole[201:],
        "another file": b"PK\x03\x04 something else",
        "nothing": b"",
    }
    file.write_bytes(spoilt_content.get(spoilt, whole))
    if spoilt == "old":
        town.tenant.clock.advance(8 * 86_400)
    async with town.instance(snapshot=(file, key)) as first:
        assert not first.store.overview.behind
        assert len(first.store.overview.proposals) == 4


async def test_nobody_else_can_read_the_file(town: Municipality) -> None:
    await lived(town)
    file, _ = kept(town)
    assert file.stat().st_mode & 0o077 == 0
    for said in ("Forslag 1", "Vi går forgæves", "Hvem?", one("mette").name, one("mette").object_id):
        assert said.encode() not in file.read_bytes()


async def test_it_is_written_when_something_is_new_and_only_then(town: Municipality) -> None:
    snapshot = LocalSnapshot(SnapshotFile(*kept(town)))
    async with town.instance() as first:
        await submitted(first)
        assert await snapshot.save(first.store.replica.copy)
        assert not await snapshot.save(first.store.replica.copy)
        await submitted(first)
        assert await snapshot.save(first.store.replica.copy)


async def test_a_full_disk_ends_nothing(town: Municipality) -> None:
    blocked = town.folder / "file"
    blocked.write_text("no folder")
    snapshot = LocalSnapshot(SnapshotFile(blocked / "lists.snapshot", KEY))
    async with town.instance() as first:
        await submitted(first)
        assert not await snapshot.save(first.store.replica.copy)
