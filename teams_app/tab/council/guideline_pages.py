"""The house's guideline for data ethics: everybody reads it, the secretary writes it."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again
from technology_map.council.guideline import Guideline, GuidelineForm
from technology_map.people.people import Role
from technology_map.validation.forms import read_form
from technology_map.validation.limits import REASON_LIMIT
from technology_map.validation.refusals import Refused

NO_PAGE = ("guest", "not_secretary")


@dataclass(frozen=True, slots=True)
class GuidelinePage:
    """What stands, and the form for the secretary."""

    guideline: Guideline | None
    filled: Filled | None
    limit: int = REASON_LIMIT


async def page(context: RequestContext) -> web.Response:
    """The page."""
    return drawn_page(context, "guideline.html", page=_page(context), toast="")


async def write(context: RequestContext) -> web.Response:
    """Keep what the secretary has written."""
    typed = await context.form()
    sent = {name: typed[name] for name in ("text", "link", "not_cpr") if name in typed}
    try:
        await context.tab.guiding.write(context.caller, read_form(GuidelineForm, sent, context.today))
    except Refused as no:
        if no.refusal.code in NO_PAGE:
            raise
        shown = _page(context, filled_again(context.t, typed, no.refusal))
        return drawn_page(context, "guideline.html", status=status_of(no.refusal), page=shown, toast="")
    toast = context.t("detail.kept")
    return whole_page(context, "guideline.html", page=_page(context), toast=toast)


def _page(context: RequestContext, filled: Filled | None = None) -> GuidelinePage:
    there = context.tab.guiding.guideline()
    if context.caller.role is not Role.SECRETARY:
        return GuidelinePage(there, None)
    stands = {"text": there.text, "link": there.link} if there else {}
    return GuidelinePage(there, filled or Filled(stands))
