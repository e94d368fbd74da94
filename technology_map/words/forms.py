"""The gate for what the secretary writes on the Setup page: a word, its place, what becomes of it."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, StringConstraints

from technology_map.validation.forms import Key, Typed, Version, none_for_empty, one_line, tamed_text
from technology_map.words.terms import EXPLANATION_LIMIT, MOST_SYNONYMS, NAME_LIMIT, TechnologyKind, TermList
from technology_map.words.values import Provenness


def _lines(value: Any) -> Any:
    """Words one a line or with commas between, each once."""
    if not isinstance(value, str):
        return value
    parts = (one_line(part) for part in value.replace(",", "\n").split("\n"))
    return tuple(dict.fromkeys(part for part in parts if part))[:MOST_SYNONYMS]


Name = Annotated[str, BeforeValidator(one_line), StringConstraints(min_length=1, max_length=NAME_LIMIT)]
OtherName = Annotated[str, BeforeValidator(one_line), StringConstraints(max_length=NAME_LIMIT)]
Explanation = Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=EXPLANATION_LIMIT)]
Synonyms = Annotated[tuple[str, ...], BeforeValidator(_lines)]
Code = Annotated[str, StringConstraints(max_length=80)]
Example = Annotated[str, BeforeValidator(one_line), StringConstraints(pattern=r"^$|^[Ll]-?\d{1,9}$")]


class _TermText(Typed):
    list: TermList
    name_da: Name
    name_en: OtherName = ""
    explanation_da: Explanation = ""
    explanation_en: Explanation = ""
    kind: Annotated[TechnologyKind | None, BeforeValidator(none_for_empty)] = None
    provenness: Annotated[Provenness | None, BeforeValidator(none_for_empty)] = None
    synonyms_da: Synonyms = ()
    synonyms_en: Synonyms = ()
    example: Example = ""
    area: Code = ""


class NewTerm(_TermText):
    """A word to be added."""

    submission_key: Key


class TermEdit(_TermText):
    """Other names or explanations for a word, based on the `version` that the form was drawn from."""

    code: Code
    version: Version


class WordQuestion(Typed):
    """Somebody asks what a word means."""

    word: Name


class TermChange(StrEnum):
    """What can be done with a word by one press."""

    UP = "up"
    DOWN = "down"
    RETIRE = "retire"
    RESTORE = "restore"


class TermPress(Typed):
    """One press on a word."""

    list: TermList
    code: Code
    change: TermChange


class TermMerge(Typed):
    """Two words become one: `code` is no more, `into` stands in its place."""

    list: TermList
    code: Code
    into: Code
