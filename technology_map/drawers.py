"""Numbers of things by what lists are narrowed to: counted and begun without walking them all."""

from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from technology_map.life_cycle import Status
from technology_map.values import Area, Phase, Purpose

Thing = TypeVar("Thing")


class Label(NamedTuple):
    """What stands on a drawer. As a question, None means any."""

    status: Status | None = None
    area: Area | None = None
    purpose: Purpose | None = None
    phase: Phase | None = None


@dataclass(slots=True)
class _Drawer:
    numbers: list[int] = field(default_factory=list)
    changes: list[tuple[datetime, int]] = field(default_factory=list)


class Drawers:
    """One drawer for each status, area, purpose and phase that occur together: some hundreds, seldom more."""

    def __init__(self) -> None:
        self._drawers: dict[Label, _Drawer] = {}
        self._places: dict[int, tuple[Label, datetime]] = {}

    def __contains__(self, number: int) -> bool:
        return number in self._places

    def put(self, number: int, label: Label, changed_at: datetime) -> None:
        """Put a number in its drawer, in place of where it was."""
        self.drop(number)
        drawer = self._drawers.setdefault(label, _Drawer())
        insort(drawer.numbers, number)
        insort(drawer.changes, (changed_at, number))
        self._places[number] = (label, changed_at)

    def drop(self, number: int) -> None:
        """Take a number out, if it is in."""
        place = self._places.pop(number, None)
        if place is None:
            return
        drawer = self._drawers[place[0]]
        del drawer.numbers[bisect_left(drawer.numbers, number)]
        del drawer.changes[bisect_left(drawer.changes, (place[1], number))]
        if not drawer.numbers:
            del self._drawers[place[0]]

    def count(self, asked: Label, among: Collection[Status] | None = None) -> int:
        """How many fit; with `among` only those in one of these statuses."""
        return sum(len(drawer.numbers) for drawer in self._fitting(asked, among))

    def newest(self, asked: Label, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, the highest number first."""
        return merge(*(reversed(one.numbers) for one in self._fitting(asked, among)), reverse=True)

    def last_changed(self, asked: Label, among: Collection[Status] | None = None) -> Iterator[int]:
        """Those that fit, the last changed first."""
        changes = (reversed(one.changes) for one in self._fitting(asked, among))
        return (number for _, number in merge(*changes, reverse=True))

    def tally(self, asked: Label) -> dict[Label, int]:
        """How many are in each drawer that fits, by what stands on it."""
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
        and asked.area in (None, label.area)
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
