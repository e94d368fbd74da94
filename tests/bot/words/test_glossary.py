"""Mette asks the bot what a word means, and gets an answer that she can use."""

import pytest

from bot.verbs import understood
from tests.bot.chatting import asks_for, words
from tests.teams_app.tab.pages import read
from tests.town import Town


@pytest.mark.parametrize(
    "asked",
    [
        "hvad er machine learning?",
        "Hvad betyder maskinlæring",
        "forklar Machine Learning",
        "what is machine learning?",
        "HVAD ER  MACHINE   LEARNING ?!",
        "hvad er en machine learning",
    ],
)
async def test_a_word_is_explained_in_plain_language(bakkeby: Town, asked: str) -> None:
    card = (await asks_for(bakkeby, "mette", asked)).card
    assert card
    said = words(card)
    assert said.startswith("Machine learning")
    assert "Dataanalyse" in said
    assert len(said) > 120


async def test_a_word_nobody_knows_is_answered_with_words_that_are_like_it(bakkeby: Town) -> None:
    card = (await asks_for(bakkeby, "mette", "hvad er sensor")).card
    assert card
    assert "Sensorer" in words(card) + str(card)
    unknown = (await asks_for(bakkeby, "mette", "hvad er flubberdims?")).card
    assert unknown
    assert "Jeg kender ikke ordet »flubberdims" in words(unknown)


async def test_the_same_stands_on_the_glossarys_page(bakkeby: Town) -> None:
    page = read((await bakkeby.reads("mette", "glossary")).text)
    assert len(page.words("dfn")) >= 30
    found = read((await bakkeby.reads("mette", "glossary/results", text="maskinlæring")).text)
    assert found.words("dfn") == ["Machine learning"]
    none = read((await bakkeby.reads("mette", "glossary/results", text="flubberdims")).text)
    assert none.words("h2") == ["Det ord er ikke i ordbogen"]


def test_what_is_no_question_about_a_word_is_none() -> None:
    assert understood("hvad er machine learning?") == ("explain", {"text": "machine learning"})
    assert understood("status F-0001")[0] == "status"
    assert understood("søg hvad er machine learning")[0] == "search"
