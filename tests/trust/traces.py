"""What an undisturbed act leaves, learned from two: what both say alike, with the marks of each taken out."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tests.trust.truth import Change

Values = Mapping[str, str]
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z?|\b\d{1,2}[.:]\d\d\b")
_NUMBERS = ("Proposal",)
"""Columns with the number of a proposal: a number elsewhere may be anything's."""
MOMENT = "…"
"""In place of a time of day; two moments may be one, and then a cell does not change."""
BY_INSTANCE = "TakenBy"
"""The column with the instance that took a notice: any may."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A change that must have come once: where, of what kind, and which cells it must have."""

    sign: str
    cells: Mapping[str, str]

    def fits(self, other: "Trace") -> bool:
        """Whether the other is this one: says the same in every cell that is the same each time."""
        return self.sign == other.sign and all(
            other.cells.get(name) == value for name, value in self.cells.items()
        )

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value[:60]!r}" for name, value in sorted(self.cells.items())[:6])
        return f"{self.sign} ({said})"


def plain(change: Change, values: Values) -> Trace:
    """The change with this act's own marks, keys and numbers in braces, and no time of day."""
    return Trace(change.sign, {name: _blanked(name, text, values) for name, text in change.cells.items()})


def learned(first: Sequence[Trace], second: Sequence[Trace]) -> list[Trace]:
    """What two undisturbed acts left alike. Raises AssertionError where they did not do the same."""
    assert Counter(one.sign for one in first) == Counter(one.sign for one in second), (
        f"two undisturbed acts differ: {_signs(first)} and {_signs(second)}"
    )
    left, found = list(second), []
    for one in first:
        other = max((two for two in left if two.sign == one.sign), key=lambda two: _alike(one, two))
        left.remove(other)
        same = {
            name: text
            for name, text in one.cells.items()
            if other.cells.get(name) == text and text != MOMENT and name != BY_INSTANCE
        }
        found.append(Trace(one.sign, same))
    return found


def differences(expected: Iterable[Trace], found: Iterable[Trace]) -> list[str]:
    """What is missing and what nobody caused, a sentence each; none where all is there once."""
    left, complaints = list(found), []
    # The one that says most chooses first, so that what is hardly told apart takes what is left.
    for one in sorted(expected, key=lambda each: -len(each.cells)):
        fitting = next((other for other in left if one.fits(other)), None)
        if fitting is None:
            complaints.append(f"is not there: {one}")
        else:
            left.remove(fitting)
    return complaints + [f"nothing caused: {one}" for one in left]


def _signs(traces: Iterable[Trace]) -> str:
    return " ".join(sorted(one.sign for one in traces))


def _alike(one: Trace, other: Trace) -> int:
    return sum(other.cells.get(name) == text for name, text in one.cells.items())


def _blanked(name: str, text: str, values: Values) -> str:
    for blank, value in sorted(values.items(), key=lambda each: -len(each[1])):
        if not value:
            continue
        if value.isdigit():
            if text == value and name in _NUMBERS and blank in ("number", "other"):
                return f"{{{blank}}}"
        elif len(value) > 3:
            text = text.replace(value, f"{{{blank}}}")
    return _TIME.sub(MOMENT, text)
