"""Whom a move, a merging, a rewording or a remark concerns, and that they are told of it."""

from collections.abc import Awaitable, Callable, Sequence

from technology_map.backing.relations import former_supports
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import Mover, Status
from technology_map.people.news import (
    ClarificationAnswered,
    OnAgenda,
    OtherMerged,
    Remarked,
    Reworded,
    StatusChanged,
)
from technology_map.people.notifications import NotNotified
from technology_map.people.preferences import FollowedNews, Preference, preference_of
from technology_map.ports import Messenger, NotStored, Store
from technology_map.talk.value_questions import ValueQuestion, talked_of

Council = Callable[[], Awaitable[Sequence[str]]]
"""The object ids of who is on the council. Raises NotNotified where that cannot be told."""


class Telling:
    """Tells everybody whom something concerns once, but for who did it."""

    def __init__(self, store: Store, messenger: Messenger, council: Council) -> None:
        self._store, self._messenger, self._council = store, messenger, council

    async def of_move(self, proposal: Proposal, row: Decision, maker: str) -> None:
        """Everybody whom it concerns once, but for whoever made the move; the secretaries of an answer."""
        if not maker and row.decided_as is Mover.SUBMITTER:
            maker = proposal.submitter.object_id
        for one in dict.fromkeys(filter(None, self._concerned(proposal))):
            if one != maker and self._at_once(one, proposal):
                await self._messenger.tell(one, StatusChanged(proposal.number, row.seq))
        if row.end is Status.ON_AGENDA:
            await self._messenger.tell_council(OnAgenda(proposal.number, row.seq, maker))
        if row.start is Status.CLARIFICATION and row.end is Status.SUBMITTED:
            await self._messenger.tell_secretaries(ClarificationAnswered(proposal.number, row.seq))

    async def of_merging(self, merged: Proposal, into: Proposal, row: Decision, maker: str) -> None:
        """Who hands the other in, or followed it; the merged one's people have been told of the move."""
        theirs = {*self._concerned(merged), maker}
        for person in dict.fromkeys(filter(None, self._concerned(into))):
            if person not in theirs and self._at_once(person, into):
                await self._messenger.tell(person, OtherMerged(into.number, merged.number, row.seq))

    async def of_rewording(self, number: int, seq: int, maker: str) -> None:
        """Who backs the former text is asked whether they stand behind it as it is now."""
        proposal = self._store.overview.proposals.get(number)
        if proposal is None:
            return
        for one in former_supports(self._store.overview.supports, proposal):
            if one.object_id != maker:
                await self._messenger.tell(one.object_id, Reworded(number, seq))

    async def of_remark(self, row: int, *, council: bool) -> None:
        """Who hands the thing in or answers for it, who has written in the thread, and who is mentioned.

        Of what is for the council only, nobody else hears, whoever was mentioned. Raises NotStored.
        """
        remarks = self._store.council_remarks if council else self._store.overview.remarks
        remark = remarks.get(row)
        thing = talked_of(self._store.overview, remark.thing) if remark else None
        if remark is None or thing is None:
            return
        people = [*remarks.thread(remark).people, *remark.mention_ids]
        if not council:
            people += [] if isinstance(thing, ValueQuestion) else owners(thing)
        else:
            try:
                allowed = set(await self._council())
            except NotNotified:
                raise NotStored("who is on the council is not known now") from None
            people = [one for one in people if one in allowed]
        for one in dict.fromkeys(filter(None, people)):
            if one != remark.author.object_id:
                await self._messenger.tell(one, Remarked(row, council))

    def _at_once(self, person: str, proposal: Proposal) -> bool:
        """Whether they hear of it now: it is theirs, or they have not chosen to hear of it later or never."""
        choice = preference_of(self._store.records(Preference), person)
        return choice.followed is FollowedNews.AT_ONCE or person in self._own(proposal)

    def followers(self, proposal: Proposal) -> list[str]:
        """Who hands it in or answers for it, and who follows it."""
        return [*self._own(proposal), *self._store.follows.people(proposal.name)]

    def _own(self, proposal: Proposal) -> list[str]:
        together = proposal.co_submitter_ids
        return [
            proposal.submitter.object_id,
            proposal.responsible_id,
            proposal.caseworker_id,
            *together,
        ]

    def _concerned(self, proposal: Proposal) -> list[str]:
        """The same, and who backs it."""
        return [*self.followers(proposal), *self._store.overview.supports.people(proposal.name)]


def owners(thing: Proposal | SolutionCard) -> list[str]:
    """The object ids of who hands a thing in or answers for it."""
    together = thing.co_submitter_ids if isinstance(thing, Proposal) else ()
    return [thing.responsible_id or thing.submitter.object_id, *together]
