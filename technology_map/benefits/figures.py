"""Realised against expected, gathered by proposal, area, type, purpose or year: what is missing is said.

Figures of different units are never added up, so hours and kroner stay apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from technology_map.benefits.benefits import Benefit, BenefitType, freed_time
from technology_map.benefits.follow_ups import FollowUp, latest
from technology_map.records import Records


class GatheredBy(StrEnum):
    """What benefits are gathered by."""

    THING = "thing"
    AREA = "area"
    TYPE = "type"
    PURPOSE = "purpose"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Followed:
    """A benefit with the change that is expected and the one that came, each None where nobody knows."""

    benefit: Benefit
    answer: FollowUp | None
    expected: Decimal | None
    realised: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitSum:
    """The benefits of one unit in a group. The sums are of what is known; the counts say what is not."""

    unit: str
    rows: tuple[Followed, ...]
    expected: Decimal | None
    realised: Decimal | None
    without_expected: int
    without_realised: int


@dataclass(frozen=True, slots=True)
class BenefitGroup:
    """One proposal, area, type, purpose or year; `key` is its name or code, empty for having none."""

    key: str
    sums: tuple[UnitSum, ...]


def followed(benefit: Benefit, answers: Sequence[FollowUp]) -> Followed:
    """A benefit with what came of it.

    The change is the target, or the last figure, less the baseline; where none was measured, the figure
    itself. Freed time that has no target is what the formula says.
    """
    told = latest(answers)
    base = benefit.baseline or Decimal(0)
    expected = None if benefit.target is None else benefit.target - base
    if expected is None and benefit.type is BenefitType.FREED_TIME and (freed := freed_time(benefit)):
        expected = freed.hours
    realised = None if told is None or told.realised is None else told.realised - base
    return Followed(benefit, told, expected, realised)


def every(benefits: Records[Benefit], answers: Records[FollowUp]) -> Sequence[Followed]:
    """All benefits with what came of them: worked out once until a benefit or an answer changes."""

    def work(of: Records[Benefit]) -> Sequence[Followed]:
        return [followed(one, answers.about(one.key)) for one in of]

    return benefits.derived_with(answers, "followed", work)


def gathered(rows: Iterable[Followed], key_of: Callable[[Followed], str]) -> list[BenefitGroup]:
    """The groups in the order in which they first come, each with its units in that order."""
    found: defaultdict[str, list[Followed]] = defaultdict(list)
    for one in rows:
        found[key_of(one)].append(one)
    return [BenefitGroup(key, tuple(_sums(group))) for key, group in found.items()]


def same_unit(unit: str) -> str:
    """What two ways to write a unit have in common."""
    return " ".join(unit.casefold().replace(".", "").split())


def _sums(rows: list[Followed]) -> Iterable[UnitSum]:
    by_unit: defaultdict[str, list[Followed]] = defaultdict(list)
    for one in rows:
        by_unit[same_unit(one.benefit.unit)].append(one)
    for group in by_unit.values():
        expected = [one.expected for one in group if one.expected is not None]
        realised = [one.realised for one in group if one.realised is not None]
        yield UnitSum(
            group[0].benefit.unit,
            tuple(group),
            sum(expected, Decimal(0)) if expected else None,
            sum(realised, Decimal(0)) if realised else None,
            len(group) - len(expected),
            len(group) - len(realised),
        )
