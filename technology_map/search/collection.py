"""Things of one kind in memory: by number, by key, by person, by words, and in facets."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice
from typing import Any, Generic, TypeVar

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.search.facet_index import FacetIndex, FacetKey, FacetPosition, Matches
from technology_map.search.index import SearchIndex
from technology_map.search.inverted_index import InvertedIndex, Posted
from technology_map.search.meanings import Meanings
from technology_map.search.nearness import nearest
from technology_map.search.places import Places
from technology_map.search.results import Results

Thing = TypeVar("Thing", Proposal, SolutionCard)
_NOTHING = FacetIndex()


class CardCollection(Generic[Thing]):
    """Things of one kind by number. Of rows with one submission key the lowest number is the thing.

    `position` says what a thing is filed by, `words` its title and the texts it is found by, `terms`
    the municipality's own words it has, whose `meanings` a question may name;
    `by_technology` keeps facets for each technology too; `on_the_map` is told what is filed and what no more.
    """

    def __init__(
        self,
        position: Callable[[Thing], FacetPosition],
        words: Callable[[Thing], tuple[str, ...]],
        terms: Callable[[Thing], Iterable[str]] = lambda thing: (),
        *,
        meanings: Meanings | None = None,
        by_technology: bool = False,
        on_the_map: Places[Thing] | None = None,
    ) -> None:
        self._position_of: Callable[[Thing], FacetPosition] = position
        self._words: Callable[[Thing], tuple[str, ...]] = words
        self._terms: Callable[[Thing], Iterable[str]] = terms
        self._unfiled: dict[int, None] = {}
        """Numbers whose words are in no index yet: the start need not wait for that (`file_words`)."""
        self._all: dict[int, Thing] = {}
        self._by_key: dict[str, tuple[int, ...]] = {}
        self._by_person: defaultdict[str, set[int]] = defaultdict(set)
        self._copies: set[int] = set()
        self._index: SearchIndex = SearchIndex(meanings)
        self.facets = FacetIndex()
        """The numbers of the things; a row that was stored twice is in once."""
        self._by_technology = by_technology
        self._on_the_map: Places[Thing] | None = on_the_map
        self._made_with: defaultdict[str, FacetIndex] = defaultdict(FacetIndex)
        self._postings: dict[Callable[[Thing, Any], Posted], InvertedIndex] = {}
        self.revision = 0
        """Grows with every change of a thing."""
        self.text_revision = 0
        """Grows when a text comes, changes or goes."""

    def __len__(self) -> int:
        return len(self._all)

    def __iter__(self) -> Iterator[Thing]:
        """Every thing, the newest (highest number) first."""
        return self.these(self.facets.newest(FacetKey()))

    def facets_with(self, technology: str | None) -> FacetIndex:
        """The facets of the things made with a technology; with None those of all."""
        return self._made_with.get(technology, _NOTHING) if technology else self.facets

    def these(self, numbers: Iterable[int]) -> Iterator[Thing]:
        """The things with these numbers, one after the other."""
        return map(self._all.__getitem__, numbers)

    def get(self, number: int) -> Thing | None:
        """The thing with this number; for a row stored twice, the first of the two."""
        thing = self._all.get(number)
        return self._all[self._by_key[thing.submission_key][0]] if thing else None

    def by_key(self, submission_key: str) -> Thing | None:
        """The thing that was submitted under this key."""
        numbers = self._by_key.get(submission_key)
        return self._all[numbers[0]] if numbers else None

    def of_person(self, object_id: str) -> list[Thing]:
        """What the person has handed in, alone or with others, the newest first."""
        numbers = sorted(self._by_person.get(object_id, ()), reverse=True)
        return [self._all[n] for n in numbers if n in self.facets]

    def copies(self) -> list[int]:
        """Numbers of rows that were stored though their submission key was there already."""
        return sorted(self._copies)

    def put(self, thing: Thing) -> None:
        """Take the thing in, in place of what had its number. The same words are not filed again."""
        before = self._all.get(thing.number)
        if before is None or self._says(before) != self._says(thing):
            self._take_words(before)
            self._unfiled[thing.number] = None
            self.text_revision += 1
        self.revision += 1
        self._take_away(thing.number)
        key: str = thing.submission_key
        self._all[thing.number] = thing
        self._by_key[key] = tuple(sorted((*self._by_key.get(key, ()), thing.number)))
        for person in submitter_ids(thing):
            self._by_person[person].add(thing.number)
        self._sort(key)

    def drop(self, number: int) -> None:
        """Forget the thing with this number, if there is one."""
        self.revision += 1
        self.text_revision += 1
        self._take_words(self._all.get(number))
        self._take_away(number)

    def refile(self, number: int) -> None:
        """What a thing is filed by may have changed beside the thing itself."""
        if number in self.facets:
            self.revision += 1
            self._file(self._all[number])

    def postings(self, posted: Callable[[Thing, Any], Posted], beside: object) -> InvertedIndex:
        """The things by what a function says of them: filled when it is first asked for, then kept up.

        The function must be the same one each time; what it reads `beside` the thing calls `touch`.
        """
        if posted not in self._postings:

            def of(number: int) -> Posted:
                return posted(self._all[number], beside) if number in self.facets else ()

            self._postings[posted] = InvertedIndex(of, self.facets.newest(FacetKey()))
        return self._postings[posted]

    def touch(self, number: int) -> None:
        """What a thing is found by may have changed."""
        for one in self._postings.values():
            one.touch(number)

    def file_words(self, at_most: int | None = None) -> bool:
        """File the words of what came since the last time, of at most so many; whether more waits.

        Who searches does it, for all; who has time before, a few at a time.
        """
        for number in [*islice(self._unfiled, at_most)]:
            thing = self._all[number]
            self._index.put(number, *self._words(thing))
            self._index.put_terms(number, self._terms(thing))
            del self._unfiled[number]
        return bool(self._unfiled)

    def search(self, text: str) -> tuple[Iterator[tuple[Thing, float]], int]:
        """Things in which each word occurs, with their scores, best first; and how many they are."""
        results = self._found(text)
        found = ((self._all[number], score) for number, score in results.walk() if number not in self._copies)
        return found, len(results.keys) - len(self._copies & results.keys)

    def nearest(self, text: str, count: int) -> list[tuple[Thing, float]]:
        """The `count` things that share the most with a text, with their scores, best first."""
        self.file_words()
        found = nearest(self._index, text, count, self._copies)
        return [(self._all[number], score) for number, score in found]

    def matches(
        self,
        text: str,
        facet_key: FacetKey,
        among: Collection[Status] | None = None,
        technology: str | None = None,
    ) -> Matches[Thing]:
        """The things that fit a facet key and in which each word of a text occurs, best first."""
        results = self._found(text)
        wanted = results.keys & self.facets_with(technology).numbers(facet_key, among)
        return Matches(len(wanted), lambda: self.these(n for n, _ in results.walk() if n in wanted))

    def _found(self, text: str) -> Results[int]:
        self.file_words()
        return self._index.find(text)

    def _says(self, thing: Thing) -> tuple[tuple[str, ...], list[str]]:
        """Everything a thing is found by."""
        return self._words(thing), list(self._terms(thing))

    def _take_words(self, thing: Thing | None) -> None:
        """Take out of the index what was filed of a thing."""
        if thing is None:
            return
        if thing.number in self._unfiled:
            del self._unfiled[thing.number]
            return
        self._index.drop(thing.number, *self._words(thing))
        self._index.drop_terms(thing.number, self._terms(thing))

    def _take_away(self, number: int) -> None:
        """Everything but its words, which may be the same in what comes in its place."""
        thing = self._all.pop(number, None)
        if thing is None:
            return
        self._copies.discard(number)
        self._take_out(thing)
        for person in submitter_ids(thing):
            self._by_person[person].discard(number)
            if not self._by_person[person]:
                del self._by_person[person]
        key = thing.submission_key
        self._by_key[key] = tuple(one for one in self._by_key[key] if one != number)
        if not self._by_key[key]:
            del self._by_key[key]
        self._sort(key)

    def _sort(self, submission_key: str) -> None:
        """Of the rows with one key, put the first in its facet bucket, and no other."""
        for place, number in enumerate(self._by_key.get(submission_key, ())):
            if place:
                self._copies.add(number)
                self._take_out(self._all[number])
            else:
                self._copies.discard(number)
                self._file(self._all[number])

    def _file(self, thing: Thing) -> None:
        position = self._position_of(thing)
        known = thing.number in self.facets
        for facets in self._facets_of(thing):
            facets.put(thing.number, position)
        if self._on_the_map is not None and not known:
            self._on_the_map.put(thing)
        self.touch(thing.number)

    def _take_out(self, thing: Thing) -> None:
        self.touch(thing.number)
        if self._on_the_map is not None and thing.number in self.facets:
            self._on_the_map.drop(thing)
        for facets in self._facets_of(thing):
            facets.drop(thing.number)

    def _facets_of(self, thing: Thing) -> list[FacetIndex]:
        """Where the thing lies: with all, and with those that share a technology."""
        if not self._by_technology:
            return [self.facets]
        return [self.facets, *(self._made_with[one] for one in thing.technologies)]


def submitter_ids(thing: Proposal | SolutionCard) -> set[str]:
    """The object ids of who has handed the thing in, and who answers for it."""
    together = thing.co_submitter_ids if isinstance(thing, Proposal) else ()
    return {thing.submitter.object_id, thing.responsible_id or thing.submitter.object_id, *together}
