"""Who answers for a proposal or a card: handed over, taken over, and seen where nobody does."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from technology_map.backing.co_submitters import NAMELESS, CoSubmittersAdded
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.overview import Overview
from technology_map.people.news import MadeResponsible
from technology_map.people.people import Caller, Person, Role
from technology_map.people.rights import require_corrector, require_secretary
from technology_map.ports import Changed, ChangedCard, Messenger, NotStored, Store
from technology_map.search.finding import by_name
from technology_map.search.inverted_index import Posted
from technology_map.validation.refusals import Refused

Thing = Proposal | SolutionCard
ATTEMPTS = 3


class PeopleDirectory(Protocol):
    """Who is there, as the organisation's directory says."""

    async def gone(self, object_ids: Iterable[str]) -> frozenset[str] | None:
        """Which of these people are in the directory no more; None where we may not or cannot look."""

    async def named(self, names: Iterable[str]) -> Mapping[str, Person] | None:
        """Who has each of these names or mail addresses, by it in small letters, where it is one person only.

        None where we may not or cannot look.
        """


def responsible_for(thing: Thing) -> Person:
    """Who answers for it: whoever it was handed over to, else who handed it in."""
    if thing.responsible_id or thing.responsible_name:
        return Person(thing.responsible_id, thing.responsible_name)
    return thing.submitter


def without_owner(overview: Overview) -> Iterator[Thing]:
    """What nobody answers for whom one could ask: only a name, as on what was imported, or nothing."""
    proposals, cards = overview.proposals, overview.solution_cards
    yield from proposals.these(number for _, number in overview.proposals_by(ownerless).of("nobody"))
    yield from cards.these(number for _, number in overview.cards_by(ownerless).of("nobody"))


def ownerless(thing: Thing, _: Overview) -> Posted:
    """A thing that has not ended and that nobody answers for, the newest first."""
    if not responsible_for(thing).object_id and not _ended(thing):
        yield "nobody", -thing.number


def owned_by(overview: Overview, object_id: str) -> Iterator[Thing]:
    """What somebody answers for now, proposals that have not ended first."""
    for proposal in overview.proposals.of_person(object_id):
        if responsible_for(proposal).object_id == object_id and proposal.status not in ENDED:
            yield proposal
    for card in overview.solution_cards.of_person(object_id):
        if responsible_for(card).object_id == object_id:
            yield card


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    messenger: Messenger
    now: Callable[[], datetime]
    intentions: Intentions = NOTHING_KEPT

    async def hand_over(self, caller: Caller, thing: Thing, form: CoSubmittersAdded, today: date) -> Thing:
        """Give it to the colleague that was chosen, who is told.

        Raises Refused: `guest`, `not_yours`, `invalid_fields` (`people_missing`, `too_many_people`),
        `changed`, `not_kept`.
        """
        require_corrector(caller, thing)
        return await self._given(caller, thing, self._chosen(form, today))

    async def take_over(self, caller: Caller, thing: Thing) -> Thing:
        """Answer for it oneself. Raises Refused as `hand_over`."""
        require_corrector(caller, thing)
        return await self._given(caller, thing, caller.person)

    async def hand_over_all(
        self, caller: Caller, object_id: str, form: CoSubmittersAdded, today: date
    ) -> int:
        """Give everything that somebody answers for to another; how much. The secretary's alone.

        Where one is given the rest follows. Raises Refused as `hand_over`.
        """
        require_secretary(caller)
        person, things = self._chosen(form, today), list(owned_by(self.store.overview, object_id))
        said = {"from": object_id, "to": person.object_id, "name": person.name}
        said |= {"by": caller.person.object_id, "things": " ".join(one.name for one in things)}
        async with self.intentions.kept("all_given", "|".join(said.values()), **said) as begun:
            await begun.each(things, lambda thing: self._given(caller, thing, person))
        return len(things)

    async def go_on_giving_all(self, said: Said) -> bool:
        """Give the rest of what one person answered for, where something of it was given."""
        names, secretary = said["things"].split(), Caller(Person(said["by"], ""), role=Role.SECRETARY)
        things = (by_name(self.store.overview, name) for name in names)
        if not any(one is not None and one.responsible_id == said["to"] for one in things):
            return False
        for name in names:
            if (thing := by_name(self.store.overview, name)) and not _ended(thing):
                person = Person(said["to"], said["name"])
                await self._given(secretary, thing, person, only_from=said["from"])
        return True

    def _chosen(self, form: CoSubmittersAdded, today: date) -> Person:
        if not form.ids:
            raise Refused("invalid_fields", fields={"ids": "people_missing"})
        if len(form.ids) > 1:
            raise Refused("invalid_fields", fields={"ids": "one_person"})
        [object_id] = form.ids
        met = self.store.contact(object_id)
        known = met.person.name if met else ""
        return Person(object_id, known or form.named(today)[object_id] or NAMELESS)

    async def _given(self, caller: Caller, thing: Thing, person: Person, *, only_from: str = "") -> Thing:
        """The change stored, and whoever has it now told. `only_from`: while that person answers for it."""
        if thing.responsible_id == person.object_id or _is_another_s(thing, only_from):
            return thing
        told = person.object_id if person.object_id != caller.person.object_id else ""
        said = {"name": thing.name, "version": thing.version, "person": person.object_id, "told": told}
        async with self.intentions.kept("given", "|".join(said.values()), **said):
            kept = await self._changed(thing, person, only_from)
            if kept.responsible_id == person.object_id:
                await self._tell(said)
        return kept

    async def go_on(self, said: Said) -> bool:
        """Tell whoever was given a thing, where they have it now."""
        thing = by_name(self.store.overview, said["name"])
        if thing is None or thing.responsible_id != said["person"]:
            return False
        await self._tell(said)
        return True

    async def _tell(self, said: Said) -> None:
        """The version is the one that was changed: whoever is given it is told once."""
        if said["told"]:
            await self.messenger.tell(said["told"], MadeResponsible(said["name"], said["version"]))

    async def _changed(self, thing: Thing, person: Person, only_from: str) -> Thing:
        """The change stored; made again on what somebody else stored meanwhile."""
        current: Thing = thing
        for _ in range(ATTEMPTS):
            if current.responsible_id == person.object_id or _is_another_s(current, only_from):
                return current
            try:
                return await self._stored(_with(current, person, self.now()))
            except (Changed, ChangedCard) as changed:
                if changed.current is None:
                    raise Refused("not_found") from None
                current = changed.current
            except NotStored as no:
                raise Refused("not_kept", doubt=no.doubt) from None
        raise Refused("changed", name=current.name, current=current)

    async def _stored(self, thing: Thing) -> Thing:
        if isinstance(thing, Proposal):
            return await self.store.change_proposal(thing)
        return await self.store.change_solution_card(thing)


def _ended(thing: Thing) -> bool:
    return isinstance(thing, Proposal) and thing.status in ENDED


def _is_another_s(thing: Thing, only_from: str) -> bool:
    """Whether it is only to be given from a person who does not answer for it any more."""
    return bool(only_from) and responsible_for(thing).object_id != only_from


def _with(thing: Thing, person: Person, moment: datetime) -> Thing:
    return replace(thing, responsible_id=person.object_id, responsible_name=person.name, changed_at=moment)
