"""Everything as last seen, in memory: proposals, solution cards and the decision log, indexed."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from technology_map.decisions import ChainFault, Decision, chain_faults
from technology_map.drawers import Label, Matches
from technology_map.life_cycle import Status
from technology_map.proposals import Proposal
from technology_map.shelf import Shelf
from technology_map.solution_cards import SolutionCard
from technology_map.values import Area, Purpose


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; what is None or empty does not narrow."""

    status: Status | None = None
    area: Area | None = None
    purpose: Purpose | None = None
    text: str = ""

    @property
    def label(self) -> Label:
        """The filter but for its text."""
        return Label(self.status, self.area, self.purpose)


class Log:
    """The decisions of every proposal. Of rows with one seq the lowest row id counts."""

    def __init__(self) -> None:
        self._rows: defaultdict[int, dict[int, Decision]] = defaultdict(dict)
        self._proposal_of: dict[int, int] = {}

    def rows(self, proposal: int) -> list[Decision]:
        """Every row of one proposal in order of seq, then row id; rivals included."""
        return sorted(self._rows.get(proposal, {}).values(), key=lambda row: (row.seq, row.row))

    def of(self, proposal: int) -> list[Decision]:
        """The decisions that count, in order."""
        counted: dict[int, Decision] = {}
        for row in self.rows(proposal):
            counted.setdefault(row.seq, row)
        return list(counted.values())

    def rivals(self, proposal: int) -> list[Decision]:
        """Rows whose seq was taken already."""
        counted = {row.row for row in self.of(proposal)}
        return [row for row in self.rows(proposal) if row.row not in counted]

    def by_action(self, proposal: int, action_key: str) -> Decision | None:
        """The decision that was made under this key, if it counts."""
        return next((row for row in self.of(proposal) if row.action_key == action_key), None)

    def faults(self, proposal: int) -> list[tuple[int, ChainFault]]:
        """What is wrong with the proposal's log, as (seq, fault)."""
        return chain_faults(self.rows(proposal))

    def put(self, row: Decision) -> None:
        """Take a row in, in place of what had its id."""
        self.drop(row.row)
        self._rows[row.proposal][row.row] = row
        self._proposal_of[row.row] = row.proposal

    def drop(self, row: int) -> None:
        """Forget a row that is gone from the store."""
        proposal = self._proposal_of.pop(row, None)
        if proposal is not None:
            del self._rows[proposal][row]

    def proposals(self) -> list[int]:
        """The numbers of the proposals that have a row."""
        return [number for number, rows in self._rows.items() if rows]


class Overview:
    """The three shelves, when they were last read, and a revision that grows with every change."""

    def __init__(self) -> None:
        self.proposals: Shelf[Proposal] = Shelf()
        self.solution_cards: Shelf[SolutionCard] = Shelf()
        self.log = Log()
        self.read_at: datetime | None = None
        self.revision = 0

    def put_proposal(self, one: Proposal) -> None:
        """Take a proposal in."""
        self.proposals.put(one, one.title, one.problem, one.solution, one.expected_benefits)
        self.revision += 1

    def drop_proposal(self, number: int) -> None:
        """Forget a proposal that is gone from the store."""
        self.proposals.drop(number)
        self.revision += 1

    def put_solution_card(self, one: SolutionCard) -> None:
        """Take a solution card in."""
        texts = (
            one.summary,
            one.challenges,
            one.background,
            one.effect,
            one.department,
            one.systems,
        )
        self.solution_cards.put(one, one.title, *texts)
        self.revision += 1

    def drop_solution_card(self, number: int) -> None:
        """Forget a solution card that is gone from the store."""
        self.solution_cards.drop(number)
        self.revision += 1

    def put_decision(self, row: Decision) -> None:
        """Take a row of the decision log in."""
        self.log.put(row)
        self.revision += 1

    def drop_decision(self, row: int) -> None:
        """Forget a row of the decision log that is gone from the store."""
        self.log.drop(row)
        self.revision += 1

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
        drawers, label = self.solution_cards.drawers, asked.label._replace(status=None)
        if asked.text.strip():
            return self.solution_cards.matches(asked.text, label)
        return Matches(drawers.count(label), lambda: self.solution_cards.these(drawers.newest(label)))
