"""Sharing our own cards: choose them, and take them along as a file without persons."""

import asyncio
from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.filters import address, read_filter
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sentences import Option, options, word
from teams_app.tab.sheets.download_tickets import Order
from technology_map.cards.solution_cards import SolutionCard
from technology_map.elsewhere.exchange import MOST_CARDS, written
from technology_map.elsewhere.sheets import shared_table
from technology_map.overview import Filter
from technology_map.people.people import Language
from technology_map.people.rights import require_secretary
from technology_map.sheets.files import MEDIA, FileForm
from technology_map.texts import COPENHAGEN, texts
from technology_map.validation.limits import LINE_LIMIT
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList
from technology_map.words.values import Phase, Transferability

SHARED_CARDS = "shared-cards"
FILES = "/tab/files/"
JSON = "json"


@dataclass(frozen=True, slots=True)
class SharedLine:
    """A card that can go along."""

    name: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class SharingPage:
    """The page: the cards that the filter lets through."""

    areas: tuple[Option, ...]
    transferabilities: tuple[Option, ...]
    lines: tuple[SharedLine, ...]
    more: str
    place: str


async def page(context: RequestContext) -> web.Response:
    """Choose the cards."""
    require_secretary(context.caller)
    t, asked = context.t, _asked(context)
    found = context.overview.filtered_solution_cards(asked)
    lines = tuple(_line(context, one) for one in found.first(MOST_CARDS))
    over = len(found) - len(lines)
    shown = SharingPage(
        tuple(options(t, TermList.AREA, asked.area)),
        tuple(options(t, Transferability, asked.transferability)),
        lines,
        t.many("areas.more", over) if over > 0 else "",
        address("share", asked),
    )
    return drawn_page(context, "share.html", page=shown)


async def ticket(context: RequestContext) -> web.Response:
    """A ticket for the file with the chosen cards: its address, and the name that it gets."""
    require_secretary(context.caller)
    typed = await context.form()
    form = JSON if typed.get("form") == JSON else FileForm.XLSX.value
    numbers = [one[2:] for one in str(typed.get("cards", "")).split(",") if one[2:].isdigit()][:MOST_CARDS]
    origin = str(typed.get("origin", "")).strip()[:LINE_LIMIT]
    if not numbers or not origin:
        raise Refused("nothing_chosen")
    query = f"{','.join(str(int(one)) for one in numbers)}|{origin}"
    caller = context.caller
    order = Order(SHARED_CARDS, form, query, caller.language.value, caller.person.object_id)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": _name(context.tab, order)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for."""
    numbers, _, origin = order.query.partition("|")
    found = (tab.store.overview.solution_cards.get(int(one)) for one in numbers.split(","))
    cards = [one for one in found if one is not None]
    t = texts(Language(order.language)).with_words(tab.store.overview.vocabulary)
    day = tab.now().astimezone(COPENHAGEN).date()

    def made() -> bytes:
        if order.form == JSON:
            return written(cards, origin, day, t)
        from technology_map.sheets.workbook import xlsx_file

        return xlsx_file(shared_table(cards, origin, day, t))

    media = "application/json" if order.form == JSON else MEDIA[FileForm.XLSX]
    disposition = f'attachment; filename="{_name(tab, order)}"'
    body = await asyncio.to_thread(made)
    return web.Response(body=body, content_type=media, headers={"Content-Disposition": disposition})


def _asked(context: RequestContext) -> Filter:
    asked = read_filter(context.request.query, context.words, context.reader)
    return Filter(area=asked.area, no_area=asked.no_area, transferability=asked.transferability)


def _line(context: RequestContext, one: SolutionCard) -> SharedLine:
    t = context.t
    said = (word(t, TermList.AREA, one.area), word(t, Phase, one.phase))
    return SharedLine(one.name, one.title, " · ".join(filter(None, (one.name, *said))))


def _name(tab: Tab, order: Order) -> str:
    day = tab.now().astimezone(COPENHAGEN).date().isoformat()
    return f"{texts(Language(order.language))('share.file_name')}-{day}.{order.form}"
