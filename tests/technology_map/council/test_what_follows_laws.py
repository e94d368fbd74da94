"""Laws of what follows from a decision: whatever fails, and whoever goes on, each part is there once."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar, cast

from hypothesis import given, settings
from hypothesis import strategies as st

from technology_map.backing.relations import Follow, Relation, Relations, Support
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.consequences import Consequences
from technology_map.council.decisions import Decision, sealed
from technology_map.council.life_cycle import Mover, Status
from technology_map.council.notices import BEGINNING, Notice, NoticeState, notice_key
from technology_map.overview import Overview
from technology_map.people.news import News, OtherMerged, StatusChanged
from technology_map.people.people import Person
from technology_map.ports import Messenger, NotStored, Store
from technology_map.records import R, Record, Records
from technology_map.talk.remarks import Remarks
from tests.sweeps import examples

NOON = datetime(2026, 3, 2, 11, tzinfo=UTC)
LATER = NOON + timedelta(minutes=5)
PEOPLE = ("mette", "jonas", "amina", "soren", "birgit")
FATES = ("well", "before", "after")
"""A write: done and answered, not done, or done and its answer lost."""
Fate = str
T = TypeVar("T")


@dataclass
class Rows:
    """What truly stands in the lists, and the fates of the writes to come."""

    overview: Overview = field(default_factory=Overview)
    follows: Relations[Follow] = field(default_factory=Relations)
    notices: dict[str, Notice] = field(default_factory=dict)
    council_remarks: Remarks = field(default_factory=Remarks)
    records: dict[type[Record], Records[Any]] = field(default_factory=dict)
    fates: list[Fate] = field(default_factory=list)
    count: int = 100

    def fate(self) -> Fate:
        return self.fates.pop(0) if self.fates else "well"


class Kept:
    """The store's port as far as the consequences need it, over rows that all instances share."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.overview, self.follows = rows.overview, rows.follows
        self.council_remarks = rows.council_remarks

    @property
    def council_revision(self) -> int:
        return sum(one.revision for one in self._rows.records.values())

    def records(self, kind: type[R]) -> Records[R]:
        return self._rows.records.setdefault(kind, Records())

    @property
    def notices(self) -> Mapping[str, Notice]:
        return self._rows.notices

    async def take_notice(self, notice: Notice) -> Notice:
        return self._written(lambda: self._rows.notices.setdefault(notice.key, notice))

    async def change_notice(self, changed: Notice) -> Notice:
        def write() -> Notice:
            self._rows.notices[changed.key] = changed
            return changed

        return self._written(write)

    async def add_solution_card(self, card: SolutionCard) -> SolutionCard:
        def write() -> SolutionCard:
            there = self.overview.solution_cards.by_key(card.submission_key)
            if there is not None:
                return there
            self._rows.count += 1
            stored = replace(card, number=self._rows.count, version="1")
            self.overview.put_solution_card(stored)
            return stored

        return self._written(write)

    async def add_relation(self, relation: Relation) -> None:
        def write() -> None:
            known: Relations[Support] | Relations[Follow] = (
                self.overview.supports if isinstance(relation, Support) else self.follows
            )
            if known.has(relation.object_id, relation.thing):
                return
            self._rows.count += 1
            stored = replace(relation, row=self._rows.count)
            if isinstance(stored, Support):
                self.overview.put_support(stored)
            else:
                self.follows.put(stored)

        self._written(write)

    def _written(self, write: Callable[[], T]) -> T:
        fate = self._rows.fate()
        if fate == "before":
            raise NotStored("before")
        done = write()
        if fate == "after":
            raise NotStored("after")
        return done


