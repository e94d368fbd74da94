"""Where the app is installed and which tabs it has there, in SQLite: kept over a restart."""

import json
import sqlite3
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SCHEMA = """
CREATE TABLE IF NOT EXISTS installation (place TEXT PRIMARY KEY, person TEXT NOT NULL, granted TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS tab (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    place TEXT NOT NULL,
    name TEXT NOT NULL,
    entity TEXT NOT NULL,
    content TEXT NOT NULL,
    website TEXT NOT NULL
);
"""


@dataclass(frozen=True, slots=True)
class Setting:
    """What an app says of its tab (TeamsJS `pages.config.setConfig`)."""

    name: str
    entity_id: str
    content_url: str
    website_url: str


@dataclass(frozen=True, slots=True)
class PlaceTab:
    """A tab that somebody added."""

    id: str
    setting: Setting


@dataclass(frozen=True, slots=True)
class Installed:
    """Who put the app there, and what it was granted then: a newer manifest changes nothing."""

    person: str
    granted: frozenset[str]


class PlaceStore:
    """The app's installations and tabs."""

    def __init__(self, data: Path | None) -> None:
        """Opens `data`/places.sqlite, or keeps everything in memory without a folder."""
        if data:
            data.mkdir(parents=True, exist_ok=True)
        file = data / "places.sqlite" if data else None
        self.is_new = file is None or not file.exists()
        self._db = sqlite3.connect(file or ":memory:", isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.executescript(SCHEMA)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def installed(self, place: str) -> Installed | None:
        """The app's installation in a place."""
        row = self._db.execute("SELECT * FROM installation WHERE place = ?", (place,)).fetchone()
        return Installed(row["person"], frozenset(json.loads(row["granted"]))) if row else None

    def install(self, place: str, person: str, granted: Iterable[str]) -> None:
        """Puts the app there, or its newer version."""
        row = (place, person, json.dumps(sorted(granted)))
        self._db.execute("INSERT OR REPLACE INTO installation (place, person, granted) VALUES (?, ?, ?)", row)

    def uninstall(self, place: str) -> None:
        """Takes the app away, and its tabs with it."""
        self._db.execute("DELETE FROM installation WHERE place = ?", (place,))
        self._db.execute("DELETE FROM tab WHERE place = ?", (place,))

    def tabs(self, place: str) -> list[PlaceTab]:
        """The tabs of a place, the oldest first."""
        rows = self._db.execute("SELECT * FROM tab WHERE place = ? ORDER BY seq", (place,))
        return [
            PlaceTab(row["id"], Setting(row["name"], row["entity"], row["content"], row["website"]))
            for row in rows
        ]

    def keep(self, place: str, setting: Setting, tab_id: str = "") -> PlaceTab:
        """Adds a tab, or changes the one of that id."""
        tab = PlaceTab(tab_id or uuid.uuid4().hex[:12], setting)
        said = (setting.name, setting.entity_id, setting.content_url, setting.website_url)
        self._db.execute(
            "INSERT INTO tab (id, place, name, entity, content, website) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, entity = excluded.entity, "
            "content = excluded.content, website = excluded.website",
            (tab.id, place, *said),
        )
        return tab

    def remove(self, place: str, tab_id: str) -> None:
        """Removes a tab."""
        self._db.execute("DELETE FROM tab WHERE place = ? AND id = ?", (place, tab_id))
