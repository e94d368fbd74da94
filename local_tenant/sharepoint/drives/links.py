"""Addresses that need no token and know no other way in: where pieces go, and where files come from."""

import secrets
from dataclasses import dataclass
from urllib.parse import quote

from aiohttp import web

from local_tenant.clock import Clock
from local_tenant.sharepoint.drives.files import DriveItem, Files
from local_tenant.sharepoint.drives.uploads import Uploads
from local_tenant.sharepoint.errors import GraphError, error_body, new_id, not_found

LIVES = 3600.0
"""Seconds that an address to download by is good for."""
_UPLOAD, _DOWNLOAD = "/_api/v2.0/uploads/", "/_layouts/15/download/"


@dataclass(frozen=True, slots=True)
class _Given:
    item_id: str
    until: float


class Links:
    """The addresses that were given out."""

    def __init__(self, files: Files, uploads: Uploads, clock: Clock) -> None:
        self._files, self._uploads, self._clock = files, uploads, clock
        self._given: dict[str, _Given] = {}

    def download(self, item: DriveItem, root: str) -> str:
        """An address of the file's bytes."""
        key = secrets.token_urlsafe(24)
        self._given[key] = _Given(item.id, self._clock.now() + LIVES)
        return f"{root}{_DOWNLOAD}{key}"

    def upload(self, key: str, root: str) -> str:
        """The address of an upload session."""
        return f"{root}{_UPLOAD}{key}"

    def taken(self, key: str) -> DriveItem:
        """The file of an address. GraphError 404."""
        given = self._given.get(key)
        if given is None or given.until < self._clock.now():
            raise not_found()
        return self._files.by_id(given.item_id)


def routes(files: Files, uploads: Uploads, links: Links) -> web.RouteTableDef:
    """The addresses as aiohttp's routes."""
    table = web.RouteTableDef()

    @table.get(_DOWNLOAD + "{key}")
    async def download(request: web.Request) -> web.Response:
        try:
            item = links.taken(request.match_info["key"])
        except GraphError as error:
            return _refused(error)
        named = f"attachment; filename*=UTF-8''{quote(item.name)}"
        headers = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
        return web.Response(body=files.content(item), content_type=item.media, headers=headers)

    @table.put(_UPLOAD + "{key}")
    async def take(request: web.Request) -> web.Response:
        try:
            return await _taken(request, files, uploads)
        except GraphError as error:
            return _refused(error)

    @table.get(_UPLOAD + "{key}")
    async def state(request: web.Request) -> web.Response:
        try:
            return web.json_response(uploads.state(uploads.session(request.match_info["key"])))
        except GraphError as error:
            return _refused(error)

    @table.delete(_UPLOAD + "{key}")
    async def cancel(request: web.Request) -> web.Response:
        try:
            uploads.cancel(request.match_info["key"])
        except GraphError as error:
            return _refused(error)
        return web.Response(status=204)

    return table


async def _taken(request: web.Request, files: Files, uploads: Uploads) -> web.Response:
    if "Authorization" in request.headers:
        raise GraphError(401, "unauthenticated", "The address of an upload session takes no token.")
    key = request.match_info["key"]
    made = uploads.take(key, request.headers.get("Content-Range", ""), await request.read())
    if made is None:
        return web.json_response(uploads.state(uploads.session(key)), status=202)
    return web.json_response(files.as_json(made, str(request.url.origin())), status=201)


def _refused(error: GraphError) -> web.Response:
    return web.json_response(error_body(error, new_id(), None), status=error.status)
