"""The SQLite file in which the sites' lists live."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS lists (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, site TEXT NOT NULL,
    whole BLOB NOT NULL, next_id INTEGER NOT NULL DEFAULT 1);
-- Every version of every item is a row; the current one has no `until`. Old rows are the version
-- history, and what a lagging read sees. A deleted item's last row has deleted = 1.
CREATE TABLE IF NOT EXISTS rows (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, list INTEGER NOT NULL, id INTEGER NOT NULL,
    version INTEGER NOT NULL, guid TEXT NOT NULL, at REAL NOT NULL, until REAL,
    deleted INTEGER NOT NULL DEFAULT 0, created REAL NOT NULL, author TEXT, editor TEXT,
    fields BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS rows_now ON rows (list, id) WHERE until IS NULL;
CREATE INDEX IF NOT EXISTS rows_changes ON rows (list, seq) WHERE until IS NULL;
CREATE INDEX IF NOT EXISTS rows_history ON rows (list, id, version);
-- What indexed columns hold, as it is compared; NULL where the column is empty.
CREATE TABLE IF NOT EXISTS cells (
    list INTEGER NOT NULL, name TEXT NOT NULL, value, seq INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS cells_by_value ON cells (list, name, value, seq);
CREATE INDEX IF NOT EXISTS cells_by_row ON cells (seq, name, value);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Database:
    """One connection; short transactions on the event loop, so a write is never half done."""

    def __init__(self, file: Path | None) -> None:
        """Opens or makes the file; None keeps everything in memory."""
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        self.connection = sqlite3.connect(
            ":memory:" if file is None else file, isolation_level=None, check_same_thread=False
        )
        self.connection.row_factory = sqlite3.Row
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA case_sensitive_like = ON")
        self.connection.executescript(_SCHEMA)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all or nothing."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def fact(self, name: str, otherwise: str) -> str:
        """A remembered fact about the whole tenant."""
        row = self.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return otherwise if row is None else str(row["value"])

    def remember(self, name: str, value: str) -> None:
        """Keeps a fact."""
        self.connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()
