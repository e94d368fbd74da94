"""Treating several proposals as one: the council makes a group, and decides the same for all of it."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from technology_map.cards.proposals import Proposal, proposal_number
from technology_map.cards.submitting import submission_key
from technology_map.intentions import Said
from technology_map.last_word import add_once
from technology_map.meetings.agenda_items import READY
from technology_map.meetings.drafts import filled
from technology_map.meetings.forms import DecisionForm, ItemForm
from technology_map.meetings.holding import Holding
from technology_map.meetings.meetings import (
    AgendaItem,
    DraftDecision,
    ItemState,
    Meeting,
    MeetingState,
    agenda,
    by_number,
    item_key,
)
from technology_map.method.forms import GroupForm
from technology_map.method.synergy import SynergyGroup
from technology_map.people.people import Caller, Person, Role
from technology_map.people.rights import require_council
from technology_map.ports import NotStored, Store
from technology_map.validation.refusals import Refused

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Grouping:
    """The service; the council's alone. Each of its calls is safe to repeat."""

    store: Store
    holding: Holding
    now: Callable[[], datetime]

    def found(self, number: int) -> SynergyGroup:
        """The group with this number. Raises Refused(`not_found`)."""
        for one in self.store.records(SynergyGroup):
            if one.row == number:
                return one
        raise Refused("not_found")

    def members(self, group: SynergyGroup) -> list[Proposal]:
        """Its proposals that still are there, in order."""
        found = (self.store.overview.proposals.get(proposal_number(name) or 0) for name in group.proposals)
        return [one for one in found if one is not None]

    async def make(self, caller: Caller, form: GroupForm) -> SynergyGroup:
        """Make a group; sent again it is the same one.

        Raises Refused: `guest`, `council_only`, `invalid_fields`, `not_kept`.
        """
        require_council(caller)
        key = hashlib.sha256(submission_key(caller, form.submission_key).encode()).hexdigest()[:16]
        made: SynergyGroup = SynergyGroup(
            key=f"group-{key}",
            title=form.title,
            why=form.why,
            proposals=self._known(form.proposals),
            author_name=caller.person.name,
            made_at=self.now(),
        )
        return await add_once(self.store, made)

    async def dissolve(self, caller: Caller, number: int) -> SynergyGroup:
        """Treat them one by one again; what the group was. Raises Refused: as `make`, `not_found`."""
        require_council(caller)
        there = self.found(number)
        try:
            await self.store.remove_record(there)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
        return there

    async def to_agenda(self, caller: Caller, number: int, meeting: int) -> tuple[list[str], list[str]]:
        """Put each that is ready on a meeting's agenda, in order; the names of those, and of the rest.

        Raises Refused: as `Planning.add`.
        """
        require_council(caller)
        planning = self.holding.planning
        there = planning.found(meeting)
        members = self.members(self.found(number))
        put = [one for one in members if one.status in READY and not planning.on_agenda_of(one, but=there)]
        numbers = ",".join(str(one.number) for one in put)
        said = {"meeting": str(meeting), "numbers": numbers}
        said |= {"who": caller.person.object_id, "name": caller.person.name}
        async with planning.intentions.kept("group", f"{there.key}|{numbers}", **said) as begun:
            await begun.each(put, lambda one: planning.add(caller, meeting, ItemForm(number=one.number)))
        return [one.name for one in put], [one.name for one in members if one not in put]

    async def go_on(self, said: Said) -> bool:
        """Put the rest of a group on the agenda, where one of it stands there."""
        planning = self.holding.planning
        meeting = by_number(self.store.records(Meeting), int(said["meeting"]))
        if meeting is None or meeting.state is MeetingState.PUBLISHED:
            return True
        there = {one.proposal for one in agenda(self.store.records(AgendaItem), meeting)}
        numbers = [int(one) for one in said["numbers"].split(",") if one]
        if not there & set(numbers):
            return False
        secretary = Caller(Person(said["who"], said["name"]), role=Role.SECRETARY)
        for number in numbers:
            proposal = self.store.overview.proposals.get(number)
            if number not in there and proposal and proposal.status in READY:
                await planning.add(secretary, meeting.row, ItemForm(number=number))
        return True

    async def decide_alike(
        self, caller: Caller, meeting: int, proposal: int, form: DecisionForm, others: Sequence[int]
    ) -> list[DraftDecision]:
        """Decide about an item, and the same about `others` that stand on the agenda undecided.

        The first is decided as `Holding.decide`; what cannot be decided so for another is refused with
        that one's name before it is written. Where the first is decided the others follow. Raises Refused.
        """
        require_council(caller)
        planning = self.holding.planning
        there = planning.found(meeting)
        said = {str(number): planning.draft(there, number).version for number in others}
        said |= {"meeting": str(meeting), "first": str(proposal), "form": form.model_dump_json()}
        said |= {"who": caller.person.object_id, "name": caller.person.name}
        async with planning.intentions.kept("decided_alike", "|".join(said.values()), **said) as begun:
            decided = [await self.holding.decide(caller, meeting, proposal, form)]
            for number in others:
                with begun.rest(only="not_kept"):
                    decided += await self._decided(caller, there, number, form)
                if begun.left:
                    break
        return decided

    async def go_on_deciding(self, said: Said) -> bool:
        """Decide the same about the others where the first is decided so, unless somebody wrote meanwhile."""
        meeting = by_number(self.store.records(Meeting), int(said["meeting"]))
        if meeting is None or meeting.state is MeetingState.PUBLISHED:
            return True
        form = DecisionForm.model_validate_json(said["form"])
        drafts = self.store.records(DraftDecision)
        first = drafts.get(item_key(meeting.key, int(said["first"])))
        if first is None or first.state is not ItemState.DECIDED or filled(first, form) != first:
            return False
        member = Caller(Person(said["who"], said["name"]), role=Role.MEMBER)
        for number in (int(name) for name in said if name.isdigit()):
            there = drafts.get(item_key(meeting.key, number))
            if (there.version if there else "") == said[str(number)]:
                await self._decided_late(member, meeting, number, form)
        return True

    async def _decided_late(self, caller: Caller, meeting: Meeting, number: int, form: DecisionForm) -> None:
        """What can be decided so no more is left: it must not keep the others waiting."""
        try:
            await self._decided(caller, meeting, number, form)
        except Refused as no:
            if no.refusal.code == "not_kept":
                raise

    async def _decided(
        self, caller: Caller, meeting: Meeting, number: int, form: DecisionForm
    ) -> list[DraftDecision]:
        draft = self.holding.planning.draft(meeting, number)
        if draft.state is ItemState.DECIDED:
            return []
        same = form.model_copy(update={"version": draft.version})
        return [await self.holding.decide(caller, meeting.row, number, same)]

    def _known(self, names: Sequence[str]) -> tuple[str, ...]:
        """Raises Refused(`invalid_fields`) for fewer than two, or one that is not there."""
        if len(set(names)) < FEWEST:
            raise Refused("invalid_fields", fields={"proposals": "too_few_proposals"})
        for name in names:
            if self.store.overview.proposals.get(proposal_number(name) or 0) is None:
                raise Refused("invalid_fields", fields={"proposals": "link_missing"})
        return tuple(dict.fromkeys(names))
