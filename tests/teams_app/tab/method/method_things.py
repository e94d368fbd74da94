"""Cards and proposals with whole answers, put where they are needed without pressing through every step."""

import re
from dataclasses import replace
from typing import Any

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from tests.teams_app.tab.pages import proposal, solution_card
from tests.town import Town

NIGHT = "Nattevagten opdagede for sent, når en beboer var faldet om natten i sin bolig."


def _key(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]", "-", text)[:60].ljust(16, "0")


async def shares(at: Town, title: str, *, who: str = "jonas", **values: Any) -> SolutionCard:
    """Somebody shares a solution card, filled in beyond the quick form."""
    key = _key(f"solution-key-{title}")
    quick = {one: values.pop(one) for one in ("area", "challenges", "background") if one in values}
    answer = await at.sends(who, "solutions", solution_card(title=title, submission_key=key, **quick))
    assert answer.status_code == 200, answer.text
    card = next(iter(at.server.store.overview.solution_cards))
    return await at.server.store.change_solution_card(replace(card, **values)) if values else card


async def proposes(at: Town, title: str, *, who: str = "mette", **values: Any) -> Proposal:
    """Somebody hands in a proposal, filled in beyond the quick form."""
    key = _key(f"proposal-key-{title}")
    quick = {one: values.pop(one) for one in ("area", "problem", "solution") if one in values}
    answer = await at.sends(who, "proposals", proposal(title=title, submission_key=key, **quick))
    assert answer.status_code == 200, answer.text
    made = next(iter(at.server.store.overview.proposals))
    return await at.server.store.change_proposal(replace(made, **values)) if values else made
