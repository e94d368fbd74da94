"""Two questions of the platform: is the process alive, and can it serve."""

import asyncio
from collections.abc import Mapping

from aiohttp import web

from sharepoint_lists import OpenStore
from teams_app.server.health_metrics import HealthMetrics, Pulse
from teams_app.server.signing_keys import STALE_SECONDS as OLDEST_KEYS
from technology_map.waiting_rows import NotKept

STALE_SECONDS = 120.0
LONGEST_WAIT = 3600.0
"""Seconds that a submission may wait in the outbox before somebody should look."""
_AMISS = frozenset({"unread", "stale", "old", "differ", "off", "none", "unusable", "unreadable", "broken"})
MOST_SKEW = 120.0
"""Seconds that our clock may be off: tokens allow 300."""


def routes(pulse: Pulse) -> list[web.RouteDef]:
    """`/healthz` (the process answers) and `/readyz` (it has read the lists); no names, no addresses."""

    async def healthz(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})

    async def readyz(_: web.Request) -> web.Response:
        # Side by side: where what waits is away, each takes its time to find out.
        health_metrics, outbox = await asyncio.gather(pulse.health_metrics(), _outbox(pulse.opened))
        loops = "broken" if pulse.loops_broken else "ok"
        state = {**told(health_metrics), "outbox": outbox, "kept": _kept(pulse.opened), "loops": loops}
        # Stale lists are still served, with their time on every page; only unread ones cannot be.
        served = health_metrics.lists is not None
        state["status"] = "down" if not served else "degraded" if _AMISS & set(state.values()) else "ok"
        return web.json_response(state, status=200 if served else 503)

    return [web.get("/healthz", healthz), web.get("/readyz", readyz)]


def told(health_metrics: HealthMetrics) -> Mapping[str, str]:
    """One word for each of the health_metrics."""
    return {
        "lists": _aged(health_metrics.lists, STALE_SECONDS),
        "roster": "unread"
        if health_metrics.roster is None
        else "ok"
        if health_metrics.roster <= 60
        else "unread",
        "graph": _aged(health_metrics.graph, STALE_SECONDS),
        "keys": "unused" if health_metrics.keys is None else _aged(health_metrics.keys, OLDEST_KEYS),
        "waiting": "ok" if health_metrics.outbox_age <= LONGEST_WAIT else "old",
        "outgoing": "unreadable" if health_metrics.outgoing is None else str(health_metrics.outgoing),
        "columns": "unseen" if health_metrics.drift is None else "differ" if health_metrics.drift else "ok",
        "clock": "ok" if abs(health_metrics.skew) <= MOST_SKEW else "off",
    }


def _aged(age: float | None, oldest: float) -> str:
    return "unread" if age is None else "ok" if age < oldest else "stale"


async def _outbox(opened: OpenStore) -> str:
    """How many submissions wait: a number and nothing of theirs; or that none can be kept."""
    if opened.outbox is None:
        return "none"
    try:
        return str(await opened.outbox.count())
    except NotKept:
        return "unusable"


def _kept(opened: OpenStore) -> str:
    """Where what waits is kept: in the instances' table, or on this one's disk."""
    return "nowhere" if opened.outbox is None else "table" if opened.outbox.shared else "disk"
