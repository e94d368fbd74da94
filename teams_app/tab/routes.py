"""The tab's routes, and the check that each part stands behind."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from teams_app.tab import shell
from teams_app.tab.addresses import READ, WRITE, Answer
from teams_app.tab.rendering import refused
from teams_app.tab.request_context import CALLER, RequestContext, Tab
from teams_app.tab.sheets import downloads
from technology_map.people.rights import require_reader
from technology_map.validation.refusals import Refused

PART_PREFIX = "/tab/part/"
SHELL_PATHS = ("/tab", "/tab/", "/tab/config")
SHELL_PREFIXES = ("/tab/static/",)
"""What anyone may load without a token: the empty shell and its files."""


def routes(tab: Tab) -> list[web.RouteDef]:
    """Every route of the tab. What lies under PART_PREFIX needs `request[CALLER]`."""
    found = [web.get(path, shell.handler(tab)) for path in SHELL_PATHS]
    found.append(web.get("/tab/static/dist/{name}", shell.file))
    found.append(web.get(downloads.FILES + "{ticket}", downloads.handler(tab)))
    found += [web.get(PART_PREFIX + path, _handler(tab, answer)) for path, answer in READ]
    found += [web.post(PART_PREFIX + path, _handler(tab, answer)) for path, answer in WRITE]
    return found


def _handler(tab: Tab, answer: Answer) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        caller = request.get(CALLER)
        if caller is None:
            raise web.HTTPUnauthorized
        context = RequestContext(tab, request, caller)
        tab.store.note_visit()
        try:
            require_reader(caller, guests_may_read=tab.settings.guests_may_read)
            return await answer(context)
        except Refused as no:
            return refused(context, no.refusal)

    return handle
