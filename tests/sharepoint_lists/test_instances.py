"""Several instances on one tenant behave as one, also where SharePoint lags and leaks."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace

import pytest

from local_tenant.faults import Fault
from sharepoint_lists import OpenStore
from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import Status
from technology_map.ports import Changed, NotStored, Receipt
from tests.sharepoint_lists.municipality import Municipality, card, move, proposal, submitted


async def both(stack: AsyncExitStack, town: Municipality) -> tuple[OpenStore, OpenStore]:
    first = await stack.enter_async_context(town.instance("first"))
    return first, await stack.enter_async_context(town.instance("second"))


async def outcome(opened: OpenStore, decision: Decision, moved: Proposal) -> Proposal | Changed:
    try:
        return await opened.store.decide(decision, moved)
    except Changed as changed:
        return changed


@pytest.mark.parametrize("lag", [0.0, 1.0])
async def test_karen_and_peter_decide_at_once_and_one_wins(town: Municipality, lag: float) -> None:
    async with AsyncExitStack() as stack:
        first, second = await both(stack, town)
        stored = await submitted(first)
        await second.store.catch_up()
        town.tenant.sharepoint.mode.reads_lag = lag
        answers = await asyncio.gather(
            outcome(first, *move(first, stored, Status.ASSESSMENT, "Karen")),
            outcome(second, *move(second, stored, Status.REJECTED, "Peter")),
        )
        (won,) = [one for one in answers if isinstance(one, Proposal)]
        (lost,) = [one for one in answers if isinstance(one, Changed)]
        town.tenant.clock.advance(5)
        for opened in (first, second):
            await opened.store.catch_up()
            shown = opened.store.overview.proposals.get(1)
            assert shown is not None
            assert (shown.status, shown.status_reason) == (won.status, won.status_reason)
        assert lost.current is not None
    (row,) = town.rows("Decisions")
    assert row["Reason"] == won.status_reason
    assert town.rows("Proposals")[0]["StatusReason"] == won.status_reason


async def test_where_two_rows_leak_in_the_first_stands_and_the_other_is_told(town: Municipality) -> None:
    async with AsyncExitStack() as stack:
        first, second = await both(stack, town)
        stored = await submitted(first)
        await second.store.catch_up()
        town.tenant.sharepoint.mode.uniqueness_leaks = True
        town.tenant.sharepoint.mode.leak_window = 2.0
        told = await asyncio.gather(
            outcome(first, *move(first, stored, Status.ASSESSMENT, "Karen")),
            outcome(second, *move(second, stored, Status.REJECTED, "Peter")),
        )
        rows = town.rows("Decisions")
        assert [row["DecisionKey"] for row in rows] == ["F-0001|1"] * 2
        for opened in (first, second, first):
            await opened.store.catch_up()
            await opened.reconciler.run(grace=0)
            await opened.reconciler.run(grace=0)
        (shown,) = town.rows("Proposals")
        assert shown["StatusReason"] == rows[0]["Reason"]
        assert shown["LastSeq"] == 1
        losers = [one for one in told if isinstance(one, Changed)] + list(town.lost)
        assert len(losers) == 1
        for opened in (first, second):
            faults = opened.store.overview.log.faults(1)
            assert [fault.value for _, fault in faults] == ["twice"]


@pytest.mark.parametrize("leaks", [False, True])
async def test_twenty_submit_at_once(town: Municipality, leaks: bool) -> None:
    town.tenant.sharepoint.mode.uniqueness_leaks = leaks
    given = [proposal(f"Forslag {number}") for number in range(10)]
    async with AsyncExitStack() as stack:
        first, second = await both(stack, town)
        answers = await asyncio.gather(
            *(opened.store.add_proposal(one) for one in given for opened in (first, second, first))
        )
        assert {type(one) for one in answers} <= {Proposal, Receipt}
        for opened in (first, second, first):
            assert opened.drain is not None
            await opened.drain.run()
            await opened.store.catch_up()
            await opened.reconciler.run(grace=0)
            assert sorted(one.title for one in opened.store.overview.proposals) == sorted(
                one.title for one in given
            )
    keys = [row["SubmissionKey"] for row in town.rows("Proposals")]
    assert sorted(keys) == sorted(one.submission_key for one in given)


async def test_a_copy_that_somebody_has_changed_is_kept_and_told(town: Municipality) -> None:
    town.tenant.sharepoint.mode.uniqueness_leaks = True
    town.tenant.sharepoint.mode.leak_window = 2.0
    given = proposal()
    async with AsyncExitStack() as stack:
        first, second = await both(stack, town)
        await asyncio.gather(
            first.store.add_proposal(given), second.store.add_proposal(replace(given, title="Rettet"))
        )
        await first.store.catch_up()
        (finding,) = await first.reconciler.run(grace=0)
        assert (finding.kind.value, finding.number) == ("copy_differs", 2)
        assert len(town.rows("Proposals")) == 2
        assert [one.number for one in first.store.overview.proposals] == [1]
        assert await first.reconciler.run(grace=0) == []


async def test_two_instances_import_the_same_file(town: Municipality) -> None:
    given = [card(f"Løsning {number}") for number in range(30)]

    async def imported(opened: OpenStore) -> list[object]:
        return [one async for part in opened.store.import_cards(given) for one in part]

    async with AsyncExitStack() as stack:
        first, second = await both(stack, town)
        mine, theirs = await asyncio.gather(imported(first), imported(second))
        assert not [one for one in [*mine, *theirs] if isinstance(one, NotStored)]
        assert mine == theirs
    assert len(town.rows("SolutionCards")) == 30


async def test_reads_that_lag_never_undo_what_was_just_written(town: Municipality) -> None:
    async with town.instance() as first:
        old = await submitted(first)
        town.tenant.clock.advance(5)
        town.tenant.sharepoint.mode.reads_lag = 2.0
        new = await submitted(first, proposal("Nyt"))
        edited = await first.store.change_proposal(replace(old, title="Rettet"))
        for read in (first.store.catch_up, first.store.replica.load):
            await read()
            assert first.store.overview.proposals.get(new.number) == new
            assert first.store.overview.proposals.get(old.number) == edited
        town.tenant.clock.advance(60)
        await first.store.replica.load()
        assert first.store.overview.proposals.get(new.number) == new


async def test_a_write_that_got_lost_in_the_lag_is_still_found(town: Municipality) -> None:
    town.tenant.sharepoint.mode.reads_lag = 1.0
    async with town.instance() as first:
        town.tenant.faults.add(Fault("after", "POST", r"/items$"))
        await submitted(first)
        town.tenant.faults.add(Fault("cut", "POST", r"/items$", when="after"))
        current = first.store.overview.proposals.get(1)
        assert current is not None
        assert (await first.store.decide(*move(first, current))).status is Status.ASSESSMENT
    assert len(town.rows("Proposals")) == 1
    assert len(town.rows("Decisions")) == 1
