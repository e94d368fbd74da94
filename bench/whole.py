"""Whole cards: proposals and solution cards with every field of domain.md 3 filled in."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bench.words import PURPOSES, TECHNOLOGIES
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED, Status
from technology_map.words import values

Sentence = Callable[[], str]
_GUIDEPOSTS = ("involvement", "anchoring", "better_resources", "better_data")
_ETHICS = ("human_first", "transparency", "equality", "dignity")


def whole_proposal(one: Proposal, chance: random.Random, sentence: Sentence) -> Proposal:
    """The proposal with the rest of its card."""
    pick = chance.choice
    filled: dict[str, Any] = {name: pick(list(values.Degree)) for name in _GUIDEPOSTS}
    filled |= {name: pick(list(values.Light)) for name in _ETHICS}
    filled |= {f"{name}_how": sentence() for name in _GUIDEPOSTS}
    filled |= {f"{name}_why": sentence() for name in _ETHICS}
    return replace(
        one,
        other_purposes=tuple(chance.sample(PURPOSES, 2)),
        beneficiaries=tuple(chance.sample(list(values.Beneficiary), 2)),
        technologies=tuple(chance.sample(TECHNOLOGIES, 2)),
        technology_choice=pick(list(values.TechnologyChoice)),
        familiarity=pick(list(values.Familiarity)),
        provenness=pick(list(values.Provenness)),
        not_digital_alternative=sentence(),
        effort_hours=chance.randrange(10, 500),
        effort_cost=chance.randrange(1_000, 900_000),
        consequences=sentence(),
        connections=sentence(),
        links=(f"F-{chance.randrange(1, 999):04d}", f"L-{chance.randrange(1, 999):04d}"),
        exit_note=sentence(),
        competence_needs=sentence(),
        data_level=pick(list(values.DataLevel)),
        dpia=pick(list(values.Dpia)),
        dpia_date=one.submitted_at.date(),
        case_reference=f"{one.number:06d}",
        next_step=sentence()[:200],
        next_step_due=one.submitted_at.date() + timedelta(days=90),
        **filled,
    )


def some_answers(one: Proposal, chance: random.Random) -> Proposal:
    """The proposal with what the pages that gather need, where it is likely to be there.

    A third answers the guideposts, half names technologies, and what is under way has a next step with a day.
    """
    filled: dict[str, Any] = {}
    if chance.random() < 1 / 3:
        filled |= {name: chance.choice(list(values.Degree)) for name in _GUIDEPOSTS}
        filled |= {
            f"{name}_how": f"Vi følger op efter {chance.randrange(2, 90)} uger." for name in _GUIDEPOSTS
        }
    if chance.random() < 1 / 2:
        filled["technologies"] = tuple(chance.sample(TECHNOLOGIES, 2))
        filled["familiarity"] = chance.choice(list(values.Familiarity))
    if one.status not in ENDED and chance.random() < 1 / 2:
        later = timedelta(days=chance.randrange(60, 3_000))
        filled |= {"next_step": "Aftal en prøve", "next_step_due": one.submitted_at.date() + later}
    if one.status is Status.PARKED:
        filled["review_date"] = one.submitted_at.date() + timedelta(days=chance.randrange(300, 3_000))
    return replace(one, **filled)


def whole_card(one: SolutionCard, chance: random.Random, sentence: Sentence) -> SolutionCard:
    """The solution card with the rest of it."""
    pick = chance.choice
    return replace(
        one,
        in_operation_since=one.submitted_at.date(),
        beneficiaries=tuple(chance.sample(list(values.Beneficiary), 2)),
        kle="27.36.00",
        legal_basis=sentence()[:200],
        contact_name="Digitalisering",
        transferability=pick(list(values.Transferability)),
        users_fit=pick(list(values.UsersFit)),
        problem_fit=pick(list(values.ProblemFit)),
        maturity_fit=pick(list(values.MaturityFit)),
        transfer_notes=sentence(),
        reused_by="Solbakken",
        consequences=sentence(),
    )
