"""The digital status: the solution cards area by area, and how many are in each phase (domain.md 2)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Filter, Overview
from technology_map.search.facet_index import FacetKey, Matches
from technology_map.search.finding import by_name
from technology_map.words.values import Phase

Phases = Mapping[Phase | None, int]


@dataclass(frozen=True, slots=True)
class InArea:
    """The cards of one area (None: where nobody has said which), and how many are in each phase."""

    area: str | None
    phases: Phases
    cards: Matches[SolutionCard]


def matching(overview: Overview, asked: Filter) -> Matches[SolutionCard]:
    """The solution cards that fit; the one whose number the text is comes first, if it fits the rest."""
    found = overview.filtered_solution_cards(asked)
    named = by_name(overview, asked.text) if asked.text else None
    if isinstance(named, SolutionCard) and _fits(named, asked):
        return Matches.listed([named, *(one for one in found if one.number != named.number)])
    return found


def _fits(card: SolutionCard, asked: Filter) -> bool:
    chosen = ((asked.purpose, card.purpose), (asked.phase, card.phase))
    return (
        asked.fits_area(card.area)
        and all(wanted in (None, got) for wanted, got in chosen)
        and asked.fits_rest(card)
    )


def by_area(overview: Overview, asked: Filter) -> dict[str | None, InArea]:
    """The cards that fit, area by area. Without a text only the facets are counted, no card is seen."""
    if asked.text.strip() or asked.rests:
        return _sorted_out(matching(overview, asked))
    collection = overview.solution_cards
    facets = collection.facets_with(asked.technology)
    groups: dict[str | None, dict[FacetKey, int]] = {}
    for facet_key, count in facets.facet_keys(asked.facet_key._replace(status=None)).items():
        groups.setdefault(facet_key.area, {})[facet_key] = count

    def cards(facet_keys: Mapping[FacetKey, int]) -> Matches[SolutionCard]:
        return Matches(sum(facet_keys.values()), lambda: collection.these(facets.newest_of(facet_keys)))

    return {
        area: InArea(area, _by_phase(facet_keys), cards(facet_keys)) for area, facet_keys in groups.items()
    }


def phases(groups: Iterable[InArea]) -> Phases:
    """How many are in each phase, all areas together."""
    return sum((Counter(dict(one.phases)) for one in groups), Counter[Phase | None]())


def _by_phase(facet_keys: Mapping[FacetKey, int]) -> Phases:
    found: Counter[Phase | None] = Counter()
    for facet_key, count in facet_keys.items():
        found[facet_key.phase] += count
    return found


def _sorted_out(cards: Iterable[SolutionCard]) -> dict[str | None, InArea]:
    groups: dict[str | None, list[SolutionCard]] = {}
    for card in cards:
        groups.setdefault(card.area, []).append(card)
    return {
        area: InArea(area, Counter(one.phase for one in found), Matches.listed(found))
        for area, found in groups.items()
    }
