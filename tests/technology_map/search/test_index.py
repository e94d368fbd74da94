"""Søren looks for what a colleague may already have."""

import math
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.search.finding import search
from technology_map.search.index import PREFIX, TITLE_WEIGHT, SearchIndex
from technology_map.search.nearness import nearest
from technology_map.search.results import rarity
from technology_map.search.tokens import STOP_WORDS, stems, telling, words
from tests.technology_map.sheets.made_sheets import proposal
from tests.words import overview as fresh_overview

TEXTS = st.lists(st.text(max_size=40), min_size=1, max_size=8)


def index(*titles: str) -> SearchIndex:
    """Titles under their places, from 1."""
    filled = SearchIndex()
    for key, title in enumerate(titles, start=1):
        filled.put(key, title)
    return filled


def found(filled: SearchIndex, text: str) -> list[int]:
    """What a question finds, best first."""
    return [key for key, _ in filled.find(text).walk()]


def test_soren_finds_drones_by_the_word_in_any_form() -> None:
    filled = index("Droner til opmåling af kolonihaver", "VR-briller i undervisningen")
    assert found(filled, "drone") == [1]
    assert found(filled, "DRONERNE") == [1]
    assert found(filled, "briller") == [2]


def test_every_word_must_occur_but_words_that_say_nothing_are_passed_over() -> None:
    filled = index("Sensorer i affaldsspande", "Sensorer til lys på gangen")
    assert found(filled, "sensorer på gangen") == [2]
    assert [key for key, _ in nearest(filled, "sensorer gangen", 2)] == [2, 1]


def test_the_last_word_may_be_half_typed() -> None:
    filled = index("Robotstøvsuger på plejecentret", "Rullestol med sensorer")
    assert found(filled, "robo") == [1]
    assert found(filled, "rulle sens") == []
    assert found(filled, "rullestol sens") == [2]


def test_a_hit_in_the_title_comes_before_one_in_the_text() -> None:
    filled = SearchIndex()
    filled.put(2, "Noget andet", "her står robot en gang")
    filled.put(1, "Robot til bleer", "tekst")
    assert found(filled, "robot") == [1, 2]


def test_a_text_that_repeats_a_word_without_end_weighs_no_more_than_a_byte_holds() -> None:
    filled = SearchIndex()
    filled.put(1, "Robot", "robot " * 100)
    filled.put(2, "Robot", "robot " * 100_000)
    filled.put(3, "Robot", "robot " * 1_000)
    assert [key for key, _ in filled.find("robot").walk()] == [3, 2, 1]
    filled.drop(2, "Robot", "robot " * 100_000)
    assert found(filled, "robot") == [3, 1]


def test_a_proposal_is_found_by_the_system_it_must_work_with() -> None:
    overview = fresh_overview()
    overview.put_proposal(proposal(connections="Skal kunne tale med Cura."))
    assert [one.name for one in search(overview, "cura").things] == ["F-0001"]


@given(TEXTS)
def test_each_text_is_found_by_each_of_its_words_until_it_is_dropped(texts: list[str]) -> None:
    filled = SearchIndex()
    for key, text in enumerate(texts):
        filled.put(key, "titel", text)
    for key, text in enumerate(texts):
        for word in set(words(text)) - STOP_WORDS:
            assert key in found(filled, word)
    for key, text in enumerate(texts):
        filled.drop(key, "titel", text)
    assert len(filled) == 0
    assert found(filled, "titel") == []


def reference(filed: dict[int, tuple[str, str]], text: str) -> list[tuple[int, float]]:
    """What a question finds, reckoned the plain way: every text is asked for every word."""
    said = telling(text)
    scores = {}
    for key in filed:
        each = [plainly(filed, key, word, begun=word == said[-1]) for word in said]
        if all(each) and said:
            scores[key] = sum(each)
    return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))


