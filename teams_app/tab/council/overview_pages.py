"""The overview of everything: the page, and what of it is fetched anew."""

from aiohttp import web

from teams_app.tab.council.overview_view import overview_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext


async def page(context: RequestContext) -> web.Response:
    """The page."""
    return drawn_page(context, "overview.html", page=overview_page(context))


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(context, "overview_live.html", page=overview_page(context))
