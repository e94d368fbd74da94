"""The copy in memory: whole after every kind of reading, and honest about its age."""

import gc
from dataclasses import replace

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.list_types import Site
from technology_map.council.life_cycle import Status
from technology_map.ports import NotStored
from technology_map.talk.remarks import Remark, RemarkKind
from technology_map.validation.refusals import Refused
from tests.sharepoint_lists.municipality import (
    CLOSED,
    NOON,
    OPEN,
    Municipality,
    move,
    one,
    proposal,
    submitted,
)


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
        cells = {"Title": "Tastet i SharePoint", "DecisionKey": "hånd"}
        number = await town.tenant.sharepoint.create_as("hanne", OPEN, "Decisions", cells)
        await first.store.catch_up()
        (fault,) = first.store.replica.copy.faults()
        assert (fault.list, fault.row, fault.set_aside) == ("Decisions", number, True)


@pytest.mark.parametrize("column", ["SubmissionKey", "Status", "SubmittedAt", "ChangedAt", "SubmitterId"])
async def test_a_proposal_stays_when_an_owner_empties_one_of_its_cells(
    town: Municipality, column: str
) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        await first.store.decide(*move(first, stored))
        town.tenant.sharepoint.edit_as("hanne", OPEN, "Proposals", stored.number, {column: None})
        for _ in range(2):
            await first.store.catch_up()
            kept = first.store.overview.proposals.get(stored.number)
            assert kept is not None
            assert (kept.title, kept.problem) == (stored.title, stored.problem)
            marked = first.store.unread(kept)
            assert bool(marked) is (column != "SubmitterId")
            await first.store.replica.load()


async def test_a_status_that_somebody_emptied_is_written_again_from_the_log(town: Municipality) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        moved = await first.store.decide(*move(first, stored))
        town.tenant.sharepoint.edit_as("hanne", OPEN, "Proposals", stored.number, {"Status": None})
        await first.store.catch_up()
        await first.reconciler.run(0)
        kept = first.store.overview.proposals.get(stored.number)
        assert kept is not None
        assert kept.status is moved.status
        assert first.store.unread(kept) == ()


async def test_text_that_was_pasted_with_its_formatting_is_read_as_text(town: Municipality) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        pasted = '<div class="ExternalClass1F"><p>Beboerne <b>vågner</b>.</p><p>Hver nat.</p></div>'
        town.tenant.sharepoint.edit_as("hanne", OPEN, "Proposals", stored.number, {"Problem": pasted})
        await first.store.catch_up()
        kept = first.store.overview.proposals.get(stored.number)
        assert kept is not None
        assert kept.problem == "Beboerne vågner.\nHver nat."


async def test_an_entry_that_is_no_row_is_passed_over_and_then_all_is_read_anew(town: Municipality) -> None:
    await typed_in(town, 2)
    async with town.instance() as first:
        mode = town.tenant.sharepoint.mode
        mode.delta_errors = True
        for title in ("Andet", "Tredje"):
            town.tenant.sharepoint.edit_as("hanne", OPEN, "Proposals", 2, {"Title": title})
            await first.store.replica.catch_up()
        assert len(first.store.overview.proposals) == 2
        mode.delta_errors = False
        await first.store.replica.catch_up()
        kept = first.store.overview.proposals.get(2)
        assert kept is not None
        assert kept.title == "Tredje"


async def test_a_row_made_by_hand_waits_until_it_is_taken_in_or_left(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        cells = {"Title": "Tastet i SharePoint", "Problem": "Vi leder efter nøgler."}
        for title in ("Tastet i SharePoint", "Kladde"):
            await town.tenant.sharepoint.create_as("hanne", OPEN, "Proposals", {**cells, "Title": title})
        await first.store.catch_up()
        await second.store.catch_up()
        assert len(first.store.overview.proposals) == 0
        keep, leave = first.store.handmade
        assert (keep.title, keep.made_by.name) == ("Tastet i SharePoint", "Hanne Brandt")
        taken = await first.store.take_in(keep)
        assert (taken.name, taken.title, taken.submitter) == ("F-0001", keep.title, keep.made_by)
        await first.store.leave(leave)
        assert first.store.handmade == []
        town.tenant.clock.advance(60)
        again = await second.store.take_in(keep)
        assert (again.name, again.submitter) == (taken.name, taken.submitter)
        with pytest.raises(Refused, match="row_changed"):
            await second.store.take_in(leave)
        await second.store.catch_up()
        assert second.store.handmade == []
        assert [one.title for one in second.store.overview.proposals] == ["Tastet i SharePoint"]


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
        fault = Fault("before", "GET", "/delta", status=200, body=body, times=None, everywhere=True)
        town.tenant.faults.add(fault)
        with pytest.raises(GraphFailure):
            await first.store.replica.catch_up()
        body["@odata.nextLink"] = link
        with pytest.raises(GraphFailure):
            await first.store.replica.catch_up()
        assert len(first.store.overview.proposals) == 1


async def test_until_a_list_that_came_later_is_made_all_else_works(town: Municipality) -> None:
    """An upgraded app beside lists of before: `provision` makes what is missing while it runs."""
    sharepoint = town.tenant.sharepoint
    for of in lists.LATER:
        site = OPEN if of.site is Site.OPEN else CLOSED
        sharepoint.lists.remove(sharepoint.list_named(site, of.name))
    async with town.instance() as opened:
        await submitted(opened)
        await opened.store.catch_up()
        said = Remark("k" * 22, "F-0001", "Hvem?", one("jonas"), NOON, kind=RemarkKind.QUESTION)
        with pytest.raises(NotStored):
            await opened.store.add_remark(said)
        await town.provision()
        stored = await opened.store.add_remark(said)
        await opened.store.catch_up()
        assert opened.store.overview.remarks.by_key(said.key) == stored
