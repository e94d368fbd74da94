"""A proposal's decisions as plain sentences, and what is wrong with their log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from teams_app.tab.sentences import word
from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision, clean_text
from technology_map.council.history import decision_sentence, submitted_sentence
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.texts import Texts


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened. `stamp` is the moment for machines, `clock` for people."""

    sentence: str
    reason: str
    clock: str
    stamp: str
    seq: int


def history(t: Texts, overview: Overview, proposal: Proposal) -> list[Entry]:
    """Everything that happened to the proposal, the newest first."""
    rows = overview.log.of(proposal.number)
    return [*(entry(t, row) for row in reversed(rows)), _submitted(t, proposal)]


def entry(t: Texts, row: Decision) -> Entry:
    """One decision as a sentence, with the public reason."""
    return Entry(
        sentence=decision_sentence(t, row),
        reason=row.reason,
        clock=t.clock(row.decided_at),
        stamp=_stamp(row.decided_at),
        seq=row.seq,
    )


def news(t: Texts, rows: Sequence[Decision], seen: int) -> list[Entry]:
    """What was decided after the decision with number `seen`."""
    return [entry(t, row) for row in rows if row.seq > seen]


def log_warnings(t: Texts, overview: Overview, proposal: Proposal) -> list[str]:
    """What is wrong with the log, and whether the status was changed outside it."""
    faults = overview.log.faults(proposal.number)
    found = [t(f"chain.{fault.value}", seq=seq) for seq, fault in faults]
    if missing := cut_back(overview, proposal):
        found.append(t("chain.missing", seq=missing))
    if changed_outside(overview, proposal):
        found.append(t("tab.proposal.changed_outside", status=word(t, Status, proposal.status)))
    return found


def changed_outside(overview: Overview, proposal: Proposal) -> bool:
    """Whether status or reason are others than the log's. A log that is ahead is only being finished."""
    rows = overview.log.of(proposal.number)
    last, status, reason = (
        (rows[-1].seq, rows[-1].end, rows[-1].reason) if rows else (0, Status.SUBMITTED, "")
    )
    differs = proposal.status is not status or clean_text(proposal.status_reason) != clean_text(reason)
    return proposal.seq >= last and differs


def cut_back(overview: Overview, proposal: Proposal) -> int:
    """The first decision that the proposal has seen and the log no longer holds; 0 for none."""
    rows = overview.log.of(proposal.number)
    last = rows[-1].seq if rows else 0
    return last + 1 if proposal.seq > last else 0


def _submitted(t: Texts, proposal: Proposal) -> Entry:
    moment = proposal.submitted_at
    return Entry(submitted_sentence(t, proposal), "", t.clock(moment), _stamp(moment), 0)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
