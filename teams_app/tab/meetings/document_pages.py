"""A meeting's pack and minutes to take along: a ticket for the file, and the file itself."""

import asyncio
from enum import StrEnum

from aiohttp import web

from teams_app.tab.meetings.meeting_view import title_of
from teams_app.tab.meetings.pack_view import printed_page
from teams_app.tab.request_context import RequestContext, Tab
from teams_app.tab.sheets.download_tickets import Order
from technology_map.meetings.documents import DOCX, Part, minutes_document, pack_document
from technology_map.meetings.meetings import Meeting, MeetingState, by_number
from technology_map.people.people import Language
from technology_map.people.rights import require_council
from technology_map.texts import Texts, texts
from technology_map.validation.refusals import Refused

FILES = "/tab/files/"


class MeetingFile(StrEnum):
    """What there is to take along."""

    PACK = "meeting-pack"
    MINUTES = "meeting-minutes"


async def ticket(context: RequestContext) -> web.Response:
    """A ticket for a file: its address, and the name that the file gets.

    The pack is the council's; the minutes are everybody's once they are published.
    """
    asked = await context.form()
    meeting = context.tab.planning.found(context.number)
    what = _one_of(asked.get("what"))
    if what is MeetingFile.PACK or meeting.state is not MeetingState.PUBLISHED:
        require_council(context.caller)
    caller = context.caller
    order = Order(what.value, "docx", str(meeting.row), caller.language.value, caller.person.object_id)
    address = FILES + context.tab.tickets.issue(order)
    answer = {"address": address, "name": _name(context.t, what, meeting)}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


def is_of_meeting(what: str) -> bool:
    """Whether an order is for one of these files."""
    return what in [one.value for one in MeetingFile]


async def file(tab: Tab, order: Order) -> web.Response:
    """The file that a ticket is good for."""
    meeting = by_number(tab.store.records(Meeting), int(order.query))
    if meeting is None:
        return web.Response(status=404)
    t = texts(Language(order.language)).with_words(tab.store.overview.vocabulary)
    what = MeetingFile(order.what)
    made = await asyncio.to_thread(_made, tab, t, what, meeting)
    name = _name(t, what, meeting)
    return web.Response(
        body=made, content_type=DOCX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _made(tab: Tab, t: Texts, what: MeetingFile, meeting: Meeting) -> bytes:
    if what is MeetingFile.MINUTES:
        title = t("minutes.of", day=t.day(meeting.day))
        return minutes_document(title, tab.holding.minutes(meeting), t.language.value)
    shown = printed_page(tab, t, meeting)
    parts = [Part(one.heading, one.about, one.cover) for one in shown.items]
    title = t("meetings.pack_of", title=title_of(t, meeting))
    return pack_document(title, " · ".join(shown.about), parts, t.language.value)


def _name(t: Texts, what: MeetingFile, meeting: Meeting) -> str:
    """In letters that every system can write."""
    stem = t("meetings.file_pack" if what is MeetingFile.PACK else "meetings.file_minutes")
    return f"{stem}-{meeting.day.isoformat()}.docx"


def _one_of(value: object) -> MeetingFile:
    if value not in [one.value for one in MeetingFile]:
        raise Refused("not_found")
    return MeetingFile(str(value))
