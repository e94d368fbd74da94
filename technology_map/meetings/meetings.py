"""A meeting of the council, the items of its agenda, and what is decided there until it is published.

What all may read stands on the open site: the meeting and its agenda, and its minutes once they are
published. What is written during the meeting stands on the closed site.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.people.people import Person
from technology_map.records import R, Record, Records

DEFAULT_START = "13:00"
DEFAULT_MINUTES = 15


class MeetingState(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    OPEN = "open"
    HELD = "held"
    PUBLISHED = "published"


class ItemState(StrEnum):
    """What became of an item, as it stands before the meeting is published."""

    WAITING = "waiting"
    DECIDED = "decided"
    POSTPONED = "postponed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting, on the open site. `row` is its number: 3 is M-0003.

    `starts` is a time of the day such as 13:00, in Copenhagen. `minutes` are there, and `present_names`
    and `absent_names`, once it is published.
    """

    day: date
    starts: str = DEFAULT_START
    deadline: date | None = None
    place: str = ""
    chair_id: str = ""
    chair_name: str = ""
    state: MeetingState = MeetingState.PLANNED
    minutes: str = ""
    present_names: tuple[str, ...] = ()
    absent_names: tuple[str, ...] = ()
    published_at: datetime | None = None

    @property
    def name(self) -> str:
        """The readable number."""
        return f"M-{self.row:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem(Record):
    """A proposal on the agenda of a meeting, on the open site; `place` is its order."""

    meeting: str
    proposal: int
    place: int
    minutes: int = DEFAULT_MINUTES

    @property
    def about(self) -> str:
        """The key of the meeting."""
        return self.meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDecision(Record):
    """What is written about an item until the meeting is published, on the closed site.

    `cover` is the cover note (forklæde). `end` to `leads_to` are the decision as it will stand; `seq` is
    the number of the proposal's last decision when it was written. Once the meeting is published it counts
    no more: the log does.
    """

    meeting: str
    proposal: int
    cover: str = ""
    state: ItemState = ItemState.WAITING
    seq: int = 0
    end: Status | None = None
    reason: str = ""
    review_date: date | None = None
    leads_to: str = ""
    next_step: str = ""
    next_step_due: date | None = None
    doer: str = ""

    @property
    def about(self) -> str:
        """The key of the meeting."""
        return self.meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNotes(Record):
    """How a meeting goes, on the closed site; the key is the meeting's.

    `item` is the proposal whose turn it is, since `item_since`. `minutes` are as the chair has edited
    them, empty while they write themselves. With `publishing` its decisions are on their way, to be
    finished by whichever instance is there.
    """

    item: int = 0
    item_since: datetime | None = None
    present_ids: tuple[str, ...] = ()
    present_names: tuple[str, ...] = ()
    absent_names: tuple[str, ...] = ()
    minutes: str = ""
    publishing: datetime | None = None


def item_key(meeting: str, proposal: int) -> str:
    """The key of an item of the agenda, and of what is written about it."""
    return f"{meeting}|F-{proposal:04d}"


def by_number(meetings: Records[Meeting], number: int) -> Meeting | None:
    """The meeting with this number."""
    return next((one for one in meetings if one.row == number), None)


def agenda(items: Records[AgendaItem], meeting: Meeting) -> list[AgendaItem]:
    """The items of a meeting in order."""
    return sorted(items.about(meeting.key), key=lambda one: (one.place, one.row))


class HoldsMeetings(Protocol):
    """What of the store a meeting and its agenda are found in."""

    @property
    def overview(self) -> Overview:
        """Everything, as last seen."""

    def records(self, kind: type[R]) -> Records[R]:
        """The records of one kind."""


def ahead(store: HoldsMeetings) -> dict[int, list[Meeting]]:
    """The meetings to come by the proposals on their agendas: found once until one of them changes."""
    meetings, items = store.records(Meeting), store.records(AgendaItem)

    def work(of: Records[AgendaItem]) -> dict[int, list[Meeting]]:
        found: dict[int, list[Meeting]] = {}
        for item in of:
            meeting = meetings.get(item.meeting)
            if meeting is not None and meeting.state is not MeetingState.PUBLISHED:
                found.setdefault(item.proposal, []).append(meeting)
        return found

    return items.derived_with(meetings, "ahead", work)


def coming_agenda(store: HoldsMeetings, number: int) -> tuple[Meeting, list[Proposal]] | None:
    """A meeting that is not over, with the proposals on its agenda; None where there is none."""
    meeting = by_number(store.records(Meeting), number)
    if meeting is None or meeting.state is MeetingState.PUBLISHED:
        return None
    found = (store.overview.proposals.get(one.proposal) for one in agenda(store.records(AgendaItem), meeting))
    return meeting, [one for one in found if one is not None]


def times(meeting: Meeting, items: list[AgendaItem]) -> list[str]:
    """When each item begins, as 13:15."""
    hours, _, minutes = meeting.starts.partition(":")
    moment = datetime(2000, 1, 1, int(hours), int(minutes))  # noqa: DTZ001 - a time of the day, no moment
    found = []
    for one in items:
        found.append(f"{moment:%H:%M}")
        moment += timedelta(minutes=one.minutes)
    return found


def upcoming(meetings: Records[Meeting], today: date) -> list[Meeting]:
    """Those that are to come or under way, the next first."""
    found = [one for one in meetings if one.state is not MeetingState.PUBLISHED]
    return sorted(
        found, key=lambda one: (one.day < today and one.state is MeetingState.PLANNED, one.day, one.row)
    )


def following(meetings: Records[Meeting], after: Meeting) -> Meeting | None:
    """The next planned meeting after this one."""
    found = [
        one
        for one in meetings
        if one.state is MeetingState.PLANNED and one.key != after.key and one.day >= after.day
    ]
    return min(found, key=lambda one: (one.day, one.row), default=None)


def quorum(members: int) -> int:
    """How many must be present to decide: more than half."""
    return members // 2 + 1


def chairs(person: Person, meeting: Meeting) -> bool:
    """Whether the person is the meeting's chair."""
    return bool(person.object_id) and person.object_id == meeting.chair_id
