"""Laws of the reasons: whatever is moved, no place that leaves the computed order stands without one."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from technology_map.assessing.departing import Scored, departing, unexplained

SCORES = st.sampled_from([Fraction(1), Fraction(2), Fraction(7, 2), Fraction(5)])
LINES = st.lists(st.tuples(SCORES, st.booleans()), max_size=8)


def line(told: list[tuple[Fraction, bool]]) -> list[Scored]:
    return [Scored(number, score, explained) for number, (score, explained) in enumerate(told, start=1)]


@given(told=LINES)
def test_they_depart_exactly_where_one_with_fewer_points_stands_first(
    told: list[tuple[Fraction, bool]],
) -> None:
    in_order = line(told)
    pairs = [(one, other) for one, other in combinations(in_order, 2) if one.score < other.score]
    assert departing(in_order) == {one.number for pair in pairs for one in pair}
    silent = [pair for pair in pairs if not any(one.explained for one in pair)]
    assert unexplained(in_order) == {one.number for pair in silent for one in pair}


@given(
    scores=st.lists(SCORES, min_size=1, max_size=6),
    asked=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=20),
)
def test_no_row_of_moves_leads_to_a_place_without_its_reason(
    scores: list[Fraction], asked: list[tuple[int, int, bool]]
) -> None:
    stands: list[Scored] = []
    for which, slot, explained in asked:
        number = which % len(scores) + 1
        moved = Scored(number, scores[number - 1], explained)
        others = [one for one in stands if one.number != number]
        after = [*others[:slot], moved, *others[slot:]]
        if explained or number not in unexplained(after):
            stands = after
        assert unexplained(stands) == set()
