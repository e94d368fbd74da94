"""Laws of what the method gathers: figures equal their rows, groups part what they group."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.proposals import Proposal
from technology_map.method.cockpit import AreaStep, MethodStep, StepState, next_of
from technology_map.method.competences import Competence, needs
from technology_map.method.reuses import Reuse, learnt
from technology_map.method.synergy import by_problem, by_technology
from technology_map.overview import Overview
from technology_map.people.people import Person

NOW = datetime(2026, 3, 1, tzinfo=UTC)
NAMES = st.sampled_from(["Læse data", "læse  DATA", "Flyve drone", "Tale", "tale "])
AREAS = st.sampled_from(["health", "social", "it", None])


def proposal(number: int, technologies: tuple[str, ...] = ()) -> Proposal:
    return Proposal(
        "T", "P", "S", "B", Person("a", "A"), f"k{number}", NOW, NOW, number=number, technologies=technologies
    )


@given(st.lists(st.tuples(NAMES, st.one_of(st.none(), st.integers(0, 100_000)))))
def test_every_need_stands_once_and_its_people_are_the_sum_of_its_rows(
    said: list[tuple[str, int | None]],
) -> None:
    rows = [
        Competence(key=str(n), row=n, thing="F-0001", name=name, how_many=count)
        for n, (name, count) in enumerate(said, start=1)
    ]
    found = needs(rows)
    assert sorted(row.row for one in found for row in one.rows) == [row.row for row in rows]
    for one in found:
        counts = [row.how_many for row in one.rows if row.how_many is not None]
        assert one.people == (sum(counts) if counts else None)
        assert one.unsaid + len(counts) == len(one.rows)


@given(st.lists(st.tuples(st.integers(1, 5), AREAS)), st.dictionaries(st.integers(1, 5), AREAS))
def test_who_learnt_from_whom_counts_only_what_has_two_areas(
    said: list[tuple[int, str | None]], cards: dict[int, str | None]
) -> None:
    area_of = {f"L-{number:04d}": area for number, area in cards.items()}
    rows = [
        Reuse(key=str(n), row=n, thing=f"L-{number:04d}", by_area=area)
        for n, (number, area) in enumerate(said, start=1)
    ]
    found = learnt(rows, area_of)
    counted = [one for one in rows if one.by_area and area_of.get(one.thing) not in (None, one.by_area)]
    assert sum(found.values()) == len(counted)
    assert all(giver != taker for giver, taker in found)


@given(st.dictionaries(st.integers(1, 12), st.lists(st.integers(1, 12), max_size=3), max_size=12))
def test_problem_groups_part_the_proposals_and_join_only_who_is_alike_both_ways(
    nearest: dict[int, list[int]],
) -> None:
    every = {number: proposal(number) for number in range(1, 13)}
    alike = {number: tuple(every[one] for one in found if one != number) for number, found in nearest.items()}
    groups = by_problem(alike, every.values())
    members = [one.number for group in groups for one in group.proposals]
    assert len(members) == len(set(members))
    for group in groups:
        assert len(group.proposals) > 1
        for one in group.proposals:
            mutual = {other.number for other in alike[one.number]} & {
                number for number, found in alike.items() if one in found
            }
            assert mutual & {other.number for other in group.proposals}


@given(st.lists(st.sets(st.sampled_from(["drone", "iot", "vr"])), max_size=8))
def test_a_technology_group_holds_each_that_names_it(technologies: list[set[str]]) -> None:
    every = [proposal(number, tuple(sorted(codes))) for number, codes in enumerate(technologies, start=1)]
    town = Overview()
    for one in every:
        town.put_proposal(one)
    for group in by_technology(town):
        assert list(group.proposals) == [one for one in every[::-1] if group.what in one.technologies]
        assert group.whole == len(group.proposals) > 1


@given(
    st.dictionaries(
        st.sampled_from(list(MethodStep)), st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=5
    )
)
def test_what_comes_next_is_never_done_unless_all_are(counts: dict[MethodStep, tuple[int, int]]) -> None:
    found = {step: AreaStep(step, min(counts[step]), max(counts[step])) for step in MethodStep}
    following = found[next_of(found)]
    if any(one.state is not StepState.DONE for one in found.values()):
        assert following.state is not StepState.DONE
    for one in found.values():
        assert one.missing >= 0
