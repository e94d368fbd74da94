"""An inverted index of things: what they are found and counted by, kept up as they come and go."""

from bisect import bisect_left, insort
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Any, NamedTuple


class Posting(NamedTuple):
    """A thing under a key. `order` says where it comes among those there; then its number does."""

    order: Any
    number: int


Posted = Iterable[tuple[Hashable, Any]]
"""Keys of a thing, each with its order there; a key occurs once."""


class InvertedIndex:
    """The things under each key, in order.

    `posted` says what a thing is found by now, nothing for one that does not count. What was touched is
    posted anew when somebody asks, so that a change costs one thing, and a start nothing.
    """

    def __init__(self, posted: Callable[[int], Posted], numbers: Iterable[int] = ()) -> None:
        self._posted_of = posted
        self._by_key: dict[Hashable, list[Posting]] = {}
        self._of_number: dict[int, tuple[tuple[Hashable, Any], ...]] = {}
        self._touched = set(numbers)
        self._one_at_a_time = Lock()
        """Files are made in threads beside the event loop."""

    def touch(self, number: int) -> None:
        """A thing came, went or changed, or something that it is found by."""
        self._touched.add(number)

    def of(self, key: Hashable) -> Sequence[Posting]:
        """Those under a key, in order: as it stands now, not to be kept."""
        self._catch_up()
        return self._by_key.get(key, [])

    def count(self, key: Hashable) -> int:
        """How many there are under a key."""
        return len(self.of(key))

    def all_keys(self) -> Iterator[Hashable]:
        """The keys under which there is something."""
        self._catch_up()
        return iter(list(self._by_key))

    def _catch_up(self) -> None:
        if self._touched:
            with self._one_at_a_time:
                self._post_touched()

    def _post_touched(self) -> None:
        touched, self._touched = self._touched, set()
        if not self._of_number:
            self._fill(touched)
            return
        for number in touched:
            before, now = self._of_number.pop(number, ()), tuple(self._posted_of(number))
            if now:
                self._of_number[number] = now
            if now == before:
                continue
            for key, order in before:
                self._take_out(key, Posting(order, number))
            for key, order in now:
                insort(self._by_key.setdefault(key, []), Posting(order, number))

    def _fill(self, numbers: Iterable[int]) -> None:
        """All at once: put in any order, then sorted."""
        for number in numbers:
            posted = tuple(self._posted_of(number))
            if posted:
                self._of_number[number] = posted
            for key, order in posted:
                self._by_key.setdefault(key, []).append(Posting(order, number))
        for postings in self._by_key.values():
            postings.sort()

    def _take_out(self, key: Hashable, posting: Posting) -> None:
        postings = self._by_key[key]
        del postings[bisect_left(postings, posting)]
        if not postings:
            del self._by_key[key]
