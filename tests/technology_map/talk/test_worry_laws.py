"""Laws of worries: never out on their day, at least three together or after a week, nothing left."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from technology_map.people.people import Person
from technology_map.talk.worries import FEWEST, LONGEST, WIDTH, Said, Worry, WorryTheme, read_said, to_release

START = date(2026, 11, 2)
DAYS = st.lists(st.integers(0, 20), max_size=12)


def row(number: int, day: int) -> Worry:
    made: Worry = Worry(key=f"worry-{number:032x}", row=number, day=START + timedelta(days=day), sealed="")
    return made


@given(written=DAYS, cuts=st.lists(st.integers(0, 3), min_size=40, max_size=40))
def test_a_month_of_noons_with_crashes_on_the_way(written: list[int], cuts: list[int]) -> None:
    rows = [row(number, day) for number, day in enumerate(written, start=1)]
    for at in range(40):
        today = START + timedelta(days=at)
        here = [one for one in rows if one.day <= today]
        found = to_release(here, today)
        assert all(one.day < today for one in found)
        gone = [one for one in here if one.released_on == today]
        late = any(today - one.day >= LONGEST for one in found)
        assert not found or late or len(found) + len(gone) >= FEWEST
        cut = cuts[at]
        for one in found[: cut or len(found)]:
            rows[one.row - 1] = replace(one, released_on=today)
        rest = to_release([one for one in rows if one.day <= today], today)
        if cut and cut < len(found) and len(found) >= FEWEST:
            assert {one.row for one in rest} == {one.row for one in found[cut:]}, "a batch cut short goes on"
        for one in rest:
            rows[one.row - 1] = replace(one, released_on=today)
    for one in rows:
        assert one.released_on is not None
        assert one.day < one.released_on <= one.day + LONGEST


@given(
    text=st.text(max_size=2_000).filter(lambda one: "\\" not in one and one.isprintable()),
    theme=st.sampled_from(WorryTheme),
)
def test_every_worry_is_read_as_written_and_all_are_equally_long(text: str, theme: WorryTheme) -> None:
    said = Said("F-0042", theme, text, Person("11111111-0000-4000-8000-000000000001", "Mette Holm"))
    assert read_said(said.written()) == said
    assert len(said.written().encode()) == WIDTH
