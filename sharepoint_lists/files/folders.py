"""Every file of the library, folder by folder, and who SharePoint says has put it there or changed it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.schema.addresses import Addresses
from sharepoint_lists.schema.lists import ATTACHMENTS


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in a thing's folder; `size` in bytes. `made_by`, `changed_by`: people's ids, as in a row."""

    thing: str
    id: str
    name: str
    size: int
    added_at: str
    made_by: str = ""
    changed_by: str = ""


async def all_files(graph: Graph, addresses: Addresses) -> AsyncIterator[StoredFile]:
    """The files, in the order in which they came. Raises GraphFailure, NotProvisioned."""
    drive = await addresses.drive(ATTACHMENTS, graph.in_background())
    folders: list[dict[str, Any]] = []
    async for page in pages(graph, f"{drive}/root/children?$select=id,name,folder"):
        folders += [one for one in page.rows if "folder" in one]
    for folder in sorted(folders, key=lambda one: str(one["name"])):
        found: list[StoredFile] = []
        address = f"{drive}/items/{quote(str(folder['id']))}/children"
        async for page in pages(graph, address):
            found += [_file(str(folder["name"]), one) for one in page.rows if "file" in one]
        for one in sorted(found, key=lambda each: (each.added_at, each.name)):
            yield one


def _file(thing: str, item: dict[str, Any]) -> StoredFile:
    return StoredFile(
        thing,
        str(item["id"]),
        str(item["name"]),
        int(item.get("size") or 0),
        str(item.get("createdDateTime") or ""),
        _user(item.get("createdBy")),
        _user(item.get("lastModifiedBy")),
    )


def _user(who: Any) -> str:
    user = who.get("user") if isinstance(who, dict) else None
    return str(user.get("id") or "") if isinstance(user, dict) else ""
