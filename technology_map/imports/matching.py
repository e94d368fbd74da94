"""Matches another's spreadsheet to our fields and words: what is known, what is guessed, what is asked."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from technology_map.imports.cell_words import NOTHING, is_code, names_of_words, parts_of, wild
from technology_map.imports.file_kind import kind_of
from technology_map.imports.foreign_import import shortened
from technology_map.imports.guessing import closest
from technology_map.imports.import_map import folded
from technology_map.sheets.cells import Line
from technology_map.sheets.columns import Column, Kind
from technology_map.sheets.contents import COLUMNS
from technology_map.sheets.headings import (
    NOT_READ,
    SEARCHED,
    Headings,
    find_headings,
    folded_heading,
    names_of,
    own_names,
    read_headings,
)
from technology_map.validation.cpr import find_cpr
from technology_map.validation.refusals import Refused
from technology_map.words.terms import NAME_LIMIT, TermList
from technology_map.words.vocabulary import Vocabulary

LEFT_EMPTY = NOTHING
"""Chosen for a word: the field stays empty."""
MADE = "+"
"""Chosen for a word: it becomes a new word of the list."""
MAKEABLE = (TermList.AREA, TermList.TECHNOLOGY)
"""Lists that an import may add to. The purposes are few, and the council's own."""
SAMPLES = 3
MOST_ASKED = 200
"""Different words of one column that are asked about: a column with more holds no choice."""
SIZE_LIMIT = 256 * 1024
_CHOICES = (Kind.CHOICE, Kind.CHOICES)
_Said = Annotated[str, StringConstraints(max_length=400)]


def _known_kind(said: str) -> str:
    if said not in COLUMNS:
        raise ValueError("no kind of file")
    return said


class Matching(BaseModel):
    """What somebody chose for a file. `kind` is None, and `sheet` empty, where it is left to us.

    `headings` leads from folded headings to fields or NOT_READ; `words`, for each field, from folded
    words to codes, LEFT_EMPTY or MADE.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Annotated[_Said, AfterValidator(_known_kind)] | None = None
    sheet: _Said = ""
    headings: dict[_Said, _Said] = Field(default_factory=dict, max_length=500)
    words: dict[_Said, dict[_Said, _Said]] = Field(default_factory=dict, max_length=100)


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """A column of the file: its heading, the first cells under it, and the field that it is read as.

    `field` is empty where nobody knows it. `asked` says that its heading is none of our own.
    """

    heading: str
    key: str
    field: str
    samples: tuple[str, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A word of a list that nobody knows: where it stands, how often, and the `code` it is read as."""

    column: Column
    heading: str
    word: str
    key: str
    count: int
    code: str

    @property
    def may_be_made(self) -> bool:
        """Whether it can become a new word of its list."""
        return self.column.words in MAKEABLE and len(self.word) <= NAME_LIMIT


@dataclass(frozen=True, slots=True)
class Matched:
    """A file with its matching, guesses filled in. `at` is the place of the headings among the lines."""

    kind: str
    at: int
    headings: Headings
    matching: Matching
    columns: tuple[ColumnMatch, ...]
    words: tuple[WordMatch, ...]
    plain: bool
    """Whether nothing was chosen or guessed: so would the file be read without a word from anybody."""

    @property
    def asked(self) -> bool:
        """Whether something in the file is none of our own."""
        return bool(self.words or self.headings.missing) or any(one.asked for one in self.columns)

    @property
    def meaning(self) -> str:
        """What tells this reading of the file from another; empty where it is the plain one."""
        if self.plain:
            return ""
        words = sorted((one.column.field, one.key, one.code) for one in self.words if one.code)
        places = sorted(self.headings.places.items())
        return json.dumps([self.kind, self.matching.sheet, self.at, places, words])

    def to_make(self) -> Iterator[WordMatch]:
        """The words that are to become new words of their list."""
        return (one for one in self.words if one.code == MADE and one.may_be_made)


def read_matching(said: bytes) -> Matching:
    """The matching in a text of JSON. Raises Refused(`damaged_form`)."""
    if len(said) > SIZE_LIMIT:
        raise Refused("damaged_form")
    try:
        return Matching.model_validate_json(said)
    except ValidationError:
        raise Refused("damaged_form") from None


