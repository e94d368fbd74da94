"""The short question every open tab asks: has anything changed?"""

import hashlib
from collections.abc import Sequence

from aiohttp import web

from teams_app.tab.freshness import freshness
from teams_app.tab.request_context import RequestContext
from technology_map.method.workshops import Placement
from technology_map.overview import Overview


async def changes(context: RequestContext) -> web.Response:
    """204 where nothing changed since `since`, else the new `state` with what the page shows of it."""
    told = freshness(context.t, context.overview, context.tab.now())
    own = context.tab.store.follows.of_person(context.caller.person.object_id)
    closed = context.tab.store.council_revision if context.caller.on_council else 0
    if "workshop" in context.request.query:
        # How many have placed a card may be known; pages that show it are drawn anew.
        closed += context.tab.store.records(Placement).revision
    content = revision(context.overview, own, closed)
    state = f"{content}.{_short(told.sentence)}"
    if context.request.query.get("since") == state:
        return web.Response(status=204, headers={"Cache-Control": "no-store"})
    answer = {"state": state, "content": content, "freshness": told.sentence, "stale": told.stale}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


def revision(overview: Overview, followed: Sequence[str] = (), closed: int = 0) -> str:
    """A text that differs when what the person can see differs, also when a full read replaced it.

    `closed` counts the changes of what is for the council only; nobody else's text tells of them.
    """
    return _short(f"{id(overview)}|{overview.revision}|{' '.join(followed)}|{closed}")


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
