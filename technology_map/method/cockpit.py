"""How far an area is in the five steps of the method, what is missing, and what to do next (domain.md 2)."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import ENDED
from technology_map.method.competences import Competence
from technology_map.method.involvement import Involvement
from technology_map.method.reuses import Reuse
from technology_map.overview import Filter, Overview
from technology_map.records import Records
from technology_map.search.inverted_index import Posted
from technology_map.texts import COPENHAGEN
from technology_map.words.values import Phase


class MethodStep(StrEnum):
    """The five steps (domain.md 2)."""

    MAP = "map"
    PROBLEM = "problem"
    TECHNOLOGY = "technology"
    TALK = "talk"
    PLAN = "plan"


class Every(StrEnum):
    """What is counted beside the steps."""

    CARD = "card"
    PROPOSAL = "proposal"


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


def steps_of_card(card: SolutionCard, overview: Overview) -> Posted:
    """What a card counts as in its area."""
    area = card.area
    yield Every.CARD, card.submitted_at
    if area is None:
        return
    yield (Every.CARD, area), None
    yield (Phase, area, card.phase), None
    for step, there in (
        (MethodStep.MAP, card.effect),
        (MethodStep.PROBLEM, card.purpose is not None),
        (MethodStep.TECHNOLOGY, card.technologies),
        (MethodStep.TALK, talked_about(overview, card.name)),
    ):
        if there:
            yield (step, area), None


def steps_of_proposal(proposal: Proposal, overview: Overview) -> Posted:
    """What a proposal that is under way counts as in its area."""
    area = proposal.area
    if area is None or proposal.status in ENDED:
        return
    yield (Every.PROPOSAL, area), None
    for step, there in (
        (MethodStep.TECHNOLOGY, proposal.technologies),
        (MethodStep.TALK, talked_about(overview, proposal.name)),
        (MethodStep.PLAN, proposal.next_step),
    ):
        if there:
            yield (step, area), None


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """How many cards an area has, by phase too, and how many proposals under way."""

    cards: int
    proposals: int
    phases: Mapping[Phase | None, int]


def counts_of(overview: Overview, area: str) -> AreaCounts:
    """The counts of an area."""
    cards, proposals = overview.cards_by(steps_of_card), overview.proposals_by(steps_of_proposal)
    phases: tuple[Phase | None, ...] = (*Phase, None)
    return AreaCounts(
        cards.count((Every.CARD, area)),
        proposals.count((Every.PROPOSAL, area)),
        {phase: cards.count((Phase, area, phase)) for phase in phases},
    )


def steps(overview: Overview, area: str) -> dict[MethodStep, AreaStep]:
    """The five steps of an area, in their order.

    Mapped is a card that tells its effect; placed, one with a purpose; the technologies stand on cards and
    proposals; talked about is what somebody has remarked on, with every question answered; planned, a
    proposal with a next step.
    """
    cards, proposals = overview.cards_by(steps_of_card), overview.proposals_by(steps_of_proposal)
    all_cards, all_proposals = cards.count((Every.CARD, area)), proposals.count((Every.PROPOSAL, area))
    every = all_cards + all_proposals
    whole = dict(zip(MethodStep, (all_cards, all_cards, every, every, all_proposals), strict=True))
    return {
        step: AreaStep(step, cards.count((step, area)) + proposals.count((step, area)), whole[step])
        for step in MethodStep
    }


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
    cards = overview.cards_by(steps_of_card).of(Every.CARD)
    first = datetime.combine(today.replace(day=1), time(), COPENHAGEN)
    new = len(cards) - bisect_left(cards, (first, 0))
    areas = {area for _, area in overview.solution_cards.facets.tallies() if area}
    return Pride(len(cards), len(areas), len(reuses), new)


def without_involvement(things: AreaThings, involvements: Records[Involvement]) -> list[Proposal]:
    """The area's proposals about which nobody was heard."""
    heard = involvements.named()
    return [one for one in things.proposals if one.name not in heard]


def competences_of(things: AreaThings, competences: Records[Competence]) -> list[Competence]:
    """What the area's solutions and proposals call for."""
    every: tuple[SolutionCard | Proposal, ...] = (*things.cards, *things.proposals)
    calling = competences.named()
    return [row for one in every if one.name in calling for row in competences.about(one.name)]
