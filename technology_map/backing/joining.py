"""Handing in together: the submitter adds and removes colleagues, and each can take themselves off."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from technology_map.backing.co_submitters import MOST, NAMELESS, CoSubmitterRemoved, CoSubmittersAdded
from technology_map.cards.proposals import Proposal
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.people.news import CoSubmitterAdded
from technology_map.people.people import Caller, Person
from technology_map.people.rights import require_co_submitters_chooser, require_remover
from technology_map.ports import Changed, Messenger, NotStored, Store
from technology_map.texts import COPENHAGEN
from technology_map.validation.refusals import Refused

ATTEMPTS = 3
Change = Callable[[Proposal], Proposal]


@dataclass(frozen=True, slots=True)
class Joining:
    """The service that changes who hands a proposal in. Each of its calls is safe to repeat."""

    store: Store
    messenger: Messenger
    now: Callable[[], datetime]
    intentions: Intentions = NOTHING_KEPT

    async def add(self, caller: Caller, form: CoSubmittersAdded) -> Proposal:
        """Add colleagues and tell those who are new.

        Raises Refused: `guest`, `not_found`, `submitter_only`, `ended_already`, `changed`,
        `not_kept`, `invalid_fields` (`people_missing`, `too_many_people`).
        """
        current = self._found(form.number)
        require_co_submitters_chooser(caller, current)
        sent = form.named(self.now().astimezone(COPENHAGEN).date())
        wanted = [one for one in form.ids if one != current.submitter.object_id]
        if not wanted:
            raise Refused("invalid_fields", fields={"ids": "people_missing"})

        def added(proposal: Proposal) -> Proposal:
            return self._with(proposal, [*proposal.co_submitter_ids, *wanted], sent)

        new = [one for one in dict.fromkeys(wanted) if one not in current.co_submitter_ids]
        said = {"number": str(current.number), "version": current.version, "new": ",".join(new)}
        async with self.intentions.kept("joined", "|".join(said.values()), **said):
            kept = await self._kept(caller, current, added)
            await self._tell(kept, said)
        return kept

    async def go_on(self, said: Said) -> bool:
        """Tell those who were added, where they hand it in now."""
        proposal = self.store.overview.proposals.get(int(said["number"]))
        if proposal is None or not {*said["new"].split(",")} & {*proposal.co_submitter_ids}:
            return False
        await self._tell(proposal, said)
        return True

    async def _tell(self, proposal: Proposal, said: Said) -> None:
        """The version is the one that was changed: whoever is added to it is told once."""
        for one in said["new"].split(","):
            if one in proposal.co_submitter_ids:
                await self.messenger.tell(one, CoSubmitterAdded(proposal.number, said["version"]))

    async def remove(self, caller: Caller, form: CoSubmitterRemoved) -> Proposal:
        """Take one off. Raises Refused as `add`, but for `invalid_fields`."""
        current = self._found(form.number)
        require_remover(caller, current, form.person)

        def removed(proposal: Proposal) -> Proposal:
            rest = [one for one in proposal.co_submitter_ids if one != form.person]
            return self._with(proposal, rest, {})

        return await self._kept(caller, current, removed)

    def _found(self, number: int) -> Proposal:
        found = self.store.overview.proposals.get(number)
        if found is None:
            raise Refused("not_found")
        return found

    async def _kept(self, caller: Caller, current: Proposal, change: Change) -> Proposal:
        """The change stored. Made again on what somebody else stored meanwhile: it is still wanted."""
        for _ in range(ATTEMPTS):
            wanted = change(current)
            if wanted == current:
                return current
            try:
                return await self.store.change_proposal(wanted)
            except Changed as changed:
                if changed.current is None:
                    raise Refused("not_found") from None
                current = changed.current
            except NotStored as no:
                raise Refused("not_kept", doubt=no.doubt) from None
        raise Refused("changed", name=current.name, current=current)

    def _with(self, proposal: Proposal, ids: Iterable[str], sent: Mapping[str, str]) -> Proposal:
        people = [self._named(one, proposal, sent) for one in dict.fromkeys(ids)]
        if len(people) > MOST:
            raise Refused("invalid_fields", fields={"ids": "too_many_people"})
        return replace(
            proposal,
            co_submitter_ids=tuple(one.object_id for one in people),
            co_submitter_names=tuple(one.name for one in people),
        )

    def _named(self, object_id: str, proposal: Proposal, sent: Mapping[str, str]) -> Person:
        """With the name that the person has themselves where we have met; else as it was told us."""
        met = self.store.contact(object_id)
        before = {one.object_id: one.name for one in proposal.co_submitters}
        known = met.person.name if met else ""
        return Person(object_id, known or sent.get(object_id) or before.get(object_id) or NAMELESS)
