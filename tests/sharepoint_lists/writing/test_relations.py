"""Support and follows in the lists: one row a pair, safe to repeat, also where SharePoint lags and leaks."""

import asyncio
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from typing import Literal

import pytest

from local_tenant.faults import Fault
from sharepoint_lists import OpenStore
from sharepoint_lists.graph.client import Patience
from sharepoint_lists.replica.replica import CALM, LAG_BOUND, LIVELY
from sharepoint_lists.schema import lists
from technology_map.backing.relations import Follow, Relation, Support
from technology_map.ports import NotStored
from tests.sharepoint_lists.municipality import CLOSED, NOON, OPEN, Municipality, one, submitted

Kind = Literal["before", "after", "html", "cut"]
KINDS: tuple[Kind, ...] = ("before", "after", "html", "cut")
ITEMS = r"/lists/[^/]+/items"


def instance(town: Municipality, name: str = "first") -> AbstractAsyncContextManager[OpenStore]:
    """An instance that waits long enough on a busy machine: nothing here is about time."""
    return town.instance(name, patience=Patience(answer=5.0))


def support(who: str = "jonas", number: int = 1) -> Support:
    return Support(number, one(who), NOON)


def follow(who: str = "jonas", thing: str = "F-0001") -> Follow:
    return Follow(thing, one(who).object_id)


def count(opened: OpenStore, relation: Relation) -> int:
    """How many people are tied to the thing, as this instance sees it."""
    store = opened.store
    relations = store.overview.supports if isinstance(relation, Support) else store.follows
    return relations.count(relation.thing)


def rows(town: Municipality, relation: Relation) -> int:
    """How many rows there truly are."""
    name, site = ("Supports", OPEN) if isinstance(relation, Support) else ("Follows", CLOSED)
    return len(town.rows(name, site))


both = pytest.mark.parametrize("relation", [support(), follow()], ids=["support", "follow"])


def test_people_wait_for_support_and_for_news_of_what_they_follow() -> None:
    assert lists.SUPPORTS in LIVELY
    assert lists.FOLLOWS in LIVELY
    assert {*LIVELY, *CALM} == {*lists.REPLICATED}


@both
async def test_one_post_keeps_it_and_a_delete_and_a_look_remove_it(
    town: Municipality, relation: Relation
) -> None:
    async with instance(town) as first:
        await first.store.add_relation(support("amina"))
        await first.store.add_relation(follow("amina"))
        town.tenant.counts.reset()
        await first.store.add_relation(relation)
        assert town.tenant.counts.total == 1
        await first.store.add_relation(relation)
        assert town.tenant.counts.total == 1
        assert (count(first, relation), rows(town, relation)) == (2, 2)
        town.tenant.counts.reset()
        await first.store.remove_relation(relation)
        assert town.tenant.counts.total == 2
        await first.store.remove_relation(relation)
        assert town.tenant.counts.total == 3
        assert (count(first, relation), rows(town, relation)) == (1, 1)


async def test_what_is_followed_is_never_written_where_all_can_read(town: Municipality) -> None:
    async with instance(town) as first:
        await first.store.add_relation(support())
        await first.store.add_relation(follow("amina", "L-0001"))
    (backed,), (followed,) = town.rows("Supports"), town.rows("Follows", CLOSED)
    assert backed["SupportKey"] == f"{one('jonas').object_id}|F-0001"
    assert (backed["SupporterName"], backed["Proposal"]) == ("Jonas Lind", 1)
    assert followed["FollowKey"] == f"{one('amina').object_id}|L-0001"
    assert "Amina" not in str(followed)


@both
async def test_two_instances_agree_and_a_repeated_press_at_the_other_changes_nothing(
    town: Municipality, relation: Relation
) -> None:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(instance(town, "first"))
        second = await stack.enter_async_context(instance(town, "second"))
        await first.store.add_relation(relation)
        await second.store.add_relation(relation)
        assert rows(town, relation) == 1
        await second.store.replica.catch_up()
        assert count(first, relation) == count(second, relation) == 1
        await second.store.remove_relation(relation)
        await first.store.remove_relation(relation)
        await first.store.add_relation(relation)
        await second.store.replica.catch_up()
        assert count(first, relation) == count(second, relation) == rows(town, relation) == 1


