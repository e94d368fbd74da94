"""Rådets arbejde: what the council does, for everybody to read; and for its members, what waits for them."""

from dataclasses import dataclass

from aiohttp import web

from teams_app.tab.meetings.meeting_view import MeetingLine, meetings_page
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from technology_map.council.inbox import waiting_count
from technology_map.people.people import Role

MOST_COMING = 3


@dataclass(frozen=True, slots=True)
class WorkPage:
    """For members only: `to_assess` waits for their assessment, `worries` for somebody's answer."""

    to_assess: str
    criteria: tuple[tuple[str, int], ...]
    inbox: str
    worries: str
    coming: tuple[MeetingLine, ...]


async def page(context: RequestContext) -> web.Response:
    """The page."""
    return drawn_page(context, "work.html", page=_shown(context))


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(context, "work_live.html", page=_shown(context))


def _shown(context: RequestContext) -> WorkPage:
    t, used = context.t, context.tab.assessing.criteria()
    left = len(context.tab.assessing.queue(context.caller)) if context.caller.on_council else 0
    waiting = waiting_count(context.overview)
    unanswered = sum(not one.answers for one in context.tab.worrying.shown())
    to_assess = t.many("assess.left", left) if left else t("assess.nothing_left")
    return WorkPage(
        to_assess if context.caller.on_council else "",
        tuple((one.called(t.language), one.weight) for one in used.all),
        t.many("inbox.waiting", waiting) if context.caller.role is Role.SECRETARY else "",
        t.many("worries.unanswered", unanswered) if context.caller.on_council and unanswered else "",
        meetings_page(context).coming[:MOST_COMING],
    )
