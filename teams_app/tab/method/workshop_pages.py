"""Workshops: the list, a new one, placing, the spread, and what is agreed."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any

from aiohttp import web

from teams_app.tab.method.placing_view import UNSURE
from teams_app.tab.method.report_view import report_page
from teams_app.tab.method.workshop_view import workshop_form, workshop_page, workshops_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again
from technology_map.method.forms import AgreementForm, PlacementForm, WorkshopForm
from technology_map.method.leading import may_start
from technology_map.method.workshops import Workshop
from technology_map.people.people import Caller
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

NO_PAGE = ("guest", "not_found", "not_leader")
"""Refusals after which there is nothing to go on with: the others show the page with what was typed."""


async def listed(context: RequestContext) -> web.Response:
    """Every workshop."""
    return drawn_page(context, "workshops.html", page=workshops_page(context))


async def new(context: RequestContext) -> web.Response:
    """The form of a new one."""
    if not may_start(context.caller):
        raise Refused("not_leader")
    begun = {"day": context.today.isoformat(), "submission_key": secrets.token_urlsafe(18)}
    return drawn_page(context, "workshop_form.html", form=workshop_form(context, Filled(begun)))


async def start(context: RequestContext) -> web.Response:
    """Make a workshop."""
    typed = await context.form()
    sent = {name: typed[name] for name in ("title", "day", "submission_key", "not_cpr") if name in typed}
    sent["cards"] = _joined(typed.get("cards", ""))
    try:
        form = read_form(WorkshopForm, sent, context.today)
        workshop = await context.tab.leading.start(context.caller, form)
    except Refused as no:
        if no.refusal.code in NO_PAGE:
            raise
        filled = filled_again(context.t, typed, no.refusal)
        again = workshop_form(context, filled)
        return drawn_page(context, "workshop_form.html", status=status_of(no.refusal), form=again)
    return _drawn(context, workshop, toast=context.t("workshop.started"))


async def one(context: RequestContext) -> web.Response:
    """A workshop at its step."""
    return _drawn(context, context.tab.leading.placing.found(context.number))


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    workshop = context.tab.leading.placing.found(context.number)
    shown = workshop_page(context, workshop, card=context.request.query.get("card", ""))
    return drawn_page(context, "workshop_live.html", page=shown, trouble="")


async def report(context: RequestContext) -> web.Response:
    """What a workshop has come to."""
    workshop = context.tab.leading.placing.found(context.number)
    return drawn_page(context, "workshop_report.html", page=report_page(context.tab, context.t, workshop))


async def lead(context: RequestContext) -> web.Response:
    """The next step of a workshop, as its leader wants it."""
    leading = context.tab.leading
    steps: dict[str, Callable[[Caller, int], Awaitable[Workshop]]] = {
        "begin": leading.begin,
        "pause": partial(leading.pause, on=True),
        "resume": partial(leading.pause, on=False),
        "show": leading.show,
        "end": leading.end,
    }
    step = steps[context.request.match_info["step"]]
    return await _done(context, step(context.caller, context.number))


async def turn(context: RequestContext) -> web.Response:
    """It is a card's turn."""
    typed = await context.form()
    return await _done(
        context, context.tab.leading.turn(context.caller, context.number, str(typed.get("card", "")))
    )


async def place(context: RequestContext) -> web.Response:
    """Place a card; the next one shows."""
    typed = await context.form()
    chosen = str(typed.get("purpose", ""))
    sent = {name: typed[name] for name in ("card", "reason", "not_cpr") if name in typed}
    sent |= {"unsure": True} if chosen == UNSURE else {"purpose": chosen}
    card = str(typed.get("card", ""))

    async def work() -> None:
        form = read_form(PlacementForm, sent, context.today, context.words)
        await context.tab.leading.placing.place(context.caller, context.number, form)

    return await _done(context, work(), typed=typed, card=card)


async def unplace(context: RequestContext) -> web.Response:
    """Leave a card unplaced after all."""
    typed = await context.form()
    card = str(typed.get("card", ""))
    work = context.tab.leading.placing.take_back(context.caller, context.number, card)
    return await _done(context, work, card=card, stays=True)


async def agree(context: RequestContext) -> web.Response:
    """Keep what the group has agreed on about a card."""
    typed = await context.form()
    names = ("card", "purpose", "reason", "tasks", "skills", "ethics", "not_cpr")
    sent = {name: typed[name] for name in names if name in typed}

    async def work() -> None:
        form = read_form(AgreementForm, sent, context.today, context.words)
        await context.tab.leading.agree(context.caller, context.number, form)

    return await _done(context, work(), typed=typed, toast=context.t("workshop.kept"))


async def _done(
    context: RequestContext,
    work: Awaitable[Any],
    *,
    typed: Mapping[str, Any] | None = None,
    card: str = "",
    stays: bool = False,
    toast: str = "",
) -> web.Response:
    """The page as it stands after the work; what was refused stands on it, with what was typed."""
    try:
        await work
    except Refused as no:
        if no.refusal.code in NO_PAGE:
            raise
        filled = filled_again(context.t, typed or {}, no.refusal)
        workshop = context.tab.leading.placing.found(context.number)
        status = status_of(no.refusal)
        return _drawn(context, workshop, card=card, filled=filled, trouble=filled.message, status=status)
    workshop = context.tab.leading.placing.found(context.number)
    return _drawn(context, workshop, card=card if stays else "", toast=toast)


def _drawn(
    context: RequestContext,
    workshop: Workshop,
    *,
    card: str = "",
    filled: Filled | None = None,
    trouble: str = "",
    status: int = 200,
    toast: str = "",
) -> web.Response:
    asked = card or context.request.query.get("card", "")
    values: dict[str, Any] = {
        "page": workshop_page(context, workshop, card=asked, filled=filled),
        "trouble": trouble,
    }
    if status != 200:
        return drawn_page(context, "workshop.html", status=status, toast="", **values)
    return whole_page(context, "workshop.html", toast=toast, **values)


def _joined(sent: object) -> str:
    return ",".join(map(str, sent)) if isinstance(sent, list) else str(sent)
