"""The progress of the plan: the sheet for the political committee, the table behind it, and its file."""

from dataclasses import dataclass

from aiohttp import web
from markupsafe import Markup

from teams_app.tab.filters import read_count
from teams_app.tab.plan.progress_sheet import area_word, in_order_of_words, progress_sheet
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.reports.drawing import Drawing
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import Order
from technology_map.benefits.benefits import Benefit
from technology_map.benefits.follow_ups import FollowUp
from technology_map.people.people import Language
from technology_map.plan.plans import PlanVersion
from technology_map.plan.progress import PlanProgress, Stage, progress_now
from technology_map.texts import COPENHAGEN, Texts, texts
from technology_map.validation.refusals import Refused

SHEET = "plan-progress"
FILES = "/tab/files/"
SVG = "image/svg+xml"
AT_FIRST = 50
"""Of what is late the longest overdue; the rest by a link."""


@dataclass(frozen=True, slots=True)
class ProgressLine:
    """An area in the table: its name, how many are in each stage, and how many are late."""

    title: str
    counts: tuple[str, ...]
    late: str


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """The sheet, and the table behind it. `number` is the plan's, 0 where none was adopted."""

    number: int
    sheet: Markup
    stages: tuple[str, ...]
    lines: tuple[ProgressLine, ...]
    late: tuple[str, ...]
    late_more: str
    place: str


async def page(context: RequestContext) -> web.Response:
    """The plan that counts: the last one adopted; before the first, what has been decided."""
    return _drawn(context, _adopted(context.tab), "plan/progress")


async def version(context: RequestContext) -> web.Response:
    """A plan that was adopted, with where its proposals are today."""
    found = context.tab.planning_ahead.found(context.number)
    return _drawn(context, found, f"plan/{found.row}/progress")


async def ticket(context: RequestContext) -> web.Response:
    """A ticket for the sheet: `query` is the number of a version, or nothing for the one that counts."""
    typed = await context.form()
    wanted = str(typed.get("query", ""))[:9]
    if typed.get("form") != "svg" or not (wanted == "" or (wanted.isascii() and wanted.isdigit())):
        raise Refused("not_found")
    if int(wanted or 0):
        context.tab.planning_ahead.found(int(wanted))
    caller = context.caller
    order = Order(SHEET, "svg", wanted, caller.language.value, caller.person.object_id)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": _name(context.tab, order)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for."""
    number = int(order.query or 0)
    plan = tab.planning_ahead.found(number) if number else _adopted(tab)
    t = texts(Language(order.language)).with_words(tab.store.overview.vocabulary)
    body = _sheet(tab, t, plan, _progress(tab, plan)).file()
    disposition = f'attachment; filename="{_name(tab, order)}"'
    return web.Response(body=body, content_type=SVG, headers={"Content-Disposition": disposition})


def _adopted(tab: Tab) -> PlanVersion | None:
    return next(iter(tab.planning_ahead.versions()), None)


def _progress(tab: Tab, plan: PlanVersion | None) -> PlanProgress:
    """Public as the plan is: goals that were not adopted stay the council's."""
    store, today = tab.store, tab.now().astimezone(COPENHAGEN).date()
    return progress_now(plan, store.overview, store.records(Benefit), store.records(FollowUp), today)


def _sheet(tab: Tab, t: Texts, plan: PlanVersion | None, found: PlanProgress) -> Drawing:
    today = t.day(tab.now())
    if plan is None:
        return progress_sheet(t, found, t("progress.not_adopted", today=today))
    return progress_sheet(t, found, t("progress.about", day=t.day(plan.adopted_on), today=today))


def _drawn(context: RequestContext, plan: PlanVersion | None, place: str) -> web.Response:
    t, found = context.t, _progress(context.tab, plan)
    shown = read_count(context.request.query, "shown", AT_FIRST)
    sheet = _sheet(context.tab, t, plan, found).svg(inside=True)
    made = ProgressPage(
        number=plan.row if plan else 0,
        sheet=Markup(sheet),  # noqa: S704 - drawn by us, every text in it escaped
        stages=tuple(t(f"progress.{one.value}") for one in Stage),
        lines=tuple(
            ProgressLine(
                area_word(t, one),
                tuple(t.number(one.stages[stage]) for stage in Stage),
                t.number(one.late),
            )
            for one in in_order_of_words(t, found.areas)
        ),
        late=tuple(
            " · ".join(filter(None, (one.title, one.responsible, t.day(one.day) if one.day else "")))
            for one in found.late[:shown]
        ),
        late_more=t.many("tab.so_many_more", len(found.late) - shown) if len(found.late) > shown else "",
        place=place,
    )
    return drawn_page(context, "progress.html", page=made)


def _name(tab: Tab, order: Order) -> str:
    day = tab.now().astimezone(COPENHAGEN).date().isoformat()
    return f"{texts(Language(order.language))('progress.file')}-{day}.svg"
