"""Worries: beside the talk about a thing, and all of them on a page of their own."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again
from teams_app.tab.talk.remark_pages import thing_of
from teams_app.tab.talk.worry_view import all_worries, worries_view
from technology_map.talk.worrying import WorryAnswer, WorryForm
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused


async def page(context: RequestContext) -> web.Response:
    """Every worry with its answers."""
    return drawn_page(context, "worries.html", page=all_worries(context))


async def live(context: RequestContext) -> web.Response:
    """The same alone."""
    return drawn_page(context, "worries_live.html", page=all_worries(context))


async def listed(context: RequestContext) -> web.Response:
    """The worries about a thing."""
    return _drawn(context)


async def raise_worry(context: RequestContext) -> web.Response:
    """Raise one, without a name."""
    typed = await context.form()
    names = ("text", "theme", "submission_key", "not_cpr")
    try:
        form = read_form(WorryForm, _part(typed, names), context.today)
        await context.tab.worrying.raise_worry(context.caller, thing_of(context).name, form)
    except Refused as no:
        return _again(context, typed, no, "new")
    return _drawn(context, toast=context.t("worries.raised"))


async def answer(context: RequestContext) -> web.Response:
    """Answer one, with a name."""
    typed, key = await context.form(), context.request.match_info["key"]
    try:
        raw = {**_part(typed, ("text", "submission_key", "not_cpr")), "parent": key}
        form = read_form(WorryAnswer, raw, context.today)
        await context.tab.worrying.answer(context.caller, thing_of(context).name, form)
    except Refused as no:
        return _again(context, typed, no, key)
    return _drawn(context, toast=context.t("talk.toast.answered"))


def _part(typed: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: typed[name] for name in names if name in typed}


def _drawn(context: RequestContext, *, toast: str = "") -> web.Response:
    thing = thing_of(context)
    shown = worries_view(context, _address(context), thing.name)
    return drawn_page(context, "worry_panel.html", worries=shown, toast=toast)


def _again(context: RequestContext, typed: Mapping[str, Any], no: Refused, where: str) -> web.Response:
    if no.refusal.code in ("guest", "not_found"):
        raise no
    filled = filled_again(context.t, typed, no.refusal)
    shown = worries_view(context, _address(context), thing_of(context).name, filled, where)
    return drawn_page(context, "worry_panel.html", status=status_of(no.refusal), worries=shown, toast="")


def _address(context: RequestContext) -> str:
    match = context.request.match_info
    return f"{match['things']}/{match['number']}/worries"
