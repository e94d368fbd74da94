"""The empty shell that anyone may load: it holds nothing of the municipality's."""

import hashlib
import re
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path

from aiohttp import web

from teams_app.tab.rendering import drawn
from teams_app.tab.request_context import Tab
from technology_map.people.people import Language
from technology_map.texts import texts

DIST = Path(__file__).parent / "static" / "dist"
FILES = {"tab.js": "text/javascript", "tab.css": "text/css", "pages.css": "text/css"}
_PART = re.compile(r"part-[A-Z0-9]{8}\.js")
"""A script that only some pages need; its name changes when what is in it does."""


def handler(tab: Tab) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The shell, in Danish unless the browser prefers English; Teams tells the language later."""

    async def shell(request: web.Request) -> web.Response:
        language = Language.from_locale(request.headers.get("Accept-Language"))
        html = drawn(
            "shell.html",
            t=texts(language),
            settings=tab.settings,
            link=f"https://teams.microsoft.com/l/app/{tab.settings.teams_app_id}",
            version={name: version(name) for name in FILES},
        )
        return web.Response(
            text=html, content_type="text/html", charset="utf-8", headers={"Cache-Control": "no-cache"}
        )

    return shell


async def file(request: web.Request) -> web.StreamResponse:
    """A bundled file; its address carries a version, so a browser may keep it.

    aiohttp sends the Brotli or gzip file beside it where the browser takes one, and says so.
    """
    name = request.match_info["name"]
    path = DIST / name
    kind = FILES.get(name) or ("text/javascript" if _PART.fullmatch(name) else "")
    if not kind or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Content-Type": kind, "Cache-Control": "public, max-age=86400"})


def version(name: str) -> str:
    """A text that changes when the bundled file does."""
    path = DIST / name
    return _digest(path, path.stat().st_mtime_ns) if path.is_file() else "none"


@cache
def _digest(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
