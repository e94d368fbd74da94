"""Laws of publishing: nothing early, everything once, one chain, whatever fails and whoever goes on."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from technology_map.cards.proposals import Proposal
from technology_map.council.deciding import Deciding, moved_by
from technology_map.council.decisions import Decision, chain_faults
from technology_map.council.life_cycle import Status
from technology_map.meetings.holding import Holding
from technology_map.meetings.meetings import (
    AgendaItem,
    DraftDecision,
    ItemState,
    Meeting,
    MeetingNotes,
    MeetingState,
    item_key,
)
from technology_map.meetings.planning import Planning
from technology_map.meetings.publishing import Publishing
from technology_map.overview import Overview
from technology_map.people.people import Caller, Person, Role
from technology_map.ports import Changed, Messenger, NotStored, Store
from technology_map.records import ChangedRecord, R, Record, Records
from technology_map.validation.refusals import Refused
from tests.sweeps import examples
from tests.technology_map.council.test_what_follows_laws import FATES, Outgoing, proposal

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
KAREN = Caller(Person("karen", "Karen Friis"), Role.MEMBER)
PEOPLE = [KAREN.person, Person("peter", "Peter Ravn"), Person("lise", "Lise Toft")]
ENDS = (Status.PRIORITISED, Status.PILOT, Status.REJECTED, None)
T = TypeVar("T")


@dataclass
class Rows:
    """What truly stands in the lists, and the fates of the writes to come."""

    overview: Overview = field(default_factory=Overview)
    records: dict[type[Record], Records[Record]] = field(default_factory=dict)
    fates: list[str] = field(default_factory=list)
    count: int = 100

    def of(self, kind: type[R]) -> Records[R]:
        return cast("Records[R]", self.records.setdefault(kind, Records()))

    def put(self, record: Record) -> Record:
        self.count += 1
        stored = replace(record, row=record.row or self.count, version=str(self.count))
        self.records.setdefault(type(record), Records()).put(stored)
        return stored


class Kept:
    """The store's port as far as publishing needs it. Each write lets others go on before it is done."""

    def __init__(self, rows: Rows) -> None:
        self._rows, self.overview = rows, rows.overview

    def records(self, kind: type[R]) -> Records[R]:
        return self._rows.of(kind)

    async def look_again(self) -> None:
        await asyncio.sleep(0)

    async def add_record(self, record: R) -> R:
        def write() -> R:
            there = self._rows.of(type(record)).get(record.key)
            return cast("R", there or self._rows.put(record))

        return await self._written(write)

    async def change_record(self, changed: R) -> R:
        def write() -> R:
            there = self._rows.of(type(changed)).get(changed.key)
            if there is None or there.version != changed.version:
                raise ChangedRecord(there)
            return cast("R", self._rows.put(changed))

        return await self._written(write)

    async def decide(self, decision: Decision, moved: Proposal) -> Proposal:
        def append() -> None:
            log = self.overview.log
            if log.by_action(decision.proposal, decision.action_key):
                return
            rows = log.of(decision.proposal)
            if rows and rows[-1].seq >= decision.seq:
                raise Changed(self.overview.proposals.get(decision.proposal))
            self._rows.count += 1
            self.overview.put_decision(replace(decision, row=self._rows.count))

        await self._written(append)
        return await self._written(lambda: self._moved(decision, moved))

    def _moved(self, decision: Decision, moved: Proposal) -> Proposal:
        there = self.overview.proposals.get(moved.number)
        if there is not None and there.seq < decision.seq:
            self.overview.put_proposal(moved)
        return self.overview.proposals.get(moved.number) or moved

    async def change_proposal(self, changed: Proposal) -> Proposal:
        def write() -> Proposal:
            there = self.overview.proposals.get(changed.number) or changed
            step = replace(there, next_step=changed.next_step, next_step_due=changed.next_step_due)
            self.overview.put_proposal(step)
            return step

        return await self._written(write)

    def reconciled(self) -> None:
        """What the store's reconciler does: a proposal whose status lags its log is given it."""
        for one in list(self.overview.proposals):
            rows = self.overview.log.of(one.number)
            if rows and rows[-1].seq > one.seq:
                self.overview.put_proposal(moved_by(one, rows[-1]))

    async def _written(self, write: Callable[[], T]) -> T:
        await asyncio.sleep(0)
        fate = self._rows.fates.pop(0) if self._rows.fates else "well"
        if fate == "before":
            raise NotStored("before")
        done = write()
        if fate == "after":
            raise NotStored("after")
        return done


