"""Danish writes together what others write apart: both ways lead to the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.search.compounds import Compounds
from technology_map.search.index import SearchIndex
from technology_map.search.nearness import nearest
from technology_map.search.tokens import stems

TITLES = (
    "Droner til opmåling af kolonihaver",
    "Kolonihaveopmåling fra luften",
    "Registrering af sygefravær",
    "Sygefraværsregistrering på telefonen",
    "Lys om natten på gangen",
    "Oprydning i haven",
)


@pytest.fixture
def index() -> SearchIndex:
    filled = SearchIndex()
    for key, title in enumerate(TITLES):
        filled.put(key, title)
    return filled


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kolonihaveopmåling", {0, 1}),
        ("opmåling af kolonihaver", {0, 1}),
        ("opmålingen af en kolonihave", {0, 1}),
        ("sygefraværsregistrering", {2, 3}),
        ("Vi mangler registreringer af sygefravær", {2, 3}),
        ("nattelys", {4}),
    ],
)
def test_written_together_or_apart_each_finds_the_other(
    index: SearchIndex, asked: str, found: set[int]
) -> None:
    near = [key for key, _ in nearest(index, asked, 3)]
    assert set(near[: len(found)]) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kolonihaveopmåling", [1, 0]),
        ("opmåling kolonihaver", [0, 1]),
        ("sygefraværsregistrering", [3, 2]),
        ("registrering af sygefravær", [2, 3]),
    ],
)
def test_the_search_finds_both_and_the_same_wording_first(
    index: SearchIndex, asked: str, found: list[int]
) -> None:
    assert [key for key, _ in index.find(asked).walk()] == found


def test_a_word_is_taken_apart_only_where_both_parts_occur() -> None:
    occurring = {stem for word in ("sygefravær", "registrering", "have") for stem in stems(word)}
    compounds = Compounds(occurring)
    assert compounds.parts("sygefraværsregistrering") == ("sygefraværs", "registrering")
    assert compounds.parts("haveregistrering") == ("have", "registrering")
    assert compounds.parts("sygefraværssamtale") is None
    assert compounds.parts("have") is None


WORDS = st.text("aberst", min_size=3, max_size=6)


@given(st.lists(WORDS, max_size=12, unique=True), st.lists(WORDS, max_size=6), WORDS, WORDS)
def test_kept_in_order_or_ordered_anew_it_is_the_same(
    first: list[str], gone: list[str], head: str, tail: str
) -> None:
    occurring: dict[str, None] = {}
    kept = Compounds(occurring)
    for word in (*first, head, tail, head + tail, head + "s" + tail):
        kept.beginning(word)
        if word not in occurring:
            occurring[word] = None
            kept.put(word)
    for word in gone:
        if word in occurring:
            kept.drop(word)
            del occurring[word]
    fresh = Compounds(occurring)
    assert kept.made_with(head) == fresh.made_with(head)
    assert sorted(kept.made_of({head, tail})) == sorted(fresh.made_of({head, tail}))
    if {head, tail, head + tail} <= occurring.keys():
        assert head + tail in kept.made_of({head, tail})
