"""Numbers of things by what lists are narrowed to: counted and begun without walking them all."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from technology_map.council.life_cycle import Status
from technology_map.words.values import Phase

Thing = TypeVar("Thing")
ANSWERS_KEPT = 200
"""Questions whose buckets are kept."""


class FacetKey(NamedTuple):
    """What a bucket is found by. As a question, None means any; `no_area` asks for what has none."""

    status: Status | None = None
    area: str | None = None
    purpose: str | None = None
    no_area: bool = False
    phase: Phase | None = None


class FacetPosition(NamedTuple):
    """What a thing is filed by: its bucket, and where it comes in the orders within it.

    `since` is when it came to where it stands, `due` the day of its next step, `rank` its key in the
    council's order, empty where it has none.
    """

    facet_key: FacetKey
    changed_at: datetime
    since: datetime
    due: date | None = None
    rank: str = ""


@dataclass(slots=True)
class _Bucket:
    numbers: list[int] = field(default_factory=list)
    changes: list[tuple[datetime, int]] = field(default_factory=list)
    sinces: list[tuple[datetime, int]] = field(default_factory=list)
    dues: list[tuple[date, int]] = field(default_factory=list)
    ranks: list[tuple[str, int]] = field(default_factory=list)

    def entries(self, number: int, position: FacetPosition) -> list[tuple[list[Any], Any]]:
        """Each order that the number is in, with its entry there."""
        found: list[tuple[list[Any], Any]] = [
            (self.numbers, number),
            (self.changes, (position.changed_at, number)),
            (self.sinces, (position.since, number)),
        ]
        if position.due:
            found.append((self.dues, (position.due, number)))
        if position.rank:
            found.append((self.ranks, (position.rank, number)))
        return found


@dataclass(slots=True)
class Tally:
    """How many things there are, since when the one that is there longest, and the first day due."""

    count: int = 0
    oldest: datetime | None = None
    due: date | None = None

    def add(self, count: int, oldest: datetime | None, due: date | None) -> None:
        """Count more in."""
        self.count += count
        self.oldest = min(filter(None, (self.oldest, oldest)), default=None)
        self.due = min(filter(None, (self.due, due)), default=None)


class FacetIndex:
    """One bucket for each status, area, purpose and phase that occur together: some hundreds, seldom more."""

    def __init__(self) -> None:
        self._buckets: dict[FacetKey, _Bucket] = {}
        self._places: dict[int, FacetPosition] = {}
        self._answers: dict[tuple[FacetKey, tuple[Status, ...] | None], list[_Bucket]] = {}
        """The buckets that fit what was asked, until one comes or goes."""
        self._tallies: dict[tuple[Status | None, str | None], Tally] | None = None
        self._ranks: defaultdict[Status | None, list[tuple[str, int]]] = defaultdict(list)
        """What has a rank, by its status alone: the place of one among all is asked for with each card."""

    def __contains__(self, number: int) -> bool:
        return number in self._places

    def put(self, number: int, position: FacetPosition) -> None:
        """Put a number in its bucket, in place of where it was."""
        if self._places.get(number) == position:
            return
        self.drop(number)
        bucket = self._buckets.get(position.facet_key)
        if bucket is None:
            bucket = self._buckets[position.facet_key] = _Bucket()
            self._answers.clear()
        self._tallies = None
        for order, entry in bucket.entries(number, position):
            insort(order, entry)
        if position.rank:
            insort(self._ranks[position.facet_key.status], (position.rank, number))
        self._places[number] = position

    def drop(self, number: int) -> None:
        """Take a number out, if it is in."""
        position = self._places.pop(number, None)
        if position is None:
            return
        self._tallies = None
        bucket = self._buckets[position.facet_key]
        for order, entry in bucket.entries(number, position):
            del order[bisect_left(order, entry)]
        if position.rank:
            ranks = self._ranks[position.facet_key.status]
            del ranks[bisect_left(ranks, (position.rank, number))]
        if not bucket.numbers:
            del self._buckets[position.facet_key]
            self._answers.clear()

    def count(self, asked: FacetKey, among: Collection[Status] | None = None) -> int:
        """How many fit; with `among` only those in one of these statuses."""
        return sum(len(bucket.numbers) for bucket in self._fitting(asked, among))

    def numbers(self, asked: FacetKey, among: Collection[Status] | None = None) -> Set[int]:
        """Those that fit, in no order."""
        if asked == FacetKey() and among is None:
            return self._places.keys()
        return set[int]().union(*(bucket.numbers for bucket in self._fitting(asked, among)))

    def newest(self, asked: FacetKey, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, the highest number first."""
        return merge(*(reversed(one.numbers) for one in self._fitting(asked, among)), reverse=True)

    def last_changed(self, asked: FacetKey, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, the last changed first."""
        changes = (reversed(one.changes) for one in self._fitting(asked, among))
        return (number for _, number in merge(*changes, reverse=True))

    def first_changed(self, asked: FacetKey, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, the last changed last."""
        return (number for _, number in merge(*(one.changes for one in self._fitting(asked, among))))

    def place(self, rank: str, number: int, among: Collection[Status]) -> int:
        """The place of this rank and number among the ranked in these statuses, from 1."""
        return 1 + sum(bisect_left(self._ranks[status], (rank, number)) for status in among)

    def tallies(self) -> Mapping[tuple[Status | None, str | None], Tally]:
        """What there is of each status and area that occur together: added up once until one changes."""
        if self._tallies is None:
            self._tallies = self._added_up()
        return self._tallies

    def _added_up(self) -> dict[tuple[Status | None, str | None], Tally]:
        found: dict[tuple[Status | None, str | None], Tally] = {}
        for facet_key, bucket in self._buckets.items():
            tally = found.setdefault((facet_key.status, facet_key.area), Tally())
            due = bucket.dues[0][0] if bucket.dues else None
            tally.add(len(bucket.numbers), bucket.sinces[0][0], due)
        return found

    def facet_keys(self, asked: FacetKey) -> dict[FacetKey, int]:
        """The facet keys that fit and occur, with how many are in their bucket."""
        return {
            facet_key: len(one.numbers) for facet_key, one in self._buckets.items() if _fits(facet_key, asked)
        }

    def newest_of(self, facet_keys: Iterable[FacetKey]) -> Iterator[int]:
        """Those in the buckets with exactly these facet keys, the highest number first."""
        found = (self._buckets[facet_key] for facet_key in facet_keys if facet_key in self._buckets)
        return merge(*(reversed(one.numbers) for one in found), reverse=True)

    def _fitting(self, asked: FacetKey, among: Collection[Status] | None) -> list[_Bucket]:
        question = (asked, None if among is None else tuple(among))
        found = self._answers.get(question)
        if found is None:
            found = [
                bucket
                for facet_key, bucket in self._buckets.items()
                if (among is None or facet_key.status in among) and _fits(facet_key, asked)
            ]
            if len(self._answers) >= ANSWERS_KEPT:
                self._answers.clear()
            self._answers[question] = found
        return found


def _fits(facet_key: FacetKey, asked: FacetKey) -> bool:
    return (
        asked.status in (None, facet_key.status)
        and (facet_key.area is None if asked.no_area else asked.area in (None, facet_key.area))
        and asked.purpose in (None, facet_key.purpose)
        and asked.phase in (None, facet_key.phase)
    )


@dataclass(frozen=True, slots=True)
class Matches(Generic[Thing]):
    """What fits a filter, as long as nothing changes: its number, and the things as they are asked for."""

    total: int
    walk: Callable[[], Iterable[Thing]]

    @classmethod
    def listed(cls, things: Collection[Thing]) -> "Matches[Thing]":
        """Things that are there already."""
        return cls(len(things), lambda: things)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self.walk())

    def __len__(self) -> int:
        return self.total

    def first(self, count: int) -> list[Thing]:
        """The first `count` of them."""
        return list(islice(self.walk(), count))
