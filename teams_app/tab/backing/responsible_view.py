"""Who answers for what, as it is drawn: on the page of a thing, and for the secretary all together."""

from collections import Counter
from dataclasses import dataclass
from itertools import islice

from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.request_context import RequestContext
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED
from technology_map.overview import Overview
from technology_map.people.responsibility import owned_by, responsible_for, without_owner
from technology_map.people.rights import may_correct
from technology_map.search.inverted_index import Posted
from technology_map.words.alphabet import in_order

MOST = 200
MOST_LOOKED_UP = 600
"""People that are looked up in the directory: 40 requests."""
Thing = Proposal | SolutionCard


@dataclass(frozen=True, slots=True)
class Responsible:
    """The part of a thing's page: `place` is where its presses go, empty for who may not hand it over."""

    name: str
    place: str
    takes: bool


@dataclass(frozen=True, slots=True)
class OwnershipPage:
    """What nobody answers for; everybody who answers for something; what one of them does.

    `unmet`: who of them has not opened the app, so that news wait for them. `left`: who of them is in
    the directory no more, where it could be `looked` at.
    """

    nobody: tuple[Fact, ...]
    people: tuple[Fact, ...]
    unmet: tuple[Fact, ...]
    left: tuple[Fact, ...]
    looked: bool
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


async def ownership_page(context: RequestContext, of: str, *, message: str = "") -> OwnershipPage:
    """The secretary's page, with what the person with this object id answers for."""
    overview = context.overview
    people, count, in_order_ = overview.remembered("owners", lambda: _owners(overview))
    gone = await context.tab.directory.gone(islice(people, MOST_LOOKED_UP))
    left = [(one, people[one]) for one in gone or () if count[one]]
    things = tuple(_fact(one) for one in owned_by(overview, of)) if of in people else ()
    return OwnershipPage(
        nobody=tuple(_fact(one) for one in islice(without_owner(overview), MOST)),
        people=tuple(Fact("", name, object_id) for object_id, name in in_order_),
        unmet=tuple(
            Fact("", name, one)
            for one, name in islice(
                ((one, name) for one, name in in_order_ if count[one] and not _met(context, one)), MOST
            )
        ),
        left=tuple(
            Fact("", context.t.many("ownership.left_with", count[one], person=name), one)
            for one, name in _in_order(dict(left))
        ),
        looked=gone is not None,
        of=of if of in people else "",
        name=people.get(of, ""),
        things=things,
        message=message,
        place=f"ownership?person={of}" if of in people else "ownership",
    )


def owned(thing: Thing, _: Overview) -> Posted:
    """A thing under whom one asks about it, the newest first; under nobody where there is none to ask."""
    person = responsible_for(thing)
    yield person.object_id, (-thing.number, person.name, _ended(thing))


def _owners(overview: Overview) -> tuple[dict[str, str], Counter[str], list[tuple[str, str]]]:
    """Everybody who answers for something by object id, how much has not ended, and all in order."""
    people: dict[str, str] = {}
    count: Counter[str] = Counter()
    for index in (overview.proposals_by(owned), overview.cards_by(owned)):
        for key in index.all_keys():
            if isinstance(key, str) and key:
                found = index.of(key)
                people.setdefault(key, found[0].order[1])
                count[key] += sum(not posting.order[2] for posting in found)
    return people, count, _in_order(people)


def _met(context: RequestContext, object_id: str) -> bool:
    """Whether somebody has opened the app's chat, so that news reach them."""
    return context.tab.store.contact(object_id) is not None


def _ended(thing: Thing) -> bool:
    return isinstance(thing, Proposal) and thing.status in ENDED


def _fact(thing: Thing) -> Fact:
    room = "proposals" if isinstance(thing, Proposal) else "solutions"
    return Fact(thing.name, f"{thing.name} {thing.title}", f"{room}/{thing.number}")


def _in_order(people: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(people.items(), key=lambda pair: in_order(pair[1]))
