"""The files and folders of document libraries, with their bytes, in SQLite."""

import base64
import mimetypes
import re
import uuid
from dataclasses import dataclass
from sqlite3 import Row
from typing import Any
from urllib.parse import quote

from local_tenant.clock import Clock, iso
from local_tenant.sharepoint.access import identity
from local_tenant.sharepoint.errors import GraphError, invalid, not_found, taken
from local_tenant.sharepoint.rows.database import Database
from local_tenant.sharepoint.rows.lists import List, Lists

LIBRARY = "documentLibrary"
ROOT = "root"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, list INTEGER NOT NULL,
    parent TEXT NOT NULL, name TEXT NOT NULL, folder INTEGER NOT NULL, version INTEGER NOT NULL DEFAULT 1,
    created REAL NOT NULL, content BLOB NOT NULL DEFAULT '');
CREATE UNIQUE INDEX IF NOT EXISTS files_by_name ON files (list, parent, name COLLATE NOCASE);
"""
_FORBIDDEN = re.compile(r'["*:<>?/\\|\x00-\x1f]')
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com\d|lpt\d|\.lock|desktop\.ini)(\.|$)|.*_vti_.*|~\$.*", re.IGNORECASE
)
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/heic")


@dataclass(frozen=True, slots=True)
class DriveItem:
    """A file or a folder; `parent` is an id, or `root`."""

    id: str
    home: List
    parent: str
    name: str
    folder: bool
    version: int
    created: float
    size: int
    children: int = 0

    @property
    def media(self) -> str:
        """The type that its name says."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def etag(self) -> str:
        """The entity tag, quotes included."""
        return f'"{{{self.id}}},{self.version}"'


def drive_id(home: List) -> str:
    """The id of a library's drive."""
    return "b!" + base64.urlsafe_b64encode(uuid.UUID(home.id).bytes).decode().rstrip("=")


def checked_name(name: Any) -> str:
    """A name that SharePoint takes. GraphError 400."""
    good = isinstance(name, str) and 0 < len(name) <= 255 and not _FORBIDDEN.search(name)
    if not good or name != name.strip() or name.endswith(".") or _RESERVED.match(name):
        raise invalid('The provided name cannot contain any of the following characters: " * : < > ? / \\ |')
    return str(name)


