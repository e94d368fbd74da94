"""Files to take along: a ticket for what the filter shows, and the file that the ticket is good for."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.parse import parse_qsl

from aiohttp import web

from teams_app.tab.council import board_view
from teams_app.tab.details import detail_files
from teams_app.tab.elsewhere import sharing_pages
from teams_app.tab.filters import address, read_filter, reader
from teams_app.tab.meetings import document_pages
from teams_app.tab.method import report_files
from teams_app.tab.plan import plan_files, progress_pages, year_pages
from teams_app.tab.reports import picture_files, report_downloads
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import BadTicket, Order
from technology_map.cards.digital_status import matching
from technology_map.files.file_store import UploadGone
from technology_map.overview import Overview
from technology_map.people.people import Language
from technology_map.ports import NotStored
from technology_map.sheets.cells import Thing
from technology_map.sheets.files import MEDIA, FileForm, What, sheet_file
from technology_map.texts import COPENHAGEN, texts
from technology_map.validation.refusals import Refused

FILES = "/tab/files/"
ATTACHMENT, PICTURE = "attachment", "picture"
"""What tickets are good for besides the spreadsheets."""
OTHERS: dict[str, Callable[[Tab, Order], Awaitable[web.Response]]] = {
    report_files.WORKSHOP_REPORT: report_files.file,
    sharing_pages.SHARED_CARDS: sharing_pages.file,
    year_pages.YEAR: year_pages.file,
    plan_files.PLAN: plan_files.file,
    progress_pages.SHEET: progress_pages.file,
    detail_files.DETAILS: detail_files.file,
    report_downloads.REPORT: report_downloads.file,
    picture_files.PICTURE: picture_files.file,
}
"""Files that a room of its own makes."""
T = TypeVar("T", What, FileForm)


async def issue_ticket(context: RequestContext) -> web.Response:
    """A ticket for a file: its address, and the name that the file gets."""
    asked = await context.form()
    what, form = _one_of(What, asked.get("what")), _one_of(FileForm, asked.get("form"))
    person, language = context.caller.person.object_id, context.caller.language.value
    typed = dict(parse_qsl(str(asked.get("query", ""))))
    query = address("", read_filter(typed, context.words, reader(context.overview, person)))
    ticket = context.tab.tickets.issue(
        Order(what.value, form.value, query.removeprefix("?"), language, person)
    )
    answer = {"address": FILES + ticket, "name": _name(context.tab, what, form, context.caller.language)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


def handler(tab: Tab) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Answers a ticket with its file, once; HEAD leaves it as it is."""
    turn = asyncio.Semaphore(1)

    async def file(request: web.Request) -> web.Response:
        peeks = request.method == "HEAD"
        try:
            order = tab.tickets.take(request.match_info["ticket"], keep=peeks)
        except BadTicket:
            said = texts(Language.from_locale(request.headers.get("Accept-Language")))
            return web.Response(status=404, text=said("tab.files.bad_ticket"))
        if order.what in (ATTACHMENT, PICTURE):
            return await _attachment(tab, order)
        if document_pages.is_of_meeting(order.what):
            return await document_pages.file(tab, order)
        if order.what in OTHERS:
            return await OTHERS[order.what](tab, order)
        what, form = What(order.what), FileForm(order.form)
        async with turn:
            made = b"" if peeks else await _file(tab.store.overview, order)
        name = _name(tab, what, form, Language(order.language))
        return web.Response(
            body=made,
            content_type=MEDIA[form],
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    return file


async def _attachment(tab: Tab, order: Order) -> web.Response:
    """A small picture, or the way to the file at SharePoint, which is good for whoever has a ticket."""
    files = tab.attaching.files
    try:
        if order.what == PICTURE:
            content, media = await files.picture(order.query)
            return web.Response(body=content, content_type=media, headers={"Cache-Control": "private"})
        return web.Response(status=302, headers={"Location": await files.address_of(order.query)})
    except (NotStored, UploadGone):
        return web.Response(status=404, text=texts(Language(order.language))("refusal.files_away"))


async def _file(overview: Overview, order: Order) -> bytes:
    """The list is taken here, where nothing changes meanwhile; only writing it is slow."""
    what, form = What(order.what), FileForm(order.form)
    things = _things(overview, what, order)
    t = texts(Language(order.language)).with_words(overview.vocabulary)
    return await asyncio.to_thread(sheet_file, what, form, things, t)


def _things(overview: Overview, what: What, order: Order) -> list[Thing]:
    by = reader(overview, order.person)
    asked = read_filter(dict(parse_qsl(order.query)), overview.vocabulary, by)
    if what is What.SOLUTIONS:
        return list(matching(overview, asked))
    return list(board_view.matching(overview, asked)) if what is What.PROPOSALS else []


def _name(tab: Tab, what: What, form: FileForm, language: Language) -> str:
    """The file's name, in letters that every system can write."""
    day = tab.now().astimezone(COPENHAGEN).date().isoformat()
    stem = texts(language)(f"sheet_file_name.{what.value}")
    return f"{stem}.{form.value}" if what is What.TEMPLATE else f"{stem}-{day}.{form.value}"


def _one_of(kind: type[T], value: object) -> T:
    """Raises Refused(`not_found`) for what is no file of ours."""
    if value not in {one.value for one in kind}:
        raise Refused("not_found")
    return kind(value)
