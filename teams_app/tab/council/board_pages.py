"""The board's parts: the frame around every page, the board itself, and its results."""

from aiohttp import web

from teams_app.tab.configuration import place_of
from teams_app.tab.council.board_view import board, choices
from teams_app.tab.filters import read_filter
from teams_app.tab.freshness import freshness
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext


async def frame(context: RequestContext) -> web.Response:
    """What stays on the screen from page to page: navigation, who one is, how new things are."""
    fresh = freshness(context.t, context.overview, context.tab.now())
    role = context.t(f"role.{context.caller.role.value}")
    opens = place_of(context.request.query.get("opening", ""), context.words)
    return drawn_page(context, "frame.html", fresh=fresh, role=role, opens=opens)


async def page(context: RequestContext) -> web.Response:
    """The board with its filter."""
    query, by = context.request.query, context.reader
    shown = board(context.t, context.overview, query, context.today, by)
    chosen = choices(context.t, read_filter(query, context.words, by), by.area)
    return drawn_page(context, "board.html", board=shown, choices=chosen)


async def results(context: RequestContext) -> web.Response:
    """The board without its filter: what a filter or a change brings anew."""
    return drawn_page(
        context,
        "board_results.html",
        board=board(context.t, context.overview, context.request.query, context.today, context.reader),
    )