class Files:
    """Every file of every library."""

    def __init__(self, database: Database, lists: Lists, clock: Clock) -> None:
        self._database, self._lists, self._clock = database, lists, clock
        database.connection.executescript(_SCHEMA)

    def library(self, asked: str) -> List:
        """The library of a drive. GraphError 404."""
        try:
            packed = base64.urlsafe_b64decode(asked.removeprefix("b!") + "==")
            home = self._lists.with_id(str(uuid.UUID(bytes=packed)))
        except ValueError:
            home = None
        if home is None or home.template != LIBRARY:
            raise not_found("The resource could not be found.")
        return home

    def item(self, home: List, asked: str) -> DriveItem:
        """The item with this id; `root` is the library itself. GraphError 404."""
        if asked == ROOT:
            return DriveItem(
                ROOT, home, "", "root", True, home.version, home.created, 0, self._count(home, ROOT)
            )
        return self._one(home, "id = ?", asked)

    def at_path(self, home: List, path: str, beside: str = ROOT) -> DriveItem:
        """The item at a path under the item `beside`. GraphError 404."""
        found = self.item(home, beside)
        for name in path.strip("/").split("/"):
            found = self._one(home, "parent = ? AND name = ? COLLATE NOCASE", found.id, name)
        return found

    def children(self, parent: DriveItem) -> list[DriveItem]:
        """What lies in a folder, by name."""
        rows = self._rows("list = ? AND parent = ? ORDER BY name", parent.home.number, parent.id)
        return [self._item(parent.home, row) for row in rows]

    def make_folder(self, parent: DriveItem, name: str) -> DriveItem:
        """A new folder. GraphError 409 where the name is taken."""
        return self._add(parent, checked_name(name), b"", folder=True)

    def add(self, parent: DriveItem, name: str, content: bytes) -> DriveItem:
        """A new file. GraphError 409 where the name is taken."""
        return self._add(parent, checked_name(name), content, folder=False)

    def has(self, parent: DriveItem, name: str) -> bool:
        """Whether the name is taken, whatever the case."""
        return any(one.name.lower() == name.lower() for one in self.children(parent))

    def content(self, item: DriveItem) -> bytes:
        """A file's bytes."""
        found = self._database.connection.execute("SELECT content FROM files WHERE id = ?", (item.id,))
        return bytes(found.fetchone()["content"])

    def delete(self, item: DriveItem) -> None:
        """Removes an item and what lies in it."""
        for child in self.children(item):
            self.delete(child)
        self._database.connection.execute("DELETE FROM files WHERE id = ?", (item.id,))

    def by_id(self, item_id: str) -> DriveItem:
        """An item of whichever library. GraphError 404."""
        for row in self._rows("id = ?", item_id):
            homes = (one for one in self._lists.all() if one.number == row["list"])
            return self._item(next(homes), row)
        raise not_found()

    def path(self, item: DriveItem) -> str:
        """Its path under the library, without a leading slash."""
        names = []
        while item.id != ROOT:
            names.append(item.name)
            item = self.item(item.home, item.parent)
        return "/".join(reversed(names))

    def as_json(self, item: DriveItem, root: str) -> dict[str, Any]:
        """Graph's `driveItem`, without the address to download it by."""
        drive = drive_id(item.home)
        path = quote(self.path(item))
        stamp = iso(item.created)
        shown: dict[str, Any] = {
            "id": item.id,
            "name": item.name,
            "eTag": item.etag,
            "cTag": f'"c:{{{item.id}}},{item.version}"',
            "size": item.size,
            "createdDateTime": stamp,
            "lastModifiedDateTime": stamp,
            "createdBy": identity(None),
            "lastModifiedBy": identity(None),
            "webUrl": f"{item.home.web_url(root)}{'/' if path else ''}{path}",
        }
        if item.id == ROOT:
            return shown | {"root": {}, "folder": {"childCount": item.children}}
        above = self.path(self.item(item.home, item.parent))
        where = f"/drives/{drive}/root:{'/' if above else ''}{quote(above)}"
        shown["parentReference"] = {
            "driveId": drive,
            "driveType": "documentLibrary",
            "id": item.parent,
            "path": where,
            "siteId": item.home.site.id,
        }
        if item.folder:
            return shown | {"folder": {"childCount": item.children}}
        shown["file"] = {"mimeType": item.media}
        return shown | ({"image": {}} if item.media in PICTURES else {})

    def _add(self, parent: DriveItem, name: str, content: bytes, *, folder: bool) -> DriveItem:
        if not parent.folder:
            raise GraphError(400, "invalidRequest", "The parent is not a folder.")
        if self.has(parent, name):
            raise taken()
        made = f"01{uuid.uuid4().hex.upper()}"
        columns = "id, list, parent, name, folder, created, content"
        self._database.connection.execute(
            f"INSERT INTO files ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - our own words
            (made, parent.home.number, parent.id, name, folder, self._clock.now(), content),
        )
        return self.item(parent.home, made)

    def _one(self, home: List, where: str, *values: str) -> DriveItem:
        for row in self._rows(f"list = ? AND {where}", home.number, *values):
            return self._item(home, row)
        raise not_found()

    def _rows(self, where: str, *values: object) -> list[Row]:
        columns = "id, list, parent, name, folder, version, created, length(content) AS size"
        asked = f"SELECT {columns} FROM files WHERE {where}"  # noqa: S608 - our own words
        return list(self._database.connection.execute(asked, values))

    def _item(self, home: List, row: Row) -> DriveItem:
        folder = bool(row["folder"])
        return DriveItem(
            row["id"],
            home,
            row["parent"],
            row["name"],
            folder,
            row["version"],
            row["created"],
            row["size"],
            self._count(home, row["id"]) if folder else 0,
        )

    def _count(self, home: List, parent: str) -> int:
        asked = "SELECT count(*) AS n FROM files WHERE list = ? AND parent = ?"
        found = self._database.connection.execute(asked, (home.number, parent)).fetchone()
        return int(found["n"])
