"""The technology map's parts: the page with its filter, and the map alone."""

from aiohttp import web
from markupsafe import Markup

from teams_app.tab.filters import read_count, read_map_filter
from teams_app.tab.map.map_sections import AT_FIRST
from teams_app.tab.map.map_view import MapPage, map_choices, map_page
from teams_app.tab.rendering import drawn
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext


async def page(context: RequestContext) -> web.Response:
    """The map with its filter."""
    shown, picture = _drawn(context)
    choices = map_choices(context.t, read_map_filter(context.request.query, context.words))
    return drawn_page(context, "map.html", page=shown, picture=picture, choices=choices)


async def results(context: RequestContext) -> web.Response:
    """The map without its filter: what a filter or a change brings anew."""
    shown, picture = _drawn(context)
    return drawn_page(context, "map_results.html", page=shown, picture=picture)


def _drawn(context: RequestContext) -> tuple[MapPage, Markup]:
    """The map and its picture with the table, the same for all: drawn once until something on it changes."""
    t, query, overview = context.t, context.request.query, context.overview

    def work() -> tuple[MapPage, Markup]:
        shown = map_page(t, overview, query)
        return shown, Markup(drawn("map_drawn.html", t=t, page=shown))  # noqa: S704 - a template of ours

    asked = read_map_filter(query, context.words)
    return overview.drawn(("map", t.language, asked, read_count(query, "shown", AT_FIRST)), work)
