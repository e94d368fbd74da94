"""Backing and following: what everyone may do about a proposal without being asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from technology_map.backing.relations import Follow, Relation, Support, former_supports
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.people import Caller
from technology_map.people.rights import require_supporter, require_writer
from technology_map.ports import NotStored, Store
from technology_map.search.finding import by_name
from technology_map.validation.refusals import Refused

ONE_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Backing:
    """The service. Each of its calls is safe to repeat: it says how it shall be, not what to toggle."""

    store: Store
    now: Callable[[], datetime]

    async def support(self, caller: Caller, number: int) -> Proposal:
        """Back a proposal; who has backed its former text backs it as it is now.

        Raises Refused: `guest`, `not_found`, `own_support`, `support_ended`, `not_kept`.
        """
        proposal = self._proposal(number)
        require_supporter(caller, proposal)
        moment = self.now()
        if proposal.reworded_at is not None:
            moment = max(moment, proposal.reworded_at + ONE_SECOND)
        given = Support(proposal.number, caller.person, moment)
        await self._tied(given)
        if any(one.object_id == caller.person.object_id for one in self._former(proposal)):
            await self._renewed(given)
        return proposal

    async def take_back_support(self, caller: Caller, number: int) -> Proposal:
        """Take it back, whenever one likes. Raises Refused: `guest`, `not_found`, `not_kept`."""
        require_writer(caller)
        proposal = self._proposal(number)
        await self._removed(Support(proposal.number, caller.person, self.now()))
        return proposal

    async def follow(self, caller: Caller, name: str) -> Proposal | SolutionCard:
        """Be told about a thing from now on. Raises Refused: `guest`, `not_found`, `not_kept`."""
        require_writer(caller)
        thing = self._thing(name)
        await self._tied(Follow(thing.name, caller.person.object_id))
        return thing

    async def unfollow(self, caller: Caller, name: str) -> Proposal | SolutionCard:
        """Be told no more. Raises Refused as `follow`."""
        require_writer(caller)
        thing = self._thing(name)
        await self._removed(Follow(thing.name, caller.person.object_id))
        return thing

    def _former(self, proposal: Proposal) -> list[Support]:
        return former_supports(self.store.overview.supports, proposal)

    async def _renewed(self, support: Support) -> None:
        try:
            await self.store.renew_support(support)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    def _proposal(self, number: int) -> Proposal:
        found = self.store.overview.proposals.get(number)
        if found is None:
            raise Refused("not_found")
        return found

    def _thing(self, name: str) -> Proposal | SolutionCard:
        found = by_name(self.store.overview, name)
        if found is None:
            raise Refused("not_found")
        return found

    async def _tied(self, relation: Relation) -> None:
        try:
            await self.store.add_relation(relation)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    async def _removed(self, relation: Relation) -> None:
        try:
            await self.store.remove_relation(relation)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