@both
async def test_where_a_second_row_leaks_in_it_is_one_and_both_rows_go(
    town: Municipality, relation: Relation
) -> None:
    async with AsyncExitStack() as stack:
        first = await stack.enter_async_context(instance(town, "first"))
        second = await stack.enter_async_context(instance(town, "second"))
        town.tenant.sharepoint.mode.uniqueness_leaks = True
        town.tenant.sharepoint.mode.leak_window = 2.0
        await asyncio.gather(first.store.add_relation(relation), second.store.add_relation(relation))
        assert rows(town, relation) == 2
        for opened in (first, second):
            assert count(opened, relation) == 1
        await first.store.remove_relation(relation)
        assert rows(town, relation) == 0
        for opened in (first, second):
            await opened.store.replica.catch_up()
            assert count(opened, relation) == 0


@both
async def test_a_read_that_lags_brings_nothing_back(town: Municipality, relation: Relation) -> None:
    async with instance(town) as first:
        town.tenant.sharepoint.mode.reads_lag = 1.0
        town.tenant.clock.freeze()
        await first.store.add_relation(relation)
        town.tenant.clock.advance(1.0)
        await first.store.remove_relation(relation)
        await first.store.replica.catch_up()
        assert count(first, relation) == 0
        await first.store.add_relation(relation)
        await first.store.replica.catch_up()
        assert count(first, relation) == rows(town, relation) == 1
        town.tenant.clock.advance(5.0)
        await first.store.replica.catch_up()
        assert count(first, relation) == 1


@both
@pytest.mark.parametrize("kind", KINDS)
async def test_one_failure_of_graph_is_survived_or_told_and_a_repeat_mends_it(
    town: Municipality, relation: Relation, kind: Kind
) -> None:
    async with instance(town) as first:
        for method, work, there in (
            ("POST", first.store.add_relation, 1),
            ("DELETE", first.store.remove_relation, 0),
        ):
            town.tenant.faults.add(Fault(kind, method=method, path=ITEMS))
            try:
                await work(relation)
            except NotStored:
                town.tenant.faults.clear()
                await work(relation)
            assert (count(first, relation), rows(town, relation)) == (there, there)


@both
async def test_in_an_outage_it_is_told_and_nothing_is_counted(town: Municipality, relation: Relation) -> None:
    async with instance(town) as first:
        town.tenant.faults.add(Fault("before", times=None))
        with pytest.raises(NotStored):
            await first.store.add_relation(relation)
        assert count(first, relation) == 0
        with pytest.raises(NotStored):
            await first.store.remove_relation(relation)


async def test_follows_that_cannot_be_read_are_no_reason_to_show_nothing(town: Municipality) -> None:
    async with instance(town, "before") as before:
        await submitted(before)
        await before.store.add_relation(follow())
        await before.store.add_relation(support())
        (closed,) = {row["id"] for row in town.rows("Follows", CLOSED)}
        assert closed
        town.tenant.sharepoint.delta.expire()
        town.tenant.faults.add(Fault("before", path=_follows_list(town), times=None, everywhere=True))
        await before.store.replica.catch_up()
        assert len(before.store.overview.proposals) == 1
        assert before.store.overview.supports.count("F-0001") == 1
        assert before.store.follows.count("F-0001") == 1, "what was known stays"
        async with instance(town, "after") as after:
            assert len(after.store.overview.proposals) == 1
            assert after.store.follows.count("F-0001") == 0
            town.tenant.faults.clear()
            await after.store.replica.catch_up()
            assert after.store.follows.count("F-0001") == 1


@pytest.mark.parametrize("status", [503, 403], ids=["away", "refused"])
@pytest.mark.parametrize("forgotten", [False, True], ids=["", "and every place is forgotten"])
async def test_who_stops_following_elsewhere_while_follows_cannot_be_read_follows_no_more(
    town: Municipality, status: int, *, forgotten: bool
) -> None:
    async with instance(town, "first") as first, instance(town, "second") as second:
        for who in ("jonas", "amina"):
            await first.store.add_relation(follow(who))
        await second.store.replica.catch_up()
        await town.clock.sleep(LAG_BOUND + 1)
        changes = _follows_list(town) + "/delta"
        fault = Fault("before", "GET", changes, status=status, times=None, everywhere=True)
        town.tenant.faults.add(fault)
        if forgotten:
            town.tenant.sharepoint.delta.expire()
        await first.store.replica.catch_up()
        assert first.store.follows.count("F-0001") == 2, "what was known stays"
        await second.store.remove_relation(follow("jonas"))
        town.tenant.faults.clear()
        await first.store.replica.catch_up()
        assert first.store.follows.people("F-0001") == [one("amina").object_id]


def _follows_list(town: Municipality) -> str:
    """Every request for the items of the list of follows."""
    return f"/lists/{town.tenant.sharepoint.list_named(CLOSED, 'Follows').id}/items"
