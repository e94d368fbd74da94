"""What the pages of a meeting show: the list, the form, the agenda, the pack to print."""

from collections.abc import Sequence
from dataclasses import dataclass

from teams_app.tab.meetings.cover_notes import cover_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.cards.field_table import ETHICS
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.meetings.agenda_items import READY
from technology_map.meetings.forms import COVER_LIMIT
from technology_map.meetings.holding import leads
from technology_map.meetings.meetings import (
    AgendaItem,
    DraftDecision,
    ItemState,
    Meeting,
    MeetingState,
    agenda,
    times,
    upcoming,
)
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Role
from technology_map.texts import Texts
from technology_map.words.values import Light


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting in the list."""

    address: str
    title: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class MeetingsPage:
    """Every meeting."""

    coming: tuple[MeetingLine, ...]
    held: tuple[MeetingLine, ...]
    may_plan: bool


@dataclass(frozen=True, slots=True)
class MeetingFormPage:
    """The form of a meeting; `number` is 0 for a new one."""

    number: int
    heading: str
    post: str
    back: str
    filled: Filled
    people: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of the agenda, as the reader may see it."""

    number: int
    place: int
    name: str
    title: str
    at: str
    minutes: int
    status: str
    outcome: str
    cover: str
    up: str
    down: str
    warning: str


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """A meeting with its agenda."""

    number: int
    place: str
    live: str
    title: str
    about: tuple[str, ...]
    state: str
    stage: MeetingState
    items: tuple[ShownItem, ...]
    ready: tuple[Option, ...]
    may_plan: bool
    may_read: bool
    minutes: tuple[str, ...]
    cover_limit: int = COVER_LIMIT


def title_of(t: Texts, meeting: Meeting) -> str:
    """What a meeting is called."""
    return t("meetings.title", day=t.day(meeting.day))


def meetings_page(context: RequestContext) -> MeetingsPage:
    """Every meeting."""
    t, rows = context.t, context.tab.store.records(Meeting)
    held = sorted((one for one in rows if one.state is MeetingState.PUBLISHED), key=lambda one: one.day)
    return MeetingsPage(
        tuple(_line(context, t, one) for one in upcoming(rows, context.today)),
        tuple(_line(context, t, one) for one in reversed(held)),
        context.caller.role is Role.SECRETARY,
    )


def _line(context: RequestContext, t: Texts, one: Meeting) -> MeetingLine:
    count = len(agenda(context.tab.store.records(AgendaItem), one))
    about = t.many("meetings.items", count)
    return MeetingLine(f"meetings/{one.row}", title_of(t, one), about, t(f"meeting_state.{one.state.value}"))


async def meeting_form(context: RequestContext, meeting: Meeting | None, filled: Filled) -> MeetingFormPage:
    """The form, with everybody who can be its chair."""
    t = context.t
    try:
        people = await context.tab.planning.people()
    except NotNotified:
        people = ()
    chosen = filled.value("chair")
    options = tuple(Option(one.object_id, one.name, one.object_id == chosen) for one in people)
    if meeting is None:
        return MeetingFormPage(0, t("meetings.new"), "meetings", "meetings", filled, options)
    address = f"meetings/{meeting.row}"
    return MeetingFormPage(meeting.row, t("meetings.edit"), address, address, filled, options)


def agenda_page(context: RequestContext, meeting: Meeting) -> AgendaPage:
    """A meeting as the reader may see it: what is decided in it only once it is published."""
    t, caller = context.t, context.caller
    published = meeting.state is MeetingState.PUBLISHED
    may_plan = leads(caller, meeting) and not published
    minutes = meeting.minutes if published else ""
    return AgendaPage(
        number=meeting.row,
        place=f"meetings/{meeting.row}",
        live=f"meetings/{meeting.row}/live",
        title=title_of(t, meeting),
        about=about_lines(t, meeting),
        state=t(f"meeting_state.{meeting.state.value}"),
        stage=meeting.state,
        items=_shown_items(context, meeting),
        ready=_ready(context) if may_plan else (),
        may_plan=may_plan,
        may_read=caller.on_council,
        minutes=tuple(minutes.split("\n")) if minutes else (),
    )


def about_lines(t: Texts, meeting: Meeting) -> tuple[str, ...]:
    """When and where it is, who leads it, and the deadline."""
    found = [t("meetings.starts", clock=meeting.starts)]
    if meeting.place:
        found.append(t("meetings.where", place=meeting.place))
    if meeting.chair_name:
        found.append(t("meetings.chair_is", name=meeting.chair_name))
    if meeting.deadline:
        found.append(t("meetings.deadline_is", day=t.day(meeting.deadline)))
    return tuple(found)


def _shown_items(context: RequestContext, meeting: Meeting) -> tuple[ShownItem, ...]:
    found = context.tab.holding.items(meeting)
    clocks = times(meeting, [one for one, _, _ in found])
    order = [str(one.proposal) for one, _, _ in found]
    shown = []
    for place, (item, proposal, draft) in enumerate(found):
        shown.append(
            ShownItem(
                number=item.proposal,
                place=place + 1,
                name=proposal.name,
                title=proposal.title,
                at=clocks[place],
                minutes=item.minutes,
                status=word(context.t, Status, proposal.status),
                outcome=outcome(context.t, draft) if context.caller.on_council else "",
                cover=cover_of(context.t, proposal, draft) if context.caller.on_council else "",
                up=",".join(_swapped(order, place - 1)) if place else "",
                down=",".join(_swapped(order, place)) if place + 1 < len(order) else "",
                warning=context.t("meetings.red") if _red(proposal) and context.caller.on_council else "",
            )
        )
    return tuple(shown)


def _swapped(order: Sequence[str], place: int) -> list[str]:
    found = list(order)
    found[place], found[place + 1] = found[place + 1], found[place]
    return found


def _red(proposal: Proposal) -> bool:
    return any(getattr(proposal, name) is Light.RED for name in ETHICS)


def _ready(context: RequestContext) -> tuple[Option, ...]:
    """What can be put on the agenda: ready, and on no other meeting's."""
    found = [one for status in READY for one in context.overview.in_status(status)]
    free = [one for one in found if context.tab.planning.on_agenda_of(one) is None]
    return tuple(Option(str(one.number), f"{one.name} {one.title}") for one in free)


def outcome(t: Texts, draft: DraftDecision | None) -> str:
    """What the council has decided so far about an item, in a sentence; empty where nothing is."""
    if draft is None or draft.state is ItemState.WAITING:
        return ""
    if draft.state is ItemState.POSTPONED:
        return t("meetings.postponed")
    return t("meetings.decided", status=t(f"status.{draft.end.value}")) if draft.end else ""
