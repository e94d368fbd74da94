"""A remark on a proposal or a solution card, and all of them by thing (domain.md 3)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from technology_map.people.people import Person

EDITABLE = timedelta(minutes=15)
"""So long a remark is its author's to change; what comes later is added below it."""


class RemarkKind(StrEnum):
    """What a remark says about the thing. Worries come by a way of their own."""

    POTENTIAL = "potential"
    POSSIBILITY = "possibility"
    OBSTACLE = "obstacle"
    QUESTION = "question"


class ThreadPlace(StrEnum):
    """Where a remark stands in its thread."""

    FIRST = "first"
    ANSWER = "answer"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark, an answer to one, or what its author has added to it later.

    `thing`: what it is on (F-… or L-…). `parent`: the key of the first remark of the thread it stands in
    as an answer or an addition; then it has no kind. `council`: for the council only, on the closed
    site. `mentions` are who shall hear of it. `row` is the SharePoint item id and `version` its state,
    0 and empty before it is stored.
    """

    key: str
    thing: str
    text: str
    author: Person
    written_at: datetime
    kind: RemarkKind | None = None
    parent: str = ""
    place: ThreadPlace = ThreadPlace.FIRST
    council: bool = False
    mention_ids: tuple[str, ...] = ()
    mention_names: tuple[str, ...] = ()
    edited_at: datetime | None = None
    row: int = 0
    version: str = field(default="", compare=False)

    @property
    def added(self) -> bool:
        """Whether its author has added it to what was written before."""
        return self.place is ThreadPlace.ADDED

    def editable_by(self, object_id: str, now: datetime) -> bool:
        """Whether somebody may change its text now: who wrote it, for a while."""
        return bool(object_id) and self.author.object_id == object_id and now - self.written_at < EDITABLE


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark with what was added to it and answered, in the order in which it was written."""

    first: Remark
    rest: tuple[Remark, ...] = ()

    @property
    def all(self) -> tuple[Remark, ...]:
        """Everything in it, the first remark first."""
        return (self.first, *self.rest)

    @property
    def waits(self) -> bool:
        """Whether it is a question that nobody but who asks has answered."""
        answered = any(
            not one.added and one.author.object_id != self.first.author.object_id for one in self.rest
        )
        return self.first.kind is RemarkKind.QUESTION and not answered

    @property
    def people(self) -> tuple[str, ...]:
        """The object ids of who has written in it, each once."""
        return tuple(dict.fromkeys(one.author.object_id for one in (self.first, *self.rest)))


class Remarks:
    """The remarks of one of the two lists. Of two rows with one key the first made counts."""

    def __init__(self) -> None:
        self._rows: dict[int, Remark] = {}
        self._of_thing: defaultdict[str, set[int]] = defaultdict(set)
        self._by_key: defaultdict[str, set[int]] = defaultdict(set)
        self._waiting: tuple[int, list[Thread]] = (-1, [])
        self.revision = 0
        """Grows with every change."""

    def put(self, remark: Remark) -> None:
        """Take a row in, in place of what had its id."""
        self.drop(remark.row)
        self.revision += 1
        self._rows[remark.row] = remark
        self._of_thing[remark.thing].add(remark.row)
        self._by_key[remark.key].add(remark.row)

    def drop(self, row: int) -> None:
        """Forget a row that is gone from the store."""
        gone = self._rows.pop(row, None)
        if gone is None:
            return
        self.revision += 1
        for index, name in ((self._of_thing, gone.thing), (self._by_key, gone.key)):
            index[name].discard(row)
            if not index[name]:
                del index[name]

    def get(self, row: int) -> Remark | None:
        """The remark with this number."""
        return self._rows.get(row)

    def by_key(self, key: str) -> Remark | None:
        """The remark with this key."""
        rows = self._by_key.get(key)
        return self._rows[min(rows)] if rows else None

    def threads(self, thing: str) -> list[Thread]:
        """The remarks on a thing, the oldest first, each with what belongs to it."""
        rows = sorted(self._of_thing.get(thing, ()))
        found = [one for one in (self._rows[row] for row in rows) if self.by_key(one.key) is one]
        found.sort(key=lambda one: (one.written_at, one.row))
        keys = {one.key for one in found}
        below: defaultdict[str, list[Remark]] = defaultdict(list)
        for one in found:
            below[one.parent].append(one)
        firsts = (one for one in found if not one.parent or one.parent not in keys)
        return [Thread(one, tuple(below[one.key])) for one in firsts]

    def thread(self, remark: Remark) -> Thread:
        """The thread that a remark stands in."""
        threads = self.threads(remark.thing)
        mine = (one for one in threads if remark.key in (one.first.key, *(rest.key for rest in one.rest)))
        return next(mine, Thread(remark))

    def count(self, thing: str) -> int:
        """How many there are on a thing, answers and additions too."""
        return len(self._of_thing.get(thing, ()))

    def waiting(self) -> list[Thread]:
        """The questions that nobody has answered, the oldest first: found once until one changes."""
        revision, found = self._waiting
        if revision != self.revision:
            found = self._waits()
            self._waiting = (self.revision, found)
        return list(found)

    def _waits(self) -> list[Thread]:
        things = {one.thing for one in self._rows.values() if one.kind is RemarkKind.QUESTION}
        waits = [thread for thing in things for thread in self.threads(thing) if thread.waits]
        return sorted(waits, key=lambda one: one.first.written_at)

    def since(self, moment: datetime) -> Iterator[Remark]:
        """What was written since then, in no order."""
        return (one for one in list(self._rows.values()) if one.written_at >= moment)

    def __len__(self) -> int:
        return len(self._rows)
