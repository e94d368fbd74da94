"""Files that people attach to messages: stored by Teams, fetched from an address that says enough."""

import mimetypes
import secrets
from urllib.parse import quote

from aiohttp import web


class ChatFiles:
    """Every file that was attached, while the tenant runs."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[str, bytes]] = {}

    def keep(self, name: str, content: bytes) -> str:
        """What the file is fetched by."""
        key = secrets.token_urlsafe(24)
        self._kept[key] = (name, content)
        return key

    def forget(self) -> None:
        """All addresses are too old, as in Teams after some minutes."""
        self._kept.clear()

    def add_to(self, table: web.RouteTableDef) -> None:
        """Adds the address of the files. It needs no token."""

        @table.get("/teams/files/{key}")
        async def fetch(request: web.Request) -> web.Response:
            found = self._kept.get(request.match_info["key"])
            if found is None:
                raise web.HTTPNotFound
            name, content = found
            media = mimetypes.guess_type(name)[0] or "application/octet-stream"
            named = f"attachment; filename*=UTF-8''{quote(name)}"
            headers = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
            return web.Response(body=content, content_type=media, headers=headers)
