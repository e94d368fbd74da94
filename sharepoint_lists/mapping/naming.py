"""A person in the cells of a row: how the row names them, and the row without them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any

from sharepoint_lists.mapping.holding import OWN, personal
from sharepoint_lists.schema.columns import Column
from sharepoint_lists.schema.holding import Holds
from sharepoint_lists.schema.list_types import List

Cells = Mapping[str, Any]
_GENITIVE = r"(?P<ending>['\u2019]?s)?"


class Found(StrEnum):
    """How a person stands in a cell."""

    ID = "id"
    NAME = "name"
    KEY = "key"
    WORDS = "words"
    SEALED = "sealed"
    HASHED = "hashed"
    SHARED = "shared"
    SYSTEM = "system"
    FILE = "file"


KEPT = frozenset({Found.HASHED, Found.SHARED, Found.SYSTEM, Found.FILE})
"""What is told and not taken out by the app: part of the chain, perhaps somebody else, SharePoint's own."""


@dataclass(frozen=True)
class Sought:
    """A person who is looked for, and what stands in their place.

    `names` are the display names they had here. Those of them that are `shared` somebody else has too: a
    name that stands without an object id may be the other's. Of `anybody` there is no id: every name goes.
    """

    object_id: str
    stand_in: str
    word: str
    names: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    anybody: bool = False

    @cached_property
    def own_names(self) -> "Names":
        """Names that are nobody else's."""
        return Names(self.names - self.shared)

    @cached_property
    def shared_names(self) -> "Names":
        """Names that somebody else has too."""
        return Names(self.names & self.shared)


@dataclass(frozen=True)
class Names:
    """Display names, to be found in texts. In running text a name of one word is no name: it is a word."""

    names: frozenset[str]
    _folded: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_folded", frozenset(map(_folded, self.names)))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        parts = [name.split() for name in sorted(self.names, key=len, reverse=True)]
        said = "|".join(r"\s+".join(map(re.escape, words)) for words in parts if len(words) > 1)
        return re.compile(rf"(?<!\w)(?:{said}){_GENITIVE}(?!\w)", re.IGNORECASE) if said else None

    def are(self, text: str) -> bool:
        """Whether a text is one of the names and nothing else."""
        return _folded(text) in self._folded

    def taken_out(self, text: str, word: str) -> str:
        """The text with another word for each of the names."""
        if self.are(text):
            return word
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda found: word + (found["ending"] or ""), text)

    def cut_out(self, key: str, stand_in: str) -> str:
        """A key with something else for each of the names."""
        for name in self.names:
            key = key.replace(name, stand_in) if " " in name else key
        return key

    def within(self, text: str) -> bool:
        """Whether a text says one of the names."""
        return self.are(text) or (self._pattern is not None and bool(self._pattern.search(text)))


@dataclass(frozen=True, slots=True)
class Hit:
    """A cell in which the person stands: the column's name and title, how, and what the cell says."""

    column: str
    title: str
    how: Found
    text: str


def hits(of: List, cells: Cells, who: Sought) -> list[Hit]:
    """Every cell of a row in which the person stands."""
    found = []
    for column in personal(of):
        text = _text(cells.get(column.name))
        if text and (how := _how(column, text, cells, who)):
            found.append(Hit(column.name, column.title, how, text))
    return found


def owns(of: List, cells: Cells, who: Sought) -> bool:
    """Whether a row is there for the person only."""
    column = OWN.get(of.name)
    return column is not None and _text(cells.get(column.name)) == who.object_id


def replaced(of: List, cells: Cells, who: Sought) -> dict[str, str]:
    """The cells that change when the person is taken out of a row, as they are then."""
    found: dict[str, str] = {}
    for column in personal(of):
        text = _text(cells.get(column.name))
        if text and (now := _without(column, text, cells, who)) != text:
            found[column.name] = now
    return found


