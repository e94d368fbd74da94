"""The talk about a thing: each press redraws it; with a "no" everything that was typed stays."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.cards import proposal_pages, solution_pages
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again
from teams_app.tab.talk.remark_view import Back, Thing, talk_view
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.talk.forms import NewAnswer, NewRemark, RemarkEdit
from technology_map.talk.value_questions import Talked, question
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

_NEW = ("text", "kind", "council", "submission_key", "ids", "names", "not_cpr")
_ANSWER = ("text", "submission_key", "ids", "names", "not_cpr")
_EDIT = ("text", "version", "not_cpr")


async def listed(context: RequestContext) -> web.Response:
    """What was said about the thing."""
    return _drawn(context, talked(context))


async def remark(context: RequestContext) -> web.Response:
    """Say something new."""
    thing, typed = talked(context), await context.form()
    try:
        form = read_form(NewRemark, _part(typed, _NEW), context.today, context.words)
        await context.tab.remarking.remark(context.caller, thing, form)
    except Refused as no:
        return _again(context, thing, typed, no, "new")
    return _drawn(context, thing, toast=context.t("talk.toast.remarked"))


async def answer(context: RequestContext) -> web.Response:
    """Answer, or add to one's own."""
    thing, typed, key = talked(context), await context.form(), context.request.match_info["key"]
    try:
        raw = {**_part(typed, _ANSWER), "parent": key}
        form = read_form(NewAnswer, raw, context.today, context.words)
        await context.tab.remarking.answer(context.caller, form)
    except Refused as no:
        return _again(context, thing, typed, no, key)
    return _drawn(context, thing, toast=context.t("talk.toast.answered"))


async def edit(context: RequestContext) -> web.Response:
    """Change one's own text."""
    thing, typed, key = talked(context), await context.form(), context.request.match_info["key"]
    try:
        form = read_form(RemarkEdit, _part(typed, _EDIT), context.today, context.words)
        await context.tab.remarking.edit(context.caller, key, form)
    except Refused as no:
        return _again(context, thing, typed, no, key, editing=True)
    return _drawn(context, thing, toast=context.t("talk.toast.edited"))


def _part(typed: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: typed[name] for name in names if name in typed}


def _drawn(context: RequestContext, thing: Thing, *, toast: str = "") -> web.Response:
    return drawn_page(context, "talk.html", talk=talk_view(context, thing), toast=toast)


def _again(
    context: RequestContext,
    thing: Thing,
    typed: Mapping[str, Any],
    no: Refused,
    where: str,
    *,
    editing: bool = False,
) -> web.Response:
    """The form again, saying why; a key that broke is minted anew. Raises Refused(`guest`)."""
    if no.refusal.code in ("guest", "not_found"):
        raise no
    key = typed.get("submission_key")
    kept = key if isinstance(key, str) and no.refusal.code != "damaged_form" else ""
    back = Back(where, filled_again(context.t, typed, no.refusal), kept, editing=editing)
    view = talk_view(context, thing, back)
    return drawn_page(context, "talk.html", status=status_of(no.refusal), talk=view, toast="")


def talked(context: RequestContext) -> Talked:
    """What the talk of the address is about. Raises Refused(`not_found`)."""
    if context.request.match_info["things"] != "questions":
        return thing_of(context)
    found = question(context.number)
    if found is None:
        raise Refused("not_found")
    return found


def thing_of(context: RequestContext) -> Proposal | SolutionCard:
    """The proposal or solution card of the address. Raises Refused(`not_found`)."""
    of_cards = context.request.match_info["things"] == "solutions"
    return solution_pages.found(context) if of_cards else proposal_pages.found(context)
