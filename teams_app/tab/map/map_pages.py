"""The technology map's parts: the page with its filter, and the map alone."""

from aiohttp import web

from teams_app.tab.filters import read_map_filter
from teams_app.tab.map.map_view import map_choices, map_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext


async def page(context: RequestContext) -> web.Response:
    """The map with its filter."""
    query = context.request.query
    shown = map_page(context.t, context.overview, query)
    return drawn_page(
        context, "map.html", page=shown, choices=map_choices(context.t, read_map_filter(query, context.words))
    )


async def results(context: RequestContext) -> web.Response:
    """The map without its filter: what a filter or a change brings anew."""
    return drawn_page(
        context, "map_results.html", page=map_page(context.t, context.overview, context.request.query)
    )
