"""The reconciler: finishes what a crash left, and reports what does not fit together."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import structlog

from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.addresses import NotProvisioned
from sharepoint_lists.schema.list_types import List
from sharepoint_lists.writing.components import Components
from sharepoint_lists.writing.deciding import Decider
from sharepoint_lists.writing.writer import Conflict
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import Status
from technology_map.ports import Changed

log = structlog.get_logger(__name__)

AT_ONCE = 500
"""Proposals looked at before others get their turn on the event loop."""
GRACE = 5.0
"""Seconds that a proposal may lag its log: the instance that decides is just writing it."""


class Kind(StrEnum):
    """What the reconciler can find."""

    FINISHED = "finished"
    RIVAL = "rival"
    CHAIN = "chain"
    STATUS_BY_HAND = "status_by_hand"
    LOG_CUT = "log_cut"
    COPY_REMOVED = "copy_removed"
    COPY_DIFFERS = "copy_differs"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was put right, or that somebody must look at. Numbers only, no texts."""

    kind: Kind
    list: str
    number: int
    seq: int = 0
    what: str = ""


class Reconciler:
    """One per instance; several may run against one tenant. `on_lost` gets each decision of this

    instance that lost against another one with the same number, once.
    """

    def __init__(self, components: Components, decider: Decider, on_lost: Callable[[Decision], None]) -> None:
        self._graph = components.graph
        self._writer = components.writer
        self._replica = components.replica
        self._keyed_locks = components.locks
        self._decider = decider
        self._on_lost = on_lost
        self._behind: dict[int, float] = {}
        self._seen: set[Finding] = set()
        self._revision = -1

    @property
    def findings(self) -> frozenset[Finding]:
        """Everything found so far."""
        return frozenset(self._seen)

    async def run(self, grace: float = GRACE) -> list[Finding]:
        """One round; what is new. Does nothing where nothing has changed since the last round."""
        overview = self._replica.copy.overview
        if overview.revision == self._revision and not self._behind:
            return []
        revision, before = overview.revision, set(self._seen)
        for place, number in enumerate(list(self._replica.copy.proposals.things)):
            if place % AT_ONCE == 0:
                await asyncio.sleep(0)
            await self._proposal(number, grace)
        await self._copies()
        self._revision = revision
        return [finding for finding in self._seen if finding not in before]

    async def _proposal(self, number: int, grace: float) -> None:
        stored = self._replica.copy.proposals.things.get(number)
        if stored is None:
            return
        records = self._replica.copy.overview.log
        rows = records.of(number)
        self._report_rivals(number, rows)
        last = rows[-1] if rows else None
        if last is None or stored.seq > last.seq:
            if self._report_cut(stored, last, grace):
                return
        elif self._lags(stored, last):
            await self._finish(stored, last, grace)
            return
        elif stored.status is not last.end:
            self._report(Finding(Kind.STATUS_BY_HAND, lists.PROPOSALS.name, number, stored.seq))
        self._behind.pop(number, None)

    def _lags(self, stored: Proposal, last: Decision) -> bool:
        """Whether the proposal does not say yet what the log says; somebody may have emptied its status."""
        faults = self._replica.copy.proposals.faults.get(stored.number, ())
        emptied = any(one.column == columns.STATUS.name for one in faults)
        rivals = self._replica.copy.overview.log.rivals(stored.number)
        return emptied or stored.seq < last.seq or _carries_rival(stored, last, rivals)

    def _report_rivals(self, number: int, rows: list[Decision]) -> None:
        records = self._replica.copy.overview.log
        if not rows:
            return
        stands = {row.seq: row for row in rows}
        for rival in records.rivals(number):
            finding = Finding(Kind.RIVAL, lists.DECISIONS.name, rival.row, rival.seq)
            lost = rival.action_key != stands[rival.seq].action_key
            if lost and self._decider.own.pop(rival.action_key, None) is not None:
                self._on_lost(rival)
            self._report(finding)

    async def report_chains(self) -> list[Finding]:
        """Check the hashes of every proposal's log, report and return what is wrong with them."""
        records = self._replica.copy.overview.log
        found: list[Finding] = []
        for place, number in enumerate(records.proposals()):
            if place % AT_ONCE == 0:
                await asyncio.sleep(0)
            for seq, fault in records.faults(number):
                found.append(Finding(Kind.CHAIN, lists.DECISIONS.name, number, seq, fault.value))
                self._report(found[-1])
        return found

    def _report_cut(self, stored: Proposal, last: Decision | None, grace: float) -> bool:
        """The log is shorter than the proposal says, or the status moved without any log.

        Whether that may still be a read of the log that came too early.
        """
        if stored.seq > (last.seq if last else 0):
            if not self._lasts(stored.number, grace):
                return True
            self._report(Finding(Kind.LOG_CUT, lists.PROPOSALS.name, stored.number, stored.seq))
        elif stored.status is not Status.SUBMITTED:
            self._report(Finding(Kind.STATUS_BY_HAND, lists.PROPOSALS.name, stored.number))
        return False

    def _lasts(self, number: int, grace: float) -> bool:
        """Whether a proposal and its log have been apart for so many seconds."""
        since = self._behind.setdefault(number, self._graph.clock.passed())
        return self._graph.clock.passed() - since >= grace

    async def _finish(self, stored: Proposal, last: Decision, grace: float) -> None:
        if not self._lasts(stored.number, grace):
            return
        async with self._keyed_locks.of(stored.name):
            deadline = self._graph.in_background(self._graph.patience.person)
            try:
                await self._decider.give_status(last, stored.version, deadline)
            except (GraphFailure, NotProvisioned, Changed) as failure:
                log.warning("not_finished", proposal=stored.number, reason=type(failure).__name__)
                return
        self._behind.pop(stored.number, None)
        self._report(Finding(Kind.FINISHED, lists.PROPOSALS.name, stored.number, last.seq))

    async def _copies(self) -> None:
        """Submissions that leaked in twice: an identical copy goes, any other is reported."""
        overview = self._replica.copy.overview
        for number in overview.proposals.copies():
            copy = self._replica.copy.proposals.things[number]
            first = overview.proposals.get(number)
            clean = first is not None and _alike(first, copy) and not overview.log.rows(number)
            await self._copy(lists.PROPOSALS, number, copy.version, clean)
        for number in overview.solution_cards.copies():
            card = self._replica.copy.solution_cards.things[number]
            original = overview.solution_cards.get(number)
            same = original is not None and _alike(original, card)
            await self._copy(lists.SOLUTION_CARDS, number, card.version, same)

    async def _copy(self, of: List, number: int, version: str, identical: bool) -> None:
        if not identical:
            self._report(Finding(Kind.COPY_DIFFERS, of.name, number))
            return
        try:
            await self._writer.remove(of, number, version, self._graph.in_background())
        except (GraphFailure, NotProvisioned, Conflict) as failure:
            log.warning("copy_stays", list=of.name, row=number, reason=type(failure).__name__)
            return
        self._replica.forget(of, number)
        self._report(Finding(Kind.COPY_REMOVED, of.name, number))

    def _report(self, finding: Finding) -> None:
        if finding not in self._seen:
            self._seen.add(finding)
            log.warning(
                "reconciled" if finding.kind is Kind.FINISHED else "inconsistent",
                kind=finding.kind.value,
                list=finding.list,
                row=finding.number,
                seq=finding.seq,
            )


def _carries_rival(stored: Proposal, last: Decision, rivals: list[Decision]) -> bool:
    """Whether the proposal has the status of a decision that lost."""
    ends = {rival.end for rival in rivals if rival.seq == last.seq}
    return stored.seq == last.seq and stored.status is not last.end and stored.status in ends


def _alike(first: Proposal | SolutionCard, second: Proposal | SolutionCard) -> bool:
    return replace(first, number=0, version="") == replace(second, number=0, version="")
