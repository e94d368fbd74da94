"""The pictures to take along as SVG: a ticket for a file, and the file itself."""

import asyncio

from aiohttp import web

from teams_app.tab.reports.pictures import PICTURES
from teams_app.tab.reports.report_downloads import FILES, QUERY_LIMIT, asked_for, name_of, source_of
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import Order
from technology_map.validation.refusals import Refused

PICTURE = "svg-picture"
SVG = "image/svg+xml"


async def ticket(context: RequestContext) -> web.Response:
    """A ticket: `what` is the picture, `query` its page's filter."""
    typed = await context.form()
    what, query = str(typed.get("what", "")), str(typed.get("query", ""))
    if what not in PICTURES or typed.get("form") != "svg" or len(query) > QUERY_LIMIT:
        raise Refused("not_found")
    caller = context.caller
    order = Order(PICTURE, "svg", asked_for(what, query), caller.language.value, caller.person.object_id)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": name_of(context.tab, order)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for. It is always saved, never shown here: no script of it could run."""
    source, what = source_of(tab, order)
    body = await asyncio.to_thread(PICTURES[what], source)
    disposition = f'attachment; filename="{name_of(tab, order)}"'
    return web.Response(body=body, content_type=SVG, headers={"Content-Disposition": disposition})
