"""A benefit that is expected of a proposal or a solution: how it is measured, from what to what, whose it is.

Source: domain.md 3. Freed time and kroner are kept apart and never added up.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from technology_map.cards.fields import Field, Kind, choice, line
from technology_map.details.details import Detail, DetailKind
from technology_map.words.values import Beneficiary

MOST_CASES = 100_000_000
MOST_MINUTES = 100_000
WHOLE = 100
"""Per cent."""
MINUTES = 60


class BenefitType(StrEnum):
    """What kind of benefit it is (domain.md 3)."""

    FREED_TIME = "freed_time"
    ECONOMY = "economy"
    AVOIDED_COST = "avoided_cost"
    QUALITY = "quality"
    WELLBEING = "wellbeing"
    DATA = "data"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benefit(Detail):
    """One benefit. Figures are in `unit`; `cases` a year, `minutes` a case, `automation` in per cent.

    `owner_id` is whom one asks, empty where the owner is only a name. `next_follow_up` is the first day on
    which the owner is asked; answers carry their own (`follow_ups`).
    """

    indicator: str = ""
    type: BenefitType | None = None
    beneficiary: Beneficiary | None = None
    unit: str = ""
    baseline: Decimal | None = None
    baseline_on: date | None = None
    target: Decimal | None = None
    target_on: date | None = None
    owner: str = ""
    owner_id: str = ""
    precondition: str = ""
    measured_how: str = ""
    cases: int | None = None
    minutes: int | None = None
    automation: int | None = None
    next_follow_up: date | None = None


BENEFITS = DetailKind(
    "benefits",
    Benefit,
    (
        line("indicator", needed=True),
        Field("type", Kind.CHOICE, BenefitType, needed=True),
        choice("beneficiary", Beneficiary),
        line("unit", 40, needed=True),
        Field("baseline", Kind.DECIMAL),
        Field("baseline_on", Kind.DATE),
        Field("target", Kind.DECIMAL),
        Field("target_on", Kind.DATE),
        Field("cases", Kind.NUMBER, limit=MOST_CASES),
        Field("minutes", Kind.NUMBER, limit=MOST_MINUTES),
        Field("automation", Kind.NUMBER, limit=WHOLE),
        line("owner"),
        Field("next_follow_up", Kind.DATE),
        Field("precondition"),
        Field("measured_how"),
    ),
    hidden=("owner_id",),
)


@dataclass(frozen=True, slots=True)
class FreedTime:
    """Hours a year by the formula cases × minutes / 60 × degree of automation.

    `hours` is None where the cases or the minutes are missing; where nothing says how much is automated,
    all of it is taken, and `assumed` says so.
    """

    hours: Decimal | None
    cases: int | None
    minutes: int | None
    automation: int
    assumed: bool


def freed_time(one: Benefit) -> FreedTime | None:
    """The freed time; None where the formula has not been begun."""
    if one.cases is None and one.minutes is None:
        return None
    automation = WHOLE if one.automation is None else one.automation
    hours = None
    if one.cases is not None and one.minutes is not None:
        hours = Decimal(one.cases * one.minutes * automation) / (MINUTES * WHOLE)
    return FreedTime(hours, one.cases, one.minutes, automation, one.automation is None)
