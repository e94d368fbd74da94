"""A decision and the hash chain of a proposal's decisions (domain.md 3, Decision)."""

import hashlib
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from enum import StrEnum

from technology_map.council.life_cycle import Mover, Status


class Outcome(StrEnum):
    """What the council's decision amounts to; other moves have none."""

    PRIORITISED = "prioritised"
    APPROVED = "approved"
    POSTPONED = "postponed"
    RETURNED = "returned"
    MERGED = "merged"
    REFERRED = "referred"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Decision:
    """One move of one proposal: a row that is written once and never changed.

    `seq` counts a proposal's moves from 1. `decided_as` is a role, never a name. `action_key` is
    minted when the form is drawn, so that a repeated press finds its own row. `leads_to` names the
    proposal (F-…) merged into or the solution card (L-…) referred to. `row` is the store's item id.
    """

    proposal: int
    seq: int
    start: Status
    end: Status
    reason: str
    decided_at: datetime
    decided_as: Mover
    action_key: str
    outcome: Outcome | None = None
    review_date: date | None = None
    leads_to: str = ""
    previous_hash: str = ""
    hash: str = ""
    row: int = 0


def clean_text(text: str) -> str:
    """The text as it is hashed: NFC, LF."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def first_hash(proposal: int) -> str:
    """The hash that stands for seq 0, the submission itself."""
    return hashlib.sha256(f"F-{proposal:04d}|0".encode()).hexdigest()


def decision_hash(decision: Decision) -> str:
    """SHA-256 (hex) over the row's public text and the hash before it; the row id stays out."""
    moment = decision.decided_at.astimezone(UTC).replace(microsecond=0)
    parts = [
        decision.proposal,
        decision.seq,
        decision.start.value,
        decision.end.value,
        clean_text(decision.reason),
        moment.isoformat(),
        decision.decided_as.value,
        decision.outcome.value if decision.outcome else "",
        decision.review_date.isoformat() if decision.review_date else "",
        clean_text(decision.leads_to),
        decision.previous_hash,
    ]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def sealed(decision: Decision, before: Sequence[Decision]) -> Decision:
    """The decision with its place in the chain: after the last of `before` (in order of seq)."""
    previous = before[-1].hash if before else first_hash(decision.proposal)
    linked = replace(
        decision,
        seq=(before[-1].seq if before else 0) + 1,
        decided_at=decision.decided_at.astimezone(UTC).replace(microsecond=0),
        previous_hash=previous,
    )
    return replace(linked, hash=decision_hash(linked))


class ChainFault(StrEnum):
    """What can be wrong with a row of the log."""

    CHANGED = "changed"
    MISSING = "missing"
    REORDERED = "reordered"
    TWICE = "twice"


def chain_faults(rows: Sequence[Decision]) -> list[tuple[int, ChainFault]]:
    """The faults of one proposal's log as (seq, fault); `rows` come in order of seq, then row id."""
    faults: list[tuple[int, ChainFault]] = []
    expected, previous = 1, first_hash(rows[0].proposal) if rows else ""
    for row in rows:
        if row.seq < expected:
            faults.append((row.seq, ChainFault.TWICE))
            continue
        if row.seq > expected:
            faults.append((expected, ChainFault.MISSING))
        elif row.previous_hash != previous:
            faults.append((row.seq, ChainFault.REORDERED))
        if decision_hash(row) != row.hash:
            faults.append((row.seq, ChainFault.CHANGED))
        expected, previous = row.seq + 1, row.hash
    return faults


OUTCOMES: dict[Status, Outcome] = {
    Status.PRIORITISED: Outcome.PRIORITISED,
    Status.PRE_ANALYSIS: Outcome.APPROVED,
    Status.PILOT: Outcome.APPROVED,
    Status.PARKED: Outcome.POSTPONED,
    Status.CLARIFICATION: Outcome.RETURNED,
    Status.MERGED: Outcome.MERGED,
    Status.REJECTED: Outcome.REJECTED,
}


def outcome_of(end: Status, mover: Mover, leads_to: str) -> Outcome | None:
    """The outcome that a council decision to `end` has; a rejection that names a card refers to it."""
    if mover is not Mover.COUNCIL:
        return None
    if end is Status.REJECTED and leads_to:
        return Outcome.REFERRED
    return OUTCOMES.get(end)
