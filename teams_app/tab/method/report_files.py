"""A workshop's report to take along as a Word document: a ticket for the file, and the file itself."""

import asyncio

from aiohttp import web

from teams_app.tab.method.report_view import ReportCard, ReportPage, report_page
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import Order
from technology_map.meetings.documents import DOCX, Part, pack_document
from technology_map.method.workshops import Workshop, workshop_by_number
from technology_map.people.people import Language
from technology_map.texts import Texts, texts

WORKSHOP_REPORT = "workshop-report"
FILES = "/tab/files/"
WIDEST = 20
"""Squares of the longest bar."""


async def ticket(context: RequestContext) -> web.Response:
    """A ticket for the report: its address, and the name that the file gets."""
    workshop = context.tab.leading.placing.found(context.number)
    caller = context.caller
    order = Order(WORKSHOP_REPORT, "docx", str(workshop.row), caller.language.value, caller.person.object_id)
    address = FILES + context.tab.tickets.issue(order)
    answer = {"address": address, "name": _name(context.t, workshop)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for."""
    workshop = workshop_by_number(tab.store.records(Workshop), int(order.query))
    if workshop is None:
        return web.Response(status=404)
    t = texts(Language(order.language)).with_words(tab.store.overview.vocabulary)
    shown = report_page(tab, t, workshop)
    made = await asyncio.to_thread(_made, shown, t)
    disposition = f'attachment; filename="{_name(t, workshop)}"'
    return web.Response(body=made, content_type=DOCX, headers={"Content-Disposition": disposition})


def _made(shown: ReportPage, t: Texts) -> bytes:
    parts = [Part(f"{one.name} {one.title}", one.change, _text(t, one)) for one in shown.cards]
    return pack_document(shown.title, f"{shown.about}\n{shown.summary}", parts, t.language.value)


def _text(t: Texts, one: ReportCard) -> str:
    """The spread as bars, the reasons, what was agreed."""
    most = max((bar.count for bar in one.bars), default=1)
    lines = [f"{one.placed}. {one.too_few}".strip()]
    lines += [f"{'█' * max(1, round(bar.count * WIDEST / most))} {bar.count} {bar.label}" for bar in one.bars]
    if one.reasons:
        lines += [t("workshop.reasons"), *(f"– {said}" for said in one.reasons)]
    return "\n".join([*lines, *(f"{heading}: {said}" for heading, said in one.outcome)])


def _name(t: Texts, workshop: Workshop) -> str:
    """In letters that every system can write."""
    return f"{t('workshop.file')}-{workshop.day.isoformat()}.docx"
