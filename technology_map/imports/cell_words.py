"""Turns the words of a cell into the codes that the gate knows, in Danish or English."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from technology_map.imports.import_map import folded
from technology_map.people.people import Language
from technology_map.sheets.columns import Column, Kind
from technology_map.texts import texts

_BETWEEN = re.compile(r"[,;\n]")


def wild(column: Column, text: str) -> Any:
    """What the gate gets for a cell: a code for a known word, else the word, which it will refuse."""
    if column.kind is Kind.CHOICE:
        return _codes(column).get(folded(text), text.strip())
    if column.kind is Kind.CHOICES:
        words = (one for one in _BETWEEN.split(text) if one.strip())
        return tuple(dict.fromkeys(_codes(column).get(folded(one), one.strip()) for one in words))
    return text


@cache
def _codes(column: Column) -> Mapping[str, str]:
    """The codes by their words in every language."""
    codes = tuple(column.codes or ())
    return {folded(texts(said)(column.words + one.value)): one.value for said in Language for one in codes}
