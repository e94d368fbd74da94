"""Finding what is there, by its name or by words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge, nsmallest
from itertools import chain, islice

from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Overview


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


def _best_first(
    proposals: Iterable[tuple[Proposal, float]], cards: Iterable[tuple[SolutionCard, float]]
) -> Iterator[Proposal | SolutionCard]:
    """Both in one row by their scores; of equal ones the proposal first."""
    both: list[Iterable[tuple[Proposal | SolutionCard, float]]] = [proposals, cards]
    return (thing for thing, _ in merge(*both, key=lambda pair: pair[1], reverse=True))
