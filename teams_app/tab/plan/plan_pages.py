"""The action plan: read by all, its goals written and the plan adopted by the council."""

import secrets
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.plan.plan_text import plan_text
from teams_app.tab.plan.plan_view import PlanForms, plan_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again
from technology_map.people.people import Language
from technology_map.plan.planning_ahead import AdoptForm, GoalForm
from technology_map.texts import texts
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

NO_PAGE = ("guest", "council_only", "not_found")
GOAL = ("text", "guidepost", "area", "responsible", "due", "submission_key", "version", "not_cpr")


async def page(context: RequestContext) -> web.Response:
    """For the council the plan as it stands now, with its forms; for all others the last one adopted."""
    adopted = context.tab.planning_ahead.versions()
    if adopted and not context.caller.on_council:
        return drawn_page(context, "plan.html", page=plan_page(context, adopted[0]), toast="")
    return drawn_page(context, "plan.html", page=plan_page(context, None, _forms(context)), toast="")


async def version(context: RequestContext) -> web.Response:
    """A plan that was adopted."""
    found = context.tab.planning_ahead.found(context.number)
    return drawn_page(context, "plan.html", page=plan_page(context, found), toast="")


async def add_goal(context: RequestContext) -> web.Response:
    """Write a goal."""
    typed = await context.form()
    try:
        await context.tab.planning_ahead.add_goal(context.caller, _goal(context, typed))
    except Refused as no:
        return _again(context, no, typed, adopts=False)
    return _drawn(context, "plan.goal_kept")


async def change_goal(context: RequestContext) -> web.Response:
    """Change a goal."""
    typed = await context.form()
    try:
        await context.tab.planning_ahead.change_goal(context.caller, context.number, _goal(context, typed))
    except Refused as no:
        return _again(context, no, typed, adopts=False, row=context.number)
    return _drawn(context, "plan.goal_kept")


async def remove_goal(context: RequestContext) -> web.Response:
    """Take a goal out of the plan; adopted plans keep it."""
    await context.form()
    await context.tab.planning_ahead.remove_goal(context.caller, context.number)
    return _drawn(context, "plan.goal_gone")


async def adopt(context: RequestContext) -> web.Response:
    """Adopt the plan as it stands now."""
    typed = await context.form()
    sent = {name: typed[name] for name in ("meeting", "note", "submission_key", "not_cpr") if name in typed}
    danish = texts(Language.DANISH).with_words(context.words)
    try:
        form = read_form(AdoptForm, {**sent, "meeting": sent.get("meeting") or 0}, context.today)
        made = await context.tab.planning_ahead.adopt(
            context.caller, form, lambda items: plan_text(danish, items)
        )
    except Refused as no:
        return _again(context, no, typed, adopts=True)
    shown = plan_page(context, made)
    return whole_page(context, "plan.html", page=shown, toast=context.t("plan.adopted_toast"))


def _goal(context: RequestContext, typed: Mapping[str, Any]) -> GoalForm:
    sent = {name: typed[name] for name in GOAL if name in typed}
    return read_form(GoalForm, sent, context.today, context.words)


def _forms(context: RequestContext) -> PlanForms:
    """The forms as they begin; with a goal in the address, that one's."""
    new = {"submission_key": secrets.token_urlsafe(18)}
    asked = context.request.query.get("goal", "")
    row = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 9 else 0
    try:
        there = context.tab.planning_ahead.goal(row) if row and context.caller.on_council else None
    except Refused:
        there = None
    if there is None:
        return PlanForms(Filled(new), Filled(new))
    stands = {
        "text": there.text,
        "guidepost": there.guidepost,
        "area": there.area or "",
        "responsible": there.responsible,
        "due": there.due.isoformat() if there.due else "",
        "version": there.version,
    }
    return PlanForms(Filled({**new, **stands}), Filled(new), there.row)


def _drawn(context: RequestContext, toast: str) -> web.Response:
    shown = plan_page(context, None, _forms(context))
    return whole_page(context, "plan.html", page=shown, toast=context.t(toast))


def _again(
    context: RequestContext, no: Refused, typed: Mapping[str, Any], *, adopts: bool, row: int = 0
) -> web.Response:
    """The plan with the form as it was typed, and why not."""
    if no.refusal.code in NO_PAGE:
        raise no
    filled, new = filled_again(context.t, typed, no.refusal), _forms(context)
    forms = PlanForms(new.goal, filled) if adopts else PlanForms(filled, new.adopt, row)
    shown = plan_page(context, None, forms)
    return drawn_page(context, "plan.html", status=status_of(no.refusal), page=shown, toast="")
