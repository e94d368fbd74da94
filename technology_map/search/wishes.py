"""A problem that names only a technology: a wish, to which one asks back (domain.md 2: the problem first)."""

from functools import cache

from technology_map.search.meanings import Meanings
from technology_map.search.tokens import stems, telling, words
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

MOST_WORDS = 12
"""Whoever writes more than that has told of more than a wish."""
LEFT_OVER = 1
"""Other words that a wish may have: `en chatbot til kommunen`."""


@cache
def _wishing() -> frozenset[str]:
    said = """
        vil have ønsker ønske gerne bruge bruger mangler brug behov ny nye nyt indføre indkøbe købe få prøve
        teste implementere anvende udvikle lave skal bør kunne måtte kommunen afdelingen os alle flere
        want need wish like use using buy get try introduce new our we would should municipality
    """
    return frozenset(stem for word in words(said) for stem in stems(word))


def names_only_technology(vocabulary: Vocabulary, problem: str) -> bool:
    """Whether a problem says no more than which technology somebody would like to have."""
    said = telling(problem)
    if not said or len(words(problem)) > MOST_WORDS:
        return False
    meanings, start = Meanings(vocabulary), f"{TermList.TECHNOLOGY.value}."
    technical = [word for word in said if any(one.startswith(start) for one in meanings.of(word))]
    others = [word for word in said if word not in technical and _wishing().isdisjoint(stems(word))]
    return bool(technical) and len(others) <= LEFT_OVER
