"""A municipality's map with as much on it as is asked for: real titles, and some that are hard to draw."""

from datetime import timedelta
from random import Random
from typing import Any

from teams_app.seed.content import seed_cards, seed_proposals
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.words.values import Phase
from tests.teams_app.tab.map.maps import METTE, MOMENT
from tests.words import AREAS, PURPOSES, TECHNOLOGIES

HARD = (
    "WWW OG MMM: MASKINLÆRING MED ÅBNE DATA OM MARK OG MOSE",
    "Velfærdsteknologiimplementeringsunderstøttelsesværktøj",
    "% af @mm: 100 % mod 40 % — hver måned … 4711 0000 8888 9999",
    "地図に技術を載せる。市民のために、団体のために、企業のために",
    "🦾🚁 Robotter, droner og mennesker 🦾🚁🦾🚁🦾🚁🦾🚁🦾🚁🦾🚁",
)
"""Broad letters, one long word, digits and signs, another writing, pictures."""
TITLES = (*HARD, *(card.title for card in seed_cards()), *(one.title for one in seed_proposals()))
STANDS = (Status.SUBMITTED, Status.READY, Status.PILOT, Status.IMPLEMENTATION, Status.REJECTED)
UNPLACED = 5


def fills(overview: Overview, count: int) -> None:
    """Things numbered from 1, the same each time: every third a proposal, the last five without a purpose."""
    chance = Random(count)  # noqa: S311 - the same map on every run
    for number in range(1, count + 1):
        common: dict[str, Any] = {
            "number": number,
            "title": TITLES[number % len(TITLES)],
            "submitter": METTE,
            "submission_key": f"thing-{number}",
            "submitted_at": MOMENT + timedelta(hours=number),
            "changed_at": MOMENT + timedelta(hours=number),
            "area": chance.choice(AREAS),
            "purpose": PURPOSES[number % 5] if number <= count - UNPLACED else None,
            "technologies": tuple(chance.sample(TECHNOLOGIES, 2)),
        }
        if number % 3:
            phase = list(Phase)[number // 5 % len(Phase)]
            card = SolutionCard(summary="x", challenges="x", background="y", phase=phase, **common)
            overview.put_solution_card(card)
        else:
            status = chance.choice(STANDS)
            made = Proposal(problem="x", solution="y", expected_benefits="z", status=status, **common)
            overview.put_proposal(made)
