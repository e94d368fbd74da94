"""What a crash or a hand in SharePoint left behind is finished, or told; never guessed."""

from dataclasses import replace

import pytest

from local_tenant.faults import Fault
from sharepoint_lists.schema.lists import DECISIONS, PROPOSALS
from sharepoint_lists.writing.reconciler import GRACE
from technology_map.council.life_cycle import Status
from technology_map.ports import Changed
from tests.sharepoint_lists.municipality import OPEN, Municipality, move, submitted


async def test_a_crash_between_the_two_writes_is_finished_by_another_instance(town: Municipality) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        town.tenant.faults.add(Fault("cut", "PATCH", r"/fields$", times=None))
        after = await first.store.decide(*move(first, stored, Status.ASSESSMENT))
        assert after.status is Status.ASSESSMENT
        shown = first.store.overview.proposals.get(1)
        assert shown is not None
        assert shown.status is Status.ASSESSMENT
    town.tenant.faults.clear()
    assert town.rows("Proposals")[0]["Status"] == "Indsendt"
    async with town.instance("second") as second:
        assert await second.reconciler.run() == []
        town.tenant.clock.advance(GRACE)
        (finding,) = await second.reconciler.run()
        assert finding.kind.value == "finished"
        assert await second.reconciler.run() == []
    (row,) = town.rows("Proposals")
    assert (row["Status"], row["LastSeq"], row["StatusReason"]) == ("Under vurdering", 1, "Vi ser på det")


async def test_nobody_decides_on_a_state_that_the_log_has_left(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        stored = await submitted(first)
        await second.store.catch_up()
        town.tenant.faults.add(Fault("cut", "PATCH", r"/fields$", times=None))
        await first.store.decide(*move(first, stored, Status.ASSESSMENT))
        town.tenant.faults.clear()
        with pytest.raises(Changed):
            await second.store.decide(*move(second, stored, Status.REJECTED))
        await second.store.catch_up()
        late, moved = move(second, stored, Status.REJECTED)
        assert late.seq == 2
        with pytest.raises(Changed) as changed:
            await second.store.decide(late, moved)
        assert changed.value.current is not None
        assert changed.value.current.status is Status.ASSESSMENT
    assert len(town.rows("Decisions")) == 1


async def test_a_status_that_was_changed_by_hand_is_told_and_left(town: Municipality) -> None:
    async with town.instance() as first:
        stored = await first.store.decide(*move(first, await submitted(first)))
        await submitted(first)
        sharepoint = town.tenant.sharepoint
        sharepoint.edit_as("hanne", OPEN, "Proposals", 1, {"Status": "Pilot"})
        sharepoint.edit_as("hanne", OPEN, "Proposals", 2, {"Status": "Afvist"})
        await first.store.catch_up()
        findings = await first.reconciler.run(grace=0)
        assert sorted((one.kind.value, one.number) for one in findings) == [
            ("status_by_hand", 1),
            ("status_by_hand", 2),
        ]
        assert await first.reconciler.run(grace=0) == []
        assert [row["Status"] for row in town.rows("Proposals")] == ["Pilot", "Afvist"]
        assert stored.seq == 1


async def test_a_log_that_was_cut_or_rewritten_is_told(town: Municipality) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        stored = await first.store.decide(*move(first, stored, Status.ASSESSMENT))
        stored = await first.store.decide(*move(first, stored, Status.READY))
        stored = await first.store.decide(*move(first, stored, Status.ON_AGENDA))
        assert await first.reconciler.report_chains() == []
        town.tenant.sharepoint.edit_as("karen", OPEN, "Decisions", 1, {"Reason": "Noget andet"})
        town.tenant.sharepoint.delete_as("karen", OPEN, "Decisions", 2)
        await first.store.catch_up()
        assert [(one.seq, one.what) for one in await first.reconciler.report_chains()] == [
            (1, "changed"),
            (2, "missing"),
        ]
        town.tenant.sharepoint.delete_as("karen", OPEN, "Decisions", 3)
        await first.store.catch_up()
        kinds = [one.kind.value for one in await first.reconciler.run(grace=0)]
        assert "log_cut" in kinds


async def test_an_edit_while_the_council_decides_is_kept(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        stored = await submitted(first)
        await second.store.catch_up()
        await first.store.change_proposal(replace(stored, problem="Mere om problemet"))
        after = await second.store.decide(*move(second, stored))
        assert (after.problem, after.status) == ("Mere om problemet", Status.ASSESSMENT)


async def test_a_proposal_that_is_gone_cannot_be_decided(town: Municipality) -> None:
    async with town.instance() as first:
        stored = await submitted(first)
        town.tenant.sharepoint.delete_as("hanne", OPEN, "Proposals", 1)
        with pytest.raises(Changed) as changed:
            await first.store.decide(*move(first, stored))
        assert changed.value.current is None


async def test_a_log_that_is_read_a_moment_too_early_is_no_fault(town: Municipality) -> None:
    async with town.instance() as first, town.instance("second") as second:
        stored = await submitted(first)
        await first.store.decide(*move(first, stored))
        await second.store.replica.catch_up((PROPOSALS,))
        assert await second.reconciler.run() == []
        await second.store.replica.catch_up((DECISIONS,))
        town.tenant.clock.advance(GRACE + 1)
        assert await second.reconciler.run() == []
