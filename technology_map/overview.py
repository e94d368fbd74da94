"""Everything as last seen, in memory: proposals, solution cards, decisions and support, indexed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from operator import itemgetter
from typing import Generic, TypeVar

from technology_map.decision_log import Log
from technology_map.decisions import Decision
from technology_map.drawers import Drawers, Label, Matches
from technology_map.life_cycle import Status
from technology_map.proposals import Proposal
from technology_map.search import SearchIndex
from technology_map.solution_cards import SolutionCard
from technology_map.ties import Support, Ties
from technology_map.values import Area, Purpose

Thing = TypeVar("Thing", Proposal, SolutionCard)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; what is None or empty does not narrow."""

    status: Status | None = None
    area: Area | None = None
    purpose: Purpose | None = None
    text: str = ""

    @property
    def label(self) -> Label:
        """The filter but for its text."""
        return Label(self.status, self.area, self.purpose)


class Shelf(Generic[Thing]):
    """Things of one kind by number. Of rows with one submission key the lowest number is the thing."""

    def __init__(self) -> None:
        self._all: dict[int, Thing] = {}
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._by_person: defaultdict[str, set[int]] = defaultdict(set)
        self._index: SearchIndex[int] = SearchIndex()
        self.drawers = Drawers()
        """The numbers of the things; a row that was stored twice is in once."""

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Thing]:
        """Every thing, the newest (highest number) first."""
        return self.these(self.drawers.newest(Label()))

    def these(self, numbers: Iterable[int]) -> Iterator[Thing]:
        """The things with these numbers, one after the other."""
        return map(self._all.__getitem__, numbers)

    def get(self, number: int) -> Thing | None:
        """The thing with this number; for a row stored twice, the first of the two."""
        thing = self._all.get(number)
        return self._all[min(self._by_key[thing.submission_key])] if thing else None

    def by_key(self, submission_key: str) -> Thing | None:
        """The thing that was submitted under this key."""
        numbers = self._by_key.get(submission_key)
        return self._all[min(numbers)] if numbers else None

    def of_person(self, object_id: str) -> list[Thing]:
        """What the person has handed in, alone or with others, the newest first."""
        numbers = sorted(self._by_person.get(object_id, ()), reverse=True)
        return [self._all[n] for n in numbers if n in self.drawers]

    def copies(self) -> list[int]:
        """Numbers of rows that were stored though their submission key was there already."""
        return sorted(number for numbers in self._by_key.values() for number in sorted(numbers)[1:])

    def put(self, thing: Thing, title: str, *texts: str) -> None:
        """Take the thing in, in place of what had its number."""
        self.drop(thing.number)
        self._all[thing.number] = thing
        self._by_key[thing.submission_key].add(thing.number)
        for person in _people(thing):
            self._by_person[person].add(thing.number)
        self._index.put(thing.number, title, *texts)
        self._sort(thing.submission_key)

    def drop(self, number: int) -> None:
        """Forget the thing with this number, if there is one."""
        thing = self._all.pop(number, None)
        if thing is None:
            return
        self._index.drop(number)
        self.drawers.drop(number)
        groups = [(self._by_key, thing.submission_key)]
        groups += [(self._by_person, person) for person in _people(thing)]
        for group, key in groups:
            group[key].discard(number)
            if not group[key]:
                del group[key]
        self._sort(thing.submission_key)

    def find(self, text: str, *, every_word: bool = True) -> list[tuple[Thing, float]]:
        """Things with their scores, best first."""
        found = self._index.find(text, every_word=every_word)
        return [(self._all[number], score) for number, score in found if number in self.drawers]

    def best(self, text: str, count: int, *, every_word: bool) -> tuple[list[tuple[Thing, float]], int]:
        """The `count` best things with their scores, best first, and how many there are in all."""
        scores = self._index.scores(text, every_word=every_word)
        found = [pair for pair in scores.items() if pair[0] in self.drawers]
        best = nlargest(count, found, key=itemgetter(1))
        return [(self._all[number], score) for number, score in best], len(found)

    def _sort(self, submission_key: str) -> None:
        """Of the rows with one key, put the first in its drawer, and no other."""
        for place, number in enumerate(sorted(self._by_key.get(submission_key, ()))):
            if place:
                self.drawers.drop(number)
            else:
                thing = self._all[number]
                self.drawers.put(number, _label(thing), thing.changed_at)


