"""What is made of the forms that plan a meeting: its cells, its agenda's items and their order, moves."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.meetings.forms import ItemForm, MeetingForm
from technology_map.meetings.meetings import AgendaItem, Meeting, item_key
from technology_map.people.people import Language, Person
from technology_map.reordering import Reordering
from technology_map.texts import texts
from technology_map.validation.forms import MoveForm
from technology_map.validation.refusals import Refused

READY = (Status.READY, Status.ON_AGENDA)
"""What can be put on an agenda."""


def ready(proposal: Proposal | None) -> Proposal:
    """What can be put on an agenda. Raises Refused: `not_found`, `not_ready`."""
    if proposal is None:
        raise Refused("not_found")
    if proposal.status not in READY:
        raise Refused("not_ready", name=proposal.name)
    return proposal


def require_before(form: MeetingForm) -> None:
    """The deadline is no later than the day. Raises Refused(`invalid_fields`)."""
    if form.deadline and form.deadline > form.day:
        raise Refused("invalid_fields", fields={"deadline": "deadline_late"})


def planned(form: MeetingForm, chair: Person) -> dict[str, Any]:
    """What the form says of a meeting, by the names of its fields."""
    said = {name: getattr(form, name) for name in ("day", "starts", "deadline", "place")}
    return {**said, "chair_id": chair.object_id, "chair_name": chair.name}


def next_item(meeting: Meeting, items: Sequence[AgendaItem], form: ItemForm) -> AgendaItem:
    """The item at the end of the agenda."""
    made: AgendaItem = AgendaItem(
        key=item_key(meeting.key, form.number),
        meeting=meeting.key,
        proposal=form.number,
        place=max((one.place for one in items), default=0) + 1,
        minutes=form.minutes,
    )
    return made


def places(items: Iterable[AgendaItem]) -> dict[str, int]:
    """Where each item stands, by its key."""
    return {one.key: one.place for one in items}


def into_order(items: Sequence[AgendaItem], order: Sequence[str]) -> Reordering:
    """An agenda into this order of proposals' numbers. What it doesn't name goes last."""
    wanted = {name: place for place, name in enumerate(order, start=1)}
    last = len(wanted) + 1
    in_order = sorted(items, key=lambda one: (wanted.get(str(one.proposal), last), one.place))
    return Reordering.between(places(items), {one.key: place for place, one in enumerate(in_order, start=1)})


def state_of(meeting: Meeting, items: Sequence[AgendaItem]) -> str:
    """Differs when what is sent of an agenda does."""
    said = f"{meeting.day}|{meeting.starts}|{meeting.place}|{[one.proposal for one in items]}"
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def agenda_action(meeting: Meeting, number: int) -> str:
    """The action key of the move to this meeting's agenda."""
    return f"agenda-{meeting.key}-{number}"[:64]


def to_agenda(meeting: Meeting, proposal: Proposal) -> MoveForm:
    """The move to *På dagsorden*, with a reason that says which meeting."""
    danish = texts(Language.DANISH)
    return MoveForm(
        number=proposal.number,
        seq=proposal.seq,
        action_key=agenda_action(meeting, proposal.number),
        end=Status.ON_AGENDA,
        reason=danish("meetings.on_agenda_reason", day=danish.day(meeting.day)),
    )
