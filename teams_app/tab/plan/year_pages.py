"""The council's year on one page, and each event as a calendar file."""

import asyncio
import functools
from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.cards.proposal_view import deep_link_of
from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import Order
from technology_map.people.people import Language
from technology_map.plan.calendar_file import MEDIA, calendar_file, summary
from technology_map.plan.year import YearEvent, by_month, events
from technology_map.texts import COPENHAGEN, texts
from technology_map.validation.refusals import Refused

YEAR = "council-year"
FILES = "/tab/files/"
AT_FIRST = 20
"""Events of each month that are shown at first; the rest by a link, and in the file."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event."""

    id: str
    day: str
    said: str
    address: str
    kind: str
    past: bool


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month."""

    heading: str
    events: tuple[EventLine, ...]
    here: bool
    more: str


async def page(context: RequestContext) -> web.Response:
    """The twelve months from this one."""
    t, today = context.t, context.today
    shown = read_count(context.request.query, "shown", AT_FIRST)
    months = tuple(
        MonthLine(
            t.month(month),
            tuple(_line(context, one) for one in found[:shown]),
            (month.year, month.month) == (today.year, today.month),
            t.many("tab.so_many_more", len(found) - shown) if len(found) > shown else "",
        )
        for month, found in by_month(events(context.tab.store, today), today)
    )
    return drawn_page(context, "year.html", months=months, heading=t("year.heading"))


async def ticket(context: RequestContext) -> web.Response:
    """A ticket for one event, or for all of them: its address, and the name of the file."""
    typed = await context.form()
    wanted = str(typed.get("query", ""))[:200]
    if not _chosen(context.tab, wanted):
        raise Refused("not_found")
    caller = context.caller
    order = Order(YEAR, "ics", wanted, caller.language.value, caller.person.object_id)
    answer = {
        "address": FILES + context.tab.tickets.issue(order),
        "name": f"{context.t('year.file_name')}.ics",
    }
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for."""
    t = texts(Language(order.language))
    link = functools.partial(deep_link_of, tab.settings)
    made = await asyncio.to_thread(calendar_file, _chosen(tab, order.query), t, link, tab.now())
    disposition = f'attachment; filename="{t("year.file_name")}.ics"'
    return web.Response(body=made, content_type=MEDIA, headers={"Content-Disposition": disposition})


def _chosen(tab: Tab, wanted: str) -> list[YearEvent]:
    """The event with this id; all of them where none is named."""
    today = tab.now().astimezone(COPENHAGEN).date()
    return [one for one in events(tab.store, today) if wanted in ("", one.id)]


def _line(context: RequestContext, one: YearEvent) -> EventLine:
    t = context.t
    day = f"{t.short_day(one.day, context.today)}{f' {one.starts}' if one.starts else ''}"
    return EventLine(
        one.id, day, summary(t, one), f"named/{one.name}", one.kind.value, one.day < context.today
    )
