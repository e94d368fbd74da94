"""Many members move at once, in one server and in two: no move is lost, and all read the same order."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.stories.playing import rows, server_in, tenant_with_lists
from tests.teams_app.tab.council.councils import hands_in, moves, names, placed, seen_key, shown, stands
from tests.town import Town

COUNCIL = ("karen", "peter", "lise", "hanne")
TEN = list(range(1, 11))


@pytest.fixture
async def servers(tmp_path: Path) -> AsyncIterator[tuple[Town, Town]]:
    """Two servers on one tenant, with ten proposals in order in both."""
    async with AsyncExitStack() as stack:
        tenant = await stack.enter_async_context(tenant_with_lists(tmp_path / "lists"))
        first = await stack.enter_async_context(server_in(tenant, tmp_path / "1"))
        second = await stack.enter_async_context(server_in(tenant, tmp_path / "2"))
        await hands_in(first, 10)
        await placed(first, *TEN)
        await second.server.store.catch_up()
        yield first, second


async def catch_up(servers: tuple[Town, Town]) -> None:
    """Both servers read what changed."""
    for at in servers:
        await at.server.store.catch_up()


def in_sharepoint(at: Town) -> list[int]:
    """The order as the list sorts itself: by rank as text, then by id."""
    ranked = [(row["Rank"], row["id"]) for row in rows(at.tenant, "Proposals") if row.get("Rank")]
    return [number for _, number in sorted(ranked)]


async def test_the_whole_council_moves_different_proposals_at_once_and_every_move_holds(
    servers: tuple[Town, Town],
) -> None:
    wanted = {number: 11 - number for number in (2, 4, 6, 8, 10)}
    answers = await asyncio.gather(
        *(
            moves(servers[number % 4 // 2], COUNCIL[number % 4], number, "before", neighbour=f"F-{other:04d}")
            for number, other in wanted.items()
        )
    )
    assert [one.status_code for one in answers] == [200] * len(wanted)
    await catch_up(servers)
    order = stands(servers[0])
    assert order == stands(servers[1]) == in_sharepoint(servers[0])
    assert sorted(order) == TEN
    still = [number for number in order if number % 2]
    assert still == [1, 3, 5, 7, 9]
    for number, other in wanted.items():
        assert order[order.index(number) + 1] == other


async def test_two_members_put_two_proposals_in_one_gap_and_both_get_in(servers: tuple[Town, Town]) -> None:
    first, second = servers
    answers = await asyncio.gather(
        moves(first, "karen", 9, "before", neighbour="F-0002"),
        moves(first, "lise", 10, "before", neighbour="F-0002"),
        moves(second, "peter", 8, "before", neighbour="F-0002"),
    )
    assert [one.status_code for one in answers] == [200, 200, 200]
    await catch_up(servers)
    order = stands(first)
    assert order == stands(second) == in_sharepoint(first)
    assert (order[0], sorted(order[1:4]), order[4:]) == (1, [8, 9, 10], [2, 3, 4, 5, 6, 7])
    keys = [row["Rank"] for row in rows(first.tenant, "Proposals")]
    assert len(set(keys)) == 10


@pytest.mark.parametrize("on_two_servers", [False, True])
async def test_of_two_who_move_the_same_proposal_the_second_sees_what_the_first_did(
    servers: tuple[Town, Town], on_two_servers: bool
) -> None:
    first, second = servers[0], servers[1 if on_two_servers else 0]
    answers = await asyncio.gather(
        moves(first, "karen", 9, "at", place=1), moves(second, "peter", 9, "at", place=5)
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    won = 1 if answers[0].status_code == 200 else 5
    lost_at, lost = (second, answers[1]) if won == 1 else (first, answers[0])
    assert f"En anden har lige flyttet F-0009. Det er nu nummer {won}." in lost.text
    await catch_up(servers)
    assert stands(first).index(9) + 1 == won
    again = await moves(lost_at, "peter", 9, "at", place=3)
    assert again.status_code == 200
    await catch_up(servers)
    assert stands(first).index(9) == stands(second).index(9) == 2


async def test_a_place_is_counted_in_the_order_as_it_is_now_not_as_the_page_showed_it(
    servers: tuple[Town, Town],
) -> None:
    first, _ = servers
    seen = {number: seen_key(first, number) for number in TEN}
    await moves(first, "karen", 10, "at", place=1)
    await moves(first, "karen", 9, "at", place=1)
    await moves(first, "peter", 5, "at", place=2, seen=seen[5])
    assert stands(first)[:4] == [9, 5, 10, 1]
    await moves(first, "karen", 1, "last")
    await moves(first, "peter", 6, "before", neighbour="F-0001", seen=seen[6])
    assert stands(first)[-2:] == [6, 1]


async def test_a_page_of_one_house_moves_in_another_that_has_not_heard_yet(
    servers: tuple[Town, Town],
) -> None:
    first, second = servers
    await moves(first, "karen", 10, "at", place=1)
    seen = seen_key(first, 10)
    assert seen_key(second, 10) != seen
    assert (await moves(second, "karen", 10, "at", place=2, seen=seen)).status_code == 200
    await catch_up(servers)
    assert stands(first)[:3] == stands(second)[:3] == [1, 10, 2]


async def test_many_movers_in_two_houses_lose_nothing(servers: tuple[Town, Town]) -> None:
    chance = random.Random(4)  # noqa: S311 - the same moves on every run
    made: dict[int, str] = {}

    async def mover(who: str, at: Town, own: list[int]) -> None:
        for _ in range(6):
            number = chance.choice(own)
            answer = await moves(at, who, number, "at", place=chance.randint(1, 10))
            assert answer.status_code == 200
            made[number] = seen_key(at, number)

    shares = [TEN[place::4] for place in range(4)]
    await asyncio.gather(
        *(mover(who, servers[place % 2], shares[place]) for place, who in enumerate(COUNCIL))
    )
    await catch_up(servers)
    assert stands(servers[0]) == stands(servers[1]) == in_sharepoint(servers[0])
    assert sorted(stands(servers[0])) == TEN
    keys = {row["id"]: row["Rank"] for row in rows(servers[0].tenant, "Proposals")}
    assert {number: keys[number] for number in made} == made


async def test_a_decision_and_a_move_at_the_same_moment_both_hold(servers: tuple[Town, Town]) -> None:
    first, second = servers
    known = first.server.store.overview.proposals.get(9)
    assert known is not None
    sent = {"end": "on_agenda", "seq": known.seq, "reason": "På næste møde.", "action_key": "k" * 22}
    for at in (first, second):
        decided, moved = await asyncio.gather(
            first.sends("hanne", "proposals/9/moves", {**sent}),
            moves(at, "karen", 9, "at", place=1 if at is first else 2),
        )
        assert decided.status_code == 200
        assert moved.status_code == 200
        await catch_up(servers)
        sent = {**sent, "end": "pilot", "seq": known.seq + 1, "action_key": "m" * 22}
    [row] = [row for row in rows(first.tenant, "Proposals") if row["id"] == 9]
    assert row["Status"] == "Pilot"
    assert stands(first).index(9) == stands(second).index(9) == 1


async def test_equal_keys_that_leaked_in_are_one_order_in_both_houses(servers: tuple[Town, Town]) -> None:
    first, second = servers
    for number in (3, 4, 5, 6):
        first.tenant.sharepoint.edit_as("hanne", "teknologikort", "Proposals", number, {"Rank": "7"})
    await catch_up(servers)
    assert stands(first) == stands(second) == [3, 4, 5, 6, 1, 2, 7, 8, 9, 10]
    answers = await asyncio.gather(
        moves(first, "karen", 10, "before", neighbour="F-0005"),
        moves(second, "peter", 9, "before", neighbour="F-0004"),
    )
    assert {one.status_code for one in answers} <= {200, 409}
    await catch_up(servers)
    assert stands(first) == stands(second) == in_sharepoint(first)
    assert sorted(stands(first)) == TEN
    page = await shown(second, "jonas")
    assert names(page, "placed") == [f"F-{number:04d}" for number in stands(first)]
