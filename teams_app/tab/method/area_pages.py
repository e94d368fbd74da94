"""The areas: all of them, and each one's cockpit."""

from aiohttp import web

from teams_app.tab.method.area_view import area_page
from teams_app.tab.method.areas_view import areas_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList


async def listed(context: RequestContext) -> web.Response:
    """Every area."""
    return drawn_page(context, "areas.html", page=areas_page(context))


async def one(context: RequestContext) -> web.Response:
    """An area's cockpit. A merged area's address leads to the one it lives on in."""
    code = context.words.current(TermList.AREA, context.request.match_info["code"])
    if context.words.get(TermList.AREA, code) is None:
        raise Refused("not_found")
    return drawn_page(context, "area.html", page=area_page(context, code))
