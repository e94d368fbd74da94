"""The value lists that cards are filled in with: fixed ones, and those that the municipality keeps."""

import re
from collections.abc import Collection
from enum import StrEnum

from technology_map.texts import Texts
from technology_map.words.terms import TermList

ValueList = type[StrEnum] | TermList
"""A fixed list of codes, or one whose codes are rows of the vocabulary."""

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def family(of: type[StrEnum]) -> str:
    """How the keys of a fixed list begin in the catalogues: as `technology_choice.`"""
    return _CAPITAL.sub("_", of.__name__).lower() + "."


def code_word(t: Texts, of: ValueList, code: str) -> str:
    """The word for a code of a list."""
    return t.term(of, code) if isinstance(of, TermList) else t(family(of) + code)


def codes_of(t: Texts, of: ValueList, keep: Collection[str] = ()) -> list[str]:
    """The codes that can be chosen, in their order; those in `keep` too, though they are retired."""
    if isinstance(of, TermList):
        return [one.code for one in t.vocabulary.offered(of, keep)]
    return [one.value for one in of]


def choices_of(t: Texts, of: ValueList, keep: Collection[str] = ()) -> list[tuple[str, str]]:
    """What can be chosen: pairs of code and word, in the list's order."""
    return [(code, code_word(t, of, code)) for code in codes_of(t, of, keep)]
