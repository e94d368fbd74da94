"""Turns the words of a cell into the codes that the gate knows, in Danish or English."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from technology_map.imports.import_map import folded
from technology_map.people.people import Language
from technology_map.sheets.columns import Column, Kind
from technology_map.texts import texts
from technology_map.words.terms import TechnologyKind, TermList
from technology_map.words.value_lists import code_word
from technology_map.words.vocabulary import Vocabulary

NOTHING = "-"
_BETWEEN = re.compile(r"[,;\n]")
_SPACES = re.compile(r"[\s-]+")
_NONE: Mapping[str, str] = MappingProxyType({})


def wild(column: Column, text: str, words: Vocabulary, chosen: Mapping[str, str] = _NONE) -> Any:
    """What the gate gets for a cell: a code for a known word, else the word, which it will refuse.

    `chosen` leads from folded words to codes, or to NOTHING: what somebody said for this file.
    """
    if column.kind is Kind.CHOICE:
        return _code(column, text, words, chosen)
    if column.kind is Kind.CHOICES:
        codes = (_code(column, one, words, chosen) for one in parts_of(column, text))
        return tuple(dict.fromkeys(code for code in codes if code))
    return text


def parts_of(column: Column, text: str) -> Sequence[str]:
    """The words of a cell, each for itself."""
    return [one for one in _BETWEEN.split(text) if one.strip()] if column.kind is Kind.CHOICES else [text]


def is_code(column: Column, code: str, words: Vocabulary) -> bool:
    """Whether this is a code of the column's list."""
    of = column.words
    if isinstance(of, TermList):
        return words.get(of, code) is not None
    return of is not None and code in {one.value for one in of}


def names_of_words(column: Column, words: Vocabulary) -> dict[str, str]:
    """Every word that can be chosen in the column, in every language, and its code."""
    of = column.words
    if isinstance(of, TermList):
        offered = words.offered(of)
        others = {name: one.code for one in offered for said in Language for name in one.synonyms(said)}
        return others | {one.called(said): one.code for one in offered for said in Language}
    assert of is not None  # noqa: S101 - only choices are asked about
    return {code_word(texts(said), of, one.value): one.value for said in Language for one in of}


def _code(column: Column, text: str, words: Vocabulary, chosen: Mapping[str, str]) -> str:
    """The code for a word in any language, the word itself where nobody knows it."""
    said = chosen.get(folded(text), "")
    if said == NOTHING:
        return ""
    if said and is_code(column, said, words):
        return said
    if isinstance(column.words, TermList):
        code = words.known_as(column.words, text)
        term = words.get(column.words, code) if code else None
        only_explains = term is not None and term.kind is TechnologyKind.WORD
        return text.strip() if code is None or only_explains else code
    return _codes(column).get(_squeezed(text), text.strip())


def _squeezed(text: str) -> str:
    """A word as it is compared: without case, spaces and hyphens, so that `idrift` is `I drift`."""
    return _SPACES.sub("", folded(text))


@cache
def _codes(column: Column) -> Mapping[str, str]:
    """The codes of a fixed list by their words in every language."""
    of = column.words
    assert of is not None  # noqa: S101 - only choices are asked about
    assert not isinstance(of, TermList)  # noqa: S101 - as above
    return {_squeezed(code_word(texts(said), of, one.value)): one.value for said in Language for one in of}
