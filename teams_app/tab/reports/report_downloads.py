"""The reports to take along as XLSX or CSV: a ticket for a file, and the file itself."""

import asyncio
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from teams_app.tab.reports.benefit_reports import BENEFIT_SUMS, FOLLOW_UPS
from teams_app.tab.reports.council_reports import AGENDA, DECISIONS, OVERVIEW, RANKING
from teams_app.tab.reports.method_reports import (
    AREAS,
    GLOSSARY,
    GUIDEPOST_ANSWERS,
    MAP,
    MATURITY,
    SYNERGIES,
)
from teams_app.tab.reports.pipeline_reports import FLOW, QUARTERS
from teams_app.tab.reports.report import Source
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import Order
from technology_map.people.people import Language
from technology_map.sheets.cells import Table
from technology_map.sheets.csv_text import csv_file
from technology_map.sheets.files import MEDIA, FileForm
from technology_map.texts import COPENHAGEN, texts
from technology_map.validation.refusals import Refused

REPORT = "report"
FILES = "/tab/files/"
QUERY_LIMIT = 500
REPORTS = {
    one.code: one
    for one in (
        FOLLOW_UPS,
        BENEFIT_SUMS,
        DECISIONS,
        OVERVIEW,
        RANKING,
        AGENDA,
        FLOW,
        QUARTERS,
        AREAS,
        MATURITY,
        GUIDEPOST_ANSWERS,
        SYNERGIES,
        MAP,
        GLOSSARY,
    )
}
"""A new report is a declaration and its line here."""


async def ticket(context: RequestContext) -> web.Response:
    """A ticket: `what` is the report, `query` its page's filter."""
    typed = await context.form()
    what, form = str(typed.get("what", "")), str(typed.get("form", ""))
    query = str(typed.get("query", ""))
    if what not in REPORTS or form not in {one.value for one in FileForm} or len(query) > QUERY_LIMIT:
        raise Refused("not_found")
    caller = context.caller
    order = Order(REPORT, form, asked_for(what, query), caller.language.value, caller.person.object_id)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": name_of(context.tab, order)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


def asked_for(what: str, query: str) -> str:
    """What an order keeps: the report, and the filter of its page."""
    return urlencode({**dict(parse_qsl(query)), "report": what})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for. The rows are taken here; only writing them is slow."""
    source, what = source_of(tab, order)
    form = FileForm(order.form)
    made = REPORTS[what].table(source)
    body = await asyncio.to_thread(_written, made, form, Language(order.language))
    disposition = f'attachment; filename="{name_of(tab, order)}"'
    return web.Response(body=body, content_type=MEDIA[form], headers={"Content-Disposition": disposition})


def source_of(tab: Tab, order: Order) -> tuple[Source, str]:
    """What the order's report is worked out from, and its code."""
    query = dict(parse_qsl(order.query))
    what = query.pop("report")
    t = texts(Language(order.language)).with_words(tab.store.overview.vocabulary)
    return Source(tab, t, query), what


def name_of(tab: Tab, order: Order) -> str:
    """The file's name, in letters that every system can write."""
    what = dict(parse_qsl(order.query))["report"]
    day = tab.now().astimezone(COPENHAGEN).date().isoformat()
    return f"{texts(Language(order.language))(f'report.{what}.file')}-{day}.{order.form}"


def _written(made: Table, form: FileForm, language: Language) -> bytes:
    if form is FileForm.CSV:
        return csv_file(made, language)
    from technology_map.sheets.workbook import xlsx_file

    return xlsx_file(made)
