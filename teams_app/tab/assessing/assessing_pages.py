"""A member's queue, one proposal to assess, what is kept of it by itself, and what is given."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.assessing.assessing_view import assessed_page, queue_page
from teams_app.tab.cards.sections_view import told
from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again, refusal_sentence
from technology_map.assessing.forms import AssessmentForm, ConflictForm, marks_of
from technology_map.assessing.standing import Standing
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

SHOWN_AGAIN = (
    "invalid_fields",
    "cpr_found",
    "cpr_doubtful",
    "marks_missing",
    "criteria_changed",
    "assessed_already",
    "no_seal",
    "not_assessed_now",
    "conflicted",
    "ended_already",
    "not_kept",
)
AT_FIRST = 20
BESIDE = frozenset({"title"})
"""Fields of the proposal that the page says elsewhere."""


async def queue(context: RequestContext) -> web.Response:
    """What waits for the member's assessment, and what they have done."""
    assessing, caller = context.tab.assessing, context.caller
    most = read_count(context.request.query, "shown", AT_FIRST)
    queue, finished = assessing.queue(caller), assessing.done(caller)
    waiting = [await assessing.standing(caller, one.number) for one in queue.first(most)]
    done = [await assessing.standing(caller, one.number) for one in finished[:most]]
    shown = queue_page(context, (waiting, len(queue)), (done, len(finished)))
    return drawn_page(context, "assess.html", page=shown)


async def one(context: RequestContext) -> web.Response:
    """One proposal, with what is needed beside it."""
    return _drawn(context, await _standing(context))


async def give(context: RequestContext) -> web.Response:
    """Give the assessment: then the spread shows; or the form as it was left, and what is wrong."""
    typed = await context.form()
    try:
        await context.tab.assessing.assess(context.caller, context.number, _form(context, typed, "give"))
    except Refused as no:
        if no.refusal.code not in SHOWN_AGAIN:
            raise
        filled = filled_again(context.t, typed, no.refusal)
        return _drawn(context, await _standing(context), filled, status=status_of(no.refusal))
    return _drawn(context, await _standing(context), toast=context.t("assess.given"))


async def save(context: RequestContext) -> web.Response:
    """Keep what is filled in so far, for the member alone; a line that says so, or why not."""
    typed = await context.form()
    t = context.t
    try:
        await context.tab.assessing.assess(context.caller, context.number, _form(context, typed, "save"))
    except Refused as no:
        if no.refusal.code not in SHOWN_AGAIN:
            raise
        line = refusal_sentence(t, no.refusal)
        return drawn_page(context, "assess_saved.html", line=line, kept=False)
    line = t("assess.saved", clock=t.clock(context.tab.now()))
    return drawn_page(context, "assess_saved.html", line=line, kept=True)


async def declare(context: RequestContext) -> web.Response:
    """Take no part; the page as it stands then."""
    typed = await context.form()
    try:
        form = read_form(ConflictForm, typed, context.today)
        await context.tab.assessing.declare(context.caller, context.number, form)
    except Refused as no:
        if no.refusal.code not in SHOWN_AGAIN:
            raise
        filled = filled_again(context.t, typed, no.refusal)
        return _drawn(context, await _standing(context), filled, status=status_of(no.refusal))
    return _drawn(context, await _standing(context), toast=context.t("assess.conflict.done"))


async def withdraw(context: RequestContext) -> web.Response:
    """Take part after all; the page as it stands then."""
    await context.tab.assessing.withdraw(context.caller, context.number)
    return _drawn(context, await _standing(context), toast=context.t("assess.conflict.undone"))


def _form(context: RequestContext, typed: Mapping[str, Any], then: str) -> AssessmentForm:
    said = {name: typed[name] for name in ("criteria", "comment", "not_cpr") if name in typed}
    return read_form(AssessmentForm, {**said, "marks": marks_of(typed), "then": then}, context.today)


async def _standing(context: RequestContext) -> Standing:
    return await context.tab.assessing.standing(context.caller, context.number)


def _drawn(
    context: RequestContext,
    standing: Standing,
    filled: Filled | None = None,
    *,
    toast: str = "",
    status: int = 200,
) -> web.Response:
    shown = assessed_page(context, standing, filled)
    beside = told(context, standing.proposal, BESIDE)
    values: dict[str, Any] = {"page": shown, "told": beside}
    if status != 200:
        return drawn_page(context, "assess_one.html", status=status, toast="", **values)
    return whole_page(context, "assess_one.html", toast=toast, **values)
