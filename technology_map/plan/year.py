"""The council's year: meetings, deadlines, follow-ups, reviews and what else has a day (domain.md 5)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from technology_map.benefits.benefits import Benefit
from technology_map.benefits.follow_ups import FollowUp, due_days
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED, Status
from technology_map.meetings.meetings import Meeting
from technology_map.method.competences import Competence
from technology_map.method.workshops import Workshop
from technology_map.overview import Overview
from technology_map.records import R, Records
from technology_map.search.inverted_index import Posted

MONTHS = 12


class EventKind(StrEnum):
    """What happens on a day."""

    MEETING = "meeting"
    DEADLINE = "deadline"
    WORKSHOP = "workshop"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    STEP = "step"
    COMPETENCE = "competence"


@dataclass(frozen=True, slots=True)
class YearEvent:
    """One event of a whole day. `name` is what it is about (M-0001, F-0042, B-0003), `title` its own.

    `starts` is the time at which a meeting begins, as 13:00, else empty.
    """

    day: date
    kind: EventKind
    name: str
    title: str = ""
    starts: str = ""

    @property
    def id(self) -> str:
        """What tells it from every other."""
        return f"{self.kind.value}-{self.name}-{self.day.isoformat()}"


class Holds(Protocol):
    """What of the store is asked here."""

    @property
    def overview(self) -> Overview:
        """Everything, as last seen."""

    def records(self, kind: type[R]) -> Records[R]:
        """The records of one kind."""


def year_from(today: date) -> tuple[date, date]:
    """The first day of this month, and the first of the same month next year."""
    first = today.replace(day=1)
    return first, first.replace(year=first.year + 1)


READ = (Meeting, Workshop, Benefit, FollowUp, Competence)
"""The records that have a day."""


def events(store: Holds, today: date) -> list[YearEvent]:
    """What has a day in the twelve months from this one, by day; what ended asks for nothing.

    Worked out once until something changes.
    """
    state = tuple(store.records(kind).revision for kind in READ)
    return list(store.overview.remembered(("year", today, state), lambda: _events(store, today)))


def _events(store: Holds, today: date) -> list[YearEvent]:
    span = year_from(today)
    found = (
        *_meetings(store),
        *_proposals(store.overview, span),
        *_benefits(store, span),
        *_competences(store, span),
    )
    inside = [one for one in found if span[0] <= one.day < span[1]]
    return sorted(inside, key=lambda one: (one.day, one.kind.value, one.name))


def _meetings(store: Holds) -> Iterator[YearEvent]:
    for one in store.records(Meeting):
        yield YearEvent(one.day, EventKind.MEETING, one.name, one.place, one.starts)
        if one.deadline:
            yield YearEvent(one.deadline, EventKind.DEADLINE, one.name)
    for workshop in store.records(Workshop):
        yield YearEvent(workshop.day, EventKind.WORKSHOP, workshop.name, workshop.title)


def days_of(one: Proposal, _: Overview) -> Posted:
    """A proposal under what has a day: when it is looked at again, and its next step."""
    if one.status is Status.PARKED and one.review_date:
        yield EventKind.REVIEW, one.review_date
    if one.status not in ENDED and one.next_step_due:
        yield EventKind.STEP, one.next_step_due


def _proposals(overview: Overview, span: tuple[date, date]) -> Iterator[YearEvent]:
    index = overview.proposals_by(days_of)
    for kind in (EventKind.REVIEW, EventKind.STEP):
        found = index.of(kind)
        first, last = (bisect_left(found, (day, 0)) for day in span)
        for day, number in found[first:last]:
            one = next(overview.proposals.these([number]))
            title = f"{one.title}: {one.next_step}" if kind is EventKind.STEP else one.title
            yield YearEvent(day, kind, one.name, title)


def _benefits(store: Holds, span: tuple[date, date]) -> Iterator[YearEvent]:
    for one, due in due_days(store.records(Benefit), store.records(FollowUp)):
        if due is not None and span[0] <= due < span[1]:
            yield YearEvent(due, EventKind.FOLLOW_UP, f"B-{one.row:04d}", one.indicator)


def _competences(store: Holds, span: tuple[date, date]) -> Iterator[YearEvent]:
    for one in store.records(Competence):
        if one.by_when and span[0] <= one.by_when < span[1]:
            yield YearEvent(one.by_when, EventKind.COMPETENCE, one.thing, one.name)


def by_month(found: Iterable[YearEvent], today: date) -> list[tuple[date, list[YearEvent]]]:
    """The twelve months, each with its events; a month without any is there too."""
    first, _ = year_from(today)
    months: dict[date, list[YearEvent]] = {_after(first, count): [] for count in range(MONTHS)}
    for one in found:
        months.get(one.day.replace(day=1), []).append(one)
    return list(months.items())


def _after(first: date, months: int) -> date:
    total = first.month - 1 + months
    return first.replace(year=first.year + total // MONTHS, month=total % MONTHS + 1)
