"""What a search found, best first: walked group by group, so that the first few cost little."""

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, Protocol, TypeVar


class Ordered(Hashable, Protocol):
    """What a text is filed under: of two that fit as well, the higher comes first."""

    def __lt__(self, other: Any, /) -> bool:
        """Whether it is the lower."""


Key = TypeVar("Key", bound=Ordered)
Group = tuple[float, Collection[Key]]
"""Keys that have this score for one stem."""

_score = itemgetter(0)


def rarity(filed: int, count: int) -> float:
    """How much it counts that a word is there: the inverse document frequency, smoothed, at least 1."""
    return 1 + math.log((1 + filed) / (1 + count))


@dataclass(frozen=True, slots=True)
class Postings(Generic[Key]):
    """Where the words with one stem occur, by 1 + log(how much they weigh there together).

    Few weights occur, so that few scores are reckoned. `count` is how many places there are.
    """

    count: int
    groups: tuple[Group[Key], ...]

    @classmethod
    def of(cls, weights: Mapping[Key, float]) -> "Postings[Key]":
        """The postings with these weights."""
        by_weight: defaultdict[float, list[Key]] = defaultdict(list)
        for key, weight in weights.items():
            by_weight[weight].append(key)
        groups = ((1 + math.log(weight), sorted(keys, reverse=True)) for weight, keys in by_weight.items())
        return cls(len(weights), tuple(groups))

    def rated(self, filed: int, power: int = 1) -> Iterator[Group[Key]]:
        """The groups with their scores among so many texts: the rarer a stem, the more it counts."""
        weight = rarity(filed, self.count) ** power
        return ((weight * heaviness, keys) for heaviness, keys in self.groups)


@dataclass(frozen=True, slots=True)
class Results(Generic[Key]):
    """Keys with their scores. A key may be in several groups, the best one first: that one counts."""

    groups: tuple[Group[Key], ...]
    keys: Set[Key]

    @classmethod
    def of(cls, groups: Iterable[Group[Key]]) -> "Results[Key]":
        """The results in these groups."""
        best_first = tuple(sorted(groups, key=_score, reverse=True))
        return cls(best_first, set().union(*(keys for _, keys in best_first)))

    def walk(self) -> Iterator[tuple[Key, float]]:
        """Each key once with its score, best first; of equal ones the highest key first."""
        seen: set[Key] = set()
        for score, tied in groupby(self.groups, key=_score):
            keys = [keys for _, keys in tied]
            for key in sorted(keys[0] if len(keys) == 1 else set().union(*keys), reverse=True):
                if key not in seen:
                    yield key, score
            seen.update(*keys)


def scored(groups: Iterable[Group[Key]]) -> dict[Key, float]:
    """The best score of each key."""
    found: dict[Key, float] = {}
    for score, keys in sorted(groups, key=_score):
        found.update(dict.fromkeys(keys, score))
    return found


def in_all(results: Sequence[Results[Key]]) -> Results[Key]:
    """The keys that are in each of these, with the sum of their scores."""
    if len(results) == 1:
        return results[0]
    few, *more = sorted((one.keys for one in results), key=len)
    everywhere = set(few).intersection(*more)
    first, *others = (scored(one.groups) for one in results)
    sums = {key: first[key] for key in everywhere}
    for scores in others:
        for key in everywhere:
            sums[key] += scores[key]
    tied: defaultdict[float, list[Key]] = defaultdict(list)
    for key, score in sums.items():
        tied[score].append(key)
    return Results.of(tied.items())
