"""The decision log in memory: every proposal's decisions, the ones that count and their rivals."""

from collections.abc import Sequence
from operator import attrgetter

from technology_map.council.decisions import ChainFault, Decision, chain_faults


class Log:
    """The decisions of every proposal. Of rows with one seq the lowest row id counts."""

    def __init__(self) -> None:
        self._rows: dict[int, tuple[Decision, ...]] = {}
        self._counted: dict[int, tuple[Decision, ...]] = {}
        self._proposal_of: dict[int, int] = {}

    def rows(self, proposal: int) -> list[Decision]:
        """Every row of one proposal in order of seq, then row id; rivals included."""
        return list(self._rows.get(proposal, ()))

    def of(self, proposal: int) -> list[Decision]:
        """The decisions that count, in order."""
        return list(self._counted.get(proposal, ()))

    def last(self, proposal: int) -> Decision | None:
        """The last decision that counts."""
        counted = self._counted.get(proposal)
        return counted[-1] if counted else None

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

    def put(self, row: Decision) -> int:
        """Take a row in, in place of what had its id; the proposal that was about, 0 for none."""
        before = self.drop(row.row)
        rows = (*self._rows.get(row.proposal, ()), row)
        self._keep(row.proposal, sorted(rows, key=attrgetter("seq", "row")))
        self._proposal_of[row.row] = row.proposal
        return before

    def drop(self, row: int) -> int:
        """Forget a row that is gone from the store; the proposal it was about, 0 for none."""
        proposal = self._proposal_of.pop(row, 0)
        if proposal:
            self._keep(proposal, [one for one in self._rows[proposal] if one.row != row])
        return proposal

    def _keep(self, proposal: int, rows: Sequence[Decision]) -> None:
        """The rows of a proposal, and those of them that count: the first of each seq."""
        self._rows[proposal] = tuple(rows)
        counted = {row.seq: row for row in reversed(rows)}
        self._counted[proposal] = tuple(counted[seq] for seq in sorted(counted))

    def proposals(self) -> list[int]:
        """The numbers of the proposals that have a row."""
        return [number for number, rows in self._rows.items() if rows]
