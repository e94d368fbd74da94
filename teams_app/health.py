"""Two questions of the platform: is the process alive, and can it serve."""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from sharepoint_lists import OpenStore
from sharepoint_lists.outbox import NoOutbox

STALE_SECONDS = 120.0


def routes(opened: OpenStore, now: Callable[[], datetime]) -> list[web.RouteDef]:
    """`/healthz` (the process answers) and `/readyz` (it has read the lists); no names, no addresses."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_: web.Request) -> web.Response:
        read_at = opened.store.overview.read_at
        age = (now() - read_at).total_seconds() if read_at else None
        state = {
            "lists": "unread" if age is None else "ok" if age < STALE_SECONDS else "stale",
            "outbox": await _outbox(opened),
            "roster": "ok" if opened.roster.fresh else "unread",
        }
        # Stale lists are still served, with their time on every page; only unread ones cannot be.
        return web.json_response(state, status=503 if age is None else 200)

    return [web.get("/healthz", healthz), web.get("/readyz", readyz)]


async def _outbox(opened: OpenStore) -> str:
    """How many submissions wait: a number and nothing of theirs; or that none can be kept."""
    if opened.outbox is None:
        return "none"
    try:
        return str(len(await opened.outbox.waiting()))
    except NoOutbox:
        return "unusable"
