"""The life cycle of a proposal as one table (domain.md 3, "Status of a proposal")."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from technology_map.people.people import Role


class Status(StrEnum):
    """Where a proposal stands. The value is the code; the word for it is in the catalogues."""

    SUBMITTED = "submitted"
    CLARIFICATION = "clarification"
    ASSESSMENT = "assessment"
    READY = "ready"
    ON_AGENDA = "on_agenda"
    PRIORITISED = "prioritised"
    PRE_ANALYSIS = "pre_analysis"
    PILOT = "pilot"
    IMPLEMENTATION = "implementation"
    IN_OPERATION = "in_operation"
    BENEFIT_FOLLOW_UP = "benefit_follow_up"
    COMPLETED = "completed"
    PARKED = "parked"
    REJECTED = "rejected"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Mover(StrEnum):
    """As what somebody makes a move. A council move may be recorded by anyone on the roster."""

    SUBMITTER = "submitter"
    SECRETARY = "secretary"
    COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed step: from a status to a status, made as `mover`."""

    start: Status
    end: Status
    mover: Mover


S, M = Status, Mover

TABLE: dict[tuple[Status, Mover], tuple[Status, ...]] = {
    (S.SUBMITTED, M.SECRETARY): (S.CLARIFICATION, S.ASSESSMENT, S.REJECTED, S.MERGED),
    (S.SUBMITTED, M.SUBMITTER): (S.WITHDRAWN,),
    (S.CLARIFICATION, M.SUBMITTER): (S.SUBMITTED, S.WITHDRAWN),
    (S.CLARIFICATION, M.SECRETARY): (S.REJECTED, S.PARKED),
    (S.ASSESSMENT, M.SECRETARY): (S.CLARIFICATION, S.READY),
    (S.ASSESSMENT, M.SUBMITTER): (S.WITHDRAWN,),
    (S.READY, M.SECRETARY): (S.ON_AGENDA, S.CLARIFICATION),
    (S.ON_AGENDA, M.COUNCIL): (
        S.PRIORITISED,
        S.PRE_ANALYSIS,
        S.PILOT,
        S.PARKED,
        S.CLARIFICATION,
        S.MERGED,
        S.REJECTED,
    ),
    (S.PARKED, M.SECRETARY): (S.ASSESSMENT, S.REJECTED),
    (S.PRIORITISED, M.COUNCIL): (
        S.PRE_ANALYSIS,
        S.PILOT,
        S.IMPLEMENTATION,
        S.PARKED,
        S.STOPPED,
    ),
    (S.PRE_ANALYSIS, M.COUNCIL): (S.PRIORITISED, S.PILOT, S.IMPLEMENTATION, S.STOPPED),
    (S.PILOT, M.COUNCIL): (S.PRIORITISED, S.IMPLEMENTATION, S.STOPPED),
    (S.IMPLEMENTATION, M.SECRETARY): (S.IN_OPERATION, S.STOPPED),
    (S.IN_OPERATION, M.SECRETARY): (S.BENEFIT_FOLLOW_UP, S.COMPLETED),
    (S.BENEFIT_FOLLOW_UP, M.SECRETARY): (S.COMPLETED,),
    (S.REJECTED, M.SECRETARY): (S.SUBMITTED,),
    (S.WITHDRAWN, M.SECRETARY): (S.SUBMITTED,),
    (S.STOPPED, M.SECRETARY): (S.SUBMITTED,),
}

FAST_TRACK: tuple[Status, ...] = (S.PRIORITISED, S.PRE_ANALYSIS, S.PILOT, S.PARKED)
"""What a setting lets the secretary decide straight from Indsendt in a small municipality."""

EDITABLE = frozenset({S.SUBMITTED, S.CLARIFICATION, S.ASSESSMENT})
"""Where the submitter may still edit; later only remarks are added (domain.md 3)."""

APPROVALS = frozenset({S.PRIORITISED, S.PRE_ANALYSIS, S.PILOT, S.IMPLEMENTATION})
"""Where the council says yes: closed to a proposal with a red answer in data ethics (domain.md 2)."""

RANKED = frozenset({S.READY, S.ON_AGENDA, S.PRIORITISED, S.PRE_ANALYSIS, S.PILOT})
"""What the council chooses among, and so puts in an order."""

ENDED = frozenset({S.COMPLETED, S.REJECTED, S.MERGED, S.WITHDRAWN, S.STOPPED})
"""Where nothing more is waited for."""


@cache
def moves(*, fast_track: bool = False) -> tuple[Move, ...]:
    """Every allowed move, in the table's order."""
    table = [Move(start, end, mover) for (start, mover), ends in TABLE.items() for end in ends]
    if fast_track:
        table += [Move(S.SUBMITTED, end, M.SECRETARY) for end in FAST_TRACK]
    return tuple(table)


def movers(role: Role, *, is_submitter: bool) -> frozenset[Mover]:
    """As what a person may move a proposal. A secretary may also record what the council decided."""
    found = {M.SUBMITTER} if is_submitter else set()
    if role is not Role.EMPLOYEE:
        found.add(M.COUNCIL)
    if role is Role.SECRETARY:
        found.add(M.SECRETARY)
    return frozenset(found)


@cache
def open_moves(start: Status, as_what: frozenset[Mover], *, fast_track: bool = False) -> tuple[Move, ...]:
    """The moves from `start` that somebody who may move as `as_what` can make now."""
    return tuple(
        move for move in moves(fast_track=fast_track) if move.start is start and move.mover in as_what
    )
