"""What a colleague may already have: proposals and cards that resemble a text somebody is writing."""

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from technology_map.cards.answers import table_of, value_of
from technology_map.cards.fields import Field
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Overview
from technology_map.search.compounds import Compounds
from technology_map.search.tokens import stems, telling

SHOWN = 3
"""How many are named at most: who writes has ten minutes."""
SHARED_WORDS = 2
"""Words that must agree, where none in the title does."""
LEAST_ALIKE = 0.02
"""What the cosine must be at least; of 772 pairs that tell of the same case one in fifty is below 0.031."""
_LOOKED_AT = 8
_WORDS_NAMED = 6


@dataclass(frozen=True, slots=True)
class Agreement:
    """The words of one field that the text has too, as they stand in the card, each once."""

    field: Field
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """Something that resembles a text, and why it is named."""

    thing: Proposal | SolutionCard
    agreements: tuple[Agreement, ...]


def similar(
    overview: Overview, title: str, text: str = "", *, limit: int = SHOWN, but: str = ""
) -> tuple[Similar, ...]:
    """At most `limit` things that share telling words with a title, with a text, or with both.

    The problem alone is enough: the method asks for it first. `but` is the name of the thing being
    written (F-0042), which is not like itself.
    """
    asked = f"{title} {text}"

    def found() -> tuple[tuple[bool, int, tuple[Agreement, ...]], ...]:
        said = telling(asked)
        alike = (
            (isinstance(thing, Proposal), thing.number, agreements)
            for thing in _nearest(overview, asked, limit * _LOOKED_AT)
            if thing.name != but and (agreements := _agreements(thing, said))
        )
        return tuple(islice(alike, limit))

    kept = overview.remembered(("similar", asked, limit, but), found, texts_only=True)
    return tuple(
        Similar(thing, agreements)
        for proposal, number, agreements in kept
        if (thing := (overview.proposals if proposal else overview.solution_cards).get(number))
    )


def similar_cards(
    overview: Overview, text: str, keep: Callable[[SolutionCard], bool], limit: int = SHOWN
) -> tuple[SolutionCard, ...]:
    """At most `limit` solution cards that share telling words with a text; `keep` says which may be."""
    said = telling(text)
    nearest = (
        card
        for card, score in overview.solution_cards.nearest(text, _LOOKED_AT * limit)
        if score >= LEAST_ALIKE
    )
    return tuple(islice((one for one in nearest if keep(one) and _agreements(one, said)), limit))


def similar_proposals(
    overview: Overview, text: str, keep: Callable[[Proposal], bool], limit: int = SHOWN
) -> tuple[Proposal, ...]:
    """As `similar_cards`, for proposals."""
    said = telling(text)
    nearest = (
        one for one, score in overview.proposals.nearest(text, _LOOKED_AT * limit) if score >= LEAST_ALIKE
    )
    return tuple(islice((one for one in nearest if keep(one) and _agreements(one, said)), limit))


def in_common(one: Proposal | SolutionCard, other: Proposal | SolutionCard) -> bool:
    """Whether the second says something that the first says too."""
    said = " ".join(str(value_of(one, field) or "") for field in table_of(one).fields if field.searched)
    return bool(_agreements(other, telling(said)))


def _agreements(thing: Proposal | SolutionCard, said: list[str]) -> tuple[Agreement, ...]:
    """Where the thing says the same; nothing where it shares too little to be named."""
    texts = [
        (one, telling(str(value_of(thing, one) or ""))) for one in table_of(thing).fields if one.searched
    ]
    asked = _with_parts(said, {stem for _, words in texts for word in words for stem in stems(word)})
    compounds = Compounds(asked)
    found, told, shared = [], set[str](), 0
    for field, words in texts:
        here: dict[str, str] = {}
        for word in words:
            first = stems(word)[0]
            itself = not asked.isdisjoint(stems(word))
            if first not in told and (itself or compounds.parts(word)):
                told.add(first)
                here[first] = word
                shared += 1 if itself else SHARED_WORDS
        if here:
            found.append(Agreement(field, tuple(here.values())[:_WORDS_NAMED]))
    in_title = any(one.field.name == "title" for one in found)
    return tuple(found) if in_title or shared >= min(SHARED_WORDS, len(said)) else ()


def _with_parts(said: list[str], occurring: Set[str]) -> frozenset[str]:
    """The stems of what was said; of a compound also its parts, where both occur."""
    compounds = Compounds(occurring)
    parts = (part for word in said for part in compounds.parts(word) or ())
    return frozenset(stem for word in (*said, *parts) for stem in stems(word))


def _nearest(overview: Overview, text: str, count: int) -> Iterable[Proposal | SolutionCard]:
    """The `count` that share the most with a text, best first; of equal ones the proposal."""
    both: list[Iterator[tuple[Proposal | SolutionCard, float]]] = [
        iter(overview.proposals.nearest(text, count)),
        iter(overview.solution_cards.nearest(text, count)),
    ]
    best_first = merge(*both, key=lambda pair: pair[1], reverse=True)
    return [thing for thing, score in islice(best_first, count) if score >= LEAST_ALIKE]
