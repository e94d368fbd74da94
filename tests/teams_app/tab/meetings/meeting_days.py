"""A meeting day: planned by Hanne with Karen in the chair, opened, decided in, published over HTTP."""

from datetime import timedelta
from typing import Any

import httpx

from local_tenant import people
from technology_map.texts import COPENHAGEN
from tests.stories.playing import OPEN_SITE, utc_now
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.pages import Page, read
from tests.town import Town

ALL = ("karen", "peter", "lise", "hanne")
REASON = "Det løser et problem, mange har hver dag."


def object_id(who: str) -> str:
    return people.person(who).object_id


def day(days: int) -> str:
    """The date so many days from today, in Copenhagen."""
    return (utc_now().astimezone(COPENHAGEN).date() + timedelta(days=days)).isoformat()


async def plans(
    at: Town, *, days: int = 7, chair: str = "karen", key: str = "meeting-key-0000001"
) -> httpx.Response:
    """Hanne plans a meeting."""
    sent = {
        "day": day(days),
        "starts": "13:00",
        "place": "Mødelokale 2",
        "chair": object_id(chair),
        "deadline": day(days - 2),
        "submission_key": key,
    }
    return await at.sends("hanne", "meetings", sent)


async def adds(at: Town, meeting: int, *numbers: int) -> None:
    """Hanne puts proposals on the agenda."""
    for number in numbers:
        answer = await at.sends("hanne", f"meetings/{meeting}/items", {"number": str(number)})
        assert answer.status_code == 200, answer.text


async def planned(at: Town, count: int = 2) -> None:
    """A meeting with so many proposals on its agenda."""
    await hands_in(at, count)
    assert (await plans(at)).status_code == 200
    await adds(at, 1, *range(1, count + 1))


async def begins(at: Town, *present: str, meeting: int = 1) -> httpx.Response:
    """Karen opens the meeting with who is there."""
    return await at.sends(
        "karen", f"meetings/{meeting}/begin", {"present": [object_id(who) for who in present]}
    )


async def decides(
    at: Town, number: int, end: str = "prioritised", *, who: str = "karen", meeting: int = 1, **more: Any
) -> httpx.Response:
    """Somebody writes a decision down."""
    sent = {"end": end, "reason": REASON, **more}
    return await at.sends(who, f"meetings/{meeting}/items/{number}/decide", sent)


async def publishes(at: Town, *, who: str = "karen", meeting: int = 1) -> httpx.Response:
    """The chair ends the meeting and publishes it."""
    await at.sends(who, f"meetings/{meeting}/close", {})
    return await at.sends(who, f"meetings/{meeting}/publish", {})


async def sees(at: Town, who: str, part: str) -> Page:
    """A page of the tab."""
    answer = await at.reads(who, part)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


def agenda_of(at: Town, meeting: int = 1) -> list[int]:
    """The proposals on the agenda as they truly stand in SharePoint, in order."""
    key = at.tenant.sharepoint.true_rows(OPEN_SITE, "Meetings")[meeting - 1]["MeetingKey"]
    rows = at.tenant.sharepoint.true_rows(OPEN_SITE, "AgendaItems")
    mine = [row for row in rows if row["MeetingKey"] == key]
    return [int(row["Proposal"]) for row in sorted(mine, key=lambda row: row["Place"])]
