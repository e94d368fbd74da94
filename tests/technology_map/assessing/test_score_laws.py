"""Laws of the score: it explains itself, whatever the marks, the weights and the versions of the criteria."""

from datetime import UTC, datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from technology_map.assessing.assessments import (
    Assessment,
    Given,
    Scores,
    assessment_key,
    read_scores,
    score,
    spreads,
)
from technology_map.assessing.criteria import (
    FIRST,
    WHOLE,
    Criteria,
    Criterion,
    criterion_key,
    first_criteria,
    named,
    sum_of,
    versions,
)
from technology_map.records import Records

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
CODES = ("a", "b", "c", "d", "e")


def criterion(version: str, code: str, weight: int, row: int = 0) -> Criterion:
    key = criterion_key(version, code)
    return Criterion(key=key, criteria=version, code=code, weight=weight, place=row, row=row, name_da=code)


@st.composite
def criteria(draw: st.DrawFn) -> Criteria:
    """A version whose weights sum to 100."""
    codes = draw(st.lists(st.sampled_from(CODES), min_size=1, unique=True))
    cuts = sorted(draw(st.lists(st.integers(0, WHOLE), min_size=len(codes) - 1, max_size=len(codes) - 1)))
    weights = [high - low for low, high in zip([0, *cuts], [*cuts, WHOLE], strict=True)]
    name = draw(st.sampled_from(("one", "two", "three")))
    found = tuple(criterion(name, code, weight) for code, weight in zip(codes, weights, strict=True))
    return Criteria(name, None, found)


@st.composite
def givens(draw: st.DrawFn) -> list[Given]:
    found = []
    for place in range(draw(st.integers(1, 6))):
        used = draw(criteria())
        marks = {code: draw(st.integers(1, 5)) for code in used.codes}
        made: Assessment = Assessment(
            key=assessment_key(1, str(place)),
            proposal=1,
            member_id=str(place),
            member_name="",
            criteria=used.name,
            sealed="",
            text="",
            changed_at=NOON,
            given_at=NOON,
        )
        found.append(Given(made, Scores(marks), used))
    return found


@given(given=givens())
def test_the_parts_sum_to_the_score_which_lies_between_the_marks(given: list[Given]) -> None:
    found = score(given)
    assert found is not None
    assert sum((one.part for one in spreads(given)), Fraction(0)) == found
    marks = [mark for one in given for mark in one.scores.marks.values()]
    assert min(marks) <= found <= max(marks)


@given(given=givens())
def test_the_widest_disagreement_stands_first_and_no_mark_is_lost(given: list[Given]) -> None:
    found = spreads(given)
    widths = [one.width for one in found]
    assert widths == sorted(widths, reverse=True)
    assert sum(len(one.marks) for one in found) == sum(len(one.scores.marks) for one in given)


@given(given=givens(), code=st.sampled_from(CODES))
def test_a_better_mark_never_makes_the_score_worse(given: list[Given], code: str) -> None:
    first = given[0]
    if first.scores.marks.get(code, 5) == 5:
        return
    better = Scores({**first.scores.marks, code: first.scores.marks[code] + 1})
    after = score([Given(first.assessment, better, first.criteria), *given[1:]])
    before = score(given)
    assert after is not None
    assert before is not None
    assert after >= before


@given(weights=st.lists(st.integers(0, 60), min_size=1, max_size=5))
def test_a_version_counts_only_when_its_weights_sum_to_100(weights: list[int]) -> None:
    rows: Records[Criterion] = Records()
    for place, weight in enumerate(weights, start=1):
        rows.put(criterion("mine", CODES[place - 1], weight, place))
    assert (named(rows, "mine") is not None) is (sum(weights) == WHOLE)
    assert all(sum_of(one.all) == WHOLE for one in versions(rows))
    assert versions(rows)[0].name == FIRST


def test_the_first_criteria_are_those_of_the_method() -> None:
    found = first_criteria()
    assert [one.weight for one in found.all] == [20, 15, 10, 20, 15, 10, 10]
    assert all(one.low_da and one.mid_da and one.high_da and one.name_en for one in found.all)


@given(marks=st.dictionaries(st.sampled_from(CODES), st.integers(1, 5)), comment=st.text(max_size=40))
def test_what_is_sealed_is_read_again(marks: dict[str, int], comment: str) -> None:
    assert read_scores(Scores(marks, comment).written()) == Scores(marks, comment)
