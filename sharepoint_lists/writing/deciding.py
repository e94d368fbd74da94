"""A decision in the store: the row of the log first, it is the lock; then the proposal's status."""

from typing import Any

import structlog

from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import GraphFailure, Json, Unanswered
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.cells import UnreadableRow, write
from sharepoint_lists.mapping.rows import Cells, row_number, row_version
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.schema.columns import Column
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.writer import Conflict
from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision
from technology_map.ports import Changed, InDoubt, NotStored
from technology_map.words.vocabulary import Vocabulary

log = structlog.get_logger(__name__)

STATUS_ATTEMPTS = 4


class Decider:
    """Writes decisions for one instance, and knows which rows it wrote itself."""

    def __init__(self, components: Components) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks
        self.own: dict[str, Decision] = {}

    async def decide(self, decision: Decision, moved: Proposal) -> Proposal:
        """As the port says. Raises Changed, NotStored, InDoubt."""
        async with self._keyed_locks.of(moved.name):
            overview = self._replica.copy.overview
            if overview.log.by_action(moved.number, decision.action_key):
                return overview.proposals.get(moved.number) or moved
            rows = overview.log.of(moved.number)
            if rows and rows[-1].seq >= decision.seq:
                raise Changed(overview.proposals.get(moved.number))
            deadline = self._graph.for_person()
            if rows:
                await self._stand_on(rows[-1], decision, deadline)
            row = await self._append(decision, deadline)
            if row.action_key != decision.action_key:
                await self._lost(moved.number, deadline)
            self.own[decision.action_key] = row
            return await self._move(row, moved, deadline)

    async def give_status(self, row: Decision, item_version: str, deadline: Deadline) -> Proposal:
        """The proposal with the status that this row of the log gives it. Raises Changed, GraphFailure.

        A row that lost against an earlier one with its seq raises Changed.
        """
        cells = status_cells(row)
        version = item_version
        for _ in range(STATUS_ATTEMPTS):
            try:
                item = await self._writer.change(row_mapping.PROPOSAL, row.proposal, cells, version, deadline)
                return self._taken(item, row.proposal)
            except Conflict as conflict:
                if conflict.item is None:
                    self._replica.forget(lists.PROPOSALS, row.proposal)
                    raise Changed(None) from None
                current = self._taken(conflict.item, row.proposal)
                if current.seq > row.seq or _has_status(current, row):
                    return current
                if current.seq == row.seq:
                    await self._require_first(row, deadline)
                version = row_version(conflict.item)
        raise Unanswered("the proposal changes all the time")

    async def _stand_on(self, last: Decision, decision: Decision, deadline: Deadline) -> None:
        """A decision starts from where the log ends, not from a status that lags behind it."""
        stored = self._replica.copy.proposals.things.get(last.proposal)
        if stored is None or stored.seq >= last.seq:
            return
        try:
            await self.give_status(last, stored.version, deadline)
        except (GraphFailure, NotProvisioned):
            raise NotStored("the decision before is not finished") from None
        if decision.start is not last.end:
            raise Changed(self._replica.copy.overview.proposals.get(last.proposal))

    async def _append(self, decision: Decision, deadline: Deadline) -> Decision:
        try:
            item = await self._writer.create(row_mapping.DECISION, decision, deadline)
            return self._row(item)
        except Unanswered:
            log.warning("decision_in_doubt", proposal=decision.proposal, seq=decision.seq)
            raise InDoubt("in doubt") from None
        except (GraphFailure, NotProvisioned, UnreadableRow) as failure:
            log.warning("decision_not_stored", proposal=decision.proposal, reason=str(failure))
            raise NotStored("not stored") from None

    async def _move(self, row: Decision, moved: Proposal, deadline: Deadline) -> Proposal:
        try:
            return await self.give_status(row, moved.version, deadline)
        except (GraphFailure, NotProvisioned):
            log.warning("status_follows_later", proposal=row.proposal, seq=row.seq)
            self._replica.copy.overview.put_proposal(moved)
            return moved

    async def _require_first(self, row: Decision, deadline: Deadline) -> None:
        """Unique columns can let two through: then the row made first stands. Raises Changed."""
        key = row_mapping.decision_key(row.proposal, row.seq)
        first = await self._writer.look_up(lists.DECISIONS, key, deadline)
        if first is not None and row_number(first) < row.row:
            self._replica.take(lists.DECISIONS, first)
            self.own.pop(row.action_key, None)
            await self._lost(row.proposal, deadline)

    async def _lost(self, number: int, deadline: Deadline) -> None:
        """Somebody else decided first: read on, so that what is shown is what stands now."""
        try:
            await self._replica.catch_up(deadline=deadline)
        except (GraphFailure, NotProvisioned):
            log.info("not_caught_up", proposal=number)
        raise Changed(self._replica.copy.overview.proposals.get(number))

    def _row(self, item: Json) -> Decision:
        row = self._replica.take(lists.DECISIONS, item)
        if not isinstance(row, Decision):
            raise UnreadableRow("row")
        return row

    def _taken(self, item: Json, number: int) -> Proposal:
        current = self._replica.take(lists.PROPOSALS, item)
        if not isinstance(current, Proposal):
            raise Unanswered(f"row {number} cannot be read")
        return current


NO_WORDS = Vocabulary()
"""A decision has words of fixed lists only."""


def status_cells(row: Decision) -> Cells:
    """The cells of a proposal that a row of the log decides over, and nothing else."""
    values: dict[Column, Any] = {
        columns.STATUS: row.end,
        columns.STATUS_REASON: row.reason,
        columns.REVIEW_DATE: row.review_date,
        columns.LEADS_TO: row.leads_to,
        columns.LAST_SEQ: row.seq,
        columns.CHANGED_AT: row.decided_at,
    }
    return {
        name: cell
        for column, value in values.items()
        for name, cell in write(column, value, NO_WORDS).items()
    }


def _has_status(proposal: Proposal, row: Decision) -> bool:
    return proposal.seq == row.seq and proposal.status is row.end
