"""Planning a meeting: the list, the form, the agenda and its cover notes."""

import secrets
from collections.abc import Awaitable, Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.meetings.meeting_view import agenda_page, meeting_form, meetings_page
from teams_app.tab.meetings.pack_view import printed_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again
from technology_map.meetings.forms import CoverForm, ItemForm, MeetingForm, OrderForm
from technology_map.meetings.meetings import Meeting
from technology_map.meetings.sending import Sending
from technology_map.people.rights import require_council, require_secretary
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

FORM_AGAIN = ("invalid_fields", "cpr_found", "cpr_doubtful", "changed_meanwhile", "not_kept")
PAGE_AGAIN = (
    *FORM_AGAIN,
    "not_ready",
    "on_other_agenda",
    "too_many_items",
    "decision_not_stored",
    "changed",
    "move_not_allowed",
    "no_chair",
    "meeting_published",
    "meeting_not_open",
    "meeting_not_held",
    "no_quorum",
    "item_changed",
    "publishing_goes_on",
    "conflicted",
    "ethics_red",
)
SENT = ("day", "starts", "deadline", "place", "chair", "submission_key", "version", "not_cpr")


async def listed(context: RequestContext) -> web.Response:
    """Every meeting: to come, and held with their minutes."""
    return drawn_page(context, "meetings.html", page=meetings_page(context))


async def new(context: RequestContext) -> web.Response:
    """The form for a new meeting."""
    require_secretary(context.caller)
    filled = Filled(values={"starts": "13:00", "submission_key": secrets.token_urlsafe(16)})
    return drawn_page(context, "meeting_form.html", form=await meeting_form(context, None, filled))


async def plan(context: RequestContext) -> web.Response:
    """Make it; its page, or the form as it was left."""
    typed = await context.form()
    try:
        form = read_form(MeetingForm, _sent(typed), context.today)
        made = await context.tab.planning.plan(context.caller, form)
    except Refused as no:
        return await _form_again(context, None, typed, no)
    return one_answer(context, made, toast=context.t("meetings.planned"))


async def edit(context: RequestContext) -> web.Response:
    """The form of a meeting that is planned."""
    meeting = context.tab.planning.found(context.number)
    context.tab.planning.require_planner(context.caller, meeting)
    filled = Filled(
        values={
            "day": meeting.day.isoformat(),
            "starts": meeting.starts,
            "deadline": meeting.deadline.isoformat() if meeting.deadline else "",
            "place": meeting.place,
            "chair": meeting.chair_id,
            "version": meeting.version,
        }
    )
    return drawn_page(context, "meeting_form.html", form=await meeting_form(context, meeting, filled))


async def change(context: RequestContext) -> web.Response:
    """Change it; its page, or the form as it was left."""
    meeting, typed = context.tab.planning.found(context.number), await context.form()
    try:
        form = read_form(MeetingForm, _sent(typed), context.today)
        changed = await context.tab.planning.change(context.caller, context.number, form)
    except Refused as no:
        return await _form_again(context, meeting, typed, no)
    return one_answer(context, changed, toast=context.t("meetings.changed"))


async def one(context: RequestContext) -> web.Response:
    """A meeting with its agenda; once it is published, with its minutes."""
    return one_answer(context, context.tab.planning.found(context.number))


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    meeting = context.tab.planning.found(context.number)
    return drawn_page(context, "meeting_live.html", page=agenda_page(context, meeting), trouble="")


async def printed(context: RequestContext) -> web.Response:
    """The pack for the members: the agenda with a cover note for each item, to print."""
    require_council(context.caller)
    meeting = context.tab.planning.found(context.number)
    return drawn_page(context, "meeting_pack.html", page=printed_page(context.tab, context.t, meeting))


async def add(context: RequestContext) -> web.Response:
    """Put a proposal on the agenda."""
    typed = await context.form()
    sent = {"number": typed.get("number", ""), "minutes": typed.get("minutes", 15)}
    return await _done(context, _added(context, sent))


async def _added(context: RequestContext, sent: Mapping[str, Any]) -> None:
    form = read_form(ItemForm, sent, context.today)
    await context.tab.planning.add(context.caller, context.number, form)


async def remove(context: RequestContext) -> web.Response:
    """Take a proposal off the agenda."""
    return await _done(
        context, context.tab.planning.remove(context.caller, context.number, proposal_of(context))
    )


async def minutes_of(context: RequestContext) -> web.Response:
    """How long an item may take."""
    typed = await context.form()

    async def work() -> None:
        sent = {"number": proposal_of(context), "minutes": typed.get("minutes", "")}
        await context.tab.planning.set_minutes(
            context.caller, context.number, read_form(ItemForm, sent, context.today)
        )

    return await _done(context, work())


async def reorder(context: RequestContext) -> web.Response:
    """Put the agenda in order: one item up or down, or all as they were dragged."""
    typed = await context.form()

    async def work() -> None:
        form = read_form(OrderForm, {"order": typed.get("order", "")}, context.today)
        await context.tab.planning.reorder(context.caller, context.number, form)

    return await _done(context, work())


async def send(context: RequestContext) -> web.Response:
    """Send the agenda to the members in their chat."""
    work = Sending(context.tab.planning).send(context.caller, context.number)
    return await _done(context, work, toast=context.t("meetings.sent"))


async def cover(context: RequestContext) -> web.Response:
    """Keep a cover note."""
    typed = await context.form()

    async def work() -> None:
        sent = {name: typed[name] for name in ("cover", "not_cpr") if name in typed}
        form = read_form(CoverForm, sent, context.today)
        await context.tab.planning.write_cover(context.caller, context.number, proposal_of(context), form)

    return await _done(context, work(), toast=context.t("meetings.cover_kept"))


def proposal_of(context: RequestContext) -> int:
    """The proposal's number in the address. Raises Refused(`not_found`)."""
    digits = context.request.match_info["proposal"]
    if len(digits) > 9:
        raise Refused("not_found")
    return int(digits)


async def _done(context: RequestContext, work: Awaitable[Any], toast: str = "") -> web.Response:
    """The page as it stands after the work, with what went wrong on top."""
    trouble, status = "", 200
    try:
        await work
    except Refused as no:
        if no.refusal.code not in PAGE_AGAIN:
            raise
        trouble = filled_again(context.t, {}, no.refusal).message
        status = status_of(no.refusal)
    meeting = context.tab.planning.found(context.number)
    return one_answer(context, meeting, toast=toast if not trouble else "", trouble=trouble, status=status)


def one_answer(
    context: RequestContext, meeting: Meeting, *, toast: str = "", trouble: str = "", status: int = 200
) -> web.Response:
    """The page of a meeting."""
    values: dict[str, Any] = {"page": agenda_page(context, meeting), "trouble": trouble}
    if status != 200:
        return drawn_page(context, "meeting.html", status=status, toast="", **values)
    return whole_page(context, "meeting.html", toast=toast, **values)


def _sent(typed: Mapping[str, Any]) -> dict[str, Any]:
    return {name: typed[name] for name in SENT if typed.get(name)}


async def _form_again(
    context: RequestContext, meeting: Meeting | None, typed: Mapping[str, Any], no: Refused
) -> web.Response:
    if no.refusal.code not in FORM_AGAIN:
        raise no
    filled = filled_again(context.t, typed, no.refusal)
    form = await meeting_form(context, meeting, filled)
    return drawn_page(context, "meeting_form.html", status=status_of(no.refusal), form=form)
