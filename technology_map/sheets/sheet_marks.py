"""What openpyxl does not tell of a sheet read line by line: merged cells, and formulas without a result."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

UNCALCULATED = "#UBEREGNET!"
"""Stands in the cell of a formula whose result no program has stored."""
MOST_MERGED = 20_000
_REFERENCE = rb"([A-Z]{1,3})(\d{1,7})"
_PREFIX = rb"(?:\w{1,20}:)?"
_MERGED = re.compile(rb"<" + _PREFIX + rb'mergeCell\s[^>]*?ref="' + _REFERENCE + rb":" + _REFERENCE + rb'"')
_FORMULA = re.compile(
    rb"<" + _PREFIX + rb'c\s[^>]*?\br="' + _REFERENCE + rb'"[^>]*>\s*'
    rb"<" + _PREFIX + rb"f\b[^>]*?(?:/>|>[^<]*</" + _PREFIX + rb"f>)\s*"
    rb"(?:<" + _PREFIX + rb"v\s*/>|<" + _PREFIX + rb"v>\s*</" + _PREFIX + rb"v>)?\s*</" + _PREFIX + rb"c>"
)


@dataclass(slots=True)
class SheetMarks:
    """`merged`: for the first row of each upright merge, its column (from 0) and its last row (from 1).

    `uncalculated`: for each row, the columns in which a formula has no result.
    """

    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    uncalculated: dict[int, list[int]] = field(default_factory=dict)

    def applied(self, lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
        """The lines with what a merged cell says in each of its rows, and the formulas without a result.

        A row that holds nothing else is not filled: it is no card.
        """
        open_until: dict[int, tuple[int, str]] = {}
        for number, cells in lines:
            for column in self.uncalculated.get(number, ()):
                _put(cells, column, UNCALCULATED)
            if any(text.strip() for text in cells):
                for column, (last, text) in open_until.items():
                    if number <= last and not _at(cells, column).strip():
                        _put(cells, column, text)
            for column, last in self.merged.get(number, ()):
                open_until[column] = (last, _at(cells, column))
            yield number, cells


def marks_of(xml: bytes) -> SheetMarks:
    """The marks in the XML of a sheet."""
    found = SheetMarks()
    for count, one in enumerate(_MERGED.finditer(xml)):
        first, last = int(one[2]), int(one[4])
        if last > first and count < MOST_MERGED:
            found.merged.setdefault(first, []).append((_column(one[1]), last))
    for one in _FORMULA.finditer(xml):
        found.uncalculated.setdefault(int(one[2]), []).append(_column(one[1]))
    return found


def _column(letters: bytes) -> int:
    """The column from 0: A, B … Z, AA."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - ord("A") + 1
    return place - 1


def _at(cells: list[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _put(cells: list[str], column: int, text: str) -> None:
    cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = text
