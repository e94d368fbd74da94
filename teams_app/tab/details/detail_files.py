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

DETAILS, TEMPLATE = "details", "template"
FILES = "/tab/files/"


async def ticket(context: RequestContext) -> web.Response:
    """A ticket: `what` is the kind of rows, `query` the code of an area or nothing.

    The form `template` is the workbook to fill in.
    """
    typed = await context.form()
    kind, form = str(typed.get("what", "")), str(typed.get("form", ""))
    area = str(typed.get("query", ""))
    known = area == "" or context.words.get(TermList.AREA, area) is not None
    if kind not in BY_CODE or form not in {TEMPLATE, *(one.value for one in FileForm)} or not known:
        raise Refused("not_found")
    caller = context.caller
    order = Order(DETAILS, form, f"{kind}|{area}", caller.language.value, caller.person.object_id)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": _name(context.tab, order)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for. The rows are taken here; only writing them is slow."""
    code, _, area = order.query.partition("|")
    kind, overview = BY_CODE[code], tab.store.overview
    t = texts(Language(order.language)).with_words(overview.vocabulary)
    disposition = f'attachment; filename="{_name(tab, order)}"'
    if order.form == TEMPLATE:
        from technology_map.sheets.template import rows_template

        made = await asyncio.to_thread(rows_template, code, t)
        return _saved(made, FileForm.XLSX, disposition)
    form = FileForm(order.form)
    every = list(tab.store.records(kind.record))
    things = things_of(overview, every)
    rows = [one for one in every if not area or (one.thing in things and things[one.thing].area == area)]
    body = await asyncio.to_thread(detail_file, kind, form, rows, things, t)
    return _saved(body, form, disposition)


def _saved(body: bytes, form: FileForm, disposition: str) -> web.Response:
    return web.Response(body=body, content_type=MEDIA[form], headers={"Content-Disposition": disposition})


def _name(tab: Tab, order: Order) -> str:
    day = tab.now().astimezone(COPENHAGEN).date().isoformat()
    code = order.query.partition("|")[0]
    t = texts(Language(order.language))
    stem = t(f"detail.{code}.file")
    if order.form == TEMPLATE:
        return f"{t('sheet_file_name.rows_template')}-{stem}.xlsx"
    return f"{stem}-{day}.{order.form}"
