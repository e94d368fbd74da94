"""Benefits: the picture of them all, each one, and the answer to a follow-up."""

from aiohttp import web

from teams_app.tab.benefits.benefit_view import benefit_page
from teams_app.tab.benefits.benefits_view import AT_FIRST, benefits_page
from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.reports.benefit_reports import BENEFIT_SUMS
from teams_app.tab.reports.report import Source, shown
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again
from technology_map.benefits.following_up import FollowUpForm
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

TABLE_ROWS = 40
"""Rows of the table for each benefit of a unit that is shown."""
NO_PAGE = ("guest", "not_found", "not_owner")
SENT = (
    "due",
    "state",
    "realised",
    "source",
    "comment",
    "light",
    "next_on",
    "to_id",
    "to_name",
    "not_cpr",
)


async def page(context: RequestContext) -> web.Response:
    """The picture, what is due, what was learnt."""
    source = Source(context.tab, context.t, context.request.query)
    most = TABLE_ROWS * read_count(context.request.query, "shown", AT_FIRST)
    table = shown(BENEFIT_SUMS, source, most)
    return drawn_page(context, "benefits.html", page=benefits_page(context), table=table)


async def one(context: RequestContext) -> web.Response:
    """One benefit."""
    benefit = context.tab.following_up.found(context.number)
    return drawn_page(context, "benefit.html", page=benefit_page(context, benefit), toast="")


async def answer(context: RequestContext) -> web.Response:
    """Keep the owner's answer."""
    typed, service = await context.form(), context.tab.following_up
    sent = {name: typed[name] for name in SENT if name in typed}
    try:
        form = read_form(FollowUpForm, sent, context.today)
        benefit = await service.answer(context.caller, context.number, form)
    except Refused as no:
        if no.refusal.code in NO_PAGE:
            raise
        shown = benefit_page(
            context, service.found(context.number), filled_again(context.t, typed, no.refusal)
        )
        return drawn_page(context, "benefit.html", status=status_of(no.refusal), page=shown, toast="")
    toast = context.t("benefits.toast")
    return whole_page(context, "benefit.html", page=benefit_page(context, benefit), toast=toast)
