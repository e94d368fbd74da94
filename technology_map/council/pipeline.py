"""How proposals flow: how long each has stood where, against what the council has promised."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from statistics import median

from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision
from technology_map.council.life_cycle import ENDED, Status
from technology_map.overview import Overview
from technology_map.records import Record, Records
from technology_map.search.inverted_index import InvertedIndex, Posted
from technology_map.texts import COPENHAGEN, Texts

PROMISED: dict[Status, int] = {
    Status.SUBMITTED: 14,
    Status.CLARIFICATION: 30,
    Status.ASSESSMENT: 30,
    Status.READY: 30,
    Status.ON_AGENDA: 45,
}
"""Days within which a proposal goes on, where the council has not said otherwise."""


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


class Counted(StrEnum):
    """What of a proposal is counted by quarter."""

    CAME = "came"
    DECIDED = "decided"


def flowing(proposal: Proposal, overview: Overview) -> Posted:
    """A proposal where it stands and where it stood, by when; in which quarter it came, and was decided on.

    In the order of a past stay its days stand too: one status may be stood in more than once.
    """
    rows = overview.log.of(proposal.number)
    past: defaultdict[Status, list[Stay]] = defaultdict(list)
    for stay in stays(proposal, rows):
        if stay.end is None:
            yield (stay.status, None), stay.start
        else:
            past[stay.status].append(stay)
    for status, found in past.items():
        for place, stay in enumerate(found):
            yield (status, place), (stay.end, stay.days(stay.end or stay.start))
    yield (Counted.CAME, *_quarter(proposal.submitted_at)), None
    if first := next(_answers(rows), None):
        yield (Counted.DECIDED, *_quarter(first.decided_at)), None


def flow(overview: Overview, promises: Records[Promise], now: datetime, year: timedelta) -> list[StateFlow]:
    """Each status that is on the way, in the order of the life cycle; past stays of the last `year`."""
    index = overview.proposals_by(flowing)
    return [
        _state(index, status, promised(promises, status), now, year)
        for status in Status
        if status not in ENDED
    ]


def _state(
    index: InvertedIndex, status: Status, days: int | None, now: datetime, year: timedelta
) -> StateFlow:
    here, before = index.of((status, None)), _past(index, status, now - year)
    late = 0
    if days is not None:
        today = now.astimezone(COPENHAGEN).date()
        late = bisect_left(here, (datetime.combine(today - timedelta(days=days), time(), COPENHAGEN), 0))
    oldest = Stay(0, status, here[0].order, None).days(now) if here else 0
    usual = round(median(before)) if before else None
    return StateFlow(status, len(here), oldest, usual, days, late)


def _past(index: InvertedIndex, status: Status, since: datetime) -> list[int]:
    """The days of the stays in a status that ended since then."""
    found: list[int] = []
    place = 0
    while stood := index.of((status, place)):
        found += [posting.order[1] for posting in stood[bisect_left(stood, ((since, 0), 0)) :]]
        place += 1
    return found


@dataclass(frozen=True, slots=True)
class Quarter:
    """How many proposals came and how many were decided on in a quarter of a year."""

    year: int
    quarter: int
    came: int
    decided: int


def quarters(overview: Overview, now: datetime, count: int) -> list[Quarter]:
    """The last `count` quarters, the oldest first. Decided: the first decision of the council or an end."""
    index = overview.proposals_by(flowing)
    year, last = _quarter(now)
    places = [year * 4 + last - 1 - back for back in reversed(range(count))]
    keys = [(place // 4, place % 4 + 1) for place in places]
    return [
        Quarter(*key, index.count((Counted.CAME, *key)), index.count((Counted.DECIDED, *key))) for key in keys
    ]


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
