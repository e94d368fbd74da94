"""Graph's handlers for drives and the items in them."""

from typing import Any

from local_tenant.sharepoint.drives.files import LIBRARY, PICTURES, DriveItem, Files, checked_name, drive_id
from local_tenant.sharepoint.drives.links import Links
from local_tenant.sharepoint.drives.uploads import Uploads
from local_tenant.sharepoint.errors import GraphError, bad, invalid, not_found
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.list_routes import root
from local_tenant.sharepoint.graph.odata import chosen
from local_tenant.sharepoint.graph.router import BY_PATH, Place, Route
from local_tenant.sharepoint.rows.items import require_match

_DRIVE = "drives/{drive-id}"
_ITEM = f"{_DRIVE}/items/{{drive-item-id}}"
_LINK = "@microsoft.graph.downloadUrl"
_CONFLICT = "@microsoft.graph.conflictBehavior"
SIZES = ("small", "medium", "large")


class DriveRoutes:
    """Drives: one for each document library."""

    def __init__(self, files: Files, uploads: Uploads, links: Links) -> None:
        self._files, self._uploads, self._links = files, uploads, links

    def routes(self) -> list[Route]:
        """The table of addresses."""
        return [
            Route("GET", "sites/{site-id}/lists/{list-id}/drive", self.of_list, "select", cost=1),
            Route("GET", _ITEM, self.one, "select", cost=1),
            Route("DELETE", _ITEM, self.delete),
            Route("GET", f"{_ITEM}/children", self.children, "select top orderby"),
            Route("POST", f"{_ITEM}/children", self.make_folder),
            Route("GET", f"{_ITEM}/content", self.content, cost=1),
            Route("POST", f"{_ITEM}/createUploadSession", self.begin),
            Route("GET", f"{_ITEM}/thumbnails/{{set}}/{{size}}/content", self.thumbnail, cost=1),
        ]

    async def of_list(self, ask: Ask, place: Place) -> Reply:
        home = place.home
        if home is None or home.template != LIBRARY:
            raise not_found()
        shown = {
            "id": drive_id(home),
            "driveType": "documentLibrary",
            "name": home.display_name,
            "webUrl": home.web_url(root(ask)),
        }
        return Reply(body=chosen(shown, ask.query.get("select")))

    async def one(self, ask: Ask, place: Place) -> Reply:
        return Reply(body=self._shown(ask, self._item(place)))

    async def children(self, ask: Ask, place: Place) -> Reply:
        folder = self._item(place)
        if not folder.folder:
            raise bad("The item is not a folder.")
        found = [self._shown(ask, one) for one in self._files.children(folder)]
        return Reply(body={"value": found})

    async def make_folder(self, ask: Ask, place: Place) -> Reply:
        body = ask.body_object()
        _known(body, {"name", "folder", _CONFLICT})
        if body.get("folder") != {} or body.get(_CONFLICT, "fail") != "fail":
            raise invalid("Only an empty folder can be made, and only where its name is free.")
        made = self._files.make_folder(self._item(place), checked_name(body.get("name")))
        return Reply(201, self._shown(ask, made))

    async def begin(self, ask: Ask, place: Place) -> Reply:
        parent, name = self._new(place)
        body = ask.body or {}
        if not isinstance(body, dict):
            raise bad("Empty Payload. JSON content expected.")
        _known(body, {"item", "deferCommit"})
        asked = body.get("item") or {}
        _known(asked, {"name", _CONFLICT, "description", "fileSystemInfo", "fileSize"})
        if asked.get("name", name) != name or asked.get(_CONFLICT, "fail") != "fail":
            raise invalid("The name must be that of the address, and a conflict must fail.")
        key, session = self._uploads.begin(parent, name)
        address = self._links.upload(key, root(ask))
        return Reply(200, {"uploadUrl": address, **self._uploads.state(session)})

    async def content(self, ask: Ask, place: Place) -> Reply:
        return self._redirect(ask, self._file(place))

    async def thumbnail(self, ask: Ask, place: Place) -> Reply:
        """The picture itself, whatever the size: nothing here can draw a smaller one."""
        item = self._file(place)
        if place.names["set"] != "0" or place.names["size"] not in SIZES or item.media not in PICTURES:
            raise not_found()
        return self._redirect(ask, item)

    async def delete(self, ask: Ask, place: Place) -> Reply:
        item = self._item(place)
        if not item.parent:
            raise invalid("The root of a drive cannot be deleted.")
        require_match(ask.headers.get("If-Match"), item.etag)
        self._files.delete(item)
        return Reply(204)

    def _redirect(self, ask: Ask, item: DriveItem) -> Reply:
        reply = Reply(302)
        reply.headers["Location"] = self._links.download(item, root(ask))
        return reply

    def _item(self, place: Place) -> DriveItem:
        asked, home = place.names["drive-item-id"], self._files.library(place.names["drive-id"])
        beside, found, path = asked.partition(BY_PATH)
        return self._files.at_path(home, path, beside or "root") if found else self._files.item(home, asked)

    def _new(self, place: Place) -> tuple[DriveItem, str]:
        """The folder and the name of a file that is to be."""
        asked, home = place.names["drive-item-id"], self._files.library(place.names["drive-id"])
        beside, found, path = asked.partition(BY_PATH)
        if not found:
            raise bad("A new file is named by its parent and its name.")
        above, _, name = path.rpartition("/")
        parent = self._files.item(home, beside or "root")
        return self._files.at_path(home, above, parent.id) if above else parent, checked_name(name)

    def _file(self, place: Place) -> DriveItem:
        item = self._item(place)
        if item.folder:
            raise GraphError(400, "invalidRequest", "A folder has no content.")
        return item

    def _shown(self, ask: Ask, item: DriveItem) -> dict[str, Any]:
        shown = self._files.as_json(item, root(ask))
        if not item.folder:
            shown[_LINK] = self._links.download(item, root(ask))
        return chosen(shown, ask.query.get("select"))


def _known(body: dict[str, Any], names: set[str]) -> None:
    for name in body:
        if name not in names:
            raise bad(f"The property '{name}' does not exist on type 'microsoft.graph.driveItem'.")
