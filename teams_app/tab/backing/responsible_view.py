"""Who answers for what, as it is drawn: on the page of a thing, and for the secretary all together."""

from dataclasses import dataclass
from itertools import islice

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.request_context import RequestContext
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.responsibility import owned_by, responsible_for, without_owner
from technology_map.people.rights import may_correct
from technology_map.words.alphabet import in_order

MOST = 200
Thing = Proposal | SolutionCard


@dataclass(frozen=True, slots=True)
class Responsible:
    """The part of a thing's page: `place` is where its presses go, empty for who may not hand it over."""

    name: str
    place: str
    takes: bool


@dataclass(frozen=True, slots=True)
class OwnershipPage:
    """What nobody answers for; everybody who answers for something; what one of them does."""

    nobody: tuple[Fact, ...]
    people: tuple[Fact, ...]
    of: str
    name: str
    things: tuple[Fact, ...]
    message: str
    place: str


def responsible(context: RequestContext, thing: Thing, place: str) -> Responsible:
    """Who answers for the thing, and what the caller can do about it."""
    person, may = responsible_for(thing), may_correct(context.caller, thing)
    takes = may and person.object_id != context.caller.person.object_id
    return Responsible(person.name, place if may else "", takes)


def ownership_page(context: RequestContext, of: str, *, message: str = "") -> OwnershipPage:
    """The secretary's page, with what the person with this object id answers for."""
    overview = context.overview
    people: dict[str, str] = {}
    for thing in (*overview.proposals, *overview.solution_cards):
        person = responsible_for(thing)
        if person.object_id:
            people.setdefault(person.object_id, person.name)
    things = tuple(_fact(one) for one in owned_by(overview, of)) if of in people else ()
    return OwnershipPage(
        nobody=tuple(_fact(one) for one in islice(without_owner(overview), MOST)),
        people=tuple(Fact("", name, object_id) for object_id, name in _in_order(people)),
        of=of if of in people else "",
        name=people.get(of, ""),
        things=things,
        message=message,
        place=f"ownership?person={of}" if of in people else "ownership",
    )


def _fact(thing: Thing) -> Fact:
    room = "proposals" if isinstance(thing, Proposal) else "solutions"
    return Fact(thing.name, f"{thing.name} {thing.title}", f"{room}/{thing.number}")


def _in_order(people: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(people.items(), key=lambda pair: in_order(pair[1]))
