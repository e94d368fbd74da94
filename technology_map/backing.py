"""Backing and following: what everyone may do about a proposal without being asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from technology_map.finding import by_name
from technology_map.people import Caller
from technology_map.ports import NotStored, Store
from technology_map.proposals import Proposal
from technology_map.refusals import Refused
from technology_map.rights import require_supporter, require_writer
from technology_map.solution_cards import SolutionCard
from technology_map.ties import Follow, Support, Tie


@dataclass(frozen=True, slots=True)
class Backing:
    """The service. Each of its calls is safe to repeat: it says how it shall be, not what to toggle."""

    store: Store
    now: Callable[[], datetime]

    async def support(self, caller: Caller, number: int) -> Proposal:
        """Back a proposal.

        Raises Refused: `guest`, `not_found`, `own_support`, `support_ended`, `not_kept`.
        """
        proposal = self._proposal(number)
        require_supporter(caller, proposal)
        await self._tied(Support(proposal.number, caller.person, self.now()))
        return proposal

    async def take_back_support(self, caller: Caller, number: int) -> Proposal:
        """Take it back, whenever one likes. Raises Refused: `guest`, `not_found`, `not_kept`."""
        require_writer(caller)
        proposal = self._proposal(number)
        await self._untied(Support(proposal.number, caller.person, self.now()))
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
        await self._untied(Follow(thing.name, caller.person.object_id))
        return thing

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

    async def _tied(self, tie: Tie) -> None:
        try:
            await self.store.tie(tie)
        except NotStored:
            raise Refused("not_kept") from None

    async def _untied(self, tie: Tie) -> None:
        try:
            await self.store.untie(tie)
        except NotStored:
            raise Refused("not_kept") from None
