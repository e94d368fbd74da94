"""What resembles a text: texts as vectors of their words, the rarer a word the more it counts.

The cosine measure of the vector space model with tf-idf weights. A word that stands there in the very
same form counts twice; how often the question says it does not count, and pairs of neighbouring words
add nothing to that: measured on pairs of descriptions of one case, see docs/performance.md.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from functools import partial
from heapq import nlargest
from typing import NamedTuple

from technology_map.search.index import IN_COMPOUND, SearchIndex
from technology_map.search.results import Group, Postings, rarity, scored
from technology_map.search.tokens import stems, telling

READ_AT_MOST = 8_000
"""Places read for one question, the rarest words first: the common ones hardly count."""

ONE_PART = 0.25
"""How much it counts that one part of a compound occurs, where the compound occurs nowhere."""


class _Evidence(NamedTuple):
    """A word of the question: in how many places it occurs, and where, with what it counts there."""

    places: int
    read: Callable[[], Iterator[Group[int]]]


def nearest(
    index: SearchIndex, text: str, count: int, without: Set[int] = frozenset()
) -> list[tuple[int, float]]:
    """The `count` texts most like `text` with their scores, best first; never one of `without`.

    A score is the share of what `text` says, weighed by how rare it is, that the other says too, by the
    length of the other: comparable between indexes, however much each of them holds.
    """
    said = telling(text)
    whole = sum(_most(index, word) for word in said)
    sums: defaultdict[int, float] = defaultdict(float)
    left = READ_AT_MOST
    for one in sorted(_evidence(index, said), key=lambda one: one.places):
        if one.places > left and sums:
            break
        left -= one.places
        for score, keys in one.read():
            for key in keys:
                sums[key] += score
    found = ((score / index.breadth(key), key) for key, score in sums.items() if key not in without)
    return [(key, score / whole) for score, key in nlargest(count, found)]


def _most(index: SearchIndex, word: str) -> float:
    """What a word may count: the square of how rare it is, since it weighs in both texts."""
    most = max(index.postings(stem).count for stem in stems(word))
    return rarity(len(index), most) ** 2


def _evidence(index: SearchIndex, said: list[str]) -> Iterator[_Evidence]:
    """Each word in any form and once more in its very form; its parts for half as much; compounds."""
    for word in said:
        yield _any_form(index, word)
        if there := index.occurrences(word):
            yield _Evidence(there, partial(_exactly, index, word))
        else:
            yield from _parts(index, word)
        if both := index.in_parts(word):
            groups = [(IN_COMPOUND * score**2 / 2, keys) for score, keys in both]
            yield _Evidence(sum(len(keys) for _, keys in groups), partial(iter, groups))
    asked = frozenset(stem for word in said for stem in stems(word))
    for stem in index.compounds.made_of(asked):
        found = index.postings(stem)
        yield _Evidence(found.count, partial(found.rated, len(index), power=2))


def _exactly(index: SearchIndex, word: str) -> Iterator[Group[int]]:
    return index.exactly(word).rated(len(index), power=2)


def _any_form(index: SearchIndex, word: str) -> _Evidence:
    forms = [index.postings(stem) for stem in stems(word)]

    def read() -> Iterator[Group[int]]:
        if len(forms) == 1:
            yield from forms[0].rated(len(index), power=2)
        else:
            groups = [group for form in forms for group in form.rated(len(index), power=2)]
            yield from ((score, (key,)) for key, score in scored(groups).items())

    return _Evidence(sum(form.count for form in forms), read)


def _parts(index: SearchIndex, word: str) -> Iterator[_Evidence]:
    """Of a compound that occurs nowhere, where one of its parts does."""
    for stem in (stem for part in index.compounds.parts(word) or () for stem in stems(part)):
        found = index.postings(stem)
        yield _Evidence(found.count, partial(_lessened, found, len(index)))


def _lessened(found: Postings[int], filed: int) -> Iterator[Group[int]]:
    return ((ONE_PART * score, keys) for score, keys in found.rated(filed, power=2))
