"""The chat client's page at /teams/ and its bundled files, under a strict content policy."""

from pathlib import Path

from aiohttp import web

from local_tenant.teams.chat.chats import Chats

HERE = Path(__file__).parent
PAGE = HERE / "client" / "index.html"
BUNDLE = HERE / "static" / "dist"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def add_pages(table: web.RouteTableDef, chats: Chats) -> None:
    """Adds /teams/ and /teams/static/."""

    @table.get("/teams")
    async def without_slash(request: web.Request) -> web.Response:
        raise web.HTTPPermanentRedirect("/teams/" + _query(request))

    @table.get("/teams/")
    async def page(_: web.Request) -> web.Response:
        return web.Response(
            text=PAGE.read_text(encoding="utf-8"),
            content_type="text/html",
            headers={**PLAIN, "Content-Security-Policy": policy(chats.line.app_url)},
        )

    @table.get("/teams/static/{name}")
    async def static(request: web.Request) -> web.Response:
        file = BUNDLE / Path(request.match_info["name"]).name
        if file.suffix not in KINDS:
            raise web.HTTPNotFound
        if not file.is_file():
            raise web.HTTPNotFound(text="not bundled yet: run `node bundle.mjs`")
        return web.Response(
            text=file.read_text(encoding="utf-8"),
            content_type=KINDS[file.suffix],
            headers=PLAIN,
        )


PLAIN = {
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def policy(app_url: str) -> str:
    """The page's content policy: own scripts and styles only, and the app's tab in a frame."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data: {app_url}",
            "connect-src 'self'",
            f"frame-src {app_url}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _query(request: web.Request) -> str:
    return f"?{request.query_string}" if request.query_string else ""
