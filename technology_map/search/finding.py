"""Finding what is there: by words, and what resembles a text somebody is writing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge, nsmallest
from itertools import chain, islice

from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Overview
from technology_map.search.index import shared_words

SIMILAR_WORDS = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One page of results, best first, and how many there are in all."""

    things: tuple[Proposal | SolutionCard, ...]
    total: int


def by_name(overview: Overview, text: str) -> Proposal | SolutionCard | None:
    """The proposal or solution card that `text` names as F-0042, 42 or L-0007."""
    card = solution_card_number(text)
    if card is not None:
        return overview.solution_cards.get(card)
    number = proposal_number(text)
    return overview.proposals.get(number) if number is not None else None


def nearest(overview: Overview, text: str, limit: int) -> tuple[Proposal | SolutionCard, ...]:
    """What may be meant by a number that is nothing's: the same number of the other kind, then the closest.

    Where `text` is no number at all, what has its words.
    """
    card, number = solution_card_number(text), proposal_number(text)
    if card is None and number is None:
        return search(overview, text, limit=limit).things
    wanted = card if card is not None else number or 0
    same: list[Proposal | SolutionCard] = (
        [*overview.proposals] if card is None else [*overview.solution_cards]
    )
    other = overview.proposals.get(wanted) if card is not None else overview.solution_cards.get(wanted)
    closest = nsmallest(limit, same, key=lambda one: (abs(one.number - wanted), one.number))
    return (*([other] if other else []), *closest)[:limit]


def search(overview: Overview, text: str, *, limit: int = 10, skip: int = 0) -> Found:
    """Proposals and solution cards in which each telling word of `text` occurs, best first."""
    named = by_name(overview, text)
    if named is not None and not text.strip().isdigit():
        return Found((named,), 1)
    proposals, proposals_found = overview.proposals.search(text)
    cards, cards_found = overview.solution_cards.search(text)
    found = tuple(islice(_best_first(proposals, cards), skip, skip + limit))
    return Found(found, proposals_found + cards_found)


def latest(
    overview: Overview, object_id: str, *, limit: int, skip: int = 0
) -> tuple[Proposal | SolutionCard, ...]:
    """What somebody may want to see first: the person's own things, then everybody's, newest first."""
    own: list[Proposal | SolutionCard] = [
        *overview.proposals.of_person(object_id),
        *overview.solution_cards.of_person(object_id),
    ]
    own.sort(key=lambda one: one.submitted_at, reverse=True)
    everything: Iterator[Proposal | SolutionCard] = merge(
        overview.proposals, overview.solution_cards, key=lambda one: one.submitted_at, reverse=True
    )
    others = (one for one in everything if one.submitter.object_id != object_id)
    return tuple(islice(chain(own, others), skip, skip + limit))


def similar(
    overview: Overview, title: str, text: str = "", *, limit: int = 5, but: int = 0
) -> tuple[Proposal | SolutionCard, ...]:
    """What a colleague may already have: things whose title or text shares telling words.

    `but` is the number of a proposal that is not to be named (the one being edited).
    """
    asked = f"{title} {text}"
    wanted = min(SIMILAR_WORDS, max(1, len(title.split())))
    close = [
        thing
        for thing in _nearest(overview, asked, limit * 8)
        if not (isinstance(thing, Proposal) and thing.number == but)
        and (shared_words(title, thing.title) >= 1 and shared_words(asked, _text(thing)) >= wanted)
    ]
    return tuple(close[:limit])


def _text(thing: Proposal | SolutionCard) -> str:
    if isinstance(thing, Proposal):
        return f"{thing.title} {thing.problem} {thing.solution}"
    return f"{thing.title} {thing.challenges} {thing.background}"


def _nearest(overview: Overview, text: str, count: int) -> list[Proposal | SolutionCard]:
    """The `count` that share the most with a text, best first."""
    proposals = overview.proposals.nearest(text, count)
    cards = overview.solution_cards.nearest(text, count)
    return list(islice(_best_first(proposals, cards), count))


def _best_first(
    proposals: Iterable[tuple[Proposal, float]], cards: Iterable[tuple[SolutionCard, float]]
) -> Iterator[Proposal | SolutionCard]:
    """Both in one row by their scores; of equal ones the proposal first."""
    both: list[Iterable[tuple[Proposal | SolutionCard, float]]] = [proposals, cards]
    return (thing for thing, _ in merge(*both, key=lambda pair: pair[1], reverse=True))
