"""The overview of everything: the page, and what of it is fetched anew."""

from aiohttp import web

from teams_app.tab.overview_view import overview_page
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.visits import Visit


async def page(visit: Visit) -> web.Response:
    """The page."""
    return drawn_page(visit, "overview.html", page=overview_page(visit))


async def live(visit: Visit) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(visit, "overview_live.html", page=overview_page(visit))
