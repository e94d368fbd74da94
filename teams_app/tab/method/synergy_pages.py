"""Proposals that the council treats as one: make a group, put it on an agenda, dissolve it."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.method.synergy_view import Returned, synergies_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again, refusal_sentence
from technology_map.method.forms import GroupForm
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

NO_PAGE = ("guest", "council_only", "not_found")


async def listed(context: RequestContext) -> web.Response:
    """Every group, and what could be one."""
    return drawn_page(context, "synergies.html", page=await synergies_page(context), toast="")


async def make(context: RequestContext) -> web.Response:
    """Treat several proposals as one."""
    typed = await context.form()
    sent = {name: typed[name] for name in ("title", "why", "submission_key", "not_cpr") if name in typed}
    chosen = typed.get("proposals", "")
    sent["proposals"] = ",".join(map(str, chosen)) if isinstance(chosen, list) else str(chosen)
    try:
        form = read_form(GroupForm, sent, context.today)
        await context.tab.grouping.make(context.caller, form)
    except Refused as no:
        return await _again(context, no, typed)
    return await _drawn(context, toast=context.t("synergies.made"))


async def to_agenda(context: RequestContext) -> web.Response:
    """Put the group's proposals that are ready on a meeting's agenda."""
    t, typed = context.t, await context.form()
    chosen = str(typed.get("meeting", ""))
    meeting = int(chosen) if chosen.isascii() and chosen.isdigit() and len(chosen) <= 9 else 0
    try:
        put, left = await context.tab.grouping.to_agenda(context.caller, context.number, meeting)
    except Refused as no:
        return await _again(context, no, {})
    said = t("synergies.put", names=", ".join(put)) if put else t("synergies.none_put")
    rest = t("synergies.left", names=", ".join(left)) if left else ""
    return await _drawn(context, toast=f"{said} {rest}".strip())


async def dissolve(context: RequestContext) -> web.Response:
    """Treat them one by one again; the page offers to take that back."""
    await context.form()
    try:
        gone = await context.tab.grouping.dissolve(context.caller, context.number)
    except Refused as no:
        return await _again(context, no, {})
    return await _drawn(context, Returned(undo=gone), toast=context.t("synergies.dissolved"))


async def _drawn(context: RequestContext, back: Returned | None = None, *, toast: str) -> web.Response:
    return whole_page(context, "synergies.html", page=await synergies_page(context, back), toast=toast)


async def _again(context: RequestContext, no: Refused, typed: Mapping[str, Any]) -> web.Response:
    """The page with why not, at the form that was sent."""
    if no.refusal.code in NO_PAGE:
        raise no
    at = typed.get("of")
    id_ = at if isinstance(at, str) else ""
    filled = filled_again(context.t, typed, no.refusal)
    trouble = refusal_sentence(context.t, no.refusal) if not id_ else ""
    page = await synergies_page(context, Returned(id_, filled, trouble))
    return drawn_page(context, "synergies.html", status=status_of(no.refusal), page=page, toast="")
