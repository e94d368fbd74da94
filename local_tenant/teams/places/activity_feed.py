"""The activity feed: what stands under the bell of each person, kept over a restart."""

import json
import re
import sqlite3
from dataclasses import asdict, dataclass, field
from pathlib import Path

from local_tenant.people import Person
from local_tenant.teams.chat.message import Json
from local_tenant.teams.places.package import AppPackage

BLANK = re.compile(r"\{(\w+)\}")

SCHEMA = """
CREATE TABLE IF NOT EXISTS notification (
    seq INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    chain INTEGER,
    body TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Notification:
    """One line of a feed as it was sent; `at` is UTC in ISO 8601."""

    at: str
    activity_type: str
    topic: str
    web_url: str
    preview: str
    parameters: dict[str, str] = field(default_factory=dict)
    read: bool = False


class Feed:
    """Everybody's notifications. One with the chain of an earlier one takes its place."""

    def __init__(self, data: Path | None) -> None:
        """Kept in `data`/feed.sqlite; None keeps it in memory."""
        if data:
            data.mkdir(parents=True, exist_ok=True)
        place = data / "feed.sqlite" if data else ":memory:"
        self._db = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def put(self, who: Person, one: Notification, chain: int | None) -> None:
        """A new line on top."""
        if chain is not None:
            self._db.execute("DELETE FROM notification WHERE person = ? AND chain = ?", (who.key, chain))
        self._db.execute(
            "INSERT INTO notification (person, chain, body) VALUES (?, ?, ?)",
            (who.key, chain, json.dumps(asdict(one), ensure_ascii=False)),
        )

    def of(self, who: Person) -> list[tuple[int, Notification]]:
        """A person's lines with their numbers, the newest first."""
        rows = self._db.execute(
            "SELECT seq, body FROM notification WHERE person = ? ORDER BY seq DESC", (who.key,)
        )
        return [(seq, Notification(**json.loads(body))) for seq, body in rows]

    def read(self, who: Person, number: int) -> None:
        """The person has opened a line. LookupError where there is none."""
        for seq, one in self.of(who):
            if seq == number:
                body = json.dumps({**asdict(one), "read": True}, ensure_ascii=False)
                self._db.execute("UPDATE notification SET body = ? WHERE seq = ?", (body, seq))
                return
        raise LookupError(f"no notification {number}")

    def shown(self, who: Person, package: AppPackage, language: str) -> list[Json]:
        """The lines as the person reads them: the manifest's template, filled in."""
        return [
            {"id": seq, **asdict(one), "text": _filled(package, one, language)} for seq, one in self.of(who)
        ]


def _filled(package: AppPackage, one: Notification, language: str) -> str:
    template = package.activity(one.activity_type, language) or one.topic
    return BLANK.sub(lambda blank: one.parameters.get(blank[1], blank[0]), template)
