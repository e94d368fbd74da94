"""The technology map's parts: the page with its filter, and the map alone."""

from aiohttp import web

from teams_app.tab.filters import read_map_filter
from teams_app.tab.map_view import map_choices, map_page
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.visits import Visit


async def page(visit: Visit) -> web.Response:
    """The map with its filter."""
    query = visit.request.query
    shown = map_page(visit.t, visit.overview, query)
    return drawn_page(visit, "map.html", page=shown, choices=map_choices(visit.t, read_map_filter(query)))


async def results(visit: Visit) -> web.Response:
    """The map without its filter: what a filter or a change brings anew."""
    return drawn_page(visit, "map_results.html", page=map_page(visit.t, visit.overview, visit.request.query))
