"""How proposals flow: how long each has stood where, against what the council has promised."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Annotated

from pydantic import Field

from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import ENDED, Status
from technology_map.last_word import keep_last
from technology_map.overview import Overview
from technology_map.people.people import Caller
from technology_map.people.rights import require_secretary
from technology_map.ports import Store
from technology_map.records import Record, Records
from technology_map.texts import COPENHAGEN, Texts
from technology_map.validation.forms import Form

PROMISED: dict[Status, int] = {
    Status.SUBMITTED: 14,
    Status.CLARIFICATION: 30,
    Status.ASSESSMENT: 30,
    Status.READY: 30,
    Status.ON_AGENDA: 45,
}
"""Days within which a proposal goes on, where the council has not said otherwise."""
MOST_DAYS = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(Record):
    """So many days the council promises a proposal to stand in a status at most; the key is its code."""

    days: int


@dataclass(frozen=True, slots=True)
class Stay:
    """A proposal stood in a status, from a moment until another; until now where `end` is None."""

    proposal: int
    status: Status
    start: datetime
    end: datetime | None

    def days(self, now: datetime) -> int:
        """Whole days by the calendar in Copenhagen."""
        last = (self.end or now).astimezone(COPENHAGEN).date()
        return max((last - self.start.astimezone(COPENHAGEN).date()).days, 0)


@dataclass(frozen=True, slots=True)
class StateFlow:
    """A status as it stands now: how many, how old, how long proposals stood there before, the promise.

    `late` of the `count` have stood there longer than promised; `usual` is the median of those that went on.
    """

    status: Status
    count: int
    oldest: int
    usual: int | None
    promised: int | None
    late: int


def stays(proposal: Proposal, rows: Sequence[Decision]) -> list[Stay]:
    """Where a proposal has stood, in order; the last without an end unless it has ended."""
    found, status, start = [], Status.SUBMITTED, proposal.submitted_at
    for row in rows:
        found.append(Stay(proposal.number, status, start, row.decided_at))
        status, start = row.end, row.decided_at
    return [*found, Stay(proposal.number, status, start, None)]


def promised(promises: Records[Promise], status: Status) -> int | None:
    """The days that are promised for a status; None where nothing is."""
    if status not in PROMISED:
        return None
    said = promises.get(status.value)
    return said.days if said else PROMISED[status]


def flow(overview: Overview, promises: Records[Promise], now: datetime, year: timedelta) -> list[StateFlow]:
    """Each status that is on the way, in the order of the life cycle; past stays of the last `year`."""
    here: defaultdict[Status, list[int]] = defaultdict(list)
    before: defaultdict[Status, list[int]] = defaultdict(list)
    for proposal in list(overview.proposals):
        for stay in stays(proposal, overview.log.of(proposal.number)):
            if stay.end is None:
                here[stay.status].append(stay.days(now))
            elif now - stay.end <= year:
                before[stay.status].append(stay.days(now))
    return [
        _state(status, here[status], before[status], promised(promises, status))
        for status in Status
        if status not in ENDED
    ]


def _state(status: Status, ages: list[int], before: list[int], days: int | None) -> StateFlow:
    late = sum(age > days for age in ages) if days is not None else 0
    usual = round(median(before)) if before else None
    return StateFlow(status, len(ages), max(ages, default=0), usual, days, late)


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many proposals came and how many were decided on in a quarter of a year."""

    year: int
    quarter: int
    came: int
    decided: int


def quarters(overview: Overview, now: datetime, count: int) -> list[Quarter]:
    """The last `count` quarters, the oldest first. Decided: the first decision of the council or an end."""
    came: defaultdict[tuple[int, int], int] = defaultdict(int)
    decided: defaultdict[tuple[int, int], int] = defaultdict(int)
    for proposal in list(overview.proposals):
        came[_quarter(proposal.submitted_at)] += 1
        if first := next(_answers(overview.log.of(proposal.number)), None):
            decided[_quarter(first.decided_at)] += 1
    year, last = _quarter(now)
    places = [year * 4 + last - 1 - back for back in reversed(range(count))]
    keys = [(place // 4, place % 4 + 1) for place in places]
    return [Quarter(*key, came[key], decided[key]) for key in keys]


def _answers(rows: Sequence[Decision]) -> Iterator[Decision]:
    """The decisions that answer whoever handed it in: of the council, or an end."""
    return (row for row in rows if row.start is Status.ON_AGENDA or row.end in ENDED)


def _quarter(moment: datetime) -> tuple[int, int]:
    local = moment.astimezone(COPENHAGEN)
    return local.year, (local.month - 1) // 3 + 1


def stands_sentence(
    t: Texts, proposal: Proposal, overview: Overview, promises: Records[Promise], now: datetime
) -> str:
    """How long it has stood where it stands, and what the council promises: the same in chat and on pages."""
    days = stays(proposal, overview.log.of(proposal.number))[-1].days(now)
    most = promised(promises, proposal.status)
    if proposal.status in ENDED:
        return ""
    told = t.many("pipeline.stood", days)
    if most is None:
        return told
    return f"{told} {t('pipeline.late' if days > most else 'pipeline.promise', days=t.number(most))}"


class PromiseForm(Form):
    """What the council promises, status by status."""

    submitted: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    clarification: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    assessment: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    ready: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    on_agenda: Annotated[int, Field(ge=1, le=MOST_DAYS)]


@dataclass(frozen=True, slots=True)
class Promising:
    """The service that keeps the promises."""

    store: Store

    async def promise(self, caller: Caller, form: PromiseForm) -> None:
        """Keep them. Raises Refused: `guest`, `not_secretary`, `not_kept`."""
        require_secretary(caller)
        for code, days in form.model_dump().items():
            promise: Promise = Promise(key=code, days=days)
            await keep_last(self.store, promise)
