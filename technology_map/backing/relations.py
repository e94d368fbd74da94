"""What relates a person to a thing: the support of a proposal, and the wish to be told about something."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from technology_map.cards.proposals import Proposal
from technology_map.people.people import Person
from technology_map.words.alphabet import in_order


@dataclass(frozen=True, slots=True)
class Support:
    """A person backs a proposal (domain.md 3). `row` is the SharePoint item id, 0 before it is stored."""

    proposal: int
    person: Person
    given_at: datetime
    row: int = 0
    version: str = field(default="", compare=False)

    @property
    def thing(self) -> str:
        """What is backed, by its readable number."""
        return f"F-{self.proposal:04d}"

    @property
    def object_id(self) -> str:
        """Whose support it is."""
        return self.person.object_id


@dataclass(frozen=True, slots=True)
class Follow:
    """A person wants to be told about a thing (F-… or L-…). Nothing else is kept about it."""

    thing: str
    object_id: str
    row: int = 0


Relation = Support | Follow
T = TypeVar("T", Support, Follow)


class Relations(Generic[T]):
    """Relations of one kind by thing and by person. However many rows a pair has, it is one relation.

    Counting and asking for a pair cost the same whatever there is.
    """

    def __init__(self) -> None:
        self._rows: dict[int, T] = {}
        self._of_thing: defaultdict[str, dict[str, set[int]]] = defaultdict(dict)
        self._of_person: defaultdict[str, set[str]] = defaultdict(set)

    def count(self, thing: str) -> int:
        """How many people are tied to the thing."""
        return len(self._of_thing.get(thing, ()))

    def has(self, object_id: str, thing: str) -> bool:
        """Whether the person is tied to the thing."""
        return thing in self._of_person.get(object_id, ())

    def people(self, thing: str) -> list[str]:
        """The object ids of who is tied to the thing, in no order that means anything."""
        return sorted(self._of_thing.get(thing, ()))

    def of_thing(self, thing: str) -> list[T]:
        """The relations of a thing, one a person."""
        return [self._rows[min(rows)] for rows in self._of_thing.get(thing, {}).values()]

    def of_person(self, object_id: str) -> list[str]:
        """The things that the person is tied to, the last tied first."""
        things = self._of_person.get(object_id, ())
        return sorted(things, key=lambda thing: -min(self._of_thing[thing][object_id]))

    def rows(self, object_id: str, thing: str) -> list[int]:
        """The rows of one pair: two where a unique column let a second one through."""
        return sorted(self._of_thing.get(thing, {}).get(object_id, ()))

    def put(self, relation: T) -> None:
        """Take a row in, in place of what had its id."""
        self.drop(relation.row)
        self._rows[relation.row] = relation
        self._of_thing[relation.thing].setdefault(relation.object_id, set()).add(relation.row)
        self._of_person[relation.object_id].add(relation.thing)

    def drop(self, row: int) -> None:
        """Forget a row that is gone from the store."""
        relation = self._rows.pop(row, None)
        if relation is None:
            return
        people, things = self._of_thing[relation.thing], self._of_person[relation.object_id]
        people[relation.object_id].discard(row)
        if people[relation.object_id]:
            return
        del people[relation.object_id]
        things.discard(relation.thing)
        if not people:
            del self._of_thing[relation.thing]
        if not things:
            del self._of_person[relation.object_id]


def supporters(relations: Relations[Support], proposal: Proposal) -> list[str]:
    """The names of who backs a proposal without handing it in, in the order of the alphabet."""
    theirs = {proposal.submitter.object_id, *proposal.co_submitter_ids}
    names = (
        relation.person.name
        for relation in relations.of_thing(proposal.name)
        if relation.object_id not in theirs
    )
    return sorted(names, key=in_order)


def former_supports(relations: Relations[Support], proposal: Proposal) -> list[Support]:
    """The support that was given to the text before its problem or its solution was changed.

    The store keeps whole seconds; `Backing` sees to it that support of the changed text is later.
    """
    moment = proposal.reworded_at
    theirs = {proposal.submitter.object_id, *proposal.co_submitter_ids}
    return [
        one
        for one in relations.of_thing(proposal.name)
        if moment is not None and one.given_at <= moment and one.object_id not in theirs
    ]


def support_count(relations: Relations[Support], proposal: Proposal) -> int:
    """How many back a proposal without handing it in: who joins in handing it in counts no more."""
    theirs = {proposal.submitter.object_id, *proposal.co_submitter_ids}
    return relations.count(proposal.name) - sum(relations.has(one, proposal.name) for one in theirs)
