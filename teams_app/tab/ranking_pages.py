"""The council's order: the page, the list alone, and moving a proposal in it."""

from aiohttp import web

from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import status_of
from teams_app.tab.ranking_view import ranking_page
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.visits import Visit
from technology_map.council_forms import PlaceForm
from technology_map.forms import read_form
from technology_map.refusals import Refused


async def page(visit: Visit) -> web.Response:
    """The order with its filter."""
    return drawn_page(visit, "ranking.html", page=ranking_page(visit))


async def results(visit: Visit) -> web.Response:
    """The order alone: what a filter or a change brings anew."""
    return drawn_page(visit, "ranking_results.html", page=ranking_page(visit))


async def move(visit: Visit) -> web.Response:
    """Move a proposal: always the list as it stands now, with what was done or why nothing was."""
    typed = {**await visit.form(), "number": visit.number}
    try:
        done = await visit.tab.prioritising.place(visit.caller, read_form(PlaceForm, typed, visit.today))
    except Refused as no:
        sentence = refusal_sentence(visit.t, no.refusal)
        shown = ranking_page(visit, message=sentence)
        return drawn_page(visit, "ranking_results.html", status=status_of(no.refusal), page=shown)
    return drawn_page(visit, "ranking_results.html", page=ranking_page(visit, done=done))