def forgotten_names(of: List, versions: Sequence[Cells], word: str) -> frozenset[str]:
    """The names that were taken out of a row, told by what stood where the word stands since.

    `versions` are the row's, the newest first.
    """
    found = set[str]()
    for now, before in pairwise(versions):
        for column in personal(of):
            if column.holds is Holds.NAME:
                lines = _split(_text(now.get(column.name))), _split(_text(before.get(column.name)))
                found |= {was for is_, was in zip(*lines, strict=False) if is_ == word != was.strip()}
    return frozenset(one.strip() for one in found if one.strip())


def masked(of: List, cells: Cells, names: frozenset[str], word: str) -> dict[str, Any]:
    """The cells of a row with the word for each of these names, whoever they name."""
    now, known = dict(cells), Names(names)
    for column in personal(of) if names else ():
        text = _text(cells.get(column.name))
        if column.holds is Holds.NAME:
            now[column.name] = "\n".join(word if known.are(one) else one for one in _split(text))
        elif column.holds is Holds.WORDS:
            now[column.name] = known.taken_out(text, word)
    return now


def ids_in(of: List, cells: Cells) -> Iterator[str]:
    """The object ids that a row says."""
    for column in personal(of):
        if column.holds is Holds.ID:
            yield from (one.strip() for one in _split(_text(cells.get(column.name))) if one.strip())


def names_in(of: List, cells: Cells) -> Iterator[tuple[str, str]]:
    """The pairs of object id and display name that a row says."""
    for column in personal(of):
        if column.holds is Holds.NAME and column.whose:
            ids = _text(cells.get(column.whose)).splitlines()
            names = _text(cells.get(column.name)).splitlines()
            yield from ((one.strip(), name.strip()) for one, name in zip(ids, names, strict=False))


def _how(column: Column, text: str, cells: Cells, who: Sought) -> Found | None:
    if column.holds is Holds.HASHED:
        return Found.HASHED if who.own_names.within(text) or who.shared_names.within(text) else None
    if _without(column, text, cells, who) != text:
        return Found(column.holds.value) if column.holds else None
    if column.holds in (Holds.NAME, Holds.WORDS) and _may_be(column, text, cells, who):
        return Found.SHARED
    return None


def _may_be(column: Column, text: str, cells: Cells, who: Sought) -> bool:
    """Whether the name stands without an object id that says whose it is."""
    if column.holds is Holds.WORDS:
        return who.shared_names.within(text)
    return any(not whose and who.shared_names.are(name) for whose, name in _paired(column, text, cells))


def _without(column: Column, text: str, cells: Cells, who: Sought) -> str:
    match column.holds:
        case Holds.ID:
            ids = [who.stand_in if one.strip() == who.object_id else one for one in _split(text)]
            return _lines(ids, text)
        case Holds.KEY:
            now = text if who.anybody else text.replace(who.object_id, who.stand_in)
            return who.own_names.cut_out(now, who.stand_in)
        case Holds.NAME:
            return _lines([_named(whose, name, who) for whose, name in _paired(column, text, cells)], text)
        case Holds.WORDS:
            return who.own_names.taken_out(text, who.word)
        case _:
            return text


def _named(whose: str, name: str, who: Sought) -> str:
    mine = whose == who.object_id if whose else who.own_names.are(name)
    return who.word if mine or (who.anybody and name.strip()) else name


def _paired(column: Column, text: str, cells: Cells) -> list[tuple[str, str]]:
    """Each name of a cell with the object id beside it; the id is empty where none is kept."""
    names = _split(text)
    ids: Sequence[str] = _split(_text(cells.get(column.whose))) if column.whose else ()
    beside = [one.strip() for one in ids] + [""] * len(names)
    return list(zip(beside, names, strict=False))


def _split(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _lines(lines: Sequence[str], before: str) -> str:
    """The lines as one text; the text as it was, whatever ends its lines, where none is another."""
    return before if list(lines) == _split(before) else "\n".join(lines)


def _text(cell: Any) -> str:
    return cell if isinstance(cell, str) else "" if cell is None else str(cell)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
