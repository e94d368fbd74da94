"""Switches for tests in another process: the roster, rate limits, the log."""

from dataclasses import asdict

from aiohttp import web

from local_tenant.teams.chat.chats import Chats
from local_tenant.teams.places.roster import checked_roster


def add_control(table: web.RouteTableDef, chats: Chats) -> None:
    """Adds /control/roster and /control/teams/..."""

    @table.get("/control/roster")
    async def read_roster(_: web.Request) -> web.Response:
        return web.json_response(chats.roster)

    @table.post("/control/roster")
    async def set_roster(request: web.Request) -> web.Response:
        try:
            chats.roster = checked_roster(await request.json())
        except (ValueError, KeyError) as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response(chats.roster)

    @table.post("/control/teams/limits")
    async def set_limits(request: web.Request) -> web.Response:
        chats.limits.on = bool((await request.json()).get("on"))
        return web.json_response({"on": chats.limits.on})

    @table.get("/control/teams/turns")
    async def turns(_: web.Request) -> web.Response:
        return web.json_response([asdict(one) for one in chats.turns])
