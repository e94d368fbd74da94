"""What is on the technology map, by where it stands: counted and begun without walking it all."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import NamedTuple

from technology_map.cards.map_places import (
    LEFT_OUT,
    Dimension,
    MapFilter,
    MapPlace,
    Thing,
    place_of,
    technologies,
)
from technology_map.cards.solution_cards import SolutionCard

Everything = Callable[[], Iterable[Thing]]


class _Entry(NamedTuple):
    """A thing in the order of the map: of what came at one moment cards are first, then the newest number."""

    submitted_at: datetime
    card: bool
    number: int


@dataclass(slots=True)
class _Bucket:
    """What stands in one place, the oldest first, and what it is made with."""

    entries: list[_Entry] = field(default_factory=list)
    cards: int = 0
    technologies: Counter[str] = field(default_factory=Counter)


class OnTheMap(Collection[Thing]):
    """The things that fit a filter, as long as nothing changes: the newest first."""

    def __init__(self, buckets: dict[MapPlace, _Bucket], thing: Callable[[_Entry], Thing]) -> None:
        self._buckets = buckets
        self._thing = thing
        self.cards = sum(bucket.cards for bucket in buckets.values())
        """How many of them are solution cards; the others are proposals."""
        self._count = sum(len(bucket.entries) for bucket in buckets.values())

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Thing]:
        orders = (reversed(bucket.entries) for bucket in self._buckets.values())
        return map(self._thing, merge(*orders, reverse=True))

    def __contains__(self, thing: object) -> bool:
        return any(one is thing for one in self)

    def first(self, count: int) -> list[Thing]:
        """The newest of them, at most so many."""
        return list(islice(self, count))

    def by(self, dimension: Dimension) -> dict[str, "OnTheMap"]:
        """The things by their code, each in exactly one group."""
        parts: defaultdict[str, dict[MapPlace, _Bucket]] = defaultdict(dict)
        for place, bucket in self._buckets.items():
            parts[getattr(place, dimension.value)][place] = bucket
        return {code: OnTheMap(part, self._thing) for code, part in parts.items()}

    def none(self) -> "OnTheMap":
        """None of them."""
        return OnTheMap({}, self._thing)

    def technologies(self) -> list[tuple[str, int]]:
        """The technologies in use and in how many things, the most used first."""
        counted: Counter[str] = Counter()
        for bucket in self._buckets.values():
            counted.update(bucket.technologies)
        return sorted((+counted).items(), key=lambda pair: (-pair[1], pair[0]))


class MapIndex:
    """Where each thing stands. Filled when the map is first asked for, kept up from then on.

    `everything` are the proposals and cards there are, a row that was stored twice once. What became a
    solution card is on the map as that card only, and what came to nothing is not (`LEFT_OUT`).
    """

    def __init__(self, everything: Everything) -> None:
        self._everything = everything
        self._filled = False
        self._things: dict[tuple[bool, int], Thing] = {}
        self._buckets: dict[str, dict[MapPlace, _Bucket]] = {}
        """By technology; under the empty code those of all."""
        self._became: defaultdict[int, set[int]] = defaultdict(set)

    def fitting(self, asked: MapFilter) -> OnTheMap:
        """The things that fit a filter."""
        if not self._filled:
            self._filled = True
            for thing in self._everything():
                self.put(thing)
        buckets = self._buckets.get(asked.technology, {})
        return OnTheMap({place: one for place, one in buckets.items() if place.fits(asked)}, self._thing)

    def put(self, thing: Thing) -> None:
        """Take in a thing that was not there, or was dropped."""
        if not self._filled:
            return
        self._things[_key(thing)] = thing
        self._settle(thing, 1)
        if isinstance(thing, SolutionCard) and thing.from_proposal:
            self._follow(thing.from_proposal, lambda cards: cards.add(thing.number))

    def drop(self, thing: Thing) -> None:
        """Forget a thing, as it was put."""
        if self._things.pop(_key(thing), None) is None:
            return
        self._settle(thing, -1)
        if isinstance(thing, SolutionCard) and thing.from_proposal:
            self._follow(thing.from_proposal, lambda cards: cards.discard(thing.number))

    def _follow(self, proposal: int, change: Callable[[set[int]], None]) -> None:
        """What became a card, or is none any more, leaves the map or comes back."""
        found = self._things.get((False, proposal))
        if found is not None:
            self._settle(found, -1)
        change(self._became[proposal])
        if found is not None:
            self._settle(found, 1)

    def _settle(self, thing: Thing, step: int) -> None:
        """Count a thing in (1) or out (-1), where it is on the map at all."""
        card = isinstance(thing, SolutionCard)
        if not isinstance(thing, SolutionCard) and (
            thing.status in LEFT_OUT or self._became.get(thing.number)
        ):
            return
        place, used = place_of(thing), technologies(thing)
        entry = _Entry(thing.submitted_at, card, thing.number)
        for technology in ("", *used):
            buckets = self._buckets.setdefault(technology, {})
            bucket = buckets.setdefault(place, _Bucket())
            _move(bucket, entry, step)
            for one in used:
                bucket.technologies[one] += step
            if not bucket.entries:
                del buckets[place]

    def _thing(self, entry: _Entry) -> Thing:
        return self._things[entry.card, entry.number]


def _key(thing: Thing) -> tuple[bool, int]:
    return isinstance(thing, SolutionCard), thing.number


def _move(bucket: _Bucket, entry: _Entry, step: int) -> None:
    if step > 0:
        insort(bucket.entries, entry)
    else:
        del bucket.entries[bisect_left(bucket.entries, entry)]
    bucket.cards += step * entry.card
