"""Turns the words of a cell into the codes that the gate knows, in Danish or English."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from technology_map.imports.import_map import folded
from technology_map.people.people import Language
from technology_map.sheets.columns import Column, Kind
from technology_map.texts import texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import code_word
from technology_map.words.vocabulary import Vocabulary

_BETWEEN = re.compile(r"[,;\n]")
_SPACES = re.compile(r"[\s-]+")


def wild(column: Column, text: str, words: Vocabulary) -> Any:
    """What the gate gets for a cell: a code for a known word, else the word, which it will refuse."""
    if column.kind is Kind.CHOICE:
        return _code(column, text, words)
    if column.kind is Kind.CHOICES:
        said = (one for one in _BETWEEN.split(text) if one.strip())
        return tuple(dict.fromkeys(_code(column, one, words) for one in said))
    return text


def _code(column: Column, text: str, words: Vocabulary) -> str:
    """The code for a word in any language, the word itself where nobody knows it."""
    if isinstance(column.words, TermList):
        return words.known_as(column.words, text) or text.strip()
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
