"""The pages that gather what cards and proposals say: guideposts, competences, reuses."""

from aiohttp import web

from teams_app.tab.method.competence_view import competences_page
from teams_app.tab.method.guidepost_view import guideposts_page
from teams_app.tab.method.reuse_view import reuses_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext


async def guideposts(context: RequestContext) -> web.Response:
    """Area by guidepost."""
    return drawn_page(context, "guideposts.html", page=guideposts_page(context))


async def competences(context: RequestContext) -> web.Response:
    """What people need to be able to do."""
    return drawn_page(context, "competences.html", page=competences_page(context))


async def reuses(context: RequestContext) -> web.Response:
    """Who learnt from whom."""
    return drawn_page(context, "reuses.html", page=reuses_page(context))
