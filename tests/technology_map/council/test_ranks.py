"""The laws of the ranks: always room between two, never two alike, short however long a council moves."""

import random
from bisect import insort

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.council.prioritising import keys_for
from technology_map.council.ranks import DIGITS, LONGEST, NoRoom, between, placed

KEYS = st.text(DIGITS, min_size=1, max_size=12).map(lambda key: key + "h")
NUMBERS = st.integers(1, 99_999)
JUNK = st.lists(st.sampled_from(["5", "50", "500", "5", "zz", "", "501", "z" * LONGEST]) | KEYS, max_size=8)


def stands(others: list[tuple[str, int]], number: int, slot: int) -> list[int]:
    """The numbers in the order that the keys give after the move."""
    keys = {one: key for key, one in others}
    for key, one in keys_for(number, others, slot):
        keys[one] = key
    return sorted(keys, key=lambda one: (keys[one], one))


@given(st.lists(KEYS, min_size=2, max_size=2, unique=True).map(sorted), NUMBERS)
def test_a_key_lies_between_its_neighbours_and_can_be_read(keys: list[str], number: int) -> None:
    before, after = keys
    key = between(before, after, number)
    assert before < key < after
    assert placed(key) == key


@given(KEYS, NUMBERS)
def test_there_is_room_at_both_ends(key: str, number: int) -> None:
    assert between("", key, number) < key < between(key, "", number)


@given(st.tuples(st.just("") | KEYS, st.just("") | KEYS), st.sets(NUMBERS, min_size=2, max_size=40))
def test_two_members_in_one_gap_get_different_keys(ends: tuple[str, str], numbers: set[int]) -> None:
    before, after = (min(ends), max(ends)) if all(ends) else ends
    if before and before == after:
        after = ""
    keys = {between(before, after, number) for number in numbers}
    assert len(keys) == len(numbers)


@given(st.text(DIGITS, min_size=1, max_size=10), st.integers(0, 5), NUMBERS)
def test_where_nothing_lies_between_it_says_so(key: str, zeros: int, number: int) -> None:
    with pytest.raises(NoRoom):
        between(key, key + DIGITS[0] * zeros, number)


@given(st.integers(0, 2**32))
def test_keys_stay_short_where_a_council_moves_for_years(seed: int) -> None:
    chance, order, longest = random.Random(seed), list[tuple[str, int]](), 0  # noqa: S311 - repeatable
    for number in range(1, 101):
        order.append((between(order[-1][0] if order else "", "", number), number))
    for _ in range(1_000):
        _, number = order.pop(min(int(chance.expovariate(0.1)), len(order) - 1))
        slot = min(int(chance.expovariate(0.2)), len(order))
        [(key, _)] = keys_for(number, order, slot)
        longest = max(longest, len(key))
        insort(order, (key, number))
        assert order[slot] == (key, number)
    assert longest <= 40


@pytest.mark.parametrize("down", [True, False])
def test_one_gap_takes_six_hundred_moves_on_end(down: bool) -> None:
    before, after = between("", "", 1), between(between("", "", 1), "", 2)
    for number in range(3, 603):
        key = between(before, after, number)
        before, after = (key, after) if down else (before, key)
    assert len(key) <= LONGEST


@pytest.mark.parametrize("top", [True, False])
def test_a_thousand_moves_to_one_end_cost_no_character(top: bool) -> None:
    key = between("", "", 1)
    for number in range(2, 1_002):
        key = between("", key, number) if top else between(key, "", number)
        assert len(key) <= 6


@given(JUNK, st.data())
def test_among_equal_keys_and_junk_a_move_lands_where_it_was_meant(
    keys: list[str], data: st.DataObject
) -> None:
    others = sorted((placed(key), number) for number, key in enumerate(keys, start=1) if placed(key))
    slot = data.draw(st.integers(0, len(others)))
    before = [number for _, number in others]
    before.insert(slot, 99)
    assert stands(others, 99, slot) == before


@given(st.lists(KEYS, max_size=30, unique=True).map(sorted), st.data())
def test_with_keys_of_ours_a_move_is_one_key(keys: list[str], data: st.DataObject) -> None:
    others = [(key, number) for number, key in enumerate(keys, start=1)]
    assert len(keys_for(99, others, data.draw(st.integers(0, len(others))))) == 1


@given(st.integers(1, 6), st.integers(2, 7), st.data())
def test_equal_keys_are_taken_apart_without_changing_their_order(
    before: int, equal: int, data: st.DataObject
) -> None:
    others = [(f"{n}h", n) for n in range(1, before)]
    others = sorted([*others, *(("7", n) for n in range(before, before + equal))])
    keys, slot = {n: key for key, n in others}, data.draw(st.integers(0, len(others)))
    stood = sorted(keys, key=lambda one: (keys[one], one))
    for key, number in keys_for(99, others, slot)[:-1]:
        keys[number] = key
        assert sorted(keys, key=lambda one: (keys[one], one)) == stood


@given(st.text(max_size=300))
def test_whatever_stands_in_the_column_is_a_key_or_none(text: str) -> None:
    key = placed(text)
    assert key == "" or set(key) <= set(DIGITS)
    assert placed(key) == key
    assert placed("  G00H ") == "g00h"
    assert placed("aa") == placed("Nr. 1") == placed("-") == ""
