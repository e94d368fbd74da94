"""Rows that wait in a SQLite file of this instance: the embedded keeper, for one that has a disk."""

import asyncio
import secrets
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import structlog

from sharepoint_lists.waiting.former_tables import adopt
from technology_map.waiting_rows import LARGEST, LEASE, PARKED, Depth, NewRow, NotKept, WaitingRow

log = structlog.get_logger(__name__)

Result = TypeVar("Result")
TABLES = (
    "CREATE TABLE IF NOT EXISTS waiting_row (place INTEGER PRIMARY KEY AUTOINCREMENT,"
    " key TEXT NOT NULL UNIQUE, content BLOB NOT NULL, since REAL NOT NULL,"
    " attempts INTEGER NOT NULL, due REAL NOT NULL, taken_by TEXT NOT NULL DEFAULT '',"
    " taken_until REAL NOT NULL DEFAULT 0, version INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE TABLE IF NOT EXISTS kept_before (key TEXT PRIMARY KEY, at REAL NOT NULL) STRICT, WITHOUT ROWID",
)


class SqliteRows:
    """Implements `technology_map.waiting_rows.WaitingRows` on a disk of the machine's own.

    What `put` has returned for survives a kill and a power failure. No network share will do
    (trust.md 5.3), and no temporary folder. Each call is one short transaction in a thread of its own.
    `remembers`: a key that was kept once is not kept again.
    """

    shared = False

    def __init__(self, path: Path, instance: str, *, remembers: bool = False) -> None:
        self._path, self._instance, self._remembers = path, instance, remembers
        self._lock = threading.Lock()

    async def open(self) -> None:
        """As the port says; what an earlier version left in the file is taken over."""
        await self._do(adopt)
        mark = secrets.token_hex(8)
        await self._do(lambda box: _mark(box, mark))
        await self._do(lambda box: _check(box, mark))

    async def put(self, row: NewRow) -> bytes | None:
        """As the port says."""
        if len(row.content) > LARGEST:
            raise NotKept("too large")

        def kept(box: sqlite3.Connection) -> bytes | None:
            if self._remembers:
                known = box.execute("INSERT OR IGNORE INTO kept_before VALUES (?, ?)", (row.key, row.since))
            if not self._remembers or known.rowcount:
                add(box, row)
            found = box.execute("SELECT content FROM waiting_row WHERE key = ?", (row.key,)).fetchone()
            return bytes(found[0]) if found else None

        return await self._do(kept)

    async def rows(self) -> list[WaitingRow]:
        """As the port says."""
        asked = (
            "SELECT key, content, since, attempts, due, taken_by, taken_until, version"
            " FROM waiting_row ORDER BY since, place"
        )
        found = await self._do(lambda box: box.execute(asked).fetchall())
        return [replace(WaitingRow(*values), version=str(values[-1])) for values in found]

    async def depth(self) -> Depth:
        """As the port says."""
        asked = "SELECT count(*), min(since) FROM waiting_row WHERE due < ?"
        count, oldest = await self._do(lambda box: box.execute(asked, (PARKED,)).fetchone())
        return Depth(int(count), oldest)

    async def take(self, row: WaitingRow, now: float) -> WaitingRow | None:
        """As the port says."""
        if not row.is_free_for(self._instance, now):
            return None
        version, until = int(row.version), now + LEASE
        changed = await self._do(
            lambda box: (
                box.execute(
                    "UPDATE waiting_row SET taken_by = ?, taken_until = ?, version = version + 1"
                    " WHERE key = ? AND version = ?",
                    (self._instance, until, row.key, version),
                ).rowcount
            )
        )
        if not changed:
            return None
        return replace(row, taken_by=self._instance, taken_until=until, version=str(version + 1))

    async def later(self, row: WaitingRow, due: float) -> None:
        """As the port says."""
        await self._do(
            lambda box: box.execute(
                "UPDATE waiting_row SET attempts = attempts + 1, due = ?, taken_by = '', taken_until = 0,"
                " version = version + 1 WHERE key = ? AND version = ?",
                (due, row.key, int(row.version)),
            )
        )

    async def rewrite(self, row: WaitingRow, content: bytes) -> bool:
        """As the port says."""
        statement = "UPDATE waiting_row SET content = ?, version = version + 1 WHERE key = ? AND version = ?"
        values = (content, row.key, int(row.version))
        return await self._do(lambda box: bool(box.execute(statement, values).rowcount))

    async def done(self, row: WaitingRow) -> None:
        """As the port says."""
        await self._do(lambda box: box.execute("DELETE FROM waiting_row WHERE key = ?", (row.key,)))

    async def forget(self, before: float) -> None:
        """As the port says."""
        await self._do(lambda box: box.execute("DELETE FROM kept_before WHERE at < ?", (before,)))

    async def _do(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        def run() -> Result:
            with self._lock, closing(self._connected()) as box, box:
                return work(box)

        try:
            return await asyncio.to_thread(run)
        except (sqlite3.Error, OSError) as error:
            log.warning("not_kept", reason=type(error).__name__)
            raise NotKept(type(error).__name__) from error

    def _connected(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        box = sqlite3.connect(self._path, timeout=5.0)
        for pragma in ("journal_mode = DELETE", "synchronous = FULL", "secure_delete = ON"):
            box.execute(f"PRAGMA {pragma}")
        for table in TABLES:
            box.execute(table)
        return box


def add(box: sqlite3.Connection, row: NewRow) -> None:
    """Write a row, unless there is one of its key."""
    box.execute(
        "INSERT OR IGNORE INTO waiting_row (key, content, since, attempts, due) VALUES (?, ?, ?, ?, ?)",
        (row.key, row.content, row.since, row.attempts, row.due),
    )


def _mark(box: sqlite3.Connection, mark: str) -> None:
    box.execute("CREATE TABLE IF NOT EXISTS probe (mark TEXT) STRICT")
    box.execute("DELETE FROM probe")
    box.execute("INSERT INTO probe VALUES (?)", (mark,))


def _check(box: sqlite3.Connection, mark: str) -> None:
    """Reopened and read: only then is it believed that the disk keeps things."""
    if box.execute("SELECT mark FROM probe").fetchall() != [(mark,)]:
        raise sqlite3.DatabaseError("not kept")
    if box.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")
