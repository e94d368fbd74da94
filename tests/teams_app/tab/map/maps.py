"""Made-up maps: what hypothesis draws, and overviews with as many things as are asked for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from technology_map.cards.map_places import NONE, MapFilter, Thing
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.people.people import Language, Person
from technology_map.words.values import Phase
from tests.words import AREAS, PURPOSES, TECHNOLOGIES, speaking
from tests.words import overview as fresh_overview

METTE = Person("11111111-0000-4000-8000-000000000001", "Mette Holm")
DANISH = speaking(Language.DANISH)
MOMENT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)

purposes = st.none() | st.sampled_from(PURPOSES)
areas = st.none() | st.sampled_from(AREAS)
titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=65)
cards = st.builds(
    lambda title, purpose, area, phase, used: SolutionCard(
        title,
        "x",
        "y",
        METTE,
        "key",
        MOMENT,
        MOMENT,
        area,
        purpose=purpose,
        phase=phase,
        technologies=tuple(used),
    ),
    titles,
    purposes,
    areas,
    st.none() | st.sampled_from(Phase),
    st.lists(st.sampled_from(TECHNOLOGIES), max_size=3),
)
proposals = st.builds(
    lambda title, purpose, area, status: Proposal(
        title, "x", "y", "z", METTE, "key", MOMENT, MOMENT, area, purpose=purpose, status=status
    ),
    titles,
    purposes,
    areas,
    st.sampled_from(Status),
)
things = st.lists(cards | proposals, max_size=60)
filters = st.builds(
    MapFilter,
    purpose=st.sampled_from(["", NONE, *PURPOSES]),
    area=st.sampled_from(["", NONE, *AREAS]),
    phase=st.sampled_from(["", NONE, *(one.value for one in Phase)]),
    technology=st.sampled_from(["", *TECHNOLOGIES]),
)


def overview_of(found: list[Thing]) -> Overview:
    """An overview with these things, each with a number of its own."""
    overview = fresh_overview()
    for number, thing in enumerate(found, start=1):
        at = MOMENT + timedelta(hours=number)
        if isinstance(thing, SolutionCard):
            card = replace(thing, number=number, submission_key=f"card-{number}", submitted_at=at)
            overview.put_solution_card(card)
        else:
            made = replace(thing, number=number, submission_key=f"proposal-{number}", submitted_at=at)
            overview.put_proposal(made)
    return overview


def many(count: int) -> Overview:
    """An overview with cards under every purpose and in every area in turn."""
    found: list[Thing] = [
        SolutionCard(
            f"Løsning {n}",
            "x",
            "y",
            METTE,
            "key",
            MOMENT,
            MOMENT,
            AREAS[n // 5 % len(AREAS)],
            purpose=PURPOSES[n % 5],
            technologies=(TECHNOLOGIES[n % len(TECHNOLOGIES)],),
        )
        for n in range(count)
    ]
    return overview_of(found)
