"""Questions: words of the glossary that somebody asked about and nobody has explained yet."""

from technology_map.words.terms import TechnologyKind, Term, TermList, TermUse
from technology_map.words.vocabulary import Vocabulary

WORD = "word-"
"""A link in Teams leads to a word by this and its code."""


def is_question(term: Term) -> bool:
    """Whether the word is one that somebody asked about and nobody has explained."""
    unexplained = not (term.explanation_da or term.explanation_en)
    return term.use is TermUse.OFFERED and term.kind is TechnologyKind.WORD and unexplained


def questions(words: Vocabulary) -> list[Term]:
    """The words that wait for an explanation, in the order they were asked about."""
    return [one for one in words.terms(TermList.TECHNOLOGY) if is_question(one)]
