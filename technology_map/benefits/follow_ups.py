"""Following up a benefit: what came of it by a day, who said so, and when it is asked about next.

Each answer is a row that stays: the rows are the history.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from technology_map.benefits.benefits import Benefit
from technology_map.records import R, Record, Records
from technology_map.words.values import Light


class FollowUpState(StrEnum):
    """What the owner has answered."""

    ANSWERED = "answered"
    NOT_YET = "not_yet"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """One answer. `due` is the day it was asked about, `next_on` when it is asked about again, if ever.

    `to_name` is who has the benefit since it was handed over.
    """

    benefit: str
    due: date | None = None
    state: FollowUpState = FollowUpState.ANSWERED
    realised: Decimal | None = None
    source: str = ""
    comment: str = ""
    light: Light | None = None
    next_on: date | None = None
    to_name: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def about(self) -> str:
        """The benefit it belongs to."""
        return self.benefit


def follow_up_key(benefit: str, due: date) -> str:
    """One answer a benefit and day, whoever gives it."""
    return f"follow-up-{benefit}-{due.isoformat()}"


def due_of(benefit: Benefit, answers: Sequence[FollowUp]) -> date | None:
    """When it is asked about next: the day on the benefit, or what the answer to that day says, and so on.

    Worked out from the rows, so that an answer needs no second write. None where it is asked about no more.
    """
    by_day = {one.due: one for one in answers if one.due and one.state is not FollowUpState.HANDED_OVER}
    due = benefit.next_follow_up
    while due is not None and (answer := by_day.pop(due, None)) is not None:
        due = answer.next_on
    return due


def latest(answers: Iterable[FollowUp]) -> FollowUp | None:
    """The last answer with a figure or a light."""
    told = [one for one in answers if one.state is FollowUpState.ANSWERED]
    return max(told, key=lambda one: (one.due or date.min, one.row), default=None)


def due_days(benefits: Records[Benefit], answers: Records[FollowUp]) -> Sequence[tuple[Benefit, date | None]]:
    """Every benefit with when it is asked about next: once until one of them changes."""

    def work(of: Records[Benefit]) -> Sequence[tuple[Benefit, date | None]]:
        return [(one, due_of(one, answers.about(one.key))) for one in of]

    return benefits.derived_with(answers, "due", work)


def overdue(
    benefits: Records[Benefit], answers: Records[FollowUp], today: date
) -> list[tuple[Benefit, date]]:
    """The benefits whose day has come, the longest waiting first."""
    found = due_days(benefits, answers)
    waiting = [(one, due) for one, due in found if due is not None and due <= today]
    return sorted(waiting, key=lambda pair: (pair[1], pair[0].row))


class HoldsRecords(Protocol):
    """What of the store is asked here."""

    def records(self, kind: type[R]) -> Records[R]:
        """The records of one kind."""


def due_benefit(store: HoldsRecords, today: Callable[[], date], row: int) -> Benefit | None:
    """The benefit with this row, where its day has come and nobody has answered yet."""
    waiting = overdue(store.records(Benefit), store.records(FollowUp), today())
    return next((one for one, _ in waiting if one.row == row), None)
