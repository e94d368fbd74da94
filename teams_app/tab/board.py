"""The board's parts: the frame around every page, the board itself, and its results."""

from aiohttp import web

from teams_app.tab.board_view import board, choices
from teams_app.tab.filters import read_filter
from teams_app.tab.freshness import freshness
from teams_app.tab.openings import place_of
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.visits import Visit


async def frame(visit: Visit) -> web.Response:
    """What stays on the screen from page to page: navigation, who one is, how new things are."""
    fresh = freshness(visit.t, visit.overview, visit.tab.now())
    standing = visit.t(f"standing.{visit.caller.standing.value}")
    opens = place_of(visit.request.query.get("opening", ""))
    return drawn_page(visit, "frame.html", fresh=fresh, standing=standing, opens=opens)


async def page(visit: Visit) -> web.Response:
    """The board with its filter."""
    query = visit.request.query
    shown = board(visit.t, visit.overview, query)
    return drawn_page(visit, "board.html", board=shown, choices=choices(visit.t, read_filter(query)))


async def results(visit: Visit) -> web.Response:
    """The board without its filter: what a filter or a change brings anew."""
    return drawn_page(visit, "board_results.html", board=board(visit.t, visit.overview, visit.request.query))