def plainly_near(filed: dict[int, tuple[str, str]], text: str) -> list[tuple[int, float]]:
    """What resembles a text, reckoned the plain way: the cosine of every text with it."""
    said = telling(text)
    whole = sum(worth(filed, stems(word), weights) for word in said)
    scores = {}
    for key, one in filed.items():
        total = 0.0
        for word in said:
            total += max(
                worth(filed, (stem,), weights) * heaviness(weights(one)[stem]) for stem in stems(word)
            )
            total += worth(filed, (word,), forms) * heaviness(forms(one)[word])
        if total:
            length = math.sqrt(sum(heaviness(weight) ** 2 for weight in forms(one).values()))
            scores[key] = total / whole / (round(4 * length) / 4)
    return sorted(scores.items(), key=lambda pair: (-pair[1], -pair[0]))


def worth(
    filed: dict[int, tuple[str, str]],
    wanted: tuple[str, ...],
    counted: Callable[[tuple[str, str]], Counter[str]],
) -> float:
    """What the most common of these may count: the square of how rare it is."""
    most = max(sum(one in counted(text) for text in filed.values()) for one in wanted)
    return rarity(len(filed), most) ** 2


def heaviness(weight: int) -> float:
    """How much a weight counts."""
    return 1 + math.log(weight) if weight else 0.0


def forms(text: tuple[str, str]) -> Counter[str]:
    """How much each word weighs in a title and a text, in the form it stands there."""
    said = [word for word in words(text[1]) if word not in STOP_WORDS]
    return Counter(words(text[0]) * TITLE_WEIGHT + said)


def plainly(filed: dict[int, tuple[str, str]], key: int, word: str, *, begun: bool) -> float:
    """How well a text answers to one word: by the best of the stems that fit."""
    best = 0.0
    for stem in {stem for one in filed for stem in weights(filed[one])}:
        if stem in stems(word) or (begun and len(word) >= PREFIX and stem.startswith(word)):
            weight = weights(filed[key]).get(stem)
            spread = sum(stem in weights(other) for other in filed.values())
            score = rarity(len(filed), spread) * (1 + math.log(weight)) if weight else 0.0
            best = max(best, score)
    return best


def weights(text: tuple[str, str]) -> Counter[str]:
    """How much each stem weighs in a title and a text."""
    found: Counter[str] = Counter()
    for word, weight in forms(text).items():
        found.update(dict.fromkeys(stems(word), weight))
    return found


SAID = st.lists(st.sampled_from("lys lyset lyser lysten be bed beboer beboere beboerne og i a".split())).map(
    " ".join
)
FILINGS = st.lists(st.tuples(st.integers(1, 9), st.none() | st.tuples(SAID, SAID)), max_size=25)


@given(FILINGS, st.lists(SAID, min_size=1, max_size=4), st.integers(1, 5), st.sets(st.integers(1, 9)))
def test_the_quick_way_finds_what_the_plain_way_finds(
    filings: list[tuple[int, tuple[str, str] | None]], questions: list[str], count: int, without: set[int]
) -> None:
    filled, filed = SearchIndex(), dict[int, tuple[str, str]]()
    for key, text in filings:
        filled.find(questions[0])
        nearest(filled, questions[-1], count)
        if key in filed:
            filled.drop(key, *filed.pop(key))
        if text is not None:
            filled.put(key, *text)
            filed[key] = text
    for question in questions:
        hits, plain = filled.find(question), reference(filed, question)
        same(list(hits.walk()), plain)
        assert hits.keys == {key for key, _ in plain}
        close = [pair for pair in plainly_near(filed, question) if pair[0] not in without]
        same(nearest(filled, question, count, without), close[:count], all_of=close)


def same(
    found: list[tuple[int, float]],
    plain: list[tuple[int, float]],
    all_of: list[tuple[int, float]] | None = None,
) -> None:
    """The same keys with the same scores in the same order; sums may differ in their last digits."""
    assert [score for _, score in found] == pytest.approx([score for _, score in plain])
    known = dict(all_of or plain)
    for key, score in found:
        assert known[key] == pytest.approx(score)
    for (first, one), (second, other) in pairwise(found):
        assert one > other or (one == other and first > second)
