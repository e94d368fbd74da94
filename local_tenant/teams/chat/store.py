"""Chats in SQLite: conversations and their messages, kept over a restart."""

import base64
import hashlib
import json
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from local_tenant.people import APP_ID, Person
from local_tenant.people import person as person_of
from local_tenant.teams.chat.message import Message

AppState = Literal["absent", "installed", "blocked", "uninstalled"]
Platform = Literal["Web", "Windows", "Mac", "iOS", "Android"]
PHONES = ("iOS", "Android")

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT 'personal',
    person TEXT UNIQUE,
    app TEXT NOT NULL DEFAULT 'absent',
    language TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    platform TEXT NOT NULL DEFAULT 'Web'
);
CREATE TABLE IF NOT EXISTS message (
    seq INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation (id),
    id TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (conversation, id)
);
"""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A person's chat with the bot, and the client it is read on. `revision` grows with every change."""

    id: str
    person: Person
    app: AppState
    language: str
    revision: int
    platform: Platform


class ChatStore:
    """The chats of the little Teams."""

    def __init__(self, data: Path | None) -> None:
        """Opens `data`/teams.sqlite, or keeps everything in memory without a folder."""
        if data:
            data.mkdir(parents=True, exist_ok=True)
        place = data / "teams.sqlite" if data else ":memory:"
        self._db = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(f"PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; {SCHEMA}")
        columns = {row["name"] for row in self._db.execute("PRAGMA table_info(conversation)")}
        if "platform" not in columns:  # a file of before there were phones
            self._db.execute("ALTER TABLE conversation ADD COLUMN platform TEXT NOT NULL DEFAULT 'Web'")
        row = self._db.execute("SELECT max(CAST(id AS INTEGER)) AS last FROM message").fetchone()
        self._last_id = int(row["last"] or 0)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def of_person(self, who: Person) -> Conversation:
        """The person's chat; made at the first call."""
        self._db.execute(
            "INSERT OR IGNORE INTO conversation (id, person, language) VALUES (?, ?, ?)",
            (_conversation_id(who), who.key, locale(who.language)),
        )
        found = self.conversation(_conversation_id(who))
        if found is None:
            raise LookupError(who.key)
        return found

    def conversation(self, conversation_id: str) -> Conversation | None:
        """The conversation of that id, if it exists."""
        found = self._db.execute("SELECT * FROM conversation WHERE id = ?", (conversation_id,)).fetchone()
        if found is None:
            return None
        who = person_of(found["person"])
        return Conversation(
            found["id"], who, found["app"], found["language"], found["revision"], found["platform"]
        )

    def set_app(self, conversation_id: str, state: AppState) -> None:
        """Notes whether the person has the app."""
        self._db.execute("UPDATE conversation SET app = ? WHERE id = ?", (state, conversation_id))
        self.touch(conversation_id)

    def set_language(self, conversation_id: str, language: str) -> None:
        """Notes the language of the person's Teams, such as da-DK."""
        self._db.execute("UPDATE conversation SET language = ? WHERE id = ?", (language, conversation_id))
        self.touch(conversation_id)

    def set_platform(self, conversation_id: str, platform: Platform) -> None:
        """Notes which client the person uses."""
        self._db.execute("UPDATE conversation SET platform = ? WHERE id = ?", (platform, conversation_id))

    def touch(self, conversation_id: str) -> None:
        """Notes that something changed."""
        self._db.execute("UPDATE conversation SET revision = revision + 1 WHERE id = ?", (conversation_id,))

    def new_id(self) -> str:
        """A message id as Teams makes them: milliseconds since 1970, never twice."""
        self._last_id = max(self._last_id + 1, time.time_ns() // 1_000_000)
        return str(self._last_id)

    def messages(self, conversation_id: str, after: int = 0) -> list[Message]:
        """All messages of a conversation whose id is past `after`, the oldest first."""
        rows = self._db.execute(
            "SELECT body FROM message WHERE conversation = ? AND CAST(id AS INTEGER) > ? ORDER BY seq",
            (conversation_id, after),
        )
        return [Message.of(json.loads(row["body"])) for row in rows]

    def message(self, conversation_id: str, message_id: str) -> Message | None:
        """One message, if it exists."""
        row = self._db.execute(
            "SELECT body FROM message WHERE conversation = ? AND id = ?",
            (conversation_id, message_id),
        ).fetchone()
        return Message.of(json.loads(row["body"])) if row else None

    def keep(self, conversation_id: str, message: Message) -> None:
        """Adds a message, or replaces the one with its id."""
        self._db.execute(
            "INSERT INTO message (conversation, id, body) VALUES (?, ?, ?) "
            "ON CONFLICT (conversation, id) DO UPDATE SET body = excluded.body",
            (conversation_id, message.id, json.dumps(message.json(), ensure_ascii=False)),
        )
        self.touch(conversation_id)

    def forget(self, conversation_id: str) -> None:
        """Empties a chat."""
        self._db.execute("DELETE FROM message WHERE conversation = ?", (conversation_id,))
        self.touch(conversation_id)


def locale(language: str) -> str:
    """A person's language as Teams writes it: da-dk becomes da-DK."""
    tongue, _, country = language.partition("-")
    return f"{tongue}-{country.upper()}" if country else tongue


def _conversation_id(who: Person) -> str:
    digest = hashlib.sha256(f"{APP_ID}|{who.object_id}".encode()).digest()
    return "a:1" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
