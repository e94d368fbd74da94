"""Finding cards by words: an index in memory that knows Danish and English endings."""

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import Generic, TypeVar

import snowballstemmer

Key = TypeVar("Key", bound=Hashable)

TITLE_WEIGHT = 4.0
PREFIX = 2
"""Letters from which the last word of a question may be the beginning of a word."""
_STOP_WORDS = frozenset(
    """
    af alle at da de den der det dem en er et for fra har i ikke jeg kan man med mit om op os på sig
    skal som så til ud var ved vi vil
    the a an and of to in is it for on with that this by or be are as
    """.split()
)
_DANISH = snowballstemmer.stemmer("danish")
_ENGLISH = snowballstemmer.stemmer("english")


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order; anything but letters and digits parts words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c if c.isalnum() else " " for c in folded).split()


@lru_cache(maxsize=100_000)
def stems(word: str) -> frozenset[str]:
    """The stems a word is filed under, in Danish and in English."""
    return frozenset((_DANISH.stemWord(word), _ENGLISH.stemWord(word)))


class SearchIndex(Generic[Key]):
    """An inverted index of short texts. Putting a text again under its key replaces it."""

    def __init__(self) -> None:
        self._places: defaultdict[str, dict[Key, float]] = defaultdict(dict)
        self._filed: dict[Key, tuple[str, ...]] = {}
        self._by_start: defaultdict[str, set[str]] = defaultdict(set)

    def __len__(self) -> int:
        return len(self._filed)

    def put(self, key: Key, title: str, *texts: str) -> None:
        """File `title` and `texts` under `key`."""
        self.drop(key)
        weights: defaultdict[str, float] = defaultdict(float)
        for word in words(title):
            for stem in stems(word):
                weights[stem] += TITLE_WEIGHT
        for text in texts:
            for word in words(text):
                for stem in stems(word):
                    weights[stem] += 1
        for stem, weight in weights.items():
            self._places[stem][key] = weight
            self._by_start[stem[:PREFIX]].add(stem)
        self._filed[key] = tuple(weights)

    def drop(self, key: Key) -> None:
        """Forget what was filed under `key`, if anything."""
        for stem in self._filed.pop(key, ()):
            self._places[stem].pop(key, None)
            if not self._places[stem]:
                del self._places[stem]
                self._by_start[stem[:PREFIX]].discard(stem)

    def find(self, text: str, *, every_word: bool = True) -> list[tuple[Key, float]]:
        """Keys with their scores, best first. With `every_word` each word of `text` must occur;

        otherwise the more, and the rarer, the better. Words that say nothing are passed over, and
        the last word may be the beginning of one, as while somebody is typing.
        """
        asked = [w for w in words(text) if w not in _STOP_WORDS] or words(text)
        scores: defaultdict[Key, float] = defaultdict(float)
        hits: Counter[Key] = Counter()
        for word in dict.fromkeys(asked):
            begun = every_word and word == asked[-1] and len(word) >= PREFIX
            for key, score in self._of_stems(self._begun(word) if begun else stems(word)).items():
                scores[key] += score
                hits[key] += 1
        wanted = len(dict.fromkeys(asked)) if every_word else 1
        found = [(key, score) for key, score in scores.items() if hits[key] >= wanted]
        return sorted(found, key=lambda pair: -pair[1])

    def _begun(self, word: str) -> Iterable[str]:
        """The stems of a word, and every stem that begins with it."""
        return stems(word) | {s for s in self._by_start.get(word[:PREFIX], ()) if s.startswith(word)}

    def _of_stems(self, wanted: Iterable[str]) -> dict[Key, float]:
        """The best score of each key for any of the stems, rarer ones counting more."""
        best: dict[Key, float] = {}
        for stem in wanted:
            places = self._places.get(stem, {})
            rarity = math.log(1 + len(self._filed) / (1 + len(places)))
            for key, weight in places.items():
                best[key] = max(best.get(key, 0.0), rarity * (1 + math.log(weight)))
        return best


def shared_words(first: str, second: str) -> int:
    """How many telling words two texts share."""
    return len(_telling(first) & _telling(second))


def _telling(text: str) -> frozenset[str]:
    return frozenset(_stems_of(w for w in words(text) if w not in _STOP_WORDS))


def _stems_of(found: Iterable[str]) -> Iterable[str]:
    return (_DANISH.stemWord(word) for word in found)
