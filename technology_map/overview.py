"""Everything as last seen, in memory: proposals, solution cards and the decision log, indexed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from operator import itemgetter
from typing import Generic, TypeVar

from technology_map.decisions import ChainFault, Decision, chain_faults
from technology_map.drawers import Drawers, Label, Matches
from technology_map.life_cycle import Status
from technology_map.proposals import Proposal
from technology_map.search import SearchIndex
from technology_map.solution_cards import SolutionCard
from technology_map.values import Area, Phase, Purpose, Technology

Thing = TypeVar("Thing", Proposal, SolutionCard)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; what is None or empty does not narrow."""

    status: Status | None = None
    area: Area | None = None
    purpose: Purpose | None = None
    text: str = ""
    phase: Phase | None = None
    technology: Technology | None = None

    @property
    def label(self) -> Label:
        """The filter but for its text and its technology. Proposals stand in no phase."""
        return Label(self.status, self.area, self.purpose, self.phase)


class Shelf(Generic[Thing]):
    """Things of one kind by number. Of rows with one submission key the lowest number is the thing."""

    def __init__(self) -> None:
        self._all: dict[int, Thing] = {}
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._by_person: defaultdict[str, set[int]] = defaultdict(set)
        self._index: SearchIndex[int] = SearchIndex()
        self.drawers = Drawers()
        """The numbers of the things; a row that was stored twice is in once."""
        self._made_with: dict[Technology, Drawers] = {one: Drawers() for one in Technology}

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Thing]:
        """Every thing, the newest (highest number) first."""
        return self.these(self.drawers.newest(Label()))

    def drawers_with(self, technology: Technology | None) -> Drawers:
        """The drawers of the things made with a technology; with None those of all."""
        return self._made_with[technology] if technology else self.drawers

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
        """What the person has handed in, the newest first."""
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
        self._by_person[thing.submitter.object_id].add(thing.number)
        self._index.put(thing.number, title, *texts)
        self._sort(thing.submission_key)

    def drop(self, number: int) -> None:
        """Forget the thing with this number, if there is one."""
        thing = self._all.pop(number, None)
        if thing is None:
            return
        self._index.drop(number)
        self._take_out(number, thing)
        for group, key in (
            (self._by_key, thing.submission_key),
            (self._by_person, thing.submitter.object_id),
        ):
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
            thing = self._all[number]
            if place:
                self._take_out(number, thing)
            else:
                for drawers in self._drawers_of(thing):
                    drawers.put(number, _label(thing), thing.changed_at)

    def _take_out(self, number: int, thing: Thing) -> None:
        for drawers in self._drawers_of(thing):
            drawers.drop(number)

    def _drawers_of(self, thing: Thing) -> list[Drawers]:
        """Where the thing lies: with all, and with those that share a technology."""
        return [self.drawers, *(self._made_with[one] for one in thing.technologies)]


class Log:
    """The decisions of every proposal. Of rows with one seq the lowest row id counts."""

    def __init__(self) -> None:
        self._rows: defaultdict[int, dict[int, Decision]] = defaultdict(dict)
        self._proposal_of: dict[int, int] = {}

    def rows(self, proposal: int) -> list[Decision]:
        """Every row of one proposal in order of seq, then row id; rivals included."""
        return sorted(self._rows.get(proposal, {}).values(), key=lambda row: (row.seq, row.row))

    def of(self, proposal: int) -> list[Decision]:
        """The decisions that count, in order."""
        counted: dict[int, Decision] = {}
        for row in self.rows(proposal):
            counted.setdefault(row.seq, row)
        return list(counted.values())

    def rivals(self, proposal: int) -> list[Decision]:
        """Rows whose seq was taken already."""
        counted = {row.row for row in self.of(proposal)}
        return [row for row in self.rows(proposal) if row.row not in counted]

    def by_action(self, proposal: int, action_key: str) -> Decision | None:
        """The decision that was made under this key, if it counts."""
        return next((row for row in self.of(proposal) if row.action_key == action_key), None)

    def faults(self, proposal: int) -> list[tuple[int, ChainFault]]:
        """What is wrong with the proposal's log, as (seq, fault)."""
        return chain_faults(self.rows(proposal))

    def put(self, row: Decision) -> None:
        """Take a row in, in place of what had its id."""
        self.drop(row.row)
        self._rows[row.proposal][row.row] = row
        self._proposal_of[row.row] = row.proposal

    def drop(self, row: int) -> None:
        """Forget a row that is gone from the store."""
        proposal = self._proposal_of.pop(row, None)
        if proposal is not None:
            del self._rows[proposal][row]

    def proposals(self) -> list[int]:
        """The numbers of the proposals that have a row."""
        return [number for number, rows in self._rows.items() if rows]


class Overview:
    """The three shelves, when they were last read, and a revision that grows with every change."""

    def __init__(self) -> None:
        self.proposals: Shelf[Proposal] = Shelf()
        self.solution_cards: Shelf[SolutionCard] = Shelf()
        self.log = Log()
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
        drawers = self.solution_cards.drawers_with(asked.technology)
        label = asked.label._replace(status=None)
        return Matches(drawers.count(label), lambda: self.solution_cards.these(drawers.newest(label)))


def _label(one: Proposal | SolutionCard) -> Label:
    if isinstance(one, Proposal):
        return Label(one.status, one.area, one.purpose)
    return Label(None, one.area, one.purpose, one.phase)


def _fits(one: Proposal | SolutionCard, asked: Filter) -> bool:
    fits = asked.area in (None, one.area) and asked.purpose in (None, one.purpose)
    if isinstance(one, Proposal):
        return fits and asked.status in (None, one.status)
    made_with = asked.technology is None or asked.technology in one.technologies
    return fits and made_with and asked.phase in (None, one.phase)
