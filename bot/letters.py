"""News that wait for delivery, in a SQLite file of this instance: a restart loses none."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from technology_map.ports import CardChanged, CoSubmitterAdded, DecisionLost, News, NowStored, StatusChanged

Result = TypeVar("Result")
_NEWS: tuple[type[News], ...] = (StatusChanged, NowStored, DecisionLost, CoSubmitterAdded, CardChanged)
_KINDS: dict[str, type[News]] = {kind.__name__: kind for kind in _NEWS}


@dataclass(frozen=True, slots=True)
class Letter:
    """News for one person; `attempts` were made to deliver it, at `due` (epoch seconds) the next."""

    row: int
    object_id: str
    news: News
    attempts: int
    due: float


class Letters:
    """The file. Each call is one short transaction in a thread of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    async def put(self, object_id: str, news: News, due: float) -> None:
        """Keep news for somebody."""
        kind, said = type(news).__name__, json.dumps(asdict(news))
        await self._do(
            lambda db: db.execute(
                "INSERT INTO letter (person, kind, news, due) VALUES (?, ?, ?, ?)",
                (object_id, kind, said, due),
            )
        )

    async def waiting(self) -> list[Letter]:
        """Every letter, the oldest first."""
        rows = await self._do(
            lambda db: db.execute(
                "SELECT id, person, kind, news, attempts, due FROM letter ORDER BY id"
            ).fetchall()
        )
        known = [row for row in rows if row[2] in _KINDS]
        return [Letter(r[0], r[1], _KINDS[r[2]](**json.loads(r[3])), r[4], r[5]) for r in known]

    async def done(self, letter: Letter) -> None:
        """It is delivered, or can never be."""
        await self._do(lambda db: db.execute("DELETE FROM letter WHERE id = ?", (letter.row,)))

    async def later(self, letter: Letter, due: float) -> None:
        """It could not be delivered now."""
        await self._do(
            lambda db: db.execute(
                "UPDATE letter SET attempts = attempts + 1, due = ? WHERE id = ?", (due, letter.row)
            )
        )

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
        db.execute(
            "CREATE TABLE IF NOT EXISTS letter (id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL,"
            " kind TEXT NOT NULL, news TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL)"
        )
        return db
