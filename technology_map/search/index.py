"""Finding cards by words: an index in memory that knows Danish and English endings."""

import math
from array import array
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from technology_map.search.compounds import Compounds
from technology_map.search.meanings import Meanings
from technology_map.search.results import Group, Postings, Results, in_all, rarity
from technology_map.search.tokens import STOP_WORDS, stems, telling, words
from technology_map.words.vocabulary import Vocabulary

TITLE_WEIGHT = 4
MOST_WEIGHT = 255
"""What a word that stands in a text more often than that weighs: it has a byte."""
PREFIX = 2
"""Letters from which the last word of a question may be the beginning of a word."""
POSTINGS_KEPT = 10_000
"""Stems for which it is kept where they occur: some thousands may begin with two letters."""
BREADTH_STEPS = 4
"""A text's length is kept in quarters: small whole numbers cost no memory of their own."""
ANSWERS_KEPT = 32
"""Questions whose answers are kept: who turns pages, or narrows a list, asks the same again."""
IN_COMPOUND = 0.5
"""How much it counts that a word is part of another, or that its parts occur, beside the word itself."""
_SQUARES = (0.0, *((1 + math.log(weight)) ** 2 for weight in range(1, MOST_WEIGHT + 1)))


class Filing:
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

    def __init__(self, meanings: Meanings | None = None) -> None:
        self._meanings = meanings or Meanings(Vocabulary())
        self._filings: dict[str, Filing] = {}
        self._of_term: dict[str, Filing] = {}
        self._count = 0
        self._breadths: dict[int, int] = {}
        self._of_stem: dict[str, tuple[Filing, ...]] = {}
        self.compounds = Compounds(self._of_stem)
        self._postings: dict[str, Postings[int]] = {}
        self._answers: dict[tuple[str, int], Results[int]] = {}

    def __len__(self) -> int:
        return self._count

    def put(self, key: int, title: str, *texts: str) -> None:
        """File `title` and `texts` under `key`, where nothing is filed yet."""
        filings, start = self._filings, key << 8
        weights = _weighed(title, texts)
        breadth = float(len(weights))
        for word, weight in weights.items():
            place = start + 1
            if weight > 1:
                kept = weight if weight < MOST_WEIGHT else MOST_WEIGHT
                breadth += _SQUARES[kept] - 1
                place = start + kept
            filing = filings.get(word) or self._opened(word)
            places = filing.places
            if places and place < places[-1]:
                insort(places, place)
            else:
                places.append(place)
        self._count += 1
        self._breadths[key] = round(BREADTH_STEPS * math.sqrt(breadth))
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
        del self._breadths[key]
        self._outdate(weights)

    def put_terms(self, key: int, terms: Iterable[str]) -> None:
        """File the municipality's own words that a card has: it is found by whatever they are called."""
        place = (key << 8) + 1
        for term in terms:
            filing = self._of_term.get(term)
            if filing is None:
                filing = self._of_term[term] = Filing(term)
            filing.put(place)
        self._answers.clear()

    def drop_terms(self, key: int, terms: Iterable[str]) -> None:
        """Forget the terms that were filed under `key`."""
        for term in terms:
            self._of_term[term].drop(key)
        self._answers.clear()

    def _outdate(self, changed: Iterable[str]) -> None:
        """Forget what was worked out from these words."""
        self._answers.clear()
        if self._postings:
            for word in changed:
                for stem in stems(word):
                    self._postings.pop(stem, None)

    def _opened(self, word: str) -> Filing:
        filing = self._filings[word] = Filing(word)
        for stem in stems(word):
            before = self._of_stem.get(stem, ())
            self._of_stem[stem] = (*before, filing)
            if not before:
                self.compounds.put(stem)
        return filing

    def _closed(self, filing: Filing) -> None:
        del self._filings[filing.word]
        for stem in stems(filing.word):
            self._of_stem[stem] = tuple(one for one in self._of_stem[stem] if one is not filing)
            if not self._of_stem[stem]:
                del self._of_stem[stem]
                self.compounds.drop(stem)

    def occurrences(self, word: str) -> int:
        """In how many texts exactly this word occurs."""
        filing = self._filings.get(word)
        return len(filing.places) if filing else 0

    def exactly(self, word: str) -> Postings[int]:
        """Where exactly this word occurs."""
        filing = self._filings[word]
        stem = stems(word)[0]
        if self._of_stem[stem] == (filing,):
            return self.postings(stem)
        return Postings.of({place >> 8: place & MOST_WEIGHT for place in filing.places})

    def breadth(self, key: int) -> float:
        """The length of a text as a vector of its words: a long one has more of any of them."""
        return self._breadths[key] / BREADTH_STEPS

    def find(self, text: str) -> Results[int]:
        """Where each word of `text` occurs, best first. Kept until something is filed or dropped.

        Words that say nothing are passed over, and the last word may be the beginning of one, as
        while somebody is typing.
        """
        asked = (text, self._meanings.revision)
        if asked not in self._answers:
            if len(self._answers) >= ANSWERS_KEPT:
                self._answers.clear()
            self._answers[asked] = self._found(text)
        return self._answers[asked]

    def _found(self, text: str) -> Results[int]:
        said = telling(text)
        if not said:
            return Results.of(())
        *whole, last = said
        begun = len(last) >= PREFIX
        return in_all([*map(self._of_word, whole), self._of_word(last, begun=begun)])

    def _of_word(self, word: str, *, begun: bool = False) -> Results[int]:
        """Where a word occurs in any form, a compound that has it, both parts of it, or what it means."""
        groups = list(self._rated(self._begun(word) if begun else stems(word)))
        within = self._rated(self.compounds.made_with(word))
        groups += ((IN_COMPOUND * score, keys) for score, keys in within)
        groups += ((IN_COMPOUND * score / 2, keys) for score, keys in self.in_parts(word))
        for term in self._meanings.of(word, begun=begun):
            if filing := self._of_term.get(term):
                keys = [place >> 8 for place in filing.places]
                groups.append((rarity(self._count, len(keys)), keys))
        return Results.of(groups)

    def in_parts(self, word: str) -> Iterable[Group[int]]:
        """Where both parts of a compound occur, each by itself."""
        parts = self.compounds.parts(word)
        return in_all([Results.of(self._rated(stems(part))) for part in parts]).groups if parts else ()

    def _begun(self, word: str) -> set[str]:
        """The stems of a word, and every stem that begins with it."""
        return {*stems(word), *self.compounds.beginning(word)}

    def _rated(self, wanted: Iterable[str]) -> Iterator[Group[int]]:
        """The places of any of the stems."""
        return chain.from_iterable(self.postings(stem).rated(self._count) for stem in wanted)

    def postings(self, stem: str) -> Postings[int]:
        """Where words with this stem occur."""
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
    """The words of a text, and how much each weighs in it; what says nothing counts in a title only."""
    weights = Counter(words("\n".join(texts)))
    for word in STOP_WORDS.intersection(weights):
        weights.pop(word)  # Counter's own deletion is written in Python, and slow
    for word in words(title):
        weights[word] = weights.get(word, 0) + TITLE_WEIGHT
    return weights
