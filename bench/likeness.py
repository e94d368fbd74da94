"""Does this look like something we have? The right card among the first three, ours beside two others.

`danish_pairs.tsv` has four columns: a card's title, its text, and the same problem and what could help,
as somebody else would tell them. Each is asked without a title, among all of these cards and a thousand more.
"""

import csv
import math
import sqlite3
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench.content import Town
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Overview
from technology_map.people.people import Person
from technology_map.search.similar import similar
from technology_map.search.tokens import stems, telling, words

PAIRS = Path(__file__).parent / "danish_pairs.tsv"
DISTRACTORS = 1_000
FIRST = 3
ASKED = 60
Search = Callable[[str], list[int]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many of the pairs are found among the first three: shares from 0 to 1."""

    pairs: int
    ours: float
    tf_idf: float
    fts5: float


def measure() -> Likeness:
    """All pairs, asked of each of the three."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    cards = [(title, text) for title, text, *_ in rows]
    more = Town().solution_cards(DISTRACTORS)
    cards += [(one.title, f"{one.challenges} {one.background}") for one in more]
    found = {
        name: sum(place in search(" ".join(asked))[:FIRST] for place, (_, _, *asked) in enumerate(rows))
        / len(rows)
        for name, search in (("ours", _ours(cards)), ("tf_idf", _tf_idf(cards)), ("fts5", _fts5(cards)))
    }
    return Likeness(len(rows), **found)


def milliseconds(count: int) -> float:
    """What one question takes among so many proposals and as many cards: the median of many."""
    overview, town = Overview(), Town()
    for proposal, _ in town.proposals(count):
        overview.put_proposal(proposal)
    for card in town.solution_cards(count):
        overview.put_solution_card(card)
    taken = []
    for one in list(overview.proposals)[:ASKED]:
        began = time.perf_counter()
        similar(overview, "", f"{one.problem} {one.solution}")
        taken.append(time.perf_counter() - began)
    return median(taken) * 1_000


def _ours(cards: list[tuple[str, str]]) -> Search:
    overview, now = Overview(), datetime(2026, 3, 2, tzinfo=UTC)
    for place, (title, text) in enumerate(cards):
        card = SolutionCard(
            title=title,
            challenges=text,
            background="",
            submission_key=f"pair-{place}",
            submitted_at=now,
            changed_at=now,
            submitter=Person("", ""),
            number=place + 1,
        )
        overview.put_solution_card(card)
    return lambda asked: [one.thing.number - 1 for one in similar(overview, "", asked)]


def _fts5(cards: list[tuple[str, str]]) -> Search:
    """SQLite's full-text search, ranked by its BM25, any word of the question."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE cards USING fts5(title, text)")
    database.executemany("INSERT INTO cards (title, text) VALUES (?, ?)", cards)
    query = f"SELECT rowid - 1 FROM cards WHERE cards MATCH ? ORDER BY rank LIMIT {FIRST}"  # noqa: S608

    def search(asked: str) -> list[int]:
        wanted = " OR ".join(f'"{word}"' for word in telling(asked))
        return [place for (place,) in database.execute(query, (wanted,))]

    return search


def _tf_idf(cards: list[tuple[str, str]]) -> Search:
    """The textbook's cosine of stems and pairs of neighbouring stems."""
    vectors = [_terms(f"{title} {text}") for title, text in cards]
    spread = Counter(term for one in vectors for term in one)
    weigh = partial(_weighed, spread=spread, filed=len(cards))
    places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, one in enumerate(map(weigh, vectors)):
        length = math.sqrt(sum(weight**2 for weight in one.values()))
        for term, weight in one.items():
            places[term].append((place, weight / length))

    def search(asked: str) -> list[int]:
        scores: defaultdict[int, float] = defaultdict(float)
        for term, weight in weigh(_terms(asked)).items():
            for place, other in places[term]:
                scores[place] += weight * other
        return sorted(scores, key=lambda place: -scores[place])

    return search


def _terms(text: str) -> Counter[str]:
    said = set(telling(text))
    kept = [stems(word)[0] for word in words(text) if word in said]
    return Counter([*kept, *map(" ".join, pairwise(kept))])


def _weighed(terms: Counter[str], spread: Counter[str], filed: int) -> dict[str, float]:
    return {
        term: (1 + math.log(count)) * (1 + math.log((1 + filed) / (1 + spread[term])))
        for term, count in terms.items()
    }
