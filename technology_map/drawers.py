"""Numbers of things by what lists are narrowed to: counted and begun without walking them all."""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from heapq import merge
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

from technology_map.life_cycle import Status
from technology_map.values import Area, Phase, Purpose

Thing = TypeVar("Thing")


class Label(NamedTuple):
    """What stands on a drawer. As a question, None means any; `no_area` asks for what has none."""

    status: Status | None = None
    area: Area | None = None
    purpose: Purpose | None = None
    no_area: bool = False
    phase: Phase | None = None


class Slip(NamedTuple):
    """What a thing is filed by: its drawer, and where it comes in the orders within it.

    `since` is when it came to where it stands, `due` the day of its next step, `rank` its key in the
    council's order, empty where it has none.
    """

    label: Label
    changed_at: datetime
    since: datetime
    due: date | None = None
    rank: str = ""


@dataclass(slots=True)
class _Drawer:
    numbers: list[int] = field(default_factory=list)
    changes: list[tuple[datetime, int]] = field(default_factory=list)
    sinces: list[tuple[datetime, int]] = field(default_factory=list)
    dues: list[tuple[date, int]] = field(default_factory=list)
    ranks: list[tuple[str, int]] = field(default_factory=list)

    def entries(self, number: int, slip: Slip) -> list[tuple[list[Any], Any]]:
        """Each order that the number is in, with its entry there."""
        found: list[tuple[list[Any], Any]] = [
            (self.numbers, number),
            (self.changes, (slip.changed_at, number)),
            (self.sinces, (slip.since, number)),
        ]
        if slip.due:
            found.append((self.dues, (slip.due, number)))
        if slip.rank:
            found.append((self.ranks, (slip.rank, number)))
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


class Drawers:
    """One drawer for each status, area, purpose and phase that occur together: some hundreds, seldom more."""

    def __init__(self) -> None:
        self._drawers: dict[Label, _Drawer] = {}
        self._places: dict[int, Slip] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._places

    def put(self, number: int, slip: Slip) -> None:
        """Put a number in its drawer, in place of where it was."""
        if self._places.get(number) == slip:
            return
        self.drop(number)
        drawer = self._drawers.setdefault(slip.label, _Drawer())
        for order, entry in drawer.entries(number, slip):
            insort(order, entry)
        self._places[number] = slip

    def drop(self, number: int) -> None:
        """Take a number out, if it is in."""
        slip = self._places.pop(number, None)
        if slip is None:
            return
        drawer = self._drawers[slip.label]
        for order, entry in drawer.entries(number, slip):
            del order[bisect_left(order, entry)]
        if not drawer.numbers:
            del self._drawers[slip.label]

    def count(self, asked: Label, among: Collection[Status] | None = None) -> int:
        """How many fit; with `among` only those in one of these statuses."""
        return sum(len(drawer.numbers) for drawer in self._fitting(asked, among))

    def numbers(self, asked: Label, among: Collection[Status] | None = None) -> Set[int]:
        """Those that fit, in no order."""
        if asked == Label() and among is None:
            return self._places.keys()
        return set[int]().union(*(drawer.numbers for drawer in self._fitting(asked, among)))

    def newest(self, asked: Label, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, the highest number first."""
        return merge(*(reversed(one.numbers) for one in self._fitting(asked, among)), reverse=True)

    def last_changed(self, asked: Label, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, the last changed first."""
        changes = (reversed(one.changes) for one in self._fitting(asked, among))
        return (number for _, number in merge(*changes, reverse=True))

    def longest_there(self, asked: Label, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, who has stood longest where it stands first."""
        return (number for _, number in merge(*(one.sinces for one in self._fitting(asked, among))))

    def first_due(self, asked: Label, among: Collection[Status] | None = None) -> Iterator[tuple[date, int]]:
        """Those that fit and have a day due, with it, the earliest first."""
        return merge(*(one.dues for one in self._fitting(asked, among)))

    def ranked(self, asked: Label, among: Collection[Status] | None = None) -> Iterator[tuple[str, int]]:
        """Those that fit and have a rank, with it, in the order of rank, then number."""
        return merge(*(one.ranks for one in self._fitting(asked, among)))

    def place(self, rank: str, number: int, among: Collection[Status]) -> int:
        """The place of this rank and number among the ranked in these statuses, from 1."""
        found = (one.ranks for label, one in self._drawers.items() if label.status in among)
        return 1 + sum(bisect_left(ranks, (rank, number)) for ranks in found)

    def tallies(self) -> dict[tuple[Status | None, Area | None], Tally]:
        """What there is of each status and area that occur together."""
        found: dict[tuple[Status | None, Area | None], Tally] = {}
        for label, drawer in self._drawers.items():
            tally = found.setdefault((label.status, label.area), Tally())
            due = drawer.dues[0][0] if drawer.dues else None
            tally.add(len(drawer.numbers), drawer.sinces[0][0], due)
        return found

    def labels(self, asked: Label) -> dict[Label, int]:
        """The labels that fit and occur, with how many are in their drawer."""
        return {label: len(one.numbers) for label, one in self._drawers.items() if _fits(label, asked)}

    def newest_of(self, labels: Iterable[Label]) -> Iterator[int]:
        """Those in the drawers with exactly these labels, the highest number first."""
        found = (self._drawers[label] for label in labels if label in self._drawers)
        return merge(*(reversed(one.numbers) for one in found), reverse=True)

    def _fitting(self, asked: Label, among: Collection[Status] | None) -> list[_Drawer]:
        return [
            drawer
            for label, drawer in self._drawers.items()
            if (among is None or label.status in among) and _fits(label, asked)
        ]


def _fits(label: Label, asked: Label) -> bool:
    return (
        asked.status in (None, label.status)
        and (label.area is None if asked.no_area else asked.area in (None, label.area))
        and asked.purpose in (None, label.purpose)
        and asked.phase in (None, label.phase)
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
