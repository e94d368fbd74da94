"""The file on the instance's disk: what an earlier version left in it is taken over and loses nothing."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from bot.news.outgoing_messages import OutgoingMessages
from sharepoint_lists.waiting.sqlite_rows import SqliteRows
from sharepoint_lists.writing.outbox import Outbox
from technology_map.people.news import StatusChanged
from technology_map.waiting_rows import NotKept
from tests.sharepoint_lists.waiting.keeping import row

SINCE = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def former_outbox(path: Path) -> None:
    """The outbox as the version before kept it."""
    with closing(sqlite3.connect(path)) as box, box:
        box.execute(
            "CREATE TABLE waiting (key TEXT PRIMARY KEY, list TEXT NOT NULL, code TEXT NOT NULL UNIQUE,"
            " cells BLOB, state TEXT NOT NULL DEFAULT 'queued', attempts INTEGER NOT NULL DEFAULT 0,"
            " since TEXT NOT NULL) STRICT"
        )
        for key, code, state in (("a", "K-7F3A", "queued"), ("b", "K-8F3A", "dead")):
            values = (key, code, orjson.dumps({"Title": "æøå"}), state, SINCE.isoformat())
            box.execute("INSERT INTO waiting VALUES (?, 'Proposals', ?, ?, ?, 3, ?)", values)


def former_letters(path: Path) -> None:
    """The messages as the version before kept them: one waits, and one was told."""
    with closing(sqlite3.connect(path)) as box, box:
        box.execute(
            "CREATE TABLE letter (id INTEGER PRIMARY KEY AUTOINCREMENT, person TEXT NOT NULL,"
            " kind TEXT NOT NULL, news TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL)"
        )
        box.execute(
            "CREATE TABLE told (person TEXT NOT NULL, kind TEXT NOT NULL, news TEXT NOT NULL,"
            " at REAL NOT NULL, PRIMARY KEY (person, kind, news)) WITHOUT ROWID"
        )
        news = [json.dumps({"proposal": number, "seq": 1}) for number in (1, 2)]
        box.execute(
            "INSERT INTO letter (person, kind, news, attempts, due)"
            " VALUES ('mette', 'StatusChanged', ?, 2, 77.0)",
            news[:1],
        )
        for one in news:
            box.execute("INSERT INTO told VALUES ('mette', 'StatusChanged', ?, 5.0)", (one,))


async def test_submissions_of_the_version_before_still_wait(tmp_path: Path) -> None:
    former_outbox(tmp_path / "outbox.sqlite")
    rows = SqliteRows(tmp_path / "outbox.sqlite", "first")
    for _ in range(2):
        box = Outbox(rows)
        await box.open()
        (one,) = await box.waiting()
        assert (one.key, one.code, one.cells, one.since) == ("a", "K-7F3A", {"Title": "æøå"}, SINCE)
        assert one.row.attempts == 3
    assert [found.key for found in await rows.rows()] == ["a", "b"], "the one given up is kept, too"


async def test_news_of_the_version_before_are_told_once(tmp_path: Path) -> None:
    former_letters(tmp_path / "letters.sqlite")
    outgoing = OutgoingMessages(SqliteRows(tmp_path / "letters.sqlite", "first", remembers=True))
    await outgoing.open()
    for number in (1, 2, 3):
        await outgoing.put("mette", StatusChanged(number, 1), 10.0)
    told = [(one.object_id, one.news, one.row.attempts, one.row.due) for one in await outgoing.waiting()]
    assert told == [("mette", StatusChanged(1, 1), 2, 77.0), ("mette", StatusChanged(3, 1), 0, 10.0)]
    assert b"mette" not in b"".join(
        key.encode() for (key,) in _asked(tmp_path, "SELECT key FROM kept_before")
    )


def _asked(folder: Path, statement: str) -> list[tuple[str]]:
    with closing(sqlite3.connect(folder / "letters.sqlite")) as box:
        return box.execute(statement).fetchall()


async def test_a_file_that_turns_into_something_else_is_told(tmp_path: Path) -> None:
    rows = SqliteRows(tmp_path / "rows.sqlite", "first")
    await rows.open()
    await rows.put(row("a"))
    (one,) = await rows.rows()
    (tmp_path / "rows.sqlite").unlink()
    (tmp_path / "rows.sqlite").mkdir()
    for attempt in (rows.put(row("b")), rows.rows(), rows.depth(), rows.take(one, 0.0), rows.done(one)):
        with pytest.raises(NotKept):
            await attempt
