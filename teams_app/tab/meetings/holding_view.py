"""What the pages of a meeting that is held show: who is there, whose turn it is, what is decided."""

from dataclasses import dataclass
from datetime import timedelta

from teams_app.tab.assessing.assessing_view import decimal, how_many
from teams_app.tab.meetings.cover_notes import cover_of
from teams_app.tab.meetings.meeting_view import ShownItem, agenda_page, outcome, title_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, word
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.meetings.forms import MINUTES_LIMIT
from technology_map.meetings.holding import ENDS, leads
from technology_map.meetings.meetings import DraftDecision, ItemState, Meeting, MeetingState
from technology_map.method.synergy import SynergyGroup, group_of
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Person
from technology_map.validation.limits import LINE_LIMIT, REASON_LIMIT


@dataclass(frozen=True, slots=True)
class Here:
    """The item whose turn it is."""

    number: int
    name: str
    title: str
    address: str
    cover: str
    how_many: str
    score: str
    widest: str
    outcome: str
    decided: bool
    since: str
    minutes: int
    filled: Filled
    ends: tuple[Option, ...]
    earliest: str
    version: str
    together: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Attendee:
    """A member, and whether they are there."""

    person: Person
    present: bool


@dataclass(frozen=True, slots=True)
class RunningPage:
    """A meeting that is held."""

    number: int
    place: str
    live: str
    title: str
    state: MeetingState
    leads: bool
    attendees: tuple[Attendee, ...]
    lacks: str
    items: tuple[ShownItem, ...]
    here: Here | None
    following: ShownItem | None
    begun: bool
    reason_limit: int = REASON_LIMIT
    line_limit: int = LINE_LIMIT


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """The minutes before they are published."""

    number: int
    place: str
    title: str
    leads: bool
    filled: Filled
    lines: tuple[str, ...]
    lacks: str
    open: tuple[str, ...]
    going_on: bool
    limit: int = MINUTES_LIMIT


async def running_page(
    context: RequestContext, meeting: Meeting, filled: Filled | None = None, *, number: int = 0
) -> RunningPage:
    """The meeting as it stands now; with `number` at the item that somebody writes about."""
    holding = context.tab.holding
    notes = holding.notes(meeting)
    items = agenda_page(context, meeting).items
    number = number or notes.item
    turn = next((place for place, one in enumerate(items) if one.number == number), None)
    after = items[turn + 1] if turn is not None and turn + 1 < len(items) else None
    return RunningPage(
        number=meeting.row,
        place=f"meetings/{meeting.row}/hold",
        live=f"meetings/{meeting.row}/hold/live",
        title=title_of(context.t, meeting),
        state=meeting.state,
        leads=leads(context.caller, meeting),
        attendees=await _attendees(
            context, notes.present_ids, begun=meeting.state is not MeetingState.PLANNED
        ),
        lacks=await lacks(context, meeting) if meeting.state is not MeetingState.PLANNED else "",
        items=items,
        here=await _here(context, meeting, number, filled) if turn is not None else None,
        following=after,
        begun=meeting.state is not MeetingState.PLANNED,
    )


async def _attendees(
    context: RequestContext, present: tuple[str, ...], *, begun: bool
) -> tuple[Attendee, ...]:
    try:
        people = await context.tab.planning.people()
    except NotNotified:
        return ()
    return tuple(Attendee(one, not begun or one.object_id in present) for one in people)


async def lacks(context: RequestContext, meeting: Meeting) -> str:
    """That more must be present for the council to decide; empty where enough are."""
    missing = await context.tab.holding.lacks(meeting)
    return context.t.many("holding.lacks", missing) if missing else ""


async def _here(context: RequestContext, meeting: Meeting, number: int, filled: Filled | None) -> Here | None:
    t, holding = context.t, context.tab.holding
    found = next((one for one in holding.items(meeting) if one[0].proposal == number), None)
    if found is None:
        return None
    item, proposal, draft = found
    standing = await context.tab.assessing.standing(context.caller, number)
    notes = holding.notes(meeting)
    filled = filled or _filled(draft)
    ends = tuple(Option(end.value, word(t, Status, end), end.value == filled.value("end")) for end in ENDS)
    widest = standing.spreads[0] if standing.spreads else None
    names = {one.code: one.called(t.language) for given in standing.given for one in given.criteria.all}
    return Here(
        number=number,
        name=proposal.name,
        title=proposal.title,
        address=f"proposals/{number}",
        cover=cover_of(t, proposal, draft),
        how_many=how_many(t, standing),
        score=decimal(t, standing.score) if standing.score is not None else "",
        widest=t("holding.widest", name=names[widest.code]) if widest and widest.width[0] >= 2 else "",
        outcome=outcome(t, draft),
        decided=draft is not None and draft.state is not ItemState.WAITING,
        since=notes.item_since.isoformat() if notes.item_since else "",
        minutes=item.minutes,
        filled=filled,
        ends=ends,
        earliest=(context.today + timedelta(days=1)).isoformat(),
        version=holding.version(meeting, number),
        together=_together(context, meeting, proposal, filled),
    )


def _together(
    context: RequestContext, meeting: Meeting, proposal: Proposal, filled: Filled
) -> tuple[Option, ...]:
    """The others of its group that stand on this agenda undecided: they can get the same decision."""
    group = group_of(context.tab.store.records(SynergyGroup), proposal.name)
    if group is None:
        return ()
    ticked = filled.value("together").split(",")
    return tuple(
        Option(other.name, f"{other.name} {other.title}", other.name in ticked)
        for _, other, draft in context.tab.holding.items(meeting)
        if other.name in group.proposals
        and other.number != proposal.number
        and (draft is None or draft.state is not ItemState.DECIDED)
    )


def _filled(draft: DraftDecision | None) -> Filled:
    if draft is None:
        return Filled()
    said = {
        "end": draft.end.value if draft.end else "",
        "reason": draft.reason,
        "review_date": draft.review_date.isoformat() if draft.review_date else "",
        "leads_to": draft.leads_to,
        "next_step": draft.next_step,
        "next_step_due": draft.next_step_due.isoformat() if draft.next_step_due else "",
        "doer": draft.doer,
    }
    return Filled(values=said)


async def minutes_page(context: RequestContext, meeting: Meeting, filled: Filled | None) -> MinutesPage:
    """The minutes, and what stands in the way of publishing them."""
    t, holding = context.t, context.tab.holding
    text = holding.minutes(meeting)
    waiting = [
        f"{proposal.name} {proposal.title}"
        for _, proposal, draft in holding.items(meeting)
        if draft is None or draft.state is ItemState.WAITING
    ]
    return MinutesPage(
        number=meeting.row,
        place=f"meetings/{meeting.row}/minutes",
        title=t("minutes.of", day=t.day(meeting.day)),
        leads=leads(context.caller, meeting) and meeting.state is MeetingState.HELD,
        filled=filled
        if filled and filled.values
        else Filled({"minutes": text}, message=filled.message if filled else ""),
        lines=tuple(text.split("\n")),
        lacks=await lacks(context, meeting),
        open=tuple(waiting),
        going_on=holding.notes(meeting).publishing is not None,
    )
