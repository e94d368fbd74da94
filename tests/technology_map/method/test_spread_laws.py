"""Laws of the spread: what each placed last counts, in whatever order; with fewer than four nothing."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from technology_map.method.spread import Choice, read_choice, spread
from technology_map.method.workshops import FEWEST

PURPOSES = st.sampled_from(["", "service", "process", "wellbeing"])
CHOICES = st.builds(Choice, PURPOSES, st.sampled_from(["", "Derfor.", "Æblet er rødt."]))
DEEDS = st.lists(st.tuples(st.integers(0, 8), st.none() | CHOICES), max_size=40)


def last_of(deeds: list[tuple[int, Choice | None]]) -> dict[int, Choice]:
    """What each has placed in the end; None takes it back."""
    stands: dict[int, Choice] = {}
    for who, choice in deeds:
        if choice is None:
            stands.pop(who, None)
        else:
            stands[who] = choice
    return stands


@given(deeds=DEEDS, seed=st.randoms())
def test_the_order_of_votes_and_changes_of_mind_do_not_show(
    deeds: list[tuple[int, Choice | None]], seed: Random
) -> None:
    stands = list(last_of(deeds).values())
    shuffled = list(stands)
    seed.shuffle(shuffled)
    assert spread(stands) == spread(shuffled)


@given(deeds=DEEDS)
def test_counts_add_up_or_nothing_shows(deeds: list[tuple[int, Choice | None]]) -> None:
    stands = list(last_of(deeds).values())
    told = spread(stands)
    assert told.placed == len(stands)
    if len(stands) < FEWEST:
        assert not told.counts
        assert not told.reasons
        assert told.lines() == ()
    else:
        assert sum(told.counts.values()) == len(stands)
        assert set(told.reasons) == {one.reason for one in stands} - {""}


@given(choice=CHOICES)
def test_a_choice_is_read_as_it_was_written(choice: Choice) -> None:
    assert read_choice(choice.written()) == choice
