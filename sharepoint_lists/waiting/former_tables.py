"""What versions before this one left in their files: taken over when the file is opened, and then removed."""

import sqlite3
from datetime import datetime

import orjson

from technology_map.waiting_rows import PARKED, row_key

_ADDED = "INSERT OR IGNORE INTO waiting_row (key, content, since, attempts, due) VALUES (?, ?, ?, ?, ?)"


def adopt(box: sqlite3.Connection) -> None:
    """Move the rows of the former tables, `waiting` of submissions and `letter` of messages, into ours."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
    names = {name for (name,) in box.execute(asked)}
    if "waiting" in names:
        _submissions(box)
        box.execute("DROP TABLE waiting")
    if "letter" in names:
        _messages(box)
        box.execute("DROP TABLE letter")
    if "told" in names:
        for person, kind, news, at in box.execute("SELECT person, kind, news, at FROM told").fetchall():
            said = (row_key(person, kind, news), at)
            box.execute("INSERT OR IGNORE INTO kept_before VALUES (?, ?)", said)
        box.execute("DROP TABLE told")


def _submissions(box: sqlite3.Connection) -> None:
    asked = "SELECT key, list, code, cells, state, attempts, since FROM waiting ORDER BY since, rowid"
    for key, name, code, cells, state, attempts, since in box.execute(asked).fetchall():
        content = orjson.dumps({"list": name, "code": code, "cells": orjson.loads(cells)})
        began = datetime.fromisoformat(since).timestamp()
        due = PARKED + began if state == "dead" else 0.0
        box.execute(_ADDED, (key, content, began, attempts, due))


def _messages(box: sqlite3.Connection) -> None:
    """Messages had no time of their own: all count as oldest, in their order."""
    asked = "SELECT person, kind, news, attempts, due FROM letter ORDER BY id"
    for person, kind, news, attempts, due in box.execute(asked).fetchall():
        content = orjson.dumps({"person": person, "kind": kind, "news": orjson.loads(news)})
        box.execute(_ADDED, (row_key(person, kind, news), content, 0.0, attempts, due))
