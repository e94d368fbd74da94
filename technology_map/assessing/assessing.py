"""Assessing: a member's own assessment, and what is seen of the others' once it is given.

Whoever has not given theirs gets nothing of the others' from here: not their marks, nor a sum of them.
"""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from technology_map.assessing.assessments import (
    Assessment,
    Conflict,
    Given,
    Scores,
    assessment_key,
    by_member,
    read_scores,
    text_mark,
)
from technology_map.assessing.criteria import Criteria, Criterion, current, named
from technology_map.assessing.forms import AssessmentForm, ConflictForm
from technology_map.assessing.standing import Standing
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED, Status
from technology_map.last_word import keep_last
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Caller, Person, Role
from technology_map.people.rights import require_council
from technology_map.ports import NotStored, Store
from technology_map.seals import Seals
from technology_map.search.facet_index import FacetKey, Matches
from technology_map.texts import COPENHAGEN
from technology_map.validation.refusals import Refused

ASSESSED = (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA)
"""Where a proposal is assessed: until the council has decided on it."""


@dataclass(frozen=True, slots=True)
class Assessing:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    now: Callable[[], datetime]
    council: Callable[[], Awaitable[Sequence[str]]]
    """The object ids of who is on the council. Raises NotNotified."""
    seals: Seals | None
    """None where the instances share no secret to seal with."""

    @property
    def today(self) -> date:
        """The date in Copenhagen."""
        return self.now().astimezone(COPENHAGEN).date()

    def criteria(self) -> Criteria:
        """Those in use."""
        rows, today = self.store.records(Criterion), self.today
        return rows.derived_with(rows, today, lambda of: current(of, today))

    def queue(self, caller: Caller) -> Matches[Proposal]:
        """What waits for the member's assessment, the longest waiting first.

        Raises Refused: `guest`, `council_only`.
        """
        require_council(caller)
        done, proposals = self._finished(caller), self.store.overview.proposals

        def walk() -> Iterator[Proposal]:
            found = (number for one in ASSESSED for number in proposals.facets.first_changed(FacetKey(one)))
            return proposals.these(number for number in found if number not in done)

        return Matches(proposals.facets.count(FacetKey(), ASSESSED) - len(done), walk)

    def done(self, caller: Caller) -> list[Proposal]:
        """What the member has assessed, or takes no part in, and the council has not decided on yet.

        Raises Refused: `guest`, `council_only`.
        """
        require_council(caller)
        found = self.store.overview.proposals.these(self._finished(caller))
        return sorted(found, key=lambda one: (ASSESSED.index(one.status), one.changed_at, one.number))

    def _finished(self, caller: Caller) -> set[int]:
        """The numbers of what waits for the council and not for this member any more."""
        me, records, proposals = caller.person.object_id, self.store.records, self.store.overview.proposals
        own = {one.proposal for one in records(Assessment).derived(by_member).get(me, ())}
        own |= {one.proposal for one in records(Conflict).derived(by_member).get(me, ())}
        found = (proposals.get(number) for number in own)
        return {one.number for one in found if one and one.status in ASSESSED and self._done(caller, one)}

    def left(self, number: int, members: Sequence[str]) -> list[str]:
        """Who of these members has still to assess a proposal."""
        proposal = self.store.overview.proposals.get(number)
        if proposal is None or proposal.status not in ASSESSED:
            return []
        people = (Caller(Person(one, ""), Role.MEMBER) for one in members)
        return [one.person.object_id for one in people if not self._done(one, proposal)]

    def assessed(self, number: int) -> bool:
        """Whether anybody who counts has given an assessment of it: everybody may know that."""
        name = f"F-{number:04d}"
        given = self.store.records(Assessment).about(name)
        out = {one.member_id for one in self.store.records(Conflict).about(name)}
        return any(one.given_at and one.member_id not in out for one in given)

    async def standing(self, caller: Caller, number: int) -> Standing:
        """How far a proposal's assessment is. Raises Refused: `guest`, `council_only`, `not_found`."""
        require_council(caller)
        proposal = self._proposal(number)
        mine = self._mine(caller, proposal)
        conflicts = self.store.records(Conflict).about(proposal.name)
        out = {one.member_id for one in conflicts}
        others = [one for one in self._given(proposal) if one.member_id not in out]
        is_open = mine is not None and mine.given_at is not None and caller.person.object_id not in out
        return Standing(
            proposal=proposal,
            criteria=(named(self.store.records(Criterion), mine.criteria) if mine else None)
            or self.criteria(),
            mine=mine,
            scores=self._scores(mine) if mine else Scores(),
            conflict=next((one for one in conflicts if one.member_id == caller.person.object_id), None),
            conflicts=tuple(conflicts),
            count=len(others),
            members=await self._members(out, len(others)),
            stale=sum(one.text != text_mark(proposal) for one in others),
            open=is_open,
            given=tuple(self._opened(others)) if is_open else (),
        )

    async def assess(self, caller: Caller, number: int, form: AssessmentForm) -> Assessment:
        """Keep the member's marks for themselves, or give them: then they stand.

        Given once they change only where the proposal's text has changed since.

        Raises Refused: `guest`, `council_only`, `not_found`, `not_assessed_now`, `conflicted`,
        `assessed_already`, `criteria_changed`, `marks_missing`, `no_seal`, `not_kept`.
        """
        require_council(caller)
        proposal = self._assessed(number)
        mine = self._mine(caller, proposal)
        if self._conflict(caller, proposal):
            raise Refused("conflicted", name=proposal.name)
        fresh = mine is not None and mine.text == text_mark(proposal)
        scores = Scores(form.marks, form.comment)
        if mine and mine.given_at and fresh:
            if self._scores(mine) == scores:
                return mine
            raise Refused("assessed_already", name=proposal.name)
        criteria = named(self.store.records(Criterion), form.criteria)
        if criteria is None or (form.then == "give" and criteria.name != self.criteria().name):
            raise Refused("criteria_changed")
        if set(form.marks) - set(criteria.codes):
            raise Refused("criteria_changed")
        if form.then == "give" and set(criteria.codes) - set(form.marks):
            raise Refused("marks_missing")
        return await self._keep(caller, proposal, criteria, scores, give=form.then == "give")

    async def declare(self, caller: Caller, number: int, form: ConflictForm) -> Conflict:
        """Take the member out. Raises Refused: as `assess`."""
        require_council(caller)
        proposal = self._assessed(number)
        conflict: Conflict = Conflict(
            key=assessment_key(number, caller.person.object_id),
            proposal=proposal.number,
            member_id=caller.person.object_id,
            member_name=caller.person.name,
            reason=form.reason,
            declared_at=self.now(),
        )
        try:
            return await self.store.add_record(conflict)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    async def withdraw(self, caller: Caller, number: int) -> None:
        """Let the member in again. Raises Refused: as `assess`."""
        require_council(caller)
        there = self._conflict(caller, self._assessed(number))
        try:
            if there is not None:
                await self.store.remove_record(there)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    async def _keep(
        self, caller: Caller, proposal: Proposal, criteria: Criteria, scores: Scores, *, give: bool
    ) -> Assessment:
        if self.seals is None:
            raise Refused("no_seal")
        key = assessment_key(proposal.number, caller.person.object_id)
        now = self.now()
        wanted: Assessment = Assessment(
            key=key,
            proposal=proposal.number,
            member_id=caller.person.object_id,
            member_name=caller.person.name,
            criteria=criteria.name,
            sealed=self.seals.seal(key, scores.written()),
            text=text_mark(proposal),
            changed_at=now,
            given_at=now if give else None,
        )
        return await keep_last(self.store, wanted)

    def _proposal(self, number: int) -> Proposal:
        found = self.store.overview.proposals.get(number)
        if found is None:
            raise Refused("not_found")
        return found

    def _assessed(self, number: int) -> Proposal:
        found = self._proposal(number)
        if found.status not in ASSESSED:
            code = "ended_already" if found.status in ENDED else "not_assessed_now"
            raise Refused(code, name=found.name)
        return found

    def _mine(self, caller: Caller, proposal: Proposal) -> Assessment | None:
        key = assessment_key(proposal.number, caller.person.object_id)
        return self.store.records(Assessment).get(key)

    def _conflict(self, caller: Caller, proposal: Proposal) -> Conflict | None:
        key = assessment_key(proposal.number, caller.person.object_id)
        return self.store.records(Conflict).get(key)

    def _done(self, caller: Caller, proposal: Proposal) -> bool:
        mine = self._mine(caller, proposal)
        given = mine is not None and mine.given_at is not None and mine.text == text_mark(proposal)
        return given or self._conflict(caller, proposal) is not None

    def _given(self, proposal: Proposal) -> list[Assessment]:
        return [one for one in self.store.records(Assessment).about(proposal.name) if one.given_at]

    async def _members(self, out: set[str], at_least: int) -> int:
        """How many are to assess: everybody on the council but who has a conflict of interest."""
        try:
            return max(len(set(await self.council()) - out), at_least)
        except NotNotified:
            return at_least

    def _scores(self, one: Assessment) -> Scores:
        text = self.seals.unseal(one.key, one.sealed) if self.seals else None
        try:
            return read_scores(text) if text is not None else Scores()
        except ValueError:
            return Scores()

    def _opened(self, given: Sequence[Assessment]) -> list[Given]:
        rows = self.store.records(Criterion)
        found = [(one, self._scores(one), named(rows, one.criteria)) for one in given]
        return [Given(one, scores, criteria) for one, scores, criteria in found if criteria and scores.marks]
