"""Finding cards by words: an index in memory that knows Danish and English endings."""

import re
import unicodedata
from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from heapq import nlargest
from itertools import chain

import Stemmer

from technology_map.search.results import Group, Postings, Results, in_all, scored

TITLE_WEIGHT = 4
MOST_WEIGHT = 255
"""What a word that stands in a text more often than that weighs: it has a byte."""
PREFIX = 2
"""Letters from which the last word of a question may be the beginning of a word."""
POSTINGS_KEPT = 10_000
"""Stems for which it is kept where they occur: some thousands may begin with two letters."""
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
_DANISH = Stemmer.Stemmer("danish", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order; anything but letters and digits parts words."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


@lru_cache(maxsize=1_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems a word is filed under, in Danish and in English; one where they are the same."""
    danish, english = _DANISH.stemWord(word), _ENGLISH.stemWord(word)
    return (danish,) if danish == english else (danish, english)


class _Filing:
    """Where one word occurs, and how much it weighs there: key and weight in one number, in order."""

    __slots__ = ("places", "word")

    def __init__(self, word: str) -> None:
        self.word = word
        self.places = array("Q")

    def put(self, place: int) -> None:
        """File it in a place where it is not yet: mostly the last."""
        places = self.places
        if places and place < places[-1]:
            insort(places, place)
        else:
            places.append(place)

    def drop(self, key: int) -> None:
        """It is under this key no more."""
        del self.places[bisect_left(self.places, key << 8)]


class SearchIndex:
    """An inverted index of short texts by number.

    Texts are filed under their words; which words have a stem in common is looked up when somebody
    asks, and kept until one of them changes. Ten thousand texts are so filed in a fraction of the
    time, in some tens of MiB: what is there for each place where a word occurs, is kept small.
    """

    def __init__(self) -> None:
        self._filings: dict[str, _Filing] = {}
        self._count = 0
        self._of_stem: dict[str, tuple[_Filing, ...]] = {}
        self._sorted: dict[str, list[str]] = {}
        self._postings: dict[str, Postings[int]] = {}
        self._answers: dict[str, Results[int]] = {}

    def __len__(self) -> int:
        return self._count

    def put(self, key: int, title: str, *texts: str) -> None:
        """File `title` and `texts` under `key`, where nothing is filed yet."""
        filings, start = self._filings, key << 8
        weights = _weighed(title, texts)
        for word, weight in weights.items():
            filing = filings.get(word) or self._opened(word)
            filing.put(start + (weight if weight < MOST_WEIGHT else MOST_WEIGHT))
        self._count += 1
        self._outdate(weights)

    def drop(self, key: int, title: str, *texts: str) -> None:
        """Forget what was filed under `key`: the index keeps no list of it, and has to be told."""
        weights = _weighed(title, texts)
        for word in weights:
            filing = self._filings[word]
            filing.drop(key)
            if not filing.places:
                self._closed(filing)
        self._count -= 1
        self._outdate(weights)

    def _outdate(self, changed: Iterable[str]) -> None:
        """Forget what was worked out from these words."""
        self._answers.clear()
        if self._postings:
            for word in changed:
                for stem in stems(word):
                    self._postings.pop(stem, None)

    def _opened(self, word: str) -> _Filing:
        filing = self._filings[word] = _Filing(word)
        for stem in stems(word):
            self._of_stem[stem] = (*self._of_stem.get(stem, ()), filing)
            self._sorted.pop(stem[:PREFIX], None)
        return filing

    def _closed(self, filing: _Filing) -> None:
        del self._filings[filing.word]
        for stem in stems(filing.word):
            self._of_stem[stem] = tuple(one for one in self._of_stem[stem] if one is not filing)
            if not self._of_stem[stem]:
                del self._of_stem[stem]
                self._sorted.pop(stem[:PREFIX], None)

    def find(self, text: str) -> Results[int]:
        """Where each word of `text` occurs, best first. Kept until something is filed or dropped.

        Words that say nothing are passed over, and the last word may be the beginning of one, as
        while somebody is typing.
        """
        if text not in self._answers:
            if len(self._answers) >= ANSWERS_KEPT:
                self._answers.clear()
            self._answers[text] = self._found(text)
        return self._answers[text]

    def _found(self, text: str) -> Results[int]:
        said = _said(text)
        if not said:
            return Results.of(())
        *whole, last = said
        begun = self._begun(last) if len(last) >= PREFIX else stems(last)
        return in_all([Results.of(self._rated(wanted)) for wanted in (*map(stems, whole), begun)])

    def nearest(self, text: str, count: int, without: Set[int] = frozenset()) -> list[tuple[int, float]]:
        """The `count` best with their scores where not every word need occur; never one of `without`.

        The more words of `text`, and the rarer, the better. Rare words are looked up first; as soon
        as the common ones cannot bring in anybody new, they only count for those who are in.
        """
        by_word = [scored(self._rated(stems(word))) for word in _said(text)]
        tops = [max(scores.values(), default=0.0) for scores in by_word]
        found: dict[int, float] = {}
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
            self._sorted[start] = sorted(stem for stem in self._of_stem if stem.startswith(start))
        beside = self._sorted[start]
        first, end = bisect_left(beside, word), bisect_left(beside, word + _LAST)
        return {*stems(word), *beside[first:end]}

    def _rated(self, wanted: Iterable[str]) -> Iterator[Group[int]]:
        """The places of any of the stems."""
        return chain.from_iterable(self._postings_of(stem).rated(self._count) for stem in wanted)

    def _postings_of(self, stem: str) -> Postings[int]:
        found = self._postings.get(stem)
        if found is None:
            if len(self._postings) >= POSTINGS_KEPT:
                self._postings.clear()
            found = self._postings[stem] = Postings.of(self._weights(stem))
        return found

    def _weights(self, stem: str) -> dict[int, int]:
        """Where any word with this stem occurs, and how much they weigh there together."""
        filings = self._of_stem.get(stem, ())
        if len(filings) == 1:
            return {place >> 8: place & MOST_WEIGHT for place in filings[0].places}
        weights: dict[int, int] = {}
        for filing in filings:
            for place in filing.places:
                key = place >> 8
                weights[key] = weights.get(key, 0) + (place & MOST_WEIGHT)
        return weights


def _weighed(title: str, texts: Iterable[str]) -> Counter[str]:
    """The words of a text, and how much each weighs in it."""
    weights = Counter(words("\n".join(texts)))
    for word in words(title):
        weights[word] += TITLE_WEIGHT
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
    return frozenset(stems(word)[0] for word in words(text) if word not in _STOP_WORDS)
