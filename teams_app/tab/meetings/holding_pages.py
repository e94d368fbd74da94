"""Holding a meeting: one item at a time on everybody's screen, decisions, minutes, publishing."""

from collections.abc import Awaitable, Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.meetings.holding_view import minutes_page, running_page
from teams_app.tab.meetings.meeting_pages import PAGE_AGAIN, one_answer, proposal_of
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again, refusal_sentence
from technology_map.backing.co_submitters import split_ids
from technology_map.cards.proposals import proposal_number
from technology_map.meetings.forms import DecisionForm, MinutesForm
from technology_map.meetings.meetings import MeetingState
from technology_map.people.rights import require_council
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

SENT = (
    "end",
    "reason",
    "review_date",
    "leads_to",
    "next_step",
    "next_step_due",
    "doer",
    "version",
    "not_cpr",
)


async def page(context: RequestContext) -> web.Response:
    """The meeting as it is held: for the council."""
    return await _drawn(context)


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    require_council(context.caller)
    meeting = context.tab.planning.found(context.number)
    shown = await running_page(context, meeting)
    return drawn_page(context, "holding_live.html", page=shown, trouble="")


async def begin(context: RequestContext) -> web.Response:
    """Open the meeting, or change who is there."""
    typed = await context.form()
    sent = typed.get("present", "")
    present = split_ids(",".join(sent) if isinstance(sent, list) else sent)
    return await _done(context, context.tab.holding.open(context.caller, context.number, list(present)))


async def turn(context: RequestContext) -> web.Response:
    """It is an item's turn."""
    return await _done(
        context, context.tab.holding.turn(context.caller, context.number, proposal_of(context))
    )


async def write(context: RequestContext) -> web.Response:
    """Keep what is written so far, while somebody writes; a line that says so, or why not."""
    typed, t = await context.form(), context.t
    number = proposal_of(context)
    try:
        form = read_form(DecisionForm, _sent(typed), context.today, context.words)
        kept = await context.tab.holding.write(context.caller, context.number, number, form)
    except Refused as no:
        if no.refusal.code not in PAGE_AGAIN:
            raise
        line = refusal_sentence(t, no.refusal)
        return drawn_page(context, "holding_saved.html", line=line, kept=False, version="")
    line = t("holding.saved", clock=t.clock(context.tab.now()))
    return drawn_page(context, "holding_saved.html", line=line, kept=True, version=kept.version)


async def decide(context: RequestContext) -> web.Response:
    """Decide about an item."""
    return await _with_form(context, "decide")


async def postpone(context: RequestContext) -> web.Response:
    """Move an item to the next meeting."""
    return await _with_form(context, "postpone")


async def _with_form(context: RequestContext, what: str) -> web.Response:
    typed = await context.form()
    holding, number, proposal = context.tab.holding, context.number, proposal_of(context)
    try:
        form = read_form(DecisionForm, _sent(typed), context.today, context.words)
        if what == "decide":
            others = _together(typed)
            await context.tab.grouping.decide_alike(context.caller, number, proposal, form, others)
        else:
            await holding.postpone(context.caller, number, proposal, form)
    except Refused as no:
        if no.refusal.code not in PAGE_AGAIN:
            raise
        filled = filled_again(context.t, typed, no.refusal)
        return await _drawn(context, filled, status=status_of(no.refusal), number=proposal)
    return await _drawn(context, toast=context.t(f"holding.toast.{what}"))


def _together(typed: Mapping[str, Any]) -> list[int]:
    """The numbers of the proposals that get the same decision."""
    chosen = typed.get("together", "")
    names = chosen if isinstance(chosen, list) else str(chosen).split(",")
    return [number for name in names if (number := proposal_number(str(name)))]


async def close(context: RequestContext) -> web.Response:
    """End the meeting: its minutes show."""
    await context.tab.holding.close(context.caller, context.number)
    return await minutes(context)


async def minutes(context: RequestContext) -> web.Response:
    """The minutes before they are published, to edit."""
    return await _minutes(context)


async def edit_minutes(context: RequestContext) -> web.Response:
    """Keep the minutes as they were edited."""
    typed = await context.form()
    sent = {name: typed[name] for name in ("minutes", "not_cpr") if name in typed}
    try:
        form = read_form(MinutesForm, sent, context.today)
        await context.tab.holding.edit_minutes(context.caller, context.number, form)
    except Refused as no:
        if no.refusal.code not in PAGE_AGAIN:
            raise
        filled = filled_again(context.t, typed, no.refusal)
        return await _minutes(context, filled, status=status_of(no.refusal))
    return await _minutes(context, toast=context.t("minutes.saved"))


async def publish(context: RequestContext) -> web.Response:
    """Publish the decisions and the minutes together."""
    try:
        meeting = await context.tab.publishing.publish(context.caller, context.number)
    except Refused as no:
        if no.refusal.code not in PAGE_AGAIN:
            raise
        filled = filled_again(context.t, {}, no.refusal)
        return await _minutes(context, filled, status=status_of(no.refusal))
    return one_answer(context, meeting, toast=context.t("minutes.published"))


def _sent(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in SENT if name in typed}


async def _done(context: RequestContext, work: Awaitable[Any]) -> web.Response:
    try:
        await work
    except Refused as no:
        if no.refusal.code not in PAGE_AGAIN:
            raise
        filled = filled_again(context.t, {}, no.refusal)
        return await _drawn(context, filled, status=status_of(no.refusal))
    return await _drawn(context)


async def _drawn(
    context: RequestContext,
    filled: Filled | None = None,
    *,
    toast: str = "",
    status: int = 200,
    number: int = 0,
) -> web.Response:
    require_council(context.caller)
    meeting = context.tab.planning.found(context.number)
    if meeting.state is MeetingState.PUBLISHED and not number:
        return one_answer(context, meeting)
    shown = await running_page(context, meeting, filled, number=number)
    values: dict[str, Any] = {"page": shown, "trouble": filled.message if filled else ""}
    if status != 200:
        return drawn_page(context, "holding.html", status=status, toast="", **values)
    return whole_page(context, "holding.html", toast=toast, **values)


async def _minutes(
    context: RequestContext, filled: Filled | None = None, *, toast: str = "", status: int = 200
) -> web.Response:
    require_council(context.caller)
    meeting = context.tab.planning.found(context.number)
    if meeting.state is MeetingState.PUBLISHED:
        return one_answer(context, meeting)
    shown = await minutes_page(context, meeting, filled)
    if status != 200:
        return drawn_page(context, "minutes.html", status=status, toast="", page=shown)
    return whole_page(context, "minutes.html", toast=toast, page=shown)
