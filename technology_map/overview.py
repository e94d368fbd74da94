"""Everything as last seen, in memory: proposals, solution cards, decisions and support, indexed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from technology_map.decision_log import Log
from technology_map.decisions import Decision
from technology_map.drawers import Label, Matches, Slip
from technology_map.life_cycle import Status
from technology_map.proposals import Proposal
from technology_map.ranks import placed
from technology_map.shelf import Shelf
from technology_map.solution_cards import SolutionCard
from technology_map.standing import due, since
from technology_map.ties import Support, Ties
from technology_map.values import Area, Phase, Purpose, Technology


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; what is None or empty does not narrow. `no_area`: what has none."""

    status: Status | None = None
    area: Area | None = None
    purpose: Purpose | None = None
    text: str = ""
    no_area: bool = False
    phase: Phase | None = None
    technology: Technology | None = None

    @property
    def label(self) -> Label:
        """The filter but for its text and its technology. Proposals stand in no phase."""
        return Label(self.status, self.area, self.purpose, self.no_area, self.phase)

    def fits_area(self, area: Area | None) -> bool:
        """Whether what has this area, or none, is let through."""
        return area is None if self.no_area else self.area in (None, area)


class Overview:
    """Everything that all may see, when it was last read, and a revision that grows with every change."""

    def __init__(self) -> None:
        self.log = Log()
        self.supports: Ties[Support] = Ties()
        self.proposals: Shelf[Proposal] = Shelf(self._proposal_slip, _proposal_words)
        self.solution_cards: Shelf[SolutionCard] = Shelf(_card_slip, _card_words, by_technology=True)
        self.read_at: datetime | None = None
        self.revision = 0

    def put_proposal(self, one: Proposal) -> None:
        """Take a proposal in."""
        self.proposals.put(one)
        self.revision += 1

    def drop_proposal(self, number: int) -> None:
        """Forget a proposal that is gone from the store."""
        self.proposals.drop(number)
        self.revision += 1

    def put_solution_card(self, one: SolutionCard) -> None:
        """Take a solution card in."""
        self.solution_cards.put(one)
        self.revision += 1

    def drop_solution_card(self, number: int) -> None:
        """Forget a solution card that is gone from the store."""
        self.solution_cards.drop(number)
        self.revision += 1

    def put_decision(self, row: Decision) -> None:
        """Take a row of the decision log in."""
        for proposal in (self.log.put(row), row.proposal):
            self.proposals.refile(proposal)
        self.revision += 1

    def drop_decision(self, row: int) -> None:
        """Forget a row of the decision log that is gone from the store."""
        self.proposals.refile(self.log.drop(row))
        self.revision += 1

    def put_support(self, row: Support) -> None:
        """Take a person's support of a proposal in."""
        self.supports.put(row)
        self.revision += 1

    def drop_support(self, row: int) -> None:
        """Forget a row of support that is gone from the store."""
        self.supports.drop(row)
        self.revision += 1

    def _proposal_slip(self, one: Proposal) -> Slip:
        label = Label(one.status, one.area, one.purpose)
        arrived = since(one, self.log.last(one.number))
        return Slip(label, one.changed_at, arrived, due(one), placed(one.rank))

    def in_status(self, status: Status) -> list[Proposal]:
        """The proposals that stand there, the longest waiting first."""
        return list(self.filtered_proposals(Filter(status=status)))[::-1]

    def filtered_proposals(self, asked: Filter, among: Collection[Status] | None = None) -> Matches[Proposal]:
        """The proposals that fit, with `among` only those in one of these statuses.

        Best match first where there is a text; else the last changed first where there is a status,
        and the newest first where there is none.
        """
        if asked.text.strip():
            return self.proposals.matches(asked.text, asked.label, among)
        drawers, label = self.proposals.drawers, asked.label
        walk = drawers.last_changed if asked.status else drawers.newest
        return Matches(drawers.count(label, among), lambda: self.proposals.these(walk(label, among)))

    def filtered_solution_cards(self, asked: Filter) -> Matches[SolutionCard]:
        """The solution cards that fit, best match first where there is a text, else newest first."""
        drawers = self.solution_cards.drawers_with(asked.technology)
        label = asked.label._replace(status=None)
        if asked.text.strip():
            return self.solution_cards.matches(asked.text, label, technology=asked.technology)
        return Matches(drawers.count(label), lambda: self.solution_cards.these(drawers.newest(label)))


def _proposal_words(one: Proposal) -> tuple[str, ...]:
    """The title, and what a proposal is found by."""
    return (
        one.title,
        one.problem,
        one.solution,
        one.expected_benefits,
        one.department,
        one.connections,
    )


def _card_words(one: SolutionCard) -> tuple[str, ...]:
    """The title, and what a solution card is found by."""
    return (
        one.title,
        one.summary,
        one.challenges,
        one.background,
        one.effect,
        one.department,
        one.systems,
    )


def _card_slip(one: SolutionCard) -> Slip:
    label = Label(None, one.area, one.purpose, phase=one.phase)
    return Slip(label, one.changed_at, one.changed_at)
