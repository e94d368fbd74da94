"""Finding cards by words: an index in memory that knows Danish and English endings."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest
from itertools import chain
from typing import Generic

import snowballstemmer

from technology_map.hits import Group, Hits, Key, Postings, in_all, scored

TITLE_WEIGHT = 4.0
PREFIX = 2
"""Letters from which the last word of a question may be the beginning of a word."""
ANSWERS_KEPT = 32
"""Questions whose answers are kept: who turns pages, or narrows a list, asks the same again."""
_LAST = "\U0010ffff"
_NEARLY = 1 - 1e-9
"""Sums in another order differ in their last digits: nobody is left out for that."""
_STOP_WORDS = frozenset(
    """
    af alle at da de den der det dem en er et for fra har i ikke jeg kan man med mit om op os på sig
    skal som så til ud var ved vi vil
    the a an and of to in is it for on with that this by or be are as
    """.split()
)
_WORD = re.compile(r"[^\W_]+")
_DANISH = snowballstemmer.stemmer("danish")
_ENGLISH = snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order; anything but letters and digits parts words."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=100_000)
def stems(word: str) -> frozenset[str]:
    """The stems a word is filed under, in Danish and in English."""
    return frozenset((_danish_stem(word), _ENGLISH.stemWord(word)))


@lru_cache(maxsize=100_000)
def _danish_stem(word: str) -> str:
    stem: str = _DANISH.stemWord(word)
    return stem


@dataclass(slots=True)
class _Filing(Generic[Key]):
    """Where one word occurs, and how much it weighs there."""

    word: str
    weights: dict[Key, float] = field(default_factory=dict)


class SearchIndex(Generic[Key]):
    """An inverted index of short texts. Putting a text again under its key replaces it.

    Texts are filed under their words; which words have a stem in common is looked up when somebody
    asks, and kept until one of them changes. Ten thousand texts are so filed in a fraction of the time.
    """

    def __init__(self) -> None:
        self._filings: dict[str, _Filing[Key]] = {}
        self._filed: dict[Key, list[_Filing[Key]]] = {}
        self._of_stem: defaultdict[str, set[str]] = defaultdict(set)
        self._by_start: defaultdict[str, set[str]] = defaultdict(set)
        self._sorted: dict[str, list[str]] = {}
        self._postings: dict[str, Postings[Key]] = {}
        self._answers: dict[str, Hits[Key]] = {}

    def __len__(self) -> int:
        return len(self._filed)

    def put(self, key: Key, title: str, *texts: str) -> None:
        """File `title` and `texts` under `key`."""
        self.drop(key)
        weights: dict[str, float] = dict(Counter(words("\n".join(texts))))
        for word in words(title):
            weights[word] = weights.get(word, 0) + TITLE_WEIGHT
        filings = self._filings
        filed = []
        for word, weight in weights.items():
            filing = filings.get(word) or self._opened(word)
            filing.weights[key] = weight
            filed.append(filing)
        self._filed[key] = filed
        self._outdate(weights)

    def drop(self, key: Key) -> None:
        """Forget what was filed under `key`, if anything."""
        filings = self._filed.pop(key, ())
        for filing in filings:
            del filing.weights[key]
            if not filing.weights:
                self._closed(filing.word)
        self._outdate(filing.word for filing in filings)

    def _outdate(self, changed: Iterable[str]) -> None:
        """Forget what was worked out from these words."""
        self._answers.clear()
        if self._postings:
            for word in changed:
                for stem in stems(word):
                    self._postings.pop(stem, None)

    def _opened(self, word: str) -> _Filing[Key]:
        filing = self._filings[word] = _Filing(word)
        for stem in stems(word):
            self._of_stem[stem].add(word)
            self._by_start[stem[:PREFIX]].add(stem)
            self._sorted.pop(stem[:PREFIX], None)
        return filing

    def _closed(self, word: str) -> None:
        del self._filings[word]
        for stem in stems(word):
            self._of_stem[stem].discard(word)
            if not self._of_stem[stem]:
                del self._of_stem[stem]
                self._by_start[stem[:PREFIX]].discard(stem)
                self._sorted.pop(stem[:PREFIX], None)

    def find(self, text: str) -> Hits[Key]:
        """Where each word of `text` occurs, best first. Kept until something is filed or dropped.

        Words that say nothing are passed over, and the last word may be the beginning of one, as
        while somebody is typing.
        """
        if text not in self._answers:
            if len(self._answers) >= ANSWERS_KEPT:
                self._answers.clear()
            self._answers[text] = self._found(text)
        return self._answers[text]

    def _found(self, text: str) -> Hits[Key]:
        said = _said(text)
        if not said:
            return Hits.of(())
        *whole, last = said
        begun = self._begun(last) if len(last) >= PREFIX else stems(last)
        return in_all([Hits.of(self._rated(wanted)) for wanted in (*map(stems, whole), begun)])

    def nearest(self, text: str, count: int, without: Set[Key] = frozenset()) -> list[tuple[Key, float]]:
        """The `count` best with their scores where not every word need occur; never one of `without`.

        The more words of `text`, and the rarer, the better. Rare words are looked up first; as soon
        as the common ones cannot bring in anybody new, they only count for those who are in.
        """
        by_word = [scored(self._rated(stems(word))) for word in _said(text)]
        tops = [max(scores.values(), default=0.0) for scores in by_word]
        found: dict[Key, float] = {}
        least, left = 0.0, sum(tops)
        for top, scores in sorted(zip(tops, by_word, strict=True), key=lambda pair: -pair[0]):
            for key in found.keys() & scores.keys() if least > left else scores.keys() - without:
                found[key] = found.get(key, 0.0) + scores[key]
            left -= top
            if len(found) > count:
                least = nlargest(count, found.values())[-1] * _NEARLY
                found = {key: score for key, score in found.items() if score + left >= least}
        exact = ((key, sum(scores.get(key, 0.0) for scores in by_word)) for key in found)
        return nlargest(count, exact, key=lambda pair: (pair[1], pair[0]))

    def _begun(self, word: str) -> set[str]:
        """The stems of a word, and every stem that begins with it."""
        start = word[:PREFIX]
        if start not in self._sorted:
            self._sorted[start] = sorted(self._by_start.get(start, ()))
        beside = self._sorted[start]
        first, end = bisect_left(beside, word), bisect_left(beside, word + _LAST)
        return {*stems(word), *beside[first:end]}

    def _rated(self, wanted: Iterable[str]) -> Iterator[Group[Key]]:
        """The places of any of the stems."""
        return chain.from_iterable(self._postings_of(stem).rated(len(self._filed)) for stem in wanted)

    def _postings_of(self, stem: str) -> Postings[Key]:
        found = self._postings.get(stem)
        if found is None:
            found = self._postings[stem] = Postings.of(self._weights(stem))
        return found

    def _weights(self, stem: str) -> dict[Key, float]:
        """Where any word with this stem occurs, and how much they weigh there together."""
        weights: dict[Key, float] = {}
        for word in self._of_stem.get(stem, ()):
            for key, weight in self._filings[word].weights.items():
                weights[key] = weights.get(key, 0) + weight
        return weights


def _said(text: str) -> list[str]:
    """The words of a question that tell something, each once; where none does, all of them.

    What was said last stays last: it may be half typed.
    """
    said = words(text)
    telling = [word for word in said if word not in _STOP_WORDS] or said
    return list(dict.fromkeys(word for word in telling if word != telling[-1])) + telling[-1:]


def shared_words(first: str, second: str) -> int:
    """How many telling words two texts share."""
    return len(_telling(first) & _telling(second))


def _telling(text: str) -> frozenset[str]:
    return frozenset(_danish_stem(word) for word in words(text) if word not in _STOP_WORDS)
