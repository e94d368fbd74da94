"""Worries: raised without a name, shown without a time, answered with one (domain.md 5).

A worry's row is on the closed site, and what it says, on what, and by whom is sealed there: SharePoint tells
when a row was made, and it shall not tell whose it is. All read it from memory, in no order, once it has been
let out in a batch: at noon, at least three at a time or after a week, never on the day it was written. There
is no public row that could tell more.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from technology_map.people.people import Person
from technology_map.records import Record

HOUR = 12
"""When worries are let out, in Copenhagen."""
FEWEST = 3
"""So many together: then nobody can tell which of them was written when."""
LONGEST = timedelta(days=7)
"""After so long one goes out alone: a worry that nobody reads helps nobody."""
WIDTH = 8_704
"""Bytes that every worry is filled up to: the longest one, in letters of four bytes."""
KEY = "worry-"
REFERENCE = 6
"""Characters of a worry's code by which people can name it."""


class WorryTheme(StrEnum):
    """What a worry is about."""

    TASKS = "tasks"
    SKILLS = "skills"
    CONTROL = "control"
    DATA = "data"
    DIGNITY = "dignity"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worry(Record):
    """A worry, on the closed site. `released_on` is empty until all may read it."""

    day: date
    sealed: str
    released_on: date | None = None

    @property
    def public(self) -> bool:
        """Whether it was let out."""
        return self.released_on is not None


@dataclass(frozen=True, slots=True)
class Said:
    """What a worry says, opened: on which thing, and who raised it."""

    thing: str
    theme: WorryTheme
    text: str
    author: Person

    def written(self) -> str:
        """As one text, to seal: filled up, so that its length doesn't tell which of them it is."""
        who = {"id": self.author.object_id, "name": self.author.name}
        said = {"thing": self.thing, "theme": self.theme.value, "text": self.text, "author": who}
        text = json.dumps(said, ensure_ascii=False)
        return text + " " * (WIDTH - len(text.encode()))


def read_said(written: str) -> Said:
    """The worry of a text. ValueError where it says none."""
    try:
        said = json.loads(written)
        author = Person(str(said["author"]["id"]), str(said["author"]["name"]))
        return Said(str(said["thing"]), WorryTheme(said["theme"]), str(said["text"]), author)
    except (KeyError, TypeError) as wrong:
        raise ValueError("no worry") from wrong


def is_of_worry(parent: str) -> bool:
    """Whether an answer stands below a worry."""
    return parent.startswith(KEY)


def to_release(worries: list[Worry], today: date) -> list[Worry]:
    """Those that go out today. What was let out today already counts: a batch cut short is finished."""
    waiting = [one for one in worries if one.released_on is None and one.day < today]
    gone = sum(one.released_on == today for one in worries)
    late = any(one.day <= today - LONGEST for one in waiting)
    return waiting if waiting and (late or len(waiting) + gone >= FEWEST) else []
