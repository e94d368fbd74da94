"""The lists of the sites: made, found, changed, deleted; kept in memory and in SQLite."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

import orjson

from local_tenant.clock import Clock, iso
from local_tenant.sharepoint.access import identity
from local_tenant.sharepoint.errors import new_id, not_found
from local_tenant.sharepoint.rows.builtin import born_columns
from local_tenant.sharepoint.rows.columns import Column
from local_tenant.sharepoint.rows.database import Database
from local_tenant.sharepoint.rows.names import address_name, free_name
from local_tenant.sharepoint.rows.sites import SITES, Site
from local_tenant.sharepoint.rows.views import View, kept_view

TEMPLATES = (
    "genericList",
    "documentLibrary",
    "events",
    "tasks",
    "contacts",
    "announcements",
    "links",
    "survey",
)


@dataclass(slots=True)
class List:
    """A SharePoint list. `number` is its key in SQLite; columns are kept by internal name."""

    number: int
    id: str
    site: Site
    name: str
    display_name: str
    description: str
    template: str
    hidden: bool
    created: float
    modified: float
    version: int
    columns: dict[str, Column] = field(default_factory=dict)
    views: list[View] = field(default_factory=list)

    @property
    def etag(self) -> str:
        """The entity tag, quotes included."""
        return f'"{self.id},{self.version}"'

    @property
    def indexed(self) -> list[Column]:
        """Columns whose values are kept in the index; the id is always to be had."""
        return [one for one in self.columns.values() if one.indexed and one.name != "ID"]

    def web_url(self, root: str) -> str:
        """The list's page."""
        if self.template == "documentLibrary":
            return f"{self.site.web_url(root)}/{quote(self.name)}"
        return f"{self.site.web_url(root)}/Lists/{quote(self.name)}"

    def as_json(self, root: str) -> dict[str, Any]:
        """Graph's `list`."""
        return {
            "@odata.etag": self.etag,
            "createdDateTime": iso(self.created),
            "description": self.description,
            "eTag": self.etag,
            "id": self.id,
            "lastModifiedDateTime": iso(self.modified),
            "name": self.name,
            "webUrl": self.web_url(root),
            "displayName": self.display_name,
            "createdBy": identity(None),
            "lastModifiedBy": identity(None),
            "parentReference": {"siteId": self.site.id},
            "list": {
                "contentTypesEnabled": False,
                "hidden": self.hidden,
                "template": self.template,
            },
        }

    def as_row(self) -> bytes:
        """Everything but items, to be kept."""
        return orjson.dumps(
            {
                "name": self.name,
                "display_name": self.display_name,
                "description": self.description,
                "template": self.template,
                "hidden": self.hidden,
                "created": self.created,
                "modified": self.modified,
                "version": self.version,
                "columns": [one.as_row() for one in self.columns.values()],
                "views": [one.as_row() for one in self.views],
            }
        )


class Lists:
    """All lists of all sites."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._lists: dict[str, List] = {}
        sites = {site.key: site for site in SITES}
        for row in database.connection.execute("SELECT * FROM lists ORDER BY number"):
            whole = orjson.loads(row["whole"])
            columns = {one["name"]: Column(**one) for one in whole.pop("columns")}
            views = [kept_view(one) for one in whole.pop("views", [])]
            site = sites[row["site"]]
            kept = List(row["number"], row["id"], site, columns=columns, views=views, **whole)
            self._lists[kept.id] = kept

    def of(self, site: Site, *, hidden: bool = True) -> list[List]:
        """A site's lists in the order they were made."""
        return [one for one in self._lists.values() if one.site is site and (hidden or not one.hidden)]

    def all(self) -> list[List]:
        """Every list of every site."""
        return list(self._lists.values())

    def find(self, site: Site, asked: str) -> List:
        """The list with this id, display name or name. GraphError 404."""
        wanted = asked.strip("{}").lower()
        found = self._lists.get(wanted)
        if found is not None and found.site is site:
            return found
        for key in ("display_name", "name"):
            for one in self.of(site):
                if getattr(one, key).lower() == asked.lower():
                    return one
        raise not_found("The specified list was not found")

    def with_id(self, list_id: str) -> List | None:
        """The list with this id on any site."""
        return self._lists.get(list_id.strip("{}").lower())

    def is_taken(self, site: Site, display_name: str, but: List | None = None) -> bool:
        """Whether another list of the site has that display name, whatever the case."""
        wanted = display_name.lower()
        return any(one.display_name.lower() == wanted for one in self.of(site) if one is not but)

    def make(self, site: Site, display_name: str, description: str, template: str, hidden: bool) -> List:
        """A new list with the built-in columns, not kept yet; `add` keeps it."""
        now = self._clock.now()
        used = {one.name.lower() for one in self.of(site)}
        return List(
            number=0,
            id=new_id(),
            site=site,
            name=free_name(address_name(display_name), used),
            display_name=display_name,
            description=description,
            template=template,
            hidden=hidden,
            created=now,
            modified=now,
            version=1,
            columns={one.name: one for one in born_columns()},
        )

    def add(self, made: List) -> None:
        """Keeps a new list."""
        cursor = self._database.connection.execute(
            "INSERT INTO lists (id, site, whole) VALUES (?, ?, ?)",
            (made.id, made.site.key, made.as_row()),
        )
        made.number = int(cursor.lastrowid or 0)
        self._lists[made.id] = made

    def keep(self, changed: List) -> None:
        """Keeps a list's changed settings or columns, as a new version of the list."""
        changed.version += 1
        changed.modified = self._clock.now()
        self._database.connection.execute(
            "UPDATE lists SET whole = ? WHERE number = ?", (changed.as_row(), changed.number)
        )

    def remove(self, gone: List) -> None:
        """Deletes a list with all its items."""
        with self._database.writing() as connection:
            for table in ("cells", "rows"):
                connection.execute(f"DELETE FROM {table} WHERE list = ?", (gone.number,))  # noqa: S608 - our own names
            connection.execute("DELETE FROM lists WHERE number = ?", (gone.number,))
        del self._lists[gone.id]