class Overview:
    """Everything that all may see, when it was last read, and a revision that grows with every change."""

    def __init__(self) -> None:
        self.proposals: Shelf[Proposal] = Shelf()
        self.solution_cards: Shelf[SolutionCard] = Shelf()
        self.log = Log()
        self.supports: Ties[Support] = Ties()
        self.read_at: datetime | None = None
        self.revision = 0

    def put_proposal(self, one: Proposal) -> None:
        """Take a proposal in."""
        self.proposals.put(one, one.title, one.problem, one.solution, one.expected_benefits)
        self.revision += 1

    def drop_proposal(self, number: int) -> None:
        """Forget a proposal that is gone from the store."""
        self.proposals.drop(number)
        self.revision += 1

    def put_solution_card(self, one: SolutionCard) -> None:
        """Take a solution card in."""
        texts = (
            one.summary,
            one.challenges,
            one.background,
            one.effect,
            one.department,
            one.systems,
        )
        self.solution_cards.put(one, one.title, *texts)
        self.revision += 1

    def drop_solution_card(self, number: int) -> None:
        """Forget a solution card that is gone from the store."""
        self.solution_cards.drop(number)
        self.revision += 1

    def put_decision(self, row: Decision) -> None:
        """Take a row of the decision log in."""
        self.log.put(row)
        self.revision += 1

    def drop_decision(self, row: int) -> None:
        """Forget a row of the decision log that is gone from the store."""
        self.log.drop(row)
        self.revision += 1

    def put_support(self, row: Support) -> None:
        """Take a person's support of a proposal in."""
        self.supports.put(row)
        self.revision += 1

    def drop_support(self, row: int) -> None:
        """Forget a row of support that is gone from the store."""
        self.supports.drop(row)
        self.revision += 1

    def in_status(self, status: Status) -> list[Proposal]:
        """The proposals that stand there, the longest waiting first."""
        return list(self.filtered_proposals(Filter(status=status)))[::-1]

    def filtered_proposals(self, asked: Filter, among: Collection[Status] | None = None) -> Matches[Proposal]:
        """The proposals that fit, with `among` only those in one of these statuses.

        Best match first where there is a text; else the last changed first where there is a status,
        and the newest first where there is none.
        """
        if asked.text.strip():
            found = [one for one, _ in self.proposals.find(asked.text) if _fits(one, asked)]
            return Matches.listed([one for one in found if among is None or one.status in among])
        drawers, label = self.proposals.drawers, asked.label
        walk = drawers.last_changed if asked.status else drawers.newest
        return Matches(drawers.count(label, among), lambda: self.proposals.these(walk(label, among)))

    def filtered_solution_cards(self, asked: Filter) -> Matches[SolutionCard]:
        """The solution cards that fit, best match first where there is a text, else newest first."""
        if asked.text.strip():
            found = self.solution_cards.find(asked.text)
            return Matches.listed([one for one, _ in found if _fits(one, asked)])
        drawers, label = self.solution_cards.drawers, asked.label._replace(status=None)
        return Matches(drawers.count(label), lambda: self.solution_cards.these(drawers.newest(label)))


def _people(thing: Proposal | SolutionCard) -> set[str]:
    """The object ids of who has handed the thing in."""
    together = thing.co_submitter_ids if isinstance(thing, Proposal) else ()
    return {thing.submitter.object_id, *together}


def _label(one: Proposal | SolutionCard) -> Label:
    return Label(one.status if isinstance(one, Proposal) else None, one.area, one.purpose)


def _fits(one: Proposal | SolutionCard, asked: Filter) -> bool:
    fits = asked.area in (None, one.area) and asked.purpose in (None, one.purpose)
    return fits and (isinstance(one, SolutionCard) or asked.status in (None, one.status))
