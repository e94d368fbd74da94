"""The council's order: the page, the list alone, and moving a proposal in it."""

from aiohttp import web

from teams_app.tab.council.ranking_view import RankingPage, ReasonWanted, ranking_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from technology_map.council.forms import PlaceForm
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refusal, Refused


async def page(context: RequestContext) -> web.Response:
    """The order with its filter."""
    return drawn_page(context, "ranking.html", page=ranking_page(context))


async def results(context: RequestContext) -> web.Response:
    """The order alone: what a filter or a change brings anew."""
    return drawn_page(context, "ranking_results.html", page=ranking_page(context))


async def move(context: RequestContext) -> web.Response:
    """Move a proposal: always the list as it stands now, with what was done or why nothing was."""
    typed = {**await context.form(), "number": context.number}
    try:
        done = await context.tab.prioritising.place(
            context.caller, read_form(PlaceForm, typed, context.today, context.words)
        )
    except Refused as no:
        shown = _refused(context, no.refusal)
        return drawn_page(context, "ranking_results.html", status=status_of(no.refusal), page=shown)
    return drawn_page(context, "ranking_results.html", page=ranking_page(context, done=done))


def _refused(context: RequestContext, refusal: Refusal) -> RankingPage:
    """What was asked isn't done: the order as it stands, with why, or with the question for a reason."""
    sentence = refusal_sentence(context.t, refusal)
    if refusal.code not in ("reason_wanted", "reason_wanted_unseen"):
        return ranking_page(context, message=sentence)
    wanted = ReasonWanted(sentence, context.number, int(refusal.data["place"]))
    return ranking_page(context, wanted=wanted)
