"""The rows of a thing: each press redraws the panel; with a "no" everything that was typed stays."""

import secrets
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.cards.step_marks import thing_path
from teams_app.tab.details.detail_view import Back, Undo, detail_panel, raw_values
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again, refusal_sentence
from teams_app.tab.talk.remark_pages import thing_of
from technology_map.cards.solution_cards import SolutionCard
from technology_map.details.detailing import may_add, may_change
from technology_map.details.details import DetailKind, Thing
from technology_map.details.forms import read_detail
from technology_map.details.kinds import BY_CODE
from technology_map.method.reuses import REUSES
from technology_map.validation.refusals import Refused

NO_PAGE = ("guest", "not_found", "not_yours")
"""Refusals after which there is nothing to go on with: the others show the form with what was typed."""


async def listed(context: RequestContext) -> web.Response:
    """The panel; with the form that is asked for, where the caller may have it."""
    thing, query = thing_of(context), context.request.query
    return _drawn(context, thing, _asked(context, thing, query))


async def add(context: RequestContext) -> web.Response:
    """Store a new row."""
    thing, kind, typed = thing_of(context), _kind(context), await context.form()
    try:
        form = read_detail(kind, _sent(kind, typed), context.today, context.words)
        if kind is REUSES and isinstance(thing, SolutionCard):
            await context.tab.reusing.start(context.caller, thing, form)
        else:
            await context.tab.detailing.add(context.caller, kind, thing, form)
    except Refused as no:
        return _again(context, kind, 0, typed, no)
    return _drawn(context, thing, toast=context.t("detail.kept"))


async def change(context: RequestContext) -> web.Response:
    """Write a row."""
    thing, kind, typed, row = thing_of(context), _kind(context), await context.form(), _row(context)
    try:
        form = read_detail(kind, _sent(kind, typed), context.today, context.words)
        await context.tab.detailing.change(context.caller, kind, thing, row, form)
    except Refused as no:
        return _again(context, kind, row, typed, no)
    return _drawn(context, thing, toast=context.t("detail.kept"))


async def remove(context: RequestContext) -> web.Response:
    """Remove a row; the panel offers to bring it back."""
    await context.form()
    thing, kind = thing_of(context), _kind(context)
    try:
        gone = await context.tab.detailing.remove(context.caller, kind, thing, _row(context))
    except Refused as no:
        if no.refusal.code in NO_PAGE:
            raise
        sentence = refusal_sentence(context.t, no.refusal)
        panel = detail_panel(context, thing)
        status = status_of(no.refusal)
        return drawn_page(context, "details.html", status=status, panel=panel, toast="", trouble=sentence)
    address = f"{thing_path(thing)}/details/{kind.code}"
    undo = Undo(kind.code, address, secrets.token_urlsafe(18), raw_values(kind, gone))
    return _drawn(context, thing, Back(undo=undo), toast=context.t("detail.removed"))


def _asked(context: RequestContext, thing: Thing, query: Mapping[str, str]) -> Back:
    kind = BY_CODE.get(query.get("open", ""))
    if kind is None or not isinstance(thing, kind.on):
        return Back()
    row = query.get("row", "")
    if not row:
        return Back(kind.code) if may_add(context.caller, kind, thing) else Back()
    number = int(row) if row.isascii() and row.isdigit() and len(row) <= 9 else 0
    there = next((one for one in context.tab.detailing.listed(kind, thing) if one.row == number), None)
    may = there is not None and may_change(context.caller, thing, there)
    return Back(kind.code, number) if may else Back()


def _kind(context: RequestContext) -> DetailKind:
    """The kind of the address. Raises Refused(`not_found`) where the thing cannot have such rows."""
    kind = BY_CODE.get(context.request.match_info["kind"])
    if kind is None or not isinstance(thing_of(context), kind.on):
        raise Refused("not_found")
    return kind


def _row(context: RequestContext) -> int:
    digits = context.request.match_info["row"]
    if len(digits) > 9:
        raise Refused("not_found")
    return int(digits)


def _sent(kind: DetailKind, typed: Mapping[str, Any]) -> dict[str, Any]:
    names = ("submission_key", "version", "not_cpr", *kind.names)
    return {name: typed[name] for name in names if name in typed}


def _drawn(
    context: RequestContext, thing: Thing, back: Back | None = None, *, toast: str = ""
) -> web.Response:
    panel = detail_panel(context, thing, back)
    return drawn_page(context, "details.html", panel=panel, toast=toast, trouble="")


def _again(
    context: RequestContext, kind: DetailKind, row: int, typed: Mapping[str, Any], no: Refused
) -> web.Response:
    """The form again, saying why; a key that broke is minted anew."""
    if no.refusal.code in NO_PAGE:
        raise no
    thing, key = thing_of(context), typed.get("submission_key")
    kept = key if isinstance(key, str) and no.refusal.code != "damaged_form" else ""
    there = row if any(one.row == row for one in context.tab.detailing.listed(kind, thing)) else 0
    back = Back(kind.code, there, filled_again(context.t, typed, no.refusal), kept)
    panel = detail_panel(context, thing, back)
    return drawn_page(
        context, "details.html", status=status_of(no.refusal), panel=panel, toast="", trouble=""
    )