async def everybody() -> Sequence[Person]:
    return PEOPLE


def instance(rows: Rows) -> Publishing:
    """An instance as it starts anew."""
    store, messenger = cast("Store", Kept(rows)), cast("Messenger", Outgoing())
    deciding = Deciding(store, messenger, lambda: NOON)
    return Publishing(Holding(Planning(store, deciding, lambda: NOON, everybody, messenger)))


def held(ends: Sequence[Status | None]) -> Rows:
    """A meeting that is over; of some of its items nothing was decided."""
    rows = Rows()
    meeting = Meeting(
        key="m", row=1, day=date(2026, 3, 2), chair_id="karen", chair_name="Karen", state=MeetingState.HELD
    )
    rows.put(meeting)
    rows.put(Meeting(key="n", row=2, day=date(2026, 4, 2)))
    ids = tuple(one.object_id for one in PEOPLE)
    rows.put(MeetingNotes(key="m", present_ids=ids, present_names=("Karen", "Peter", "Lise")))
    for number, end in enumerate(ends, start=1):
        rows.overview.put_proposal(replace(proposal(number, "mette", Status.ON_AGENDA), seq=0))
        key = item_key("m", number)
        rows.put(AgendaItem(key=key, meeting="m", proposal=number, place=number))
        if end is not None:
            draft = DraftDecision(key=key, meeting="m", proposal=number, state=ItemState.DECIDED, end=end)
            rows.put(replace(draft, reason=f"Derfor {number}.", next_step="Hent et tilbud."))
    return rows


def holds(rows: Rows, ends: Sequence[Status | None]) -> None:
    """Every decision is there once, in a chain that holds; what was not decided is on the next agenda."""
    Kept(rows).reconciled()
    for number, end in enumerate(ends, start=1):
        log, there = rows.overview.log.of(number), rows.overview.proposals.get(number)
        assert there is not None
        assert [one.end for one in log] == ([end] if end else [])
        assert not chain_faults(log)
        assert there.status is (end or Status.ON_AGENDA)
        assert there.next_step == ("Hent et tilbud." if end else "")
    later = [one.proposal for one in rows.of(AgendaItem).about("n")]
    assert sorted(later) == [number for number, end in enumerate(ends, start=1) if end is None]
    meeting = rows.of(Meeting).get("m")
    assert meeting is not None
    assert meeting.state is MeetingState.PUBLISHED


async def lived(rows: Rows, turns: list[int], fates: list[str]) -> None:
    """Karen presses until it is done, while writes fail and instances go on side by side."""
    rows.fates = list(fates)
    for together in turns:
        pressing = (instance(rows).publish(KAREN, 1) for _ in range(together))
        going_on = instance(rows).go_on(timedelta(0))
        for answer in await asyncio.gather(*pressing, going_on, return_exceptions=True):
            assert answer is None or isinstance(answer, Meeting | Refused), answer
        begun = rows.of(MeetingNotes).get("m")
        if begun is not None and begun.publishing is None:
            assert all(not rows.overview.log.of(one.number) for one in rows.overview.proposals), "early"
    rows.fates = []
    await instance(rows).publish(KAREN, 1)


@settings(max_examples=examples(150), deadline=None)
@given(
    ends=st.lists(st.sampled_from(ENDS), min_size=1, max_size=4),
    turns=st.lists(st.integers(0, 3), max_size=5),
    fates=st.lists(st.sampled_from((*FATES, "well")), max_size=18),
)
def test_all_decisions_are_public_in_the_end_and_each_once(
    ends: list[Status | None], turns: list[int], fates: list[str]
) -> None:
    rows = held(ends)
    asyncio.run(lived(rows, turns, fates))
    holds(rows, ends)


@given(count=st.integers(1, 3), cut=st.integers(0, 12))
def test_an_instance_that_is_there_finishes_what_another_began(count: int, cut: int) -> None:
    async def life() -> Rows:
        rows = held([Status.PRIORITISED] * count)
        rows.fates = ["well"] * cut + ["before"] * 60
        with suppress(Refused):
            await instance(rows).publish(KAREN, 1)
        rows.fates = []
        await instance(rows).go_on(timedelta(0))
        return rows

    rows = asyncio.run(life())
    begun = rows.of(MeetingNotes).get("m")
    assert begun is not None
    if begun.publishing is None:
        assert not rows.overview.log.of(1)
    else:
        holds(rows, [Status.PRIORITISED] * count)
