"""Compounds: words that are made of two others that occur, as `kolonihaveopmåling` is.

Danish writes together what English writes apart, with an s or an e between at times. No dictionary is
needed: a word is taken apart where both of its parts occur somewhere by themselves.
"""

from bisect import bisect_left, insort
from collections.abc import Collection, Iterator, Set

from technology_map.search.tokens import stems

SHORTEST_PART = 3
SHORTEST_ASKED = 4
"""Letters from which a word is looked for within others."""
_LINKS = ("s", "e")
_LAST = "\U0010ffff"


class Compounds:
    """Which of the stems that occur are made of others; `put` and `drop` tell of changes."""

    def __init__(self, occurring: Collection[str]) -> None:
        self._occurring = occurring
        self._forwards: list[str] = []
        self._backwards: list[str] = []

    def beginning(self, start: str) -> list[str]:
        """Every stem that begins with these letters; at least two."""
        return _beginning(self._in_order()[0], start)

    def put(self, stem: str) -> None:
        """A stem occurs now."""
        if self._forwards:
            insort(self._forwards, stem)
            insort(self._backwards, stem[::-1])

    def drop(self, stem: str) -> None:
        """A stem occurs no more."""
        if self._forwards:
            del self._forwards[bisect_left(self._forwards, stem)]
            del self._backwards[bisect_left(self._backwards, stem[::-1])]

    def parts(self, word: str) -> tuple[str, str] | None:
        """The two words that a word is made of; of several ways the one with the longest shorter part."""
        places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
        ways = ((head, word[at:]) for at in places for head in self._heads(word[:at]))
        both = ((head, tail) for head, tail in ways if self._occurs(tail))
        return max(both, key=lambda way: min(map(len, way)), default=None)

    def made_with(self, word: str) -> list[str]:
        """The stems of compounds that begin or end with a word, their other part occurring too."""
        found: dict[str, None] = {}
        for stem in stems(word):
            if len(stem) < SHORTEST_ASKED:
                continue
            for one in self._longer(stem):
                if self._is_tail(one[len(stem) :]):
                    found[one] = None
            for turned in _beginning(self._in_order()[1], stem[::-1]):
                if turned != stem[::-1] and any(True for _ in self._heads(turned[: len(stem) - 1 : -1])):
                    found[turned[::-1]] = None
        return list(found)

    def made_of(self, asked: Set[str]) -> list[str]:
        """The stems of compounds of which both parts are among these stems."""
        return [
            one
            for stem in asked
            if len(stem) >= SHORTEST_PART
            for one in self._longer(stem)
            if (rest := one[len(stem) :]) in asked or (rest.startswith(_LINKS) and rest[1:] in asked)
        ]

    def _longer(self, stem: str) -> list[str]:
        return [one for one in self.beginning(stem) if one != stem]

    def _heads(self, start: str) -> Iterator[str]:
        """What a first part may be without its linking letter, if it occurs."""
        if len(start) >= SHORTEST_PART and self._occurs(start):
            yield start
        elif len(start) > SHORTEST_PART and start.endswith(_LINKS) and self._occurs(start[:-1]):
            yield start[:-1]

    def _is_tail(self, rest: str) -> bool:
        """Whether what is left after a first part is a word, with or without a linking letter."""
        if len(rest) >= SHORTEST_PART and self._occurs(rest):
            return True
        return len(rest) > SHORTEST_PART and rest.startswith(_LINKS) and self._occurs(rest[1:])

    def _occurs(self, word: str) -> bool:
        return any(stem in self._occurring for stem in stems(word))

    def _in_order(self) -> tuple[list[str], list[str]]:
        """All stems as they are read and from their ends; put in order when first asked for."""
        if not self._forwards:
            self._forwards = sorted(self._occurring)
            self._backwards = sorted(one[::-1] for one in self._occurring)
        return self._forwards, self._backwards


def _beginning(ordered: list[str], start: str) -> list[str]:
    """Those of an ordered list that begin so."""
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, start + _LAST)]
