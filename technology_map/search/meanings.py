"""What a word of a question means in the municipality's own words: the terms that are called so."""

from collections import defaultdict

from technology_map.search.tokens import stems, words
from technology_map.words.terms import Term, TermList
from technology_map.words.vocabulary import Vocabulary

SEARCHED = (TermList.AREA, TermList.PURPOSE, TermList.TECHNOLOGY)
"""The lists whose terms a card has by their codes."""


class Meanings:
    """The terms by the words of their names, synonyms and former names; as the vocabulary stands."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._revision = -1
        self._by_stem: dict[str, set[str]] = {}

    @property
    def revision(self) -> int:
        """Grows with every change of a word."""
        return self._vocabulary.revision

    def of(self, word: str, *, begun: bool = False) -> set[str]:
        """The terms (as `Term.name` writes them) with the word in a name; `begun`: it may be half typed."""
        by_stem = self._current()
        found = set[str]().union(*(by_stem.get(stem, ()) for stem in stems(word)))
        if begun:
            found.update(*(names for stem, names in by_stem.items() if stem.startswith(word)))
        return found

    def _current(self) -> dict[str, set[str]]:
        if self._revision != self._vocabulary.revision:
            by_stem: defaultdict[str, set[str]] = defaultdict(set)
            for of in SEARCHED:
                for term in self._vocabulary.terms(of):
                    self._file(term, by_stem)
            self._by_stem, self._revision = dict(by_stem), self._vocabulary.revision
        return self._by_stem

    def _file(self, term: Term, by_stem: defaultdict[str, set[str]]) -> None:
        """A term that was merged leads to the one that cards have now."""
        name = f"{term.list.value}.{self._vocabulary.current(term.list, term.code)}"
        called = (term.name_da, term.name_en, *term.synonyms_da, *term.synonyms_en, *term.former_names)
        for word in words(" ".join(called)):
            for stem in stems(word):
                by_stem[stem].add(name)