class Outgoing:
    """News on an instance's disk: the same for the same person is kept once, as the real file does."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, News]] = []

    async def tell(self, object_id: str, news: News) -> None:
        if (object_id, news) not in self.kept:
            self.kept.append((object_id, news))

    async def tell_secretaries(self, news: News) -> None:
        await self.tell("secretaries", news)

    async def tell_council(self, news: News) -> None:
        await self.tell("council", news)


def proposal(number: int, who: str, status: Status) -> Proposal:
    return Proposal(
        title=f"Forslag {number}",
        problem="Vi går 40 gange om natten.",
        solution="En sensor.",
        expected_benefits="Ro.",
        submitter=Person(who, who),
        submission_key=f"key-{number}",
        submitted_at=NOON - timedelta(days=1),
        changed_at=NOON,
        status=status,
        number=number,
        seq=1,
        version="1",
    )


def decision(number: int, end: Status, leads_to: str = "") -> Decision:
    made = Decision(
        proposal=number,
        seq=1,
        start=Status.SUBMITTED,
        end=end,
        reason="Derfor.",
        decided_at=NOON,
        decided_as=Mover.SECRETARY,
        action_key=f"action-{number}",
        leads_to=leads_to,
        row=number,
    )
    return sealed(made, ())


async def nobody() -> list[str]:
    return []


@dataclass
class Instances:
    """Two instances on the same rows, each with a disk of its own; only what one owns is its to tell."""

    rows: Rows
    disks: tuple[Outgoing, Outgoing] = field(default_factory=lambda: (Outgoing(), Outgoing()))

    def one(self, which: int) -> Consequences:
        """The instance as it starts anew: what it had in memory is gone."""
        store, messenger = cast("Store", Kept(self.rows)), cast("Messenger", self.disks[which])
        return Consequences(store, messenger, lambda: LATER, str(which), nobody)

    def told(self) -> list[tuple[str, News]]:
        """What goes out: of each move, the news of whoever has its notice."""
        found: list[tuple[str, News]] = []
        for which, disk in enumerate(self.disks):
            for person, news in disk.kept:
                assert isinstance(news, StatusChanged | OtherMerged)
                number = news.merged if isinstance(news, OtherMerged) else news.proposal
                if self.rows.notices[notice_key(number, news.seq)].taken_by == str(which):
                    found.append((person, news))
        return found


def beginning() -> Rows:
    first = Notice(BEGINNING, 0, "first", NOON - timedelta(days=1), NoticeState.DONE)
    return Rows(notices={first.key: first})


async def worked(instances: Instances, turns: list[int], fates: list[Fate]) -> None:
    """The instances work in turn while writes fail; then, when all is well again, until nothing is left."""
    instances.rows.fates = list(fates)
    for which in turns:
        one = instances.one(which)
        for move in await one.left(timedelta(0)):
            await one.follow(move, timedelta(0))
    instances.rows.fates = []
    one = instances.one(0)
    for move in await one.left(timedelta(0)):
        await one.follow(move, timedelta(0))
    assert await one.left(timedelta(0)) == []


schedules = st.lists(st.sampled_from(FATES), max_size=14)
turns = st.lists(st.integers(0, 1), max_size=6)
some = st.sets(st.sampled_from(PEOPLE))


def stands_behind(rows: Rows, number: int, backers: set[str], followers: set[str]) -> None:
    """Who backs and who follows a proposal."""
    for person in sorted(backers):
        rows.count += 1
        rows.overview.put_support(Support(number, Person(person, person), NOON, row=rows.count))
    for person in sorted(followers):
        rows.count += 1
        rows.follows.put(Follow(f"F-{number:04d}", person, rows.count))


@settings(max_examples=examples(150))
@given(fates=schedules, order=turns, backers=some, followers=some)
def test_in_operation_there_is_one_card_and_each_is_told_once(
    fates: list[Fate], order: list[int], backers: set[str], followers: set[str]
) -> None:
    rows = beginning()
    rows.overview.put_proposal(proposal(1, "mette", Status.IN_OPERATION))
    rows.overview.put_decision(decision(1, Status.IN_OPERATION))
    stands_behind(rows, 1, backers, followers)
    instances = Instances(rows)
    asyncio.run(worked(instances, order, fates))
    assert [card.from_proposal for card in rows.overview.solution_cards] == [1]
    told = sorted(person for person, _ in instances.told())
    assert told == sorted({"mette", *backers, *followers})
    assert rows.notices[notice_key(1, 1)].state is NoticeState.DONE


@settings(max_examples=examples(150))
@given(fates=schedules, order=turns, theirs=st.tuples(some, some), ours=st.tuples(some, some))
def test_of_two_that_are_merged_nobody_is_lost_and_nobody_counts_twice(
    fates: list[Fate],
    order: list[int],
    theirs: tuple[set[str], set[str]],
    ours: tuple[set[str], set[str]],
) -> None:
    rows = beginning()
    merged = replace(proposal(1, "mette", Status.MERGED), leads_to="F-0002")
    rows.overview.put_proposal(merged)
    rows.overview.put_proposal(proposal(2, "jonas", Status.SUBMITTED))
    rows.overview.put_decision(decision(1, Status.MERGED, "F-0002"))
    stands_behind(rows, 1, *theirs)
    stands_behind(rows, 2, *ours)
    instances = Instances(rows)
    asyncio.run(worked(instances, order, fates))
    backs, follows = rows.overview.supports, rows.follows
    assert set(backs.people("F-0002")) == ours[0] | (theirs[0] - {"jonas"})
    assert set(follows.people("F-0002")) == ours[1] | ({"mette", *theirs[1]} - {"jonas"})
    assert all(len(backs.rows(one, "F-0002")) == 1 for one in backs.people("F-0002"))
    assert all(len(follows.rows(one, "F-0002")) == 1 for one in follows.people("F-0002"))
    assert set(backs.people("F-0001")) == theirs[0]
    told = instances.told()
    assert len(told) == len(set(told))
    heard = {person for person, news in told if isinstance(news, StatusChanged)}
    assert heard == {"mette", *theirs[0], *theirs[1]}
    assert {person for person, _ in told} >= {"mette", "jonas", *theirs[0], *theirs[1], *ours[0], *ours[1]}
