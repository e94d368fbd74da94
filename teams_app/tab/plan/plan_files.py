"""The plan to take along: as a Word document, or as a spreadsheet."""

import asyncio

from aiohttp import web

from teams_app.tab.plan.plan_picture import plan_picture
from teams_app.tab.plan.plan_text import line_text
from teams_app.tab.plan.plan_view import benefit_lines, competence_lines, value_facts
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sentences import word
from teams_app.tab.sheets.download_tickets import Order
from technology_map.council.life_cycle import Status
from technology_map.meetings.documents import DOCX, minutes_document
from technology_map.people.people import Language
from technology_map.plan.plans import PlanItem, PlanVersion, read
from technology_map.sheets.cells import Table, Value, heading
from technology_map.sheets.columns import Column, Kind
from technology_map.sheets.csv_text import csv_file
from technology_map.sheets.files import MEDIA, FileForm
from technology_map.texts import COPENHAGEN, Texts, texts
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList

PLAN = "action-plan"
FILES = "/tab/files/"
WITHOUT_GOALS = "0"
"""For who is not on the council, where no plan was adopted: what was decided, without the goals."""
FORMS = ("docx", "svg", FileForm.XLSX.value, FileForm.CSV.value)
_MEDIA = {"docx": DOCX, "svg": "image/svg+xml", **{form.value: media for form, media in MEDIA.items()}}
COLUMNS = (
    Column("plan_name", Kind.LINE),
    Column("plan_title", Kind.TEXT),
    Column("plan_area", Kind.LINE),
    Column("plan_responsible", Kind.LINE),
    Column("plan_due", Kind.DATE),
    Column("plan_state", Kind.LINE),
    Column("plan_step", Kind.LINE),
)


async def ticket(context: RequestContext) -> web.Response:
    """A ticket: `query` is the number of a version, or nothing for the plan as it stands now."""
    typed = await context.form()
    form, wanted = str(typed.get("form", "")), str(typed.get("query", ""))[:9]
    if form not in FORMS or not (wanted == "" or wanted.isdigit()):
        raise Refused("not_found")
    caller, service = context.caller, context.tab.planning_ahead
    if not wanted and not caller.on_council:
        wanted = str(service.versions()[0].row) if service.versions() else WITHOUT_GOALS
    elif wanted:
        service.found(int(wanted))
    order = Order(PLAN, form, wanted, caller.language.value, caller.person.object_id)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": _name(context.tab, order)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for."""
    service = tab.planning_ahead
    version = service.found(int(order.query)) if int(order.query or 0) else None
    items = read(version.content) if version else service.items(council=order.query != WITHOUT_GOALS)
    t = texts(Language(order.language)).with_words(tab.store.overview.vocabulary)
    today = tab.now().astimezone(COPENHAGEN).date()

    def _svg(t: Texts, version: PlanVersion | None, items: list[PlanItem]) -> bytes:
        return plan_picture(t, _title(t, version), items, today)

    def _docx(t: Texts, version: PlanVersion | None, items: list[PlanItem]) -> bytes:
        return _document(tab, t, version, items)

    work = {"docx": _docx, "svg": _svg, "xlsx": _sheet, "csv": _csv}[order.form]
    body = await asyncio.to_thread(work, t, version, items)
    media = _MEDIA[order.form]
    disposition = f'attachment; filename="{_name(tab, order)}"'
    return web.Response(body=body, content_type=media, headers={"Content-Disposition": disposition})


def _title(t: Texts, version: PlanVersion | None) -> str:
    return t("plan.version", day=t.day(version.adopted_on)) if version else t("plan.draft")


def _document(tab: Tab, t: Texts, version: PlanVersion | None, items: list[PlanItem]) -> bytes:
    """The plan in words. A plan that was adopted stays as it was: what changes since is no part of it."""
    goals = [line_text(t, one) for one in items if one.is_goal]
    decided = [line_text(t, one) for one in items if not one.is_goal]
    note = [version.note] if version and version.note else []
    text = "\n".join(
        [*note, t("plan.goals"), *goals, t("plan.decided"), *decided, *_rest(tab, t, version, items)]
    )
    return minutes_document(_title(t, version), text, t.language.value)


def _rest(tab: Tab, t: Texts, version: PlanVersion | None, items: list[PlanItem]) -> list[str]:
    """Benefits, competences and value questions with room to write, as the page of today's plan has them."""
    if version is not None:
        return []
    benefits, learning = list(benefit_lines(tab, t, version)), list(competence_lines(tab, t))
    values = [f"{one.label}: {one.value or t('questions.undecided')}" for one in value_facts(tab, t)]
    return [
        *([t("plan.benefits"), *benefits] if benefits else []),
        *([t("competences.heading"), *learning] if learning else []),
        t("questions.heading"),
        *values,
    ]


def _sheet(t: Texts, version: PlanVersion | None, items: list[PlanItem]) -> bytes:
    from technology_map.sheets.workbook import xlsx_file

    return xlsx_file(_table(t, items))


def _csv(t: Texts, _: PlanVersion | None, items: list[PlanItem]) -> bytes:
    return csv_file(_table(t, items), t.language)


def _table(t: Texts, items: list[PlanItem]) -> Table:
    headings = tuple(heading(one, t) for one in COLUMNS)
    return Table(t("plan.heading"), COLUMNS, headings, [_row(t, one) for one in items])


def _row(t: Texts, one: PlanItem) -> tuple[Value, ...]:
    state = word(t, Status, Status(one.state)) if one.state in {status.value for status in Status} else ""
    return (
        "" if one.is_goal else one.name,
        one.title,
        word(t, TermList.AREA, one.area) if one.area else "",
        one.responsible,
        one.day or "",
        state,
        "" if one.is_goal else one.step,
    )


def _name(tab: Tab, order: Order) -> str:
    day = tab.now().astimezone(COPENHAGEN).date().isoformat()
    return f"{texts(Language(order.language))('plan.file_name')}-{day}.{order.form}"
