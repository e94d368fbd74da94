"""Planning a meeting: the day, the chair, the agenda in its order, the cover notes."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime

from technology_map.cards.proposals import Proposal
from technology_map.cards.submitting import submission_key
from technology_map.council.deciding import Deciding
from technology_map.council.life_cycle import Status
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.last_word import add_once, change_seen
from technology_map.meetings.agenda_items import (
    READY,
    agenda_action,
    into_order,
    next_item,
    places,
    planned,
    ready,
    require_before,
    to_agenda,
)
from technology_map.meetings.forms import CoverForm, ItemForm, MeetingForm, OrderForm
from technology_map.meetings.meetings import (
    AgendaItem,
    DraftDecision,
    Meeting,
    MeetingState,
    agenda,
    ahead,
    by_number,
    chairs,
    item_key,
)
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Caller, Person, Role
from technology_map.people.rights import require_council, require_secretary
from technology_map.ports import Messenger, NotStored, Store
from technology_map.records import R
from technology_map.reordering import Reordering
from technology_map.validation.refusals import Refused

MOST_ITEMS = 40


@dataclass(frozen=True, slots=True)
class Planning:
    """The service. Who plans is a secretary, or the meeting's chair."""

    store: Store
    deciding: Deciding
    now: Callable[[], datetime]
    people: Callable[[], Awaitable[Sequence[Person]]]
    """Everybody on the council with their names. Raises NotNotified."""
    messenger: Messenger
    intentions: Intentions = NOTHING_KEPT

    def found(self, number: int) -> Meeting:
        """The meeting with this number. Raises Refused(`not_found`)."""
        meeting = by_number(self.store.records(Meeting), number)
        if meeting is None:
            raise Refused("not_found")
        return meeting

    def require_planner(self, caller: Caller, meeting: Meeting) -> None:
        """Raises Refused: `guest`, `council_only`, `not_planner`, `meeting_published`."""
        require_council(caller)
        if caller.role is not Role.SECRETARY and not chairs(caller.person, meeting):
            raise Refused("not_planner")
        if meeting.state is MeetingState.PUBLISHED:
            raise Refused("meeting_published")

    async def plan(self, caller: Caller, form: MeetingForm) -> Meeting:
        """Make a meeting; sent again it is the same one.

        Raises Refused: `guest`, `not_secretary`, `damaged_form`, `invalid_fields`, `not_kept`.
        """
        require_secretary(caller)
        if form.submission_key is None:
            raise Refused("damaged_form")
        key = (
            "meeting-" + hashlib.sha256(submission_key(caller, form.submission_key).encode()).hexdigest()[:16]
        )
        chair = await self._chair(form.chair)
        made: Meeting = Meeting(
            key=key,
            **planned(form, chair),
        )
        require_before(form)
        return await self.kept(made)

    async def change(self, caller: Caller, number: int, form: MeetingForm) -> Meeting:
        """Change when and where it is. Raises Refused: as `require_planner`, `changed_meanwhile`."""
        meeting = self.found(number)
        self.require_planner(caller, meeting)
        require_before(form)
        chair = await self._chair(form.chair)
        changed = replace(
            meeting,
            **planned(form, chair),
            version=form.version or meeting.version,
        )
        return await self.changed(changed)

    async def add(self, caller: Caller, number: int, form: ItemForm) -> AgendaItem:
        """Put a proposal at the end of the agenda; one that is ready is *På dagsorden* then.

        Raises Refused: as `require_planner`, `not_ready`, `on_other_agenda`, `too_many_items`, and what
        the move is refused with.
        """
        meeting = self.found(number)
        self.require_planner(caller, meeting)
        items = agenda(self.store.records(AgendaItem), meeting)
        if there := next((one for one in items if one.proposal == form.number), None):
            return there
        if len(items) >= MOST_ITEMS:
            raise Refused("too_many_items", most=MOST_ITEMS)
        proposal = ready(self.store.overview.proposals.get(form.number))
        if elsewhere := self.on_agenda_of(proposal, but=meeting):
            raise Refused("on_other_agenda", name=proposal.name, meeting=elsewhere.name)
        made = next_item(meeting, items, form)
        said = {"meeting": meeting.key, "number": str(form.number), "minutes": str(form.minutes)}
        async with self.intentions.kept("item", made.key, **said) as begun:
            moves = proposal.status is Status.READY
            if moves:
                await self.deciding.move(replace(caller, role=Role.SECRETARY), to_agenda(meeting, proposal))
            with begun.rest() if moves else nullcontext():
                made = await self.kept(made)
        return made

    async def go_on_adding(self, said: Said) -> bool:
        """Put a proposal on the agenda to which it was moved."""
        meeting, number = self.store.records(Meeting).get(said["meeting"]), int(said["number"])
        proposal = self.store.overview.proposals.get(number)
        if meeting is None or proposal is None or meeting.state is MeetingState.PUBLISHED:
            return True
        move = self.store.overview.log.by_action(number, agenda_action(meeting, number))
        if move is None or proposal.seq < move.seq:
            return False
        items = agenda(self.store.records(AgendaItem), meeting)
        if self.on_agenda_of(proposal) is None and proposal.status is Status.ON_AGENDA:
            form = ItemForm(number=number, minutes=int(said["minutes"]))
            await self.kept(next_item(meeting, items, form))
        return True

    async def remove(self, caller: Caller, number: int, proposal: int) -> None:
        """Take a proposal off the agenda; it stays *På dagsorden* for another meeting."""
        meeting = self.found(number)
        self.require_planner(caller, meeting)
        there = self.store.records(AgendaItem).get(item_key(meeting.key, proposal))
        try:
            if there is not None:
                await self.store.remove_record(there)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    async def set_minutes(self, caller: Caller, number: int, form: ItemForm) -> AgendaItem:
        """How long an item may take."""
        meeting = self.found(number)
        self.require_planner(caller, meeting)
        there = self.store.records(AgendaItem).get(item_key(meeting.key, form.number))
        if there is None:
            raise Refused("not_found")
        return await self.changed(replace(there, minutes=form.minutes))

    async def reorder(self, caller: Caller, number: int, form: OrderForm) -> None:
        """Put the items in this order. What another has added meanwhile goes last."""
        meeting = self.found(number)
        self.require_planner(caller, meeting)
        order = into_order(agenda(self.store.records(AgendaItem), meeting), form.order)
        async with self.intentions.kept("ordered", f"{meeting.key}|{order.key}", **order.said) as begun:
            await begun.each(order.places, lambda key: self._place(key, order.places[key][1]))

    async def go_on_ordering(self, said: Said) -> bool:
        """Finish an order of which some stands, unless somebody has put the items otherwise since."""
        left = Reordering.read(said).left(places(self.store.records(AgendaItem)))
        for key, place in (left or {}).items():
            await self._place(key, place)
        return left is not None

    async def _place(self, key: str, place: int) -> None:
        if there := self.store.records(AgendaItem).get(key):
            await self.changed(replace(there, place=place))

    async def write_cover(self, caller: Caller, number: int, proposal: int, form: CoverForm) -> DraftDecision:
        """Keep the cover note of an item."""
        meeting = self.found(number)
        self.require_planner(caller, meeting)
        return await self.write(replace(self.draft(meeting, proposal), cover=form.cover))

    def draft(self, meeting: Meeting, proposal: int) -> DraftDecision:
        """What is written about an item; where nothing is, it has no row. Raises Refused(`not_found`)."""
        key = item_key(meeting.key, proposal)
        if self.store.records(AgendaItem).get(key) is None:
            raise Refused("not_found")
        fresh: DraftDecision = DraftDecision(key=key, meeting=meeting.key, proposal=proposal)
        return self.store.records(DraftDecision).get(key) or fresh

    async def write(self, record: R) -> R:
        """Stored: a new one whole, so that no crash leaves it empty. Raises Refused as `changed`."""
        if record.row:
            return await self.changed(record)
        kept = await self.kept(record)
        if replace(record, row=kept.row, version=kept.version) != kept:
            raise Refused("changed_meanwhile")
        return kept

    def on_agenda_of(self, proposal: Proposal, *, but: Meeting | None = None) -> Meeting | None:
        """The meeting to come that has the proposal on its agenda."""
        return next((one for one in ahead(self.store).get(proposal.number, ()) if one != but), None)

    def free(self) -> list[Proposal]:
        """What can be put on an agenda and stands on none of a meeting to come."""
        overview, taken = self.store.overview, ahead(self.store)
        return [one for status in READY for one in overview.in_status(status) if one.number not in taken]

    async def kept(self, record: R) -> R:
        """A new record. Raises Refused(`not_kept`)."""
        return await add_once(self.store, record)

    async def changed(self, record: R) -> R:
        """A changed record. Raises Refused: `changed_meanwhile`, `not_kept`."""
        return await change_seen(self.store, record)

    async def _chair(self, object_id: str) -> Person:
        """The member with this id, who may be nobody yet. Raises Refused(`invalid_fields`)."""
        if not object_id:
            return Person("", "")
        try:
            found = next((one for one in await self.people() if one.object_id == object_id), None)
        except NotNotified:
            raise Refused("not_kept") from None
        if found is None:
            raise Refused("invalid_fields", fields={"chair": "people_unknown"})
        return found
