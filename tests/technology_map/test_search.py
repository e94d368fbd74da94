"""Søren looks for what a colleague may already have."""

from hypothesis import given
from hypothesis import strategies as st

from technology_map.search import SearchIndex, words

TEXTS = st.lists(st.text(max_size=40), min_size=1, max_size=8)


def index(**titles: str) -> SearchIndex[str]:
    filled: SearchIndex[str] = SearchIndex()
    for key, title in titles.items():
        filled.put(key, title.replace("_", " "))
    return filled


def test_soren_finds_drones_by_the_word_in_any_form() -> None:
    filled = index(a="Droner til opmåling af kolonihaver", b="VR-briller i undervisningen")
    assert [key for key, _ in filled.find("drone")] == ["a"]
    assert [key for key, _ in filled.find("DRONERNE")] == ["a"]
    assert [key for key, _ in filled.find("briller")] == ["b"]


def test_every_word_must_occur_but_words_that_say_nothing_are_passed_over() -> None:
    filled = index(a="Sensorer i affaldsspande", b="Sensorer til lys på gangen")
    assert [key for key, _ in filled.find("sensorer på gangen")] == ["b"]
    assert {key for key, _ in filled.find("sensorer gangen", every_word=False)} == {"a", "b"}


def test_the_last_word_may_be_half_typed() -> None:
    filled = index(a="Robotstøvsuger på plejecentret", b="Rullestol med sensorer")
    assert [key for key, _ in filled.find("robo")] == ["a"]
    assert [key for key, _ in filled.find("rulle sens")] == []
    assert [key for key, _ in filled.find("rullestol sens")] == ["b"]


def test_a_hit_in_the_title_comes_before_one_in_the_text() -> None:
    filled: SearchIndex[str] = SearchIndex()
    filled.put("text", "Noget andet", "her står robot en gang")
    filled.put("title", "Robot til bleer", "tekst")
    assert [key for key, _ in filled.find("robot")] == ["title", "text"]


@given(TEXTS)
def test_each_text_is_found_by_each_of_its_words_until_it_is_dropped(found: list[str]) -> None:
    filled: SearchIndex[int] = SearchIndex()
    for key, text in enumerate(found):
        filled.put(key, "titel", text)
    for key, text in enumerate(found):
        for word in words(text):
            assert key in [one for one, _ in filled.find(word)]
    for key in range(len(found)):
        filled.drop(key)
    assert len(filled) == 0
    assert filled.find("titel") == []
