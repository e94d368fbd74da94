"""The whole pipeline: how many stand where and how long, against what the council promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence, word
from technology_map.council.life_cycle import Status
from technology_map.council.pipeline import (
    PROMISED,
    Promise,
    StateFlow,
    flow,
    promised,
    quarters,
)
from technology_map.council.promising import MOST_DAYS, PromiseForm
from technology_map.people.people import Role
from technology_map.people.rights import require_secretary
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

YEAR = timedelta(days=365)
QUARTERS = 6


@dataclass(frozen=True, slots=True)
class FlowRow:
    """A status: how many, drawn as a bar of so many per cent of the longest."""

    status: str
    address: str
    count: int
    width: int
    oldest: str
    usual: str
    promise: str
    late: str


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A quarter: how many came and were decided on, each as a bar."""

    name: str
    came: int
    came_width: int
    decided: int
    decided_width: int


@dataclass(frozen=True, slots=True)
class PipelinePage:
    """The pipeline."""

    rows: tuple[FlowRow, ...]
    quarters: tuple[QuarterRow, ...]
    promises: tuple[tuple[str, str, str], ...]
    may_promise: bool
    trouble: str
    most: int = MOST_DAYS


async def page(context: RequestContext) -> web.Response:
    """The page, for everybody."""
    return drawn_page(context, "pipeline.html", page=_shown(context), toast="")


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(context, "pipeline_live.html", page=_shown(context))


async def promise(context: RequestContext) -> web.Response:
    """Keep what the council promises; the page, or the form as it was left."""
    require_secretary(context.caller)
    typed = await context.form()
    try:
        sent = {status.value: typed.get(status.value, "") for status in PROMISED}
        await context.tab.promising.promise(context.caller, read_form(PromiseForm, sent, context.today))
    except Refused as no:
        trouble = refusal_sentence(context.t, no.refusal)
        shown = _shown(context, typed, trouble)
        return drawn_page(context, "pipeline.html", status=status_of(no.refusal), page=shown, toast="")
    toast = context.t("pipeline.kept")
    return drawn_page(context, "pipeline.html", page=_shown(context), toast=toast)


def _shown(
    context: RequestContext, typed: Mapping[str, Any] | None = None, trouble: str = ""
) -> PipelinePage:
    promises, now = context.tab.store.records(Promise), context.tab.now()
    found = flow(context.overview, promises, now, YEAR)
    most = max((one.count for one in found), default=0) or 1
    seasons = quarters(context.overview, now, QUARTERS)
    top = max((max(one.came, one.decided) for one in seasons), default=0) or 1
    t = context.t
    return PipelinePage(
        tuple(_row(context, one, most) for one in found),
        tuple(
            QuarterRow(
                t("pipeline.quarter", quarter=one.quarter, year=one.year),
                one.came,
                round(100 * one.came / top),
                one.decided,
                round(100 * one.decided / top),
            )
            for one in seasons
        ),
        tuple(
            (
                status.value,
                word(t, Status, status),
                str((typed or {}).get(status.value, promised(promises, status))),
            )
            for status in PROMISED
        ),
        context.caller.role is Role.SECRETARY,
        trouble,
    )


def _row(context: RequestContext, one: StateFlow, most: int) -> FlowRow:
    t = context.t
    return FlowRow(
        status=word(t, Status, one.status),
        address=f"board?status={one.status.value}",
        count=one.count,
        width=round(100 * one.count / most),
        oldest=t.many("pipeline.days", one.oldest) if one.count else "–",
        usual=t.many("pipeline.days", one.usual) if one.usual is not None else "–",
        promise=t.many("pipeline.days", one.promised) if one.promised is not None else "–",
        late=t.many("pipeline.so_late", one.late) if one.late else "",
    )
