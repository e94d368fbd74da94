"""Chats between two colleagues, without the bot: where the app's message extension is used."""

import base64
import hashlib
import html
import json
import sqlite3
from dataclasses import asdict, dataclass, field
from pathlib import Path

from local_tenant.people import PEOPLE, TENANT_ID, Person, person
from local_tenant.teams.chat import activities
from local_tenant.teams.chat.message import Json

SCHEMA = """
CREATE TABLE IF NOT EXISTS said (
    seq INTEGER PRIMARY KEY,
    chat TEXT NOT NULL,
    body TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What one of the two said: `html` as Teams keeps it, and cards that were shared."""

    id: str
    author: str
    at: str
    html: str = ""
    text: str = ""
    cards: list[Json] = field(default_factory=list)


class Colleagues:
    """Everybody's chats with everybody."""

    def __init__(self, data: Path | None) -> None:
        """Kept in `data`/colleagues.sqlite; None keeps it in memory."""
        if data:
            data.mkdir(parents=True, exist_ok=True)
        place = data / "colleagues.sqlite" if data else ":memory:"
        self._db = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def of(self, who: Person) -> list[Json]:
        """The colleagues one can write to, the last spoken with first, each with the last line."""
        found = []
        for other in PEOPLE:
            if other != who and other.tenant_id == who.tenant_id == TENANT_ID:
                last = [asdict(one) for one in self.between(who, other)[-1:]]
                found.append({"key": other.key, "name": other.name, "last": last[0] if last else None})
        return sorted(found, key=lambda one: one["last"]["at"] if one["last"] else "", reverse=True)

    def between(self, who: Person, other: Person) -> list[Said]:
        """What the two have said, the oldest first."""
        rows = self._db.execute("SELECT body FROM said WHERE chat = ? ORDER BY seq", (_pair(who, other),))
        return [Said(**json.loads(row[0])) for row in rows]

    def message(self, who: Person, other: Person, message_id: str) -> Said:
        """One message. LookupError where there is none."""
        for one in self.between(who, other):
            if one.id == message_id:
                return one
        raise LookupError(f"no message {message_id}")

    def says(self, who: Person, other: Person, text: str, cards: list[Json] | None = None) -> Said:
        """One of the two writes, or shares cards."""
        written = html.escape(text, quote=False).replace("\n", "<br>")
        number = self._db.execute("SELECT coalesce(max(seq), 0) + 1 FROM said").fetchone()[0]
        marked = f"<p>{written}</p>" if text else ""
        said = Said(f"17{number:011d}", who.key, activities.now(), marked, text, cards or [])
        self._db.execute(
            "INSERT INTO said (chat, body) VALUES (?, ?)",
            (_pair(who, other), json.dumps(asdict(said), ensure_ascii=False)),
        )
        return said


def conversation_id(who: Person, other: Person) -> str:
    """What a bot gets to see of such a chat.

    It looks like a personal conversation of the bot's own and is none: Graph does not know it
    (botbuilder-dotnet#3019), and the bot is not in it.
    """
    digest = hashlib.sha256(_pair(who, other).encode()).digest()
    return "a:1x" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def payload(said: Said) -> Json:
    """A message as `composeExtension/fetchTask` has it: messagePayload."""
    author = person(said.author)
    who = {"userIdentityType": "aadUser", "id": author.object_id, "displayName": author.name}
    return {
        "id": said.id,
        "createdDateTime": said.at,
        "importance": "normal",
        "locale": "da-dk",
        "body": {"contentType": "html", "content": said.html},
        "from": {"user": who},
        "reactions": [],
        "mentions": [],
        "attachments": [],
    }


def _pair(who: Person, other: Person) -> str:
    return "|".join(sorted((who.key, other.key)))
