"""The contract of what waits, over both keepers: kept once, taken by one, given back, never lost."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from technology_map.waiting_rows import LARGEST, LEASE, PARKED, Depth, NewRow, NotKept
from tests.azurite import Azurite
from tests.sharepoint_lists.waiting.keeping import Disk, Keeper, Table, row
from tests.sweeps import examples

NOW = 1_772_452_800.5


@pytest.fixture(params=["disk", "table"])
async def keeper(request: pytest.FixtureRequest, tmp_path: Path, azurite: Azurite) -> Keeper:
    if request.param == "disk":
        return Disk(tmp_path / "rows.sqlite")
    return Table(await azurite.made())


async def test_what_was_put_is_there_after_a_restart_the_oldest_first(keeper: Keeper) -> None:
    async with keeper.opened("first") as rows:
        for key, since in (("b", 20.0), ("c", 20.0), ("a", 10.0)):
            assert await rows.put(row(key, since=since)) == row(key).content
    async with keeper.opened("first") as again:
        found = await again.rows()
        assert [(one.key, one.content, one.since, one.attempts, one.due) for one in found] == [
            (key, row(key).content, since, 0, 0.0) for key, since in (("a", 10.0), ("b", 20.0), ("c", 20.0))
        ]
        assert await again.depth() == Depth(3, 10.0)


async def test_of_two_under_one_key_the_first_is_kept(keeper: Keeper) -> None:
    async with keeper.opened("first") as first, keeper.opened("second") as second:
        await first.put(row("a"))
        assert await second.put(row("a", "igen")) == row("a").content
        assert [one.content for one in await second.rows()] == [row("a").content]


async def test_two_who_put_the_same_at_once_agree(keeper: Keeper) -> None:
    async with keeper.opened("first") as first, keeper.opened("second") as second:
        for turn in range(10):
            given = [row(f"{turn}", text) for text in ("Mettes", "Mettes igen")]
            answers = [*await asyncio.gather(first.put(given[0]), second.put(given[1]))]
            (kept,) = [one.content for one in await first.rows() if one.key == f"{turn}"]
            assert answers == [kept, kept]


@pytest.mark.parametrize("remembers", [True, False])
async def test_what_is_done_with_is_gone_and_remembered_where_it_should_be(
    keeper: Keeper, remembers: bool
) -> None:
    async with keeper.opened("first", remembers=remembers) as rows:
        await rows.put(row("a"))
        (one,) = await rows.rows()
        await rows.done(one)
        await rows.done(one)
        assert await rows.rows() == []
        assert await rows.depth() == Depth(0, None)
        assert await rows.put(row("a")) == (None if remembers else row("a").content)
        await rows.forget(row("a").since)
        assert len(await rows.rows()) == (0 if remembers else 1)
        await rows.forget(row("a").since + 1)
        assert await rows.put(row("a")) == row("a").content


async def test_of_many_who_reach_for_a_row_one_gets_it(keeper: Keeper) -> None:
    async with keeper.opened("first") as first, keeper.opened("second") as second:
        for turn in range(20):
            await first.put(row(f"{turn}"))
        for one in await first.rows():
            answers = await asyncio.gather(*(rows.take(one, NOW) for rows in (first, second) * 3))
            assert len([taken for taken in answers if taken]) == 1


async def test_a_lease_holds_until_it_is_over_and_then_anybody_goes_on(keeper: Keeper) -> None:
    async with keeper.opened("first") as first, keeper.opened("second") as second:
        await first.put(row("a"))
        (one,) = await first.rows()
        assert await first.take(one, NOW) is not None
        (seen,) = await second.rows()
        assert await second.take(seen, NOW + LEASE - 1) is None
        # Who took it before a crash goes on at once.
        (own,) = await first.rows()
        assert await first.take(own, NOW + 1) is not None
        (seen,) = await second.rows()
        assert await second.take(seen, NOW + LEASE + 1) is not None


async def test_who_lost_the_lease_changes_nothing_any_more(keeper: Keeper) -> None:
    async with keeper.opened("first") as first, keeper.opened("second") as second:
        await first.put(row("a"))
        slow = await first.take((await first.rows())[0], NOW)
        quick = await second.take((await second.rows())[0], NOW + LEASE + 1)
        assert slow is not None
        assert quick is not None
        await first.later(slow, NOW + 500)
        (one,) = await first.rows()
        assert (one.attempts, one.taken_by) == (0, "second")
        await second.later(quick, NOW + 700)
        (one,) = await first.rows()
        assert (one.attempts, one.due, one.taken_by) == (1, NOW + 700, "")
        assert await first.take(one, NOW + LEASE + 2) is not None


async def test_what_is_gone_nobody_takes(keeper: Keeper) -> None:
    async with keeper.opened("first") as first, keeper.opened("second") as second:
        await first.put(row("a"))
        (one,) = await second.rows()
        await first.done(one)
        assert await second.take(one, NOW) is None
        await second.later(one, NOW)
        assert await second.rows() == []


async def test_what_was_put_aside_is_kept_and_not_counted(keeper: Keeper) -> None:
    async with keeper.opened("first") as rows:
        await rows.put(row("a", since=1.0))
        await rows.put(row("b", since=2.0))
        await rows.later((await rows.rows())[0], NOW + PARKED)
        assert await rows.depth() == Depth(1, 2.0)
        assert [(one.key, one.due >= PARKED) for one in await rows.rows()] == [("a", True), ("b", False)]


async def test_the_largest_is_kept_and_what_is_larger_is_refused(keeper: Keeper) -> None:
    async with keeper.opened("first") as rows:
        large = bytes(range(256)) * (LARGEST // 256)
        assert await rows.put(NewRow("a", large, 1.0)) == large
        with pytest.raises(NotKept):
            await rows.put(NewRow("b", large + b"x", 1.0))
        assert [(one.key, one.content) for one in await rows.rows()] == [("a", large)]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=examples(25),
)
@given(st.text(min_size=1, max_size=80), st.binary(max_size=3000), st.floats(0, 4e9))
async def test_any_key_and_any_content_comes_back_as_it_was(
    keeper: Keeper, key: str, content: bytes, since: float
) -> None:
    async with keeper.opened("first") as rows:
        await rows.put(NewRow(key, content, since))
        (one,) = await rows.rows()
        assert (one.key, one.content, one.since) == (key, content, since)
        await rows.done(one)


async def test_what_waits_is_written_anew_under_its_key_unless_it_has_changed_meanwhile(
    keeper: Keeper,
) -> None:
    async with keeper.opened("first") as rows:
        await rows.put(row("a", "x" * 200_000))
        (long,) = await rows.rows()
        assert await rows.rewrite(long, b"kort")
        assert not await rows.rewrite(long, b"for sent")
        (short,) = await rows.rows()
        assert (short.key, short.content, short.since) == ("a", b"kort", long.since)
        assert await rows.take(short, NOW) is not None