def match(lines: Sequence[Line], given: Matching, words: Vocabulary, today: date) -> Matched:
    """What is known of a file, what was chosen for it, and a guess for the rest."""
    first = [cells for _, cells in lines[:SEARCHED]]
    kind = kind_of(first, given.kind, given.headings)
    of = COLUMNS[kind]
    at = find_headings(first, of, given.headings)
    cells = first[at] if first else []
    chosen = _with_guesses(cells, of, given.headings)
    headings = read_headings(cells, of, chosen)
    asked = tuple(
        one for one in _unknown(lines[at + 1 :], headings, of, given, words) if not find_cpr(one.word, today)
    )
    found = {one.column.field: dict(given.words.get(one.column.field, {})) for one in asked}
    for one in asked:
        if one.code:
            found[one.column.field][one.key] = one.code
    matching = Matching(kind=kind, sheet=given.sheet, headings=chosen, words=dict(given.words) | found)
    columns = tuple(_columns(lines[at:], headings, of, chosen, today))
    plainly = _plainly(first)
    plain = (kind, at, headings.places) == plainly and not given.sheet and not any(one.code for one in asked)
    return Matched(kind, at, headings, matching, columns, asked, plain)


def _plainly(first: Sequence[Sequence[str]]) -> tuple[str, int, Mapping[str, int]]:
    """How a file is read that nobody said anything about: what is in it, and where."""
    kind = kind_of(first)
    at = find_headings(first, COLUMNS[kind])
    return kind, at, read_headings(first[at] if first else [], COLUMNS[kind]).places


def _with_guesses(cells: Sequence[str], of: Sequence[Column], chosen: Mapping[str, str]) -> dict[str, str]:
    """What was chosen, and for each heading that nobody knows the free field that is most like it."""
    names = names_of(of)
    fields = {*names.values(), NOT_READ}
    found = {key: field for key, field in chosen.items() if field in fields}
    for heading in read_headings(cells, of, chosen).strange:
        placed = read_headings(cells, of, found).places
        free = {name: field for name, field in names.items() if field not in placed}
        if (key := folded_heading(heading)) not in found and (field := closest(key, free)):
            found[key] = field
    return found


def _columns(
    lines: Sequence[Line], headings: Headings, of: Sequence[Column], chosen: Mapping[str, str], today: date
) -> Iterator[ColumnMatch]:
    """What is known of each column; the headings are the first of the lines."""
    fields = {place: field for field, place in headings.places.items()}
    own = own_names(of)
    for place, heading in enumerate(lines[0][1] if lines else []):
        if key := folded_heading(heading):
            field = fields.get(place, NOT_READ if chosen.get(key) == NOT_READ else "")
            asked = not field or own.get(key) != field
            yield ColumnMatch(shortened(heading), key, field, _samples(lines[1:], place, today), asked)


def _samples(lines: Sequence[Line], place: int, today: date) -> tuple[str, ...]:
    """The first different cells of a column; none in which a CPR number could stand."""
    found: dict[str, None] = {}
    for _, cells in lines[:MOST_ASKED]:
        text = shortened(cells[place]) if place < len(cells) else ""
        if text and not find_cpr(text, today):
            found[text] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _unknown(
    lines: Sequence[Line], headings: Headings, of: Sequence[Column], given: Matching, words: Vocabulary
) -> Iterator[WordMatch]:
    """The words of choices that nobody knows, with what was chosen or is guessed for each."""
    for column in of:
        place = headings.places.get(column.field)
        if column.kind not in _CHOICES or place is None or not (column.of or column.field == "status"):
            continue
        chosen = given.words.get(column.field, {})
        names = names_of_words(column, words)
        for word, count in _strange(column, _cells(lines, place), words).most_common(MOST_ASKED):
            key = folded(word)
            code = chosen.get(key) or closest(word, names)
            yield WordMatch(column, headings.called[column.field], word, key, count, code)


def _cells(lines: Sequence[Line], place: int) -> Iterator[str]:
    return (cells[place] for _, cells in lines if place < len(cells) and cells[place].strip())


def _strange(column: Column, cells: Iterable[str], words: Vocabulary) -> Counter[str]:
    found: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for cell, times in Counter(cells).items():
        for word in parts_of(column, cell):
            said = wild(column, word, words)
            code = next(iter(said), "") if isinstance(said, tuple) else said
            if code and not is_code(column, code, words):
                found[spelt.setdefault(folded(word), " ".join(word.split()))] += times
    return found
