"""Publishing a meeting: its decisions become public together, each once, whatever happens meanwhile.

The moment of no return is one write, on the closed site: from then on whichever instance is there goes
on, in order, until the meeting stands as published.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from technology_map.meetings.drafts import move_of
from technology_map.meetings.holding import Holding, leads
from technology_map.meetings.meetings import (
    AgendaItem,
    DraftDecision,
    ItemState,
    Meeting,
    MeetingNotes,
    MeetingState,
    agenda,
    following,
    item_key,
)
from technology_map.meetings.minutes import step_of
from technology_map.people.people import Caller, Language, Person, Role
from technology_map.ports import Changed, NotStored
from technology_map.records import ChangedRecord
from technology_map.texts import texts
from technology_map.validation.refusals import Refused

log = structlog.get_logger(__name__)
ATTEMPTS = 5
LATE = ("not_found", "changed", "move_not_allowed", "ethics_red", "invalid_fields")
"""Why a decision cannot be made any more: somebody was faster. The others go on."""


@dataclass(frozen=True, slots=True)
class Publishing:
    """The service."""

    holding: Holding

    async def publish(self, caller: Caller, number: int) -> Meeting:
        """Publish the meeting's decisions and its minutes. The same again changes nothing.

        Raises Refused: `council_only`, `not_planner`, `meeting_not_held`, `no_quorum`, `item_changed`
        (a proposal was moved since the council decided), `not_kept`.
        """
        planning = self.holding.planning
        await planning.store.look_again()
        meeting = planning.found(number)
        if not leads(caller, meeting):
            planning.require_planner(caller, meeting)
        if meeting.state is MeetingState.PUBLISHED:
            return meeting
        if meeting.state is not MeetingState.HELD:
            raise Refused("meeting_not_held")
        notes = self.holding.notes(meeting)
        if notes.publishing is None:
            await self._require_possible(meeting)
            notes = await planning.changed(
                replace(
                    await planning.kept(notes),
                    publishing=planning.now(),
                    minutes=self.holding.minutes(meeting),
                )
            )
        try:
            return await self.finish(meeting)
        except NotStored:
            raise Refused("publishing_goes_on") from None

    async def finish(self, meeting: Meeting) -> Meeting:
        """What is left of a publication that has begun. Raises NotStored; then it goes on later."""
        planning, late = self.holding.planning, list[str]()
        for _, proposal, draft in self.holding.items(meeting):
            if draft is not None and draft.state is ItemState.DECIDED and draft.end is not None:
                late += [] if await self._make_public(meeting, draft) else [proposal.name]
            elif draft is None or draft.state is not ItemState.DECIDED:
                await self._carry_on(meeting, proposal.number)
        notes = self.holding.notes(meeting)
        done = replace(
            meeting,
            state=MeetingState.PUBLISHED,
            minutes="\n".join([notes.minutes, *(_late_sentence(name) for name in late)]),
            present_names=notes.present_names,
            absent_names=notes.absent_names,
            published_at=notes.publishing,
        )
        try:
            return await planning.store.change_record(done)
        except ChangedRecord as changed:
            if isinstance(changed.current, Meeting) and changed.current.state is MeetingState.PUBLISHED:
                return changed.current
            raise NotStored("meeting") from None

    async def go_on(self, grace: timedelta) -> None:
        """Finish the publications that nobody has finished for so long."""
        planning = self.holding.planning
        for notes in list(planning.store.records(MeetingNotes)):
            meeting = planning.store.records(Meeting).get(notes.key)
            begun = notes.publishing is not None and planning.now() - notes.publishing >= grace
            if meeting is None or not begun or meeting.state is MeetingState.PUBLISHED:
                continue
            try:
                await self.finish(meeting)
            except NotStored:
                log.warning("publication_waits", row=meeting.row)

    async def _require_possible(self, meeting: Meeting) -> None:
        if await self.holding.lacks(meeting):
            raise Refused("no_quorum")
        chair = _as_chair(meeting)
        for _, proposal, draft in self.holding.items(meeting):
            if draft is None or draft.state is not ItemState.DECIDED:
                continue
            try:
                await self.holding.planning.deciding.check(chair, move_of(meeting, draft))
            except Refused as no:
                raise Refused("item_changed", name=proposal.name) from no

    async def _make_public(self, meeting: Meeting, draft: DraftDecision) -> bool:
        """One decision, and the next step that goes with it. Whether it could still be made.

        Raises NotStored.
        """
        planning = self.holding.planning
        try:
            await planning.deciding.move(_as_chair(meeting), move_of(meeting, draft))
        except Refused as no:
            if no.refusal.code not in LATE:
                raise NotStored(no.refusal.code) from None
            log.warning("decision_of_meeting_late", proposal=draft.proposal, code=no.refusal.code)
            return False
        await self._set_step(draft)
        return True

    async def _set_step(self, draft: DraftDecision) -> None:
        store, step = self.holding.planning.store, step_of(draft)
        for _ in range(ATTEMPTS):
            current = store.overview.proposals.get(draft.proposal)
            there = current and (current.next_step, current.next_step_due) == (step, draft.next_step_due)
            if current is None or there or not step:
                return
            try:
                await store.change_proposal(
                    replace(current, next_step=step, next_step_due=draft.next_step_due)
                )
            except Changed:
                continue
        raise NotStored("next step")

    async def _carry_on(self, meeting: Meeting, proposal: int) -> None:
        """What was not decided goes to the next meeting, where one is planned. Raises NotStored."""
        store = self.holding.planning.store
        after = following(store.records(Meeting), meeting)
        if after is None:
            return
        items = agenda(store.records(AgendaItem), after)
        if proposal in [one.proposal for one in items]:
            return
        minutes = store.records(AgendaItem).get(item_key(meeting.key, proposal))
        place = min((one.place for one in items), default=1) - 1
        made: AgendaItem = AgendaItem(
            key=item_key(after.key, proposal),
            meeting=after.key,
            proposal=proposal,
            place=place,
            minutes=minutes.minutes if minutes else 15,
        )
        await store.add_record(made)


def _late_sentence(name: str) -> str:
    """What the minutes say of a decision that came too late: that it does not hold."""
    return texts(Language.DANISH)("minutes.late", name=name)


def _as_chair(meeting: Meeting) -> Caller:
    """As whom the council's decisions are written: the log keeps the role and no name."""
    return Caller(Person(meeting.chair_id, meeting.chair_name), Role.MEMBER)
