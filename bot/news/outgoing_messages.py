"""News that wait for delivery, in a SQLite file of this instance: a restart loses none."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from technology_map.people.news import (
    AgendaSent,
    CardChanged,
    ClarificationAnswered,
    CoSubmitterAdded,
    DecisionLost,
    HandedInFor,
    MadeCaseworker,
    MadeResponsible,
    News,
    NowStored,
    OnAgenda,
    OtherMerged,
    ProposalHandedIn,
    Remarked,
    Reminded,
    Reworded,
    StatusChanged,
    WordAsked,
    WordExplained,
)

Result = TypeVar("Result")
PARKED = 100 * 365 * 24 * 3600.0
"""Seconds added to when a message was parked: it waits for its person to open the app."""
REMEMBERED = 90 * 24 * 3600.0
"""Seconds for which it is remembered that somebody was told, so that the same is not told again."""

TABLES = (
    "CREATE TABLE IF NOT EXISTS letter (id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL,"
    " kind TEXT NOT NULL, news TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL)",
    "CREATE TABLE IF NOT EXISTS told (person TEXT NOT NULL, kind TEXT NOT NULL, news TEXT NOT NULL,"
    " at REAL NOT NULL, PRIMARY KEY (person, kind, news)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class UndeliveredDecision:
    """News of a decision that the chat could not take; `language` as the person's contact had it."""

    proposal: int
    seq: int
    language: str


@dataclass(frozen=True, slots=True)
class DayNews:
    """What waits to be told to a person as one message."""

    lines: tuple[Reminded, ...]


Content = News | UndeliveredDecision | DayNews
_KINDS: dict[str, type[Content]] = {
    kind.__name__: kind
    for kind in (
        StatusChanged,
        NowStored,
        DecisionLost,
        CoSubmitterAdded,
        CardChanged,
        ProposalHandedIn,
        ClarificationAnswered,
        OtherMerged,
        HandedInFor,
        AgendaSent,
        MadeCaseworker,
        MadeResponsible,
        Reworded,
        WordAsked,
        WordExplained,
        OnAgenda,
        Remarked,
        Reminded,
        UndeliveredDecision,
    )
}


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """News for one person; `attempts` were made to deliver it, at `due` (epoch seconds) the next."""

    row: int
    object_id: str
    news: Content
    attempts: int
    due: float


class OutgoingMessages:
    """The file. Each call is one short transaction in a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._woken: list[asyncio.Event] = []

    def wakes(self, event: asyncio.Event) -> None:
        """Set the event with every message that is put in."""
        self._woken.append(event)

    async def put(self, object_id: str, news: Content, due: float) -> None:
        """Keep news for somebody, unless the same was kept for the same person before."""
        kind, said = type(news).__name__, json.dumps(asdict(news))

        def kept(db: sqlite3.Connection) -> None:
            db.execute("DELETE FROM told WHERE at < ?", (due - REMEMBERED,))
            known = db.execute(
                "INSERT OR IGNORE INTO told (person, kind, news, at) VALUES (?, ?, ?, ?)",
                (object_id, kind, said, due),
            )
            if known.rowcount:
                db.execute(
                    "INSERT INTO letter (person, kind, news, due) VALUES (?, ?, ?, ?)",
                    (object_id, kind, said, due),
                )

        await self._do(kept)
        for event in self._woken:
            event.set()

    async def waiting(self) -> list[OutgoingMessage]:
        """Every message, the oldest first."""
        rows = await self._do(
            lambda db: db.execute(
                "SELECT id, person, kind, news, attempts, due FROM letter ORDER BY id"
            ).fetchall()
        )
        known = [row for row in rows if row[2] in _KINDS]
        return [OutgoingMessage(r[0], r[1], _KINDS[r[2]](**json.loads(r[3])), r[4], r[5]) for r in known]

    async def count(self) -> int:
        """How many wait to be delivered; not those that wait for their person to open the app."""
        asked = "SELECT count(*) FROM letter WHERE due < ?"
        found = await self._do(lambda db: db.execute(asked, (PARKED,)).fetchone())
        return int(found[0])

    async def done(self, message: OutgoingMessage) -> None:
        """It is delivered, or can never be."""
        await self._do(lambda db: db.execute("DELETE FROM letter WHERE id = ?", (message.row,)))

    async def later(self, message: OutgoingMessage, due: float) -> None:
        """It could not be delivered now."""
        await self._do(
            lambda db: db.execute(
                "UPDATE letter SET attempts = attempts + 1, due = ? WHERE id = ?", (due, message.row)
            )
        )

    async def of_person(self, object_id: str) -> list[tuple[str, str]]:
        """The kinds and contents of all that is kept for somebody, or that says their id."""
        kept = "SELECT kind, news FROM letter WHERE {0} UNION ALL SELECT kind, news FROM told WHERE {0}"
        asked = kept.format("person = ?1 OR instr(news, ?1)")
        return await self._do(lambda db: db.execute(asked, (object_id,)).fetchall())

    async def forget_person(self, object_id: str, stand_in: str) -> None:
        """Drop what is kept for somebody; what others are told of them has another id in it."""

        def forget(db: sqlite3.Connection) -> None:
            db.execute("PRAGMA secure_delete=ON")
            for table in ("letter", "told"):
                db.execute(f"DELETE FROM {table} WHERE person = ?", (object_id,))  # noqa: S608 - our own tables
                said = f"UPDATE OR REPLACE {table} SET news = replace(news, ?1, ?2) WHERE instr(news, ?1)"  # noqa: S608
                db.execute(said, (object_id, stand_in))

        await self._do(forget)

    async def _do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        def run() -> Result:
            with self._lock:
                db = self._opened()
                try:
                    with db:
                        return work(db)
                finally:
                    db.close()

        return await asyncio.to_thread(run)

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._path)
        db.execute("PRAGMA synchronous=FULL")
        for table in TABLES:
            db.execute(table)
        return db
