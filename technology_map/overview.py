"""Everything as last seen, in memory: proposals, solution cards and the decision log, indexed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from technology_map.decisions import ChainFault, Decision, chain_faults
from technology_map.life_cycle import Status
from technology_map.proposals import Proposal
from technology_map.search import SearchIndex
from technology_map.solution_cards import SolutionCard
from technology_map.values import Area, Purpose

Thing = TypeVar("Thing", Proposal, SolutionCard)


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; what is None or empty does not narrow."""

    status: Status | None = None
    area: Area | None = None
    purpose: Purpose | None = None
    text: str = ""


class Shelf(Generic[Thing]):
    """Things of one kind by number. Of rows with one submission key the lowest number is the thing."""

    def __init__(self) -> None:
        self._all: dict[int, Thing] = {}
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._by_person: defaultdict[str, set[int]] = defaultdict(set)
        self._index: SearchIndex[int] = SearchIndex()

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Thing]:
        """Every thing, the newest (highest number) first."""
        for number in sorted(self._all, reverse=True):
            if not self._is_copy(self._all[number]):
                yield self._all[number]

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
        return [self._all[n] for n in numbers if not self._is_copy(self._all[n])]

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

    def drop(self, number: int) -> None:
        """Forget the thing with this number, if there is one."""
        thing = self._all.pop(number, None)
        if thing is None:
            return
        self._index.drop(number)
        for group, key in (
            (self._by_key, thing.submission_key),
            (self._by_person, thing.submitter.object_id),
        ):
            group[key].discard(number)
            if not group[key]:
                del group[key]

    def find(self, text: str, *, every_word: bool = True) -> list[tuple[Thing, float]]:
        """Things with their scores, best first."""
        pairs = ((self._all[n], score) for n, score in self._index.find(text, every_word=every_word))
        return [(thing, score) for thing, score in pairs if not self._is_copy(thing)]

    def _is_copy(self, thing: Thing) -> bool:
        return thing.number != min(self._by_key[thing.submission_key])


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
        self._by_status: defaultdict[Status, set[int]] = defaultdict(set)

    def put_proposal(self, one: Proposal) -> None:
        """Take a proposal in."""
        self.drop_proposal(one.number)
        self.proposals.put(one, one.title, one.problem, one.solution, one.expected_benefits)
        self._by_status[one.status].add(one.number)
        self.revision += 1

    def drop_proposal(self, number: int) -> None:
        """Forget a proposal that is gone from the store."""
        for numbers in self._by_status.values():
            numbers.discard(number)
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
        found = (self.proposals.get(n) for n in sorted(self._by_status.get(status, ())))
        kept = {one.number: one for one in found if one is not None and one.status is status}
        return sorted(kept.values(), key=lambda one: (one.changed_at, one.number))

    def filtered_proposals(self, asked: Filter) -> list[Proposal]:
        """The proposals that fit, best match first where there is a text, else newest first."""
        if asked.text.strip():
            pool = [one for one, _ in self.proposals.find(asked.text)]
        elif asked.status:
            pool = self.in_status(asked.status)[::-1]
        else:
            pool = list(self.proposals)
        return [one for one in pool if (asked.status in (None, one.status)) and _fits(one, asked)]

    def filtered_solution_cards(self, asked: Filter) -> list[SolutionCard]:
        """The solution cards that fit, best match first where there is a text, else newest first."""
        if asked.text.strip():
            pool = [one for one, _ in self.solution_cards.find(asked.text)]
        else:
            pool = list(self.solution_cards)
        return [one for one in pool if _fits(one, asked)]


def _fits(one: Proposal | SolutionCard, asked: Filter) -> bool:
    return asked.area in (None, one.area) and asked.purpose in (None, one.purpose)
