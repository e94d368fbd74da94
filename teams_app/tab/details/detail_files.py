"""The rows of one kind to take along, all or of one area: a ticket for the file, and the file itself."""

import asyncio

from aiohttp import web

from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import Order
from technology_map.details.kinds import BY_CODE
from technology_map.people.people import Language
from technology_map.sheets.detail_files import detail_file, things_of
from technology_map.sheets.files import MEDIA, FileForm
from technology_map.texts import COPENHAGEN, texts
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList

DETAILS = "details"
FILES = "/tab/files/"


async def ticket(context: RequestContext) -> web.Response:
    """A ticket: `what` is the kind of rows, `query` the code of an area or nothing."""
    typed = await context.form()
    kind, form = str(typed.get("what", "")), str(typed.get("form", ""))
    area = str(typed.get("query", ""))
    known = area == "" or context.words.get(TermList.AREA, area) is not None
    if kind not in BY_CODE or form not in {one.value for one in FileForm} or not known:
        raise Refused("not_found")
    caller = context.caller
    order = Order(DETAILS, form, f"{kind}|{area}", caller.language.value, caller.person.object_id)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": _name(context.tab, order)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for. The rows are taken here; only writing them is slow."""
    code, _, area = order.query.partition("|")
    kind, form, overview = BY_CODE[code], FileForm(order.form), tab.store.overview
    every = list(tab.store.records(kind.record))
    things = things_of(overview, every)
    rows = [one for one in every if not area or (one.thing in things and things[one.thing].area == area)]
    t = texts(Language(order.language)).with_words(overview.vocabulary)
    body = await asyncio.to_thread(detail_file, kind, form, rows, things, t)
    disposition = f'attachment; filename="{_name(tab, order)}"'
    return web.Response(body=body, content_type=MEDIA[form], headers={"Content-Disposition": disposition})


def _name(tab: Tab, order: Order) -> str:
    day = tab.now().astimezone(COPENHAGEN).date().isoformat()
    code = order.query.partition("|")[0]
    return f"{texts(Language(order.language))(f'detail.{code}.file')}-{day}.{order.form}"
