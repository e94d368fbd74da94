"""The outbox: submissions that SharePoint could not take, safe on this instance's own disk."""

import asyncio
import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

import orjson
import structlog

from sharepoint_lists.mapping.rows import Cells

log = structlog.get_logger(__name__)

Result = TypeVar("Result")

KEPT_FOR = timedelta(hours=72)
_SCHEMA = """
CREATE TABLE IF NOT EXISTS waiting (
    key TEXT PRIMARY KEY, list TEXT NOT NULL, code TEXT NOT NULL UNIQUE, cells BLOB,
    state TEXT NOT NULL DEFAULT 'queued', attempts INTEGER NOT NULL DEFAULT 0,
    since TEXT NOT NULL
) STRICT
"""
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_SIGNS = "23456789ABCDEFGHJKLMNPRSTUVWXYZ"


class NoOutbox(Exception):  # noqa: N818 - the store then says plainly that nothing was stored
    """The disk does not keep what is written to it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One submission that waits: the list, its key, its cells, and the receipt's code."""

    list: str
    key: str
    code: str
    cells: Cells
    since: datetime
    attempts: int


class Outbox:
    """A queue in SQLite. What `put` has returned for survives a kill and a power failure.

    Only a disk of the machine's own will do: no network share (trust.md 5.3), no temporary folder.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = asyncio.Lock()
        self._codes: dict[str, str] = {}
        self._since: dict[str, datetime] = {}

    async def open(self) -> None:
        """Try the disk, and find what waits from before. Raises NoOutbox."""
        try:
            found = await self._in_thread(self._probed)
        except (sqlite3.Error, OSError) as error:
            raise NoOutbox(type(error).__name__) from error
        self._codes = {key: code for key, code, _ in found}
        self._since = {key: datetime.fromisoformat(since) for key, _, since in found}

    def receipt(self, key: str) -> str | None:
        """The code of the receipt of what waits under this key."""
        return self._codes.get(key)

    def __len__(self) -> int:
        return len(self._codes)

    @property
    def oldest(self) -> datetime | None:
        """Since when the oldest waits, None where nothing does."""
        return min(list(self._since.values()), default=None)

    async def put(self, list_name: str, key: str, cells: Cells, now: datetime) -> str:
        """Keep a submission; its receipt's code, such as K-7F3A. Raises NoOutbox."""
        if key in self._codes:
            return self._codes[key]
        try:
            code = await self._in_thread(lambda: self._insert(list_name, key, cells, now))
        except (sqlite3.Error, OSError) as error:
            log.warning("outbox_refused", reason=type(error).__name__)
            raise NoOutbox(type(error).__name__) from error
        self._codes[key], self._since[key] = code, now
        return code

    async def waiting(self) -> list[Waiting]:
        """What waits, the oldest first. Raises NoOutbox."""
        try:
            return await self._in_thread(self._queued)
        except (sqlite3.Error, OSError) as error:
            raise NoOutbox(type(error).__name__) from error

    async def done(self, key: str) -> None:
        """It is in SharePoint: nothing of it is kept. Raises NoOutbox."""
        await self._run("DELETE FROM waiting WHERE key = ?", key)
        self._codes.pop(key, None)
        self._since.pop(key, None)

    async def failed(self, one: Waiting, now: datetime) -> None:
        """It was not taken this time; after 72 hours it is given up, loudly, but not deleted."""
        dead = now - one.since > KEPT_FOR
        state = "dead" if dead else "queued"
        await self._run("UPDATE waiting SET attempts = attempts + 1, state = ? WHERE key = ?", state, one.key)
        if dead:
            log.error("submission_given_up", list=one.list, receipt=one.code)

    async def everything(self) -> list[Waiting]:
        """What waits and what was given up, the oldest first. Raises NoOutbox."""
        try:
            return await self._in_thread(self._all)
        except (sqlite3.Error, OSError) as error:
            raise NoOutbox(type(error).__name__) from error

    async def rewrite(self, one: Waiting) -> None:
        """Keep other cells of what waits under the same key. Raises NoOutbox."""
        cells = orjson.dumps(one.cells)
        await self._run("UPDATE waiting SET cells = ? WHERE key = ?", cells, one.key)

    async def _run(self, statement: str, *values: str | bytes) -> None:
        def run() -> None:
            with closing(self._connected()) as box, box:
                box.execute(statement, values)

        try:
            await self._in_thread(run)
        except (sqlite3.Error, OSError) as error:
            raise NoOutbox(type(error).__name__) from error

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        async with self._turn:
            return await asyncio.to_thread(work)

    def _connected(self) -> sqlite3.Connection:
        box = sqlite3.connect(self._path, timeout=5.0)
        box.execute("PRAGMA journal_mode = DELETE")
        box.execute("PRAGMA synchronous = FULL")
        return box

    def _probed(self) -> list[tuple[str, str, str]]:
        """Create, write, reopen, read: only then is it believed that the disk keeps things."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        mark = secrets.token_hex(8)
        with closing(self._connected()) as box, box:
            box.execute(_SCHEMA)
            box.execute("CREATE TABLE IF NOT EXISTS probe (mark TEXT) STRICT")
            box.execute("DELETE FROM probe")
            box.execute("INSERT INTO probe VALUES (?)", (mark,))
        with closing(self._connected()) as box:
            if box.execute("SELECT mark FROM probe").fetchall() != [(mark,)]:
                raise sqlite3.DatabaseError("not kept")
            if box.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite3.DatabaseError("damaged")
            return box.execute("SELECT key, code, since FROM waiting WHERE state = 'queued'").fetchall()

    def _insert(self, list_name: str, key: str, cells: Cells, now: datetime) -> str:
        with closing(self._connected()) as box, box:
            taken = {code for (code,) in box.execute("SELECT code FROM waiting")}
            code = _new_code(taken)
            box.execute(
                "INSERT INTO waiting (key, list, code, cells, since) VALUES (?, ?, ?, ?, ?)",
                (key, list_name, code, orjson.dumps(cells), now.isoformat()),
            )
        return code

    def _queued(self) -> list[Waiting]:
        return self._read("state = 'queued'")

    def _all(self) -> list[Waiting]:
        return self._read("cells IS NOT NULL")

    def _read(self, condition: str) -> list[Waiting]:
        asked = "SELECT list, key, code, cells, since, attempts FROM waiting"
        with closing(self._connected()) as box:
            rows = box.execute(f"{asked} WHERE {condition} ORDER BY since, rowid").fetchall()
        return [
            Waiting(name, key, code, orjson.loads(cells), datetime.fromisoformat(since), attempts)
            for name, key, code, cells, since, attempts in rows
        ]


def _new_code(taken: set[str]) -> str:
    """A receipt's code that is not in use: a letter, a dash, four signs that are easily read."""
    while True:
        signs = "".join(secrets.choice(_SIGNS) for _ in range(4))
        code = f"{secrets.choice(_LETTERS)}-{signs}"
        if code not in taken:
            return code
