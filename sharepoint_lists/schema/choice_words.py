"""The Danish words that stand in SharePoint's choice columns, and the codes they stand for.

Those of fixed lists are the catalogue's; those of the municipality's lists are rows of the vocabulary.
"""

from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from functools import cache

from technology_map.council.life_cycle import Mover
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import ValueList, family
from technology_map.words.vocabulary import Vocabulary

WordsOf = Callable[[], Awaitable[Vocabulary]]
"""Whoever knows the municipality's words: the replica, or a reader of the lists."""


_OWN: Mapping[type[StrEnum], str] = {Mover: "decided_as."}
"""Lists whose words in a column are others than in a sentence."""


@cache
def fixed_words(of: type[StrEnum]) -> Mapping[str, str]:
    """The word of each code of a fixed list, in the order of the codes."""
    t = texts(Language.DANISH)
    return {code: t(_OWN.get(of, family(of)) + code.value) for code in of}


@cache
def _fixed_codes(of: type[StrEnum]) -> Mapping[str, str]:
    return {word: code for code, word in fixed_words(of).items()}


def word_of(code: StrEnum) -> str:
    """The word of a code of a fixed list."""
    return fixed_words(type(code))[code]


def words_of(of: ValueList, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every word that a column may offer: of the municipality's lists those that can be chosen."""
    if isinstance(of, TermList):
        return tuple(one.name_da for one in vocabulary.offered(of))
    return tuple(fixed_words(of).values())


def word(of: ValueList, code: str, vocabulary: Vocabulary) -> str:
    """The word that a cell holds for a code."""
    if isinstance(of, TermList):
        return vocabulary.word(of, code, Language.DANISH)
    return fixed_words(of)[code]


def codes_of(of: ValueList, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The code of each word; of the municipality's lists also by the names that a term had before."""
    return vocabulary.codes(of) if isinstance(of, TermList) else _fixed_codes(of)
