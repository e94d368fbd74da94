"""What somebody is to be reminded of, worked out from what stands: each on its day, to each person once."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from technology_map.cards.proposals import Proposal
from technology_map.council.dates import since
from technology_map.council.life_cycle import ENDED, Status
from technology_map.meetings.meetings import Meeting, MeetingState
from technology_map.overview import Overview
from technology_map.texts import COPENHAGEN


class Reminder(StrEnum):
    """What a line of the day's news is about."""

    ANSWER_AWAITED = "answer_awaited"
    STEP_DUE = "step_due"
    STEP_OVERDUE = "step_overdue"
    REVIEW = "review"
    UNTOUCHED = "untouched"
    ASSESSMENT_DUE = "assessment_due"
    BENEFIT_DUE = "benefit_due"
    STILL_TRUE = "still_true"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Line:
    """One person is told of a thing (F-… or L-…) once for this kind and day."""

    person: str
    kind: Reminder
    thing: str
    day: date


BEFORE_DEADLINE = 3
ANSWER_AFTER, ANSWER_EVERY = 7, 14
BEFORE_STEP = 3
OVERDUE_EVERY = 14
UNTOUCHED_AFTER, UNTOUCHED_EVERY = 90, 30
"""Days."""


def latest(first: date, every: int, today: date) -> date | None:
    """The last day that has come of those that begin with `first` and follow `every` so many days."""
    passed = (today - first).days
    return first + timedelta(days=passed - passed % every) if passed >= 0 else None


def reminders(overview: Overview, secretaries: Sequence[str], today: date) -> Iterator[Line]:
    """Every line that has come due, whether or not it was told already.

    What waits for the council's people goes to the proposal's caseworker, or else to every secretary.
    """
    for proposal in list(overview.proposals):
        if proposal.status in ENDED:
            continue
        for kind, day in _due(overview, proposal, today):
            people = (
                _owners(proposal) if kind is Reminder.ANSWER_AWAITED else _handlers(proposal, secretaries)
            )
            for person in dict.fromkeys(filter(None, people)):
                yield Line(person, kind, proposal.name, day)


def _due(overview: Overview, proposal: Proposal, today: date) -> Iterator[tuple[Reminder, date]]:
    """What has come due of one proposal."""
    found: list[tuple[Reminder, date | None]] = []
    if proposal.status is Status.CLARIFICATION:
        asked = _day(since(proposal, overview.log.last(proposal.number)))
        first = asked + timedelta(days=ANSWER_AFTER)
        found.append((Reminder.ANSWER_AWAITED, latest(first, ANSWER_EVERY, today)))
    elif proposal.status is Status.PARKED and proposal.review_date:
        found.append((Reminder.REVIEW, latest(proposal.review_date, OVERDUE_EVERY, today)))
    elif step := proposal.next_step_due:
        warned = step - timedelta(days=BEFORE_STEP)
        late = step + timedelta(days=1)
        if warned <= today < late:
            found.append((Reminder.STEP_DUE, warned))
        found.append((Reminder.STEP_OVERDUE, latest(late, OVERDUE_EVERY, today)))
    else:
        first = _day(_touched(overview, proposal)) + timedelta(days=UNTOUCHED_AFTER)
        found.append((Reminder.UNTOUCHED, latest(first, UNTOUCHED_EVERY, today)))
    return ((kind, day) for kind, day in found if day is not None)


def _touched(overview: Overview, proposal: Proposal) -> datetime:
    """When somebody last changed it, moved it or said something about it."""
    last = overview.log.last(proposal.number)
    said = [one.written_at for thread in overview.remarks.threads(proposal.name) for one in thread.all]
    moments = [proposal.changed_at, *said]
    return max([*moments, last.decided_at] if last else moments)


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()


def _owners(proposal: Proposal) -> list[str]:
    return [proposal.responsible_id or proposal.submitter.object_id, *proposal.co_submitter_ids]


def _handlers(proposal: Proposal, secretaries: Sequence[str]) -> list[str]:
    return [proposal.caseworker_id] if proposal.caseworker_id else list(secretaries)


def cards_due(waiting: Iterable[tuple[str, str, date]], today: date) -> Iterator[Line]:
    """Who is asked whether a card still holds: when its year is over, and each month until they answer.

    `waiting`: who answers for it, the card's name, and the day.
    """
    for owner, name, due in waiting:
        day = latest(due, UNTOUCHED_EVERY, today)
        if owner and day is not None:
            yield Line(owner, Reminder.STILL_TRUE, name, day)


def benefits_due(waiting: Iterable[tuple[str, int, date]], today: date) -> Iterator[Line]:
    """Who is to say what came of a benefit: on its day, and every other week until they do.

    `waiting`: the owner's object id, the benefit's row, and the day.
    """
    for owner, row, due in waiting:
        day = latest(due, OVERDUE_EVERY, today)
        if owner and day is not None:
            yield Line(owner, Reminder.BENEFIT_DUE, f"B-{row:04d}", day)


def assessments_due(
    meetings: Iterable[Meeting],
    agenda: Callable[[Meeting], Iterable[int]],
    left: Callable[[int], Iterable[str]],
    today: date,
) -> Iterator[Line]:
    """Who is to assess what before a meeting's deadline: three days before it, and on the day.

    `agenda` gives the proposals of a meeting, `left` the members who have not given theirs.
    """
    for meeting in meetings:
        deadline = meeting.deadline
        if deadline is None or meeting.state is not MeetingState.PLANNED:
            continue
        first = deadline - timedelta(days=BEFORE_DEADLINE)
        day = deadline if today >= deadline else first
        if not first <= today <= deadline:
            continue
        for number in agenda(meeting):
            for person in left(number):
                yield Line(person, Reminder.ASSESSMENT_DUE, f"F-{number:04d}", day)
