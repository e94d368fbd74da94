"""Laws of the two orders: no member loses a proposal, equal ones never depart, more room lets more in."""

import itertools
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from technology_map.assessing.value import CAPACITY, Capacity, Valued, with_capacity, with_order
from technology_map.council.life_cycle import Status
from tests.technology_map.council.test_what_follows_laws import proposal

SCORES = (None, Fraction(1), Fraction(2), Fraction(7, 2), Fraction(5))


@st.composite
def valued(draw: st.DrawFn) -> list[Valued]:
    count = draw(st.integers(0, 7))
    places = draw(st.permutations(range(1, count + 1)))
    placed = draw(st.integers(0, count))
    found = []
    for number, place in enumerate(places, start=1):
        one = replace(
            proposal(number, "mette", Status.READY), effort_hours=draw(st.none() | st.integers(0, 500))
        )
        found.append(
            Valued(one, place if place <= placed else 0, draw(st.sampled_from(SCORES)), hidden=False)
        )
    return found


@given(found=valued())
def test_each_is_there_once_in_the_councils_order(found: list[Valued]) -> None:
    told = with_order(found)
    assert sorted(one.proposal.number for one in told) == sorted(one.proposal.number for one in found)
    places = [one.place for one in told if one.place]
    assert places == sorted(places)
    computed = sorted(one.computed for one in told if one.computed)
    assert computed == list(range(1, len(computed) + 1))
    best = sorted((one for one in told if one.computed), key=lambda one: one.computed)
    scores = [one.score for one in best if one.score is not None]
    assert scores == sorted(scores, reverse=True)


@given(found=valued())
def test_they_depart_exactly_where_a_worse_one_stands_before_a_better(found: list[Valued]) -> None:
    told = [one for one in with_order(found) if one.place and one.score is not None]
    falls = any((sooner.score or 0) < (later.score or 0) for sooner, later in itertools.pairwise(told))
    assert any(one.departs for one in told) is falls


@given(found=valued(), hours=st.integers(1, 2000), more=st.integers(0, 500))
def test_more_room_never_puts_more_under_the_line(found: list[Valued], hours: int, more: int) -> None:
    def under(room: int) -> set[int]:
        limit: Capacity = Capacity(key=CAPACITY, hours=room)
        return {one.proposal.number for one in with_capacity(with_order(found), limit) if one.under}

    assert under(hours + more) <= under(hours)
    limit: Capacity = Capacity(key=CAPACITY, hours=hours)
    for one in with_capacity(with_order(found), limit):
        if one.under and one.lacks_hours:
            assert one.proposal.number not in under(hours + one.lacks_hours)
