"""Who a proposal waits for, since when: what a board is read for."""

from datetime import date, datetime
from enum import StrEnum

from technology_map.cards.proposals import Proposal
from technology_map.council.dates import due
from technology_map.council.life_cycle import Status
from technology_map.council.waiting import WHEN_DUE, Waits, waits_for
from technology_map.overview import Overview
from technology_map.texts import Texts
from technology_map.words.values import Phase

S = Status


class Tone(StrEnum):
    """The colour of a status, always beside its word."""

    NEW = "new"
    ASKED = "asked"
    WORK = "work"
    COUNCIL = "council"
    GOOD = "good"
    REST = "rest"
    ENDED = "ended"


TONES: dict[Status, Tone] = {
    S.SUBMITTED: Tone.NEW,
    S.CLARIFICATION: Tone.ASKED,
    S.ASSESSMENT: Tone.WORK,
    S.READY: Tone.WORK,
    S.ON_AGENDA: Tone.COUNCIL,
    S.PARKED: Tone.REST,
    S.PRIORITISED: Tone.COUNCIL,
    S.PRE_ANALYSIS: Tone.WORK,
    S.PILOT: Tone.WORK,
    S.IMPLEMENTATION: Tone.WORK,
    S.IN_OPERATION: Tone.GOOD,
    S.BENEFIT_FOLLOW_UP: Tone.GOOD,
    S.COMPLETED: Tone.GOOD,
    S.REJECTED: Tone.ENDED,
    S.MERGED: Tone.ENDED,
    S.WITHDRAWN: Tone.ENDED,
    S.STOPPED: Tone.ENDED,
}

PHASE_TONES: dict[Phase, Tone] = {Phase.IN_OPERATION: Tone.GOOD, Phase.RETIRED: Tone.ENDED}
"""The colour of a solution's phase; any other is under way."""


def phase_tone(phase: Phase | None) -> Tone:
    """The colour of a solution's phase."""
    return PHASE_TONES.get(phase, Tone.WORK) if phase else Tone.REST


def since(overview: Overview, proposal: Proposal) -> datetime:
    """When the proposal came to where it stands: its last decision, or its submission."""
    rows = overview.log.of(proposal.number)
    return rows[-1].decided_at if rows else proposal.submitted_at


def waiting(t: Texts, overview: Overview, proposal: Proposal, today: date) -> str:
    """A short line: whom it waits for and since when, or just since when it stands there."""
    whom = waits_for(proposal, today)
    if proposal.status is Status.PARKED and proposal.review_date and whom is Waits.NOBODY:
        return t("tab.waits.review", day=t.day(proposal.review_date))
    agreed = due(proposal) if proposal.status in WHEN_DUE and whom is not Waits.NOBODY else None
    return t(f"tab.waits.{whom.value}", day=t.day(agreed or since(overview, proposal)))
