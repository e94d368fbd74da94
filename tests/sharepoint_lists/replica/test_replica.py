"""The copy in memory: whole after every kind of reading, and honest about its age."""

import gc
from dataclasses import replace

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.graph.responses import GraphFailure
from technology_map.council.life_cycle import Status
from tests.sharepoint_lists.municipality import OPEN, Municipality, move, proposal, submitted


async def typed_in(town: Municipality, count: int) -> None:
    """Rows that are there before an instance starts."""
    async with town.instance("before") as before:
        for number in range(count):
            await submitted(before, proposal(f"Forslag {number}"))


async def test_pages_that_are_empty_or_repeat_themselves_lose_nothing(town: Municipality) -> None:
    await typed_in(town, 5)
    town.tenant.sharepoint.mode.empty_pages = True
    town.tenant.sharepoint.mode.delta_repeats = True
    async with town.instance() as first:
        assert len(first.store.overview.proposals) == 5
        await typed_in(town, 3)
        await first.store.catch_up()
        assert len(first.store.overview.proposals) == 8


async def test_a_forgotten_place_means_reading_all_anew_in_one_step(town: Municipality) -> None:
    await typed_in(town, 3)
    async with town.instance() as first:
        before = first.store.overview
        town.tenant.sharepoint.delete_as("hanne", OPEN, "Proposals", 2)
        town.tenant.sharepoint.delta.expire()
        await first.store.replica.catch_up()
        assert first.store.overview is not before
        assert [one.number for one in first.store.overview.proposals] == [3, 1]
        assert len(before.proposals) == 3
        assert first.store.overview.revision > before.revision
        assert gc.isenabled()


async def test_a_row_that_is_deleted_in_sharepoint_is_gone_here_too(town: Municipality) -> None:
    await typed_in(town, 2)
    async with town.instance() as first:
        stored = first.store.overview.proposals.get(1)
        assert stored is not None
        town.tenant.sharepoint.delete_as("hanne", OPEN, "Proposals", 1)
        await first.store.catch_up()
        assert first.store.overview.proposals.get(1) is None
        assert first.store.overview.in_status(Status.SUBMITTED) == [first.store.overview.proposals.get(2)]


async def test_in_an_outage_the_last_known_stays_with_its_age(town: Municipality) -> None:
    await typed_in(town, 2)
    async with town.instance() as first:
        read_at = first.store.overview.read_at
        town.tenant.faults.add(Fault("before", times=None))
        town.tenant.clock.advance(60)
        with pytest.raises(GraphFailure):
            await first.store.replica.catch_up()
        assert len(first.store.overview.proposals) == 2
        assert first.store.overview.read_at == read_at
        town.tenant.faults.clear()
        town.tenant.clock.advance(60)
        await first.store.replica.catch_up()
        assert first.store.overview.read_at is not None
        assert read_at is not None
        assert first.store.overview.read_at > read_at


async def test_a_row_nobody_can_read_is_set_aside_and_told(town: Municipality) -> None:
    async with town.instance() as first:
        await first.store.decide(*move(first, await submitted(first)))
        cells = {"Title": "Tastet i SharePoint", "SubmissionKey": "hånd"}
        number = await town.tenant.sharepoint.create_as("hanne", OPEN, "Proposals", cells)
        await first.store.catch_up()
        assert first.store.overview.proposals.get(number) is None
        (fault,) = first.store.replica.copy.faults()
        assert (fault.list, fault.row, fault.set_aside) == ("Proposals", number, True)
        moment = "2026-03-02T12:00:00Z"
        whole = {"Status": "Indsendt", "SubmittedAt": moment, "ChangedAt": moment}
        town.tenant.sharepoint.edit_as("hanne", OPEN, "Proposals", number, whole)
        await first.store.catch_up()
        assert first.store.overview.proposals.get(number) is not None
        assert first.store.replica.copy.faults() == []


async def test_a_write_during_a_full_read_is_in_the_new_copy(town: Municipality) -> None:
    await typed_in(town, 3)
    async with town.instance() as first:
        town.tenant.clock.advance(60)
        town.tenant.sharepoint.mode.reads_lag = 1.0
        stored = await submitted(first, proposal("Midt i det hele"))
        await first.store.replica.load()
        assert first.store.overview.proposals.get(stored.number) == stored
        edited = await first.store.change_proposal(replace(stored, title="Rettet"))
        await first.store.replica.load()
        assert first.store.overview.proposals.get(stored.number) == edited


async def test_a_page_of_another_host_is_not_asked_for(town: Municipality) -> None:
    await typed_in(town, 1)
    async with town.instance() as first:
        link = first.store.replica.copy.links["Proposals"]
        body = {"value": [], "@odata.nextLink": link.replace("localhost", "127.0.0.1")}
        town.tenant.faults.add(Fault("before", "GET", "/delta", status=200, body=body, times=None))
        with pytest.raises(GraphFailure):
            await first.store.replica.catch_up()
        body["@odata.nextLink"] = link
        with pytest.raises(GraphFailure):
            await first.store.replica.catch_up()
        assert len(first.store.overview.proposals) == 1
