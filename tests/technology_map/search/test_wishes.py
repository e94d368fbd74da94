"""A problem that is only a wish for a technology gets a question back."""

import pytest

from technology_map.search.wishes import names_only_technology
from tests.words import WORDS


@pytest.mark.parametrize(
    "problem",
    [
        "Vi vil have en chatbot",
        "Vi ønsker droner",
        "chatbot",
        "Vi mangler en app til kommunen",
        "Vi vil gerne bruge kunstig intelligens.",
        "We want a chatbot",
    ],
)
def test_a_wish_for_a_technology_is_seen(problem: str) -> None:
    assert names_only_technology(WORDS, problem)


@pytest.mark.parametrize(
    "problem",
    [
        "",
        "Nøglerne bliver væk",
        "Vi vækker beboerne om natten, når vi kigger ind til dem.",
        "Vi vil have sensorer, fordi beboerne falder om natten",
        "Borgerne ringer om affald hele dagen",
    ],
)
def test_what_tells_of_a_problem_is_not_asked_about(problem: str) -> None:
    assert not names_only_technology(WORDS, problem)
