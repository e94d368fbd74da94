"""What proposals are assessed by: criteria with weights that sum to 100, in versions that never change."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from technology_map.people.people import Language
from technology_map.records import Record, Records

WHOLE = 100
MARKS = (1, 2, 3, 4, 5)
LOWEST, MIDDLE, HIGHEST = 1, 3, 5
FIRST = "first"
"""The version that a municipality starts with."""
MOST = 12
"""Criteria of one version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Record):
    """One criterion of a `version`: its weight in per cent, and what 1, 3 and 5 mean, in words.

    `valid_from` is the day from which the version is used; `place` is the order on the page.
    """

    criteria: str
    code: str
    weight: int
    place: int
    valid_from: date | None = None
    name_da: str = ""
    name_en: str = ""
    low_da: str = ""
    mid_da: str = ""
    high_da: str = ""
    low_en: str = ""
    mid_en: str = ""
    high_en: str = ""

    @property
    def about(self) -> str:
        """The version that it belongs to."""
        return self.criteria

    def called(self, language: Language) -> str:
        """Its name; the Danish one where there is no English."""
        return (self.name_en if language is Language.ENGLISH else "") or self.name_da

    def anchor(self, mark: int, language: Language) -> str:
        """What a mark means, in words; 2 and 4 stand between the others, and have none."""
        danish = {LOWEST: self.low_da, MIDDLE: self.mid_da, HIGHEST: self.high_da}
        english = {LOWEST: self.low_en, MIDDLE: self.mid_en, HIGHEST: self.high_en}
        own = english.get(mark, "") if language is Language.ENGLISH else ""
        return own or danish.get(mark, "")


@dataclass(frozen=True, slots=True)
class Criteria:
    """A version, whole: its criteria in order, whose weights sum to 100."""

    name: str
    valid_from: date | None
    all: tuple[Criterion, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes, in order."""
        return tuple(one.code for one in self.all)

    def weight(self, code: str) -> int:
        """The weight of a criterion; 0 for one that the version has not."""
        return next((one.weight for one in self.all if one.code == code), 0)


def criterion_key(criteria: str, code: str) -> str:
    """The unique key of a criterion of a version."""
    return f"{criteria}|{code}"


@cache
def first_criteria() -> Criteria:
    """Those that a municipality starts with."""
    text = resources.files("technology_map.assessing").joinpath("criteria.toml").read_text("utf-8")
    found = tuple(
        Criterion(key=criterion_key(FIRST, entry["code"]), criteria=FIRST, place=place, **entry)
        for place, entry in enumerate(tomllib.loads(text)["criteria"], start=1)
    )
    return Criteria(FIRST, None, found)


def versions(rows: Records[Criterion]) -> list[Criteria]:
    """Every version, the oldest first. One whose weights do not sum to 100 is not whole, and left out."""
    found: defaultdict[str, list[Criterion]] = defaultdict(list)
    for one in rows:
        found[one.criteria].append(one)
    whole = [_version(name, some) for name, some in found.items() if sum_of(some) == WHOLE]
    return whole if FIRST in found and whole else [first_criteria(), *whole]


def _version(name: str, some: list[Criterion]) -> Criteria:
    in_order = tuple(sorted(some, key=lambda one: (one.place, one.row)))
    return Criteria(name, in_order[0].valid_from, in_order)


def sum_of(some: Iterable[Criterion]) -> int:
    """The sum of the weights."""
    return sum(one.weight for one in some)


def current(rows: Records[Criterion], today: date) -> Criteria:
    """The latest version that is in use today."""
    used = [one for one in versions(rows) if one.valid_from is None or one.valid_from <= today]
    return used[-1] if used else first_criteria()


def named(rows: Records[Criterion], name: str) -> Criteria | None:
    """The version with this name."""
    return next((one for one in versions(rows) if one.name == name), None)
