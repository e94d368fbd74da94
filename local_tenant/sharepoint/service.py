"""SharePoint: the sites with their lists and items, and what tests may turn."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from local_tenant.behaviour.words import Behaviour
from local_tenant.clock import Clock
from local_tenant.counts import Counts
from local_tenant.faults import Faults
from local_tenant.people import person as person_of
from local_tenant.sharepoint.drives.files import DriveItem, Files
from local_tenant.sharepoint.drives.links import Links
from local_tenant.sharepoint.drives.uploads import Uploads
from local_tenant.sharepoint.grants import Grants
from local_tenant.sharepoint.mode import Mode
from local_tenant.sharepoint.rows.database import Database
from local_tenant.sharepoint.rows.delta import Delta
from local_tenant.sharepoint.rows.items import Items
from local_tenant.sharepoint.rows.lists import List, Lists
from local_tenant.sharepoint.rows.querying import Finding
from local_tenant.sharepoint.rows.sites import site_at
from local_tenant.sharepoint.units import Units

LATE = 0.6  # seconds that reads or delta lag, where they do


class SharePoint:
    """Two sites. `mode`, `units` and `role` (the app's, on both sites) are there to be changed by tests.

    `grants` are the permissions of apps on each site; `not_made` names sites that nobody has made yet.
    """

    def __init__(self, data: Path | None, clock: Clock, counts: Counts, faults: Faults) -> None:
        """`data` is the folder of the SQLite file; None keeps everything in memory."""
        self.database = Database(None if data is None else data / "sharepoint.sqlite")
        self.clock, self.counts, self.faults = clock, counts, faults
        self.mode = Mode()
        self.behaviour = Behaviour()
        self.role = "fullcontrol"
        self.grants = Grants()
        self.not_made: set[str] = set()
        self.units = Units(clock, counts)
        self.lists = Lists(self.database, clock)
        self.items = Items(self.database, self.lists, clock, self.mode)
        self.finding = Finding(self.items.rows)
        self.files = Files(self.database, self.lists, clock)
        self.uploads = Uploads(self.files, clock)
        self.links = Links(self.files, self.uploads, clock)
        self.delta = Delta(self.database, self.items, self.mode)

    def list_named(self, site: str, name: str) -> List:
        """A list by its site's key and its name, display name or id. GraphError 404."""
        return self.lists.find(site_at(f"sites/{site}"), name)

    def true_rows(self, site: str, name: str) -> list[dict[str, Any]]:
        """The current items' plain values with `id` and `etag`: the truth, whatever the modes."""
        home = self.list_named(site, name)
        found = self.items.rows.select(
            "FROM rows r WHERE r.list = :list AND r.until IS NULL AND r.deleted = 0 ORDER BY r.id",
            {"list": home.number},
        )
        return [{"id": row.id, "etag": row.etag, **row.values()} for row in found]

    def true_versions(self, named: Iterable[tuple[str, str]]) -> dict[str, list[tuple[int, int]]]:
        """The number and version of each current item, by the names of the lists: quicker than all values."""
        homes = {self.list_named(site, name).number: name for site, name in named}
        found: dict[str, list[tuple[int, int]]] = {name: [] for name in homes.values()}
        for row in self.items.rows.select(
            "FROM rows r WHERE r.until IS NULL AND r.deleted = 0 ORDER BY r.id", {}
        ):
            if row.list in homes:
                found[homes[row.list]].append((row.id, row.version))
        return found

    def true_files(self, site: str, name: str) -> dict[str, bytes]:
        """The files that truly lie in a library, by their paths."""
        home, found = self.list_named(site, name), dict[str, bytes]()
        waiting: list[DriveItem] = [self.files.item(home, "root")]
        while waiting:
            for one in self.files.children(waiting.pop()):
                if one.folder:
                    waiting.append(one)
                else:
                    found[self.files.path(one)] = self.files.content(one)
        return found

    def behave(self, answers: Mapping[str, str]) -> None:
        """Behave so from now on (local_tenant.behaviour). ValueError."""
        self.behaviour.set(answers)
        self._turn_modes()

    def behave_as(self, file: Path) -> list[str]:
        """Behave as a probe file tells; the questions that it leaves open. OSError, ValueError."""
        left_open = self.behaviour.read(file)
        self._turn_modes()
        return left_open

    def _turn_modes(self) -> None:
        late = {"at_once": 0.0, "late": LATE}
        self.mode.uniqueness_leaks = self.behaviour.differs("unique_together")
        self.mode.leak_window = 1.0 if self.mode.uniqueness_leaks else self.mode.leak_window
        self.mode.reads_lag = late[self.behaviour["read_after_write"]]
        self.mode.delta_lag = late[self.behaviour["delta_after_write"]]
        self.mode.case_apart_unique = self.behaviour.differs("unique_case")
        self.mode.case_apart_filter = self.behaviour.differs("filter_case")

    async def create_as(self, person: str | None, site: str, name: str, fields: Any) -> int:
        """A row somebody typed into SharePoint by hand (a site's owner); None is the app."""
        return (await self.items.create(self.list_named(site, name), fields, _key(person))).id

    def edit_as(self, person: str | None, site: str, name: str, item: int, fields: Any) -> None:
        """A row somebody changed in SharePoint by hand."""
        home = self.list_named(site, name)
        before = self.items.read(home, str(item))
        self.items.change(home, before, fields, None, _key(person))

    def delete_as(self, person: str | None, site: str, name: str, item: int) -> None:
        """A row somebody deleted in SharePoint by hand."""
        home = self.list_named(site, name)
        self.items.delete(home, self.items.read(home, str(item)), None, _key(person))

    def close(self) -> None:
        """Closes the file."""
        self.database.close()


def _key(person: str | None) -> str | None:
    return None if person is None else person_of(person).key
