"""Holding a meeting: who is there, one item at a time, decisions that wait until all are published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from technology_map.assessing.assessments import Conflict
from technology_map.backing.co_submitters import NAMELESS
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Status
from technology_map.intentions import Said
from technology_map.meetings.drafts import filled, is_unwritten, move_of, nothing_written
from technology_map.meetings.forms import DecisionForm, MinutesForm
from technology_map.meetings.meetings import (
    AgendaItem,
    DraftDecision,
    ItemState,
    Meeting,
    MeetingNotes,
    MeetingState,
    agenda,
    chairs,
    item_key,
    quorum,
)
from technology_map.meetings.minutes import written_minutes
from technology_map.meetings.planning import Planning
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Caller, Language, Role
from technology_map.people.rights import require_council
from technology_map.texts import texts
from technology_map.validation.refusals import Refused

UNWRITTEN = "none"
"""The version of what nobody has written about yet."""
Items = list[tuple[AgendaItem, Proposal, DraftDecision | None]]


@dataclass(frozen=True, slots=True)
class Holding:
    """The service. The chair or a secretary leads; every member may write down what is decided."""

    planning: Planning

    def notes(self, meeting: Meeting) -> MeetingNotes:
        """How the meeting goes."""
        there = self.planning.store.records(MeetingNotes).get(meeting.key)
        fresh: MeetingNotes = MeetingNotes(key=meeting.key)
        return there or fresh

    def items(self, meeting: Meeting) -> Items:
        """The agenda with the proposals and what is written about them."""
        store = self.planning.store
        drafts = store.records(DraftDecision)
        found = (
            (one, store.overview.proposals.get(one.proposal))
            for one in agenda(store.records(AgendaItem), meeting)
        )
        return [(one, proposal, drafts.get(one.key)) for one, proposal in found if proposal is not None]

    async def open(self, caller: Caller, number: int, present: Sequence[str]) -> MeetingNotes:
        """Begin, or go on, with these people. Raises Refused: as `Planning.require_planner`, `no_chair`."""
        meeting = self._led(caller, number)
        if not meeting.chair_id:
            raise Refused("no_chair")
        notes = await self._attended(meeting, present)
        said = {"meeting": meeting.key, "present": " ".join(sorted(notes.present_ids))}
        key = "|".join([*said.values(), notes.version])
        async with self.planning.intentions.kept("opened", key, **said) as begun:
            notes = await self.planning.write(notes)
            with begun.rest():
                await self._opened(meeting)
        return notes

    async def go_on_opening(self, said: Said) -> bool:
        """Open a meeting of which is written down who is there."""
        store = self.planning.store
        meeting, notes = (
            store.records(Meeting).get(said["meeting"]),
            store.records(MeetingNotes).get(said["meeting"]),
        )
        if meeting is None or notes is None or " ".join(sorted(notes.present_ids)) != said["present"]:
            return False
        await self._opened(meeting)
        return True

    async def _opened(self, meeting: Meeting) -> None:
        if meeting.state is MeetingState.PLANNED:
            await self.planning.changed(replace(meeting, state=MeetingState.OPEN))

    async def turn(self, caller: Caller, number: int, proposal: int) -> MeetingNotes:
        """It is an item's turn: everybody's screen shows it. Raises Refused: as `open`, `not_found`."""
        meeting = self._led(caller, number)
        if proposal not in [one.proposal for one, _, _ in self.items(meeting)]:
            raise Refused("not_found")
        notes = await self._kept_notes(meeting)
        if notes.item == proposal:
            return notes
        return await self.planning.changed(replace(notes, item=proposal, item_since=self.planning.now()))

    async def write(self, caller: Caller, number: int, proposal: int, form: DecisionForm) -> DraftDecision:
        """Keep what is written about an item so far. Raises Refused: `council_only`, `meeting_published`."""
        meeting = self._attending(caller, number)
        draft = await self._draft(meeting, proposal, form)
        return await self.planning.write(filled(draft, form))

    async def decide(self, caller: Caller, number: int, proposal: int, form: DecisionForm) -> DraftDecision:
        """Decide, there and then; nobody outside the council sees it before the meeting is published.

        Raises Refused: as `write`, `invalid_fields`, and what the move would be refused with.
        """
        meeting = self._attending(caller, number)
        draft = await self._draft(meeting, proposal, form)
        there = self.planning.store.overview.proposals.get(proposal)
        if there is None:
            raise Refused("not_found")
        lacking = {name: "missing" for name in ("end", "reason") if not getattr(form, name)}
        if lacking:
            raise Refused("invalid_fields", fields=lacking)
        decided = replace(filled(draft, form), state=ItemState.DECIDED, seq=there.seq)
        await self.planning.deciding.check(replace(caller, role=Role.MEMBER), move_of(meeting, decided))
        return await self.planning.write(decided)

    async def postpone(self, caller: Caller, number: int, proposal: int, form: DecisionForm) -> DraftDecision:
        """Move an item to the next meeting."""
        meeting = self._attending(caller, number)
        draft = await self._draft(meeting, proposal, form)
        return await self.planning.write(replace(filled(draft, form), state=ItemState.POSTPONED))

    async def close(self, caller: Caller, number: int) -> Meeting:
        """End the meeting; its minutes can be edited, and its decisions changed, until it is published."""
        meeting = self._led(caller, number)
        if meeting.state is not MeetingState.OPEN:
            return meeting
        return await self.planning.changed(replace(meeting, state=MeetingState.HELD))

    async def edit_minutes(self, caller: Caller, number: int, form: MinutesForm) -> MeetingNotes:
        """Keep the minutes as they were edited. Raises Refused: as `open`."""
        meeting = self._led(caller, number)
        notes = await self._kept_notes(meeting)
        return await self.planning.changed(replace(notes, minutes=form.minutes))

    def minutes(self, meeting: Meeting) -> str:
        """The minutes as they are now: published, edited, or as they write themselves."""
        notes = self.notes(meeting)
        return meeting.minutes or notes.minutes or self.self_written(meeting)

    def self_written(self, meeting: Meeting) -> str:
        """The minutes as they write themselves, in Danish."""
        danish = texts(Language.DANISH).with_words(self.planning.store.overview.vocabulary)
        items = [(proposal, draft or nothing_written(one)) for one, proposal, draft in self.items(meeting)]
        return written_minutes(danish, meeting, self.notes(meeting), items, list(self._conflicts(meeting)))

    async def lacks(self, meeting: Meeting) -> int:
        """How many more must be present for the council to decide; 0 where it can."""
        present = len(self.notes(meeting).present_ids)
        try:
            return max(quorum(len(await self.planning.people())) - present, 0)
        except NotNotified:
            return 0

    def _conflicts(self, meeting: Meeting) -> Iterator[Conflict]:
        for _, proposal, _ in self.items(meeting):
            yield from self.planning.store.records(Conflict).about(proposal.name)

    def _led(self, caller: Caller, number: int) -> Meeting:
        meeting = self.planning.found(number)
        self.planning.require_planner(caller, meeting)
        return meeting

    def _attending(self, caller: Caller, number: int) -> Meeting:
        require_council(caller)
        meeting = self.planning.found(number)
        if meeting.state is MeetingState.PUBLISHED or self.notes(meeting).publishing:
            raise Refused("meeting_published")
        if meeting.state is MeetingState.PLANNED:
            raise Refused("meeting_not_open")
        return meeting

    def version(self, meeting: Meeting, proposal: int) -> str:
        """The state of what is written about an item, for a form to say what it was drawn from."""
        there = self.planning.store.records(DraftDecision).get(item_key(meeting.key, proposal))
        return UNWRITTEN if there is None or is_unwritten(there) else there.version

    async def _draft(self, meeting: Meeting, proposal: int, form: DecisionForm) -> DraftDecision:
        """What is written, as the form knew it; who kept the same while pressing overtook only themselves.

        Raises Refused(`changed_meanwhile`) where somebody else was faster.
        """
        there = self.planning.draft(meeting, proposal)
        known = form.version in ("", there.version, UNWRITTEN if is_unwritten(there) else "")
        if not known and filled(there, form) != there:
            raise Refused("changed_meanwhile")
        return there

    async def _kept_notes(self, meeting: Meeting) -> MeetingNotes:
        return await self.planning.kept(self.notes(meeting))

    async def _attended(self, meeting: Meeting, present: Sequence[str]) -> MeetingNotes:
        """The notes with who is there and who is not. Raises Refused(`not_kept`)."""
        try:
            people = await self.planning.people()
        except NotNotified:
            raise Refused("not_kept") from None
        there = [one for one in people if one.object_id in present]
        away = [one for one in people if one.object_id not in present]
        return replace(
            self.notes(meeting),
            present_ids=tuple(one.object_id for one in there),
            present_names=tuple(one.name.strip() or NAMELESS for one in there),
            absent_names=tuple(one.name.strip() or NAMELESS for one in away),
        )


def leads(caller: Caller, meeting: Meeting) -> bool:
    """Whether the caller may lead the meeting: its chair, or a secretary."""
    return caller.role is Role.SECRETARY or (caller.on_council and chairs(caller.person, meeting))


ENDS = (
    Status.PRIORITISED,
    Status.PRE_ANALYSIS,
    Status.PILOT,
    Status.PARKED,
    Status.CLARIFICATION,
    Status.MERGED,
    Status.REJECTED,
)
"""What a meeting can decide about what is on its agenda (life_cycle.TABLE)."""
