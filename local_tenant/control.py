"""/control: what tests in another process may turn and see. For this machine only."""

from typing import Any, Protocol

from aiohttp import web

from local_tenant.clock import Clock
from local_tenant.counts import Counts
from local_tenant.faults import Fault, Faults
from local_tenant.sharepoint import SharePoint
from local_tenant.sharepoint.errors import GraphError

LOOPBACK = ("localhost", "127.0.0.1")
ROLES = ("read", "write", "owner", "fullcontrol")


class Turned(Protocol):
    """What of the tenant can be turned from here."""

    clock: Clock
    counts: Counts
    faults: Faults
    sharepoint: SharePoint


def routes(tenant: Turned) -> web.RouteTableDef:
    """Faults, counts, modes, the clock, delta tokens and the true rows."""
    table = web.RouteTableDef()
    _add_faults(table, tenant.faults)
    _add_counts(table, tenant.counts)
    _add_modes(table, tenant.sharepoint)
    _add_truth(table, tenant)
    return table


@web.middleware
async def loopback_only(request: web.Request, handler: Any) -> web.StreamResponse:
    """A page from elsewhere shall not turn anything: 403 for a foreign Host or Origin."""
    if request.path.startswith("/control"):
        origin = request.headers.get("Origin", "")
        foreign = origin and origin.partition("://")[2].partition(":")[0] not in LOOPBACK
        if foreign or request.host.partition(":")[0] not in LOOPBACK:
            raise web.HTTPForbidden(text="for this machine only")
    response: web.StreamResponse = await handler(request)
    return response


def _add_faults(table: web.RouteTableDef, faults: Faults) -> None:
    @table.get("/control/faults")
    async def planned(_: web.Request) -> web.Response:
        return web.json_response(faults.as_json())

    @table.post("/control/faults")
    async def add(request: web.Request) -> web.Response:
        asked = await request.json()
        try:
            for one in asked if isinstance(asked, list) else [asked]:
                faults.add(Fault(**one))
        except (TypeError, ValueError) as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response(faults.as_json(), status=201)

    @table.delete("/control/faults")
    async def clear(_: web.Request) -> web.Response:
        faults.clear()
        return web.json_response([])


def _add_counts(table: web.RouteTableDef, counts: Counts) -> None:
    @table.get("/control/counts")
    async def read(_: web.Request) -> web.Response:
        return web.json_response(counts.as_json())

    @table.delete("/control/counts")
    async def reset(_: web.Request) -> web.Response:
        counts.reset()
        return web.json_response(counts.as_json())


def _add_modes(table: web.RouteTableDef, sharepoint: SharePoint) -> None:
    def shown() -> web.Response:
        return web.json_response(
            sharepoint.mode.as_json()
            | {"units_per_minute": sharepoint.units.per_minute, "role": sharepoint.role}
        )

    @table.get("/control/modes")
    async def read(_: web.Request) -> web.Response:
        return shown()

    @table.get("/control/behaviour")
    async def behaviour(_: web.Request) -> web.Response:
        return web.json_response(sharepoint.behaviour.as_json())

    @table.post("/control/behaviour")
    async def behave(request: web.Request) -> web.Response:
        try:
            sharepoint.behave(await request.json())
        except ValueError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return web.json_response(sharepoint.behaviour.as_json())

    @table.post("/control/modes")
    async def change(request: web.Request) -> web.Response:
        asked: dict[str, Any] = await request.json()
        if "units_per_minute" in asked:
            said = asked.pop("units_per_minute")
            sharepoint.units.per_minute = None if said is None else int(said)
            sharepoint.units.renew()
        if (role := asked.pop("role", sharepoint.role)) not in ROLES:
            raise web.HTTPBadRequest(text=f"no such role: {role!r}")
        sharepoint.role = role
        try:
            sharepoint.mode.set(asked)
        except ValueError as error:
            raise web.HTTPBadRequest(text=str(error)) from error
        return shown()


def _add_truth(table: web.RouteTableDef, tenant: Turned) -> None:
    @table.post("/control/delta/expire")
    async def expire(_: web.Request) -> web.Response:
        tenant.sharepoint.delta.expire()
        return web.json_response({"expired": True})

    @table.post("/control/clock")
    async def advance(request: web.Request) -> web.Response:
        asked = await request.json()
        tenant.clock.advance(float(asked["advance"]))
        return web.json_response({"now": tenant.clock.now()})

    @table.get("/control/rows/{site}/{list}")
    async def rows(request: web.Request) -> web.Response:
        names = request.match_info
        try:
            found = tenant.sharepoint.true_rows(names["site"], names["list"])
        except GraphError as error:
            raise web.HTTPNotFound(text=error.message) from error
        return web.json_response(found)
