"""How far an area is in the five steps of the method, what is missing, and what to do next (domain.md 2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED
from technology_map.method.competences import Competence
from technology_map.method.involvement import Involvement
from technology_map.method.reuses import Reuse
from technology_map.overview import Filter, Overview
from technology_map.records import Records
from technology_map.texts import COPENHAGEN


class MethodStep(StrEnum):
    """The five steps (domain.md 2)."""

    MAP = "map"
    PROBLEM = "problem"
    TECHNOLOGY = "technology"
    TALK = "talk"
    PLAN = "plan"


class StepState(StrEnum):
    """How far an area is in a step."""

    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class AreaStep:
    """One step in an area. `done` of `whole` things have what the step asks for."""

    step: MethodStep
    done: int
    whole: int

    @property
    def state(self) -> StepState:
        """Nothing yet, all of it, or on the way."""
        if not self.done:
            return StepState.NOT_BEGUN
        return StepState.DONE if self.done >= self.whole else StepState.UNDER_WAY

    @property
    def missing(self) -> int:
        """How many things still lack it."""
        return self.whole - self.done


@dataclass(frozen=True, slots=True)
class AreaThings:
    """What belongs to an area: its cards, and its proposals that are under way."""

    cards: tuple[SolutionCard, ...]
    proposals: tuple[Proposal, ...]


def things_of(overview: Overview, area: str) -> AreaThings:
    """Everything of an area that counts in the steps."""
    asked = Filter(area=area)
    under_way = (one for one in overview.filtered_proposals(asked) if one.status not in ENDED)
    return AreaThings(tuple(overview.filtered_solution_cards(asked)), tuple(under_way))


def steps(overview: Overview, things: AreaThings) -> dict[MethodStep, AreaStep]:
    """The five steps, in their order.

    Mapped is a card that tells its effect; placed, one with a purpose; the technologies stand on cards and
    proposals; talked about is what somebody has remarked on, with every question answered; planned, a
    proposal with a next step.
    """
    cards, proposals = things.cards, things.proposals
    every: tuple[SolutionCard | Proposal, ...] = (*cards, *proposals)
    told = {
        MethodStep.MAP: (sum(bool(one.effect) for one in cards), len(cards)),
        MethodStep.PROBLEM: (sum(one.purpose is not None for one in cards), len(cards)),
        MethodStep.TECHNOLOGY: (sum(bool(one.technologies) for one in every), len(every)),
        MethodStep.TALK: (sum(talked_about(overview, one.name) for one in every), len(every)),
        MethodStep.PLAN: (sum(bool(one.next_step) for one in proposals), len(proposals)),
    }
    return {step: AreaStep(step, done, whole) for step, (done, whole) in told.items()}


def talked_about(overview: Overview, name: str) -> bool:
    """Whether somebody has remarked on a thing, and no question on it waits for an answer."""
    threads = overview.remarks.threads(name)
    return bool(threads) and not any(one.waits for one in threads)


def next_of(found: Mapping[MethodStep, AreaStep]) -> MethodStep:
    """The first step that is not done: what to do next. Where all are done, the plan goes on."""
    return next((one.step for one in found.values() if one.state is not StepState.DONE), MethodStep.PLAN)


@dataclass(frozen=True, slots=True)
class Pride:
    """What to be proud of; never a figure about a person. `new` came since the first of the month."""

    cards: int
    areas: int
    reuses: int
    new: int


def pride(overview: Overview, reuses: Records[Reuse], today: date) -> Pride:
    """The figures of the whole house."""
    every = list(overview.solution_cards)
    first = today.replace(day=1)
    new = sum(one.submitted_at.astimezone(COPENHAGEN).date() >= first for one in every)
    return Pride(len(every), len({one.area for one in every if one.area}), len(reuses), new)


def without_involvement(things: AreaThings, involvements: Records[Involvement]) -> list[Proposal]:
    """The area's proposals about which nobody was heard."""
    return [one for one in things.proposals if not involvements.about(one.name)]


def competences_of(things: AreaThings, competences: Records[Competence]) -> list[Competence]:
    """What the area's solutions and proposals call for."""
    every: tuple[SolutionCard | Proposal, ...] = (*things.cards, *things.proposals)
    return [row for one in every for row in competences.about(one.name)]
