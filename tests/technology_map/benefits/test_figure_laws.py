"""Laws of the figures: sums equal their rows, what is missing is counted, units stay apart."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from technology_map.benefits.benefits import Benefit, BenefitType, freed_time
from technology_map.benefits.figures import followed, gathered, same_unit
from technology_map.benefits.follow_ups import FollowUp, FollowUpState, due_of, follow_up_key
from technology_map.validation.typed_values import decimal_number

FIGURES = st.one_of(
    st.none(), st.decimals(Decimal("-99999999999"), Decimal("99999999999"), places=4, allow_nan=False)
)
UNITS = st.sampled_from(["timer", "Timer", "kr.", "kr", "besøg", "procent"])
COUNTS = st.one_of(st.none(), st.integers(0, 100_000_000))
DAY = date(2026, 3, 1)


@st.composite
def pairs(draw: st.DrawFn) -> list[tuple[Benefit, FollowUp | None]]:
    """Benefits with whatever was filled in, and what was answered."""
    found: list[tuple[Benefit, FollowUp | None]] = []
    for number in range(1, draw(st.integers(0, 10)) + 1):
        benefit = Benefit(
            key=f"b{number}",
            row=number,
            thing="F-0001",
            indicator="x",
            unit=draw(UNITS),
            type=draw(st.sampled_from(BenefitType)),
            baseline=draw(FIGURES),
            target=draw(FIGURES),
            cases=draw(COUNTS),
            minutes=draw(COUNTS),
        )
        said = draw(FIGURES)
        answer = FollowUp(key=f"f{number}", row=number, benefit=benefit.key, due=DAY, realised=said)
        found.append((benefit, None if said is None else answer))
    return found


@given(pairs())
def test_sums_equal_their_rows_and_what_is_missing_is_counted(
    said: list[tuple[Benefit, FollowUp | None]],
) -> None:
    rows = [followed(benefit, [answer] if answer else []) for benefit, answer in said]
    groups = gathered(rows, lambda one: one.benefit.type or "")
    assert sum(len(unit.rows) for group in groups for unit in group.sums) == len(rows)
    for group in groups:
        assert len({same_unit(unit.unit) for unit in group.sums}) == len(group.sums)
        for unit in group.sums:
            assert {same_unit(row.benefit.unit) for row in unit.rows} == {same_unit(unit.unit)}
            for name, total, missing in (
                ("expected", unit.expected, unit.without_expected),
                ("realised", unit.realised, unit.without_realised),
            ):
                known = [value for row in unit.rows if (value := getattr(row, name)) is not None]
                assert total == (sum(known, Decimal(0)) if known else None)
                assert missing == len(unit.rows) - len(known)


@given(COUNTS, COUNTS, st.one_of(st.none(), st.integers(0, 100)))
def test_freed_time_is_the_formula_or_says_what_it_lacks(
    cases: int | None, minutes: int | None, automation: int | None
) -> None:
    one = Benefit(key="b", thing="F-0001", cases=cases, minutes=minutes, automation=automation)
    found = freed_time(one)
    if cases is None and minutes is None:
        assert found is None
        return
    assert found is not None
    assert found.assumed is (automation is None)
    if cases is None or minutes is None:
        assert found.hours is None
    else:
        share = 100 if automation is None else automation
        assert found.hours == Decimal(cases) * minutes * share / 6000


@given(st.lists(st.integers(1, 400), max_size=8), st.booleans())
def test_the_next_day_follows_from_the_answers_in_whatever_order_they_are_read(
    waits: list[int], ends: bool
) -> None:
    benefit = Benefit(key="b", thing="F-0001", next_follow_up=DAY)
    answers, due = [], DAY
    for number, wait in enumerate(waits, start=1):
        after = None if ends and number == len(waits) else due + timedelta(days=wait)
        key = follow_up_key(benefit.key, due)
        answers.append(FollowUp(key=key, row=number, benefit=benefit.key, due=due, next_on=after))
        due = after or due
    expected = None if ends and waits else due
    assert due_of(benefit, answers) == expected
    assert due_of(benefit, answers[::-1]) == expected
    handed = FollowUp(key="h", benefit="b", due=DAY, state=FollowUpState.HANDED_OVER)
    assert due_of(benefit, [*answers, handed]) == expected


@given(st.decimals(Decimal("-99999999999"), Decimal("99999999999"), places=4, allow_nan=False))
def test_a_figure_is_read_as_danes_write_it(value: Decimal) -> None:
    plain = f"{value:f}".replace(".", ",")
    assert decimal_number(plain) == value
    whole, _, rest = plain.lstrip("-").partition(",")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if value < 0 else ""
    assert decimal_number(f"{sign}{grouped},{rest or 0} %") == value
