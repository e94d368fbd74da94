"""Events of the council's year as a calendar file (iCalendar, RFC 5545), for anybody's calendar."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from technology_map.plan.year import YearEvent
from technology_map.texts import COPENHAGEN, Texts

MEDIA = "text/calendar"
LASTS = timedelta(hours=2)
"""A meeting whose end nobody has said."""


def calendar_file(events: Iterable[YearEvent], t: Texts, link: Callable[[str], str], now: datetime) -> bytes:
    """The file. `link` gives the address that opens an event in Teams; the same event keeps its id.

    icalendar is loaded when somebody wants a calendar.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Teknologikort//Teknologikort//DA")
    calendar.add("version", "2.0")
    for one in events:
        event = Event()
        event.add("uid", f"{one.id}@teknologikort")
        event.add("dtstamp", now)
        event.add("summary", summary(t, one))
        event.add("url", link(one.name))
        starts = _starts(one)
        event.add("dtstart", starts or one.day)
        event.add("dtend", starts + LASTS if starts else one.day + timedelta(days=1))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def summary(t: Texts, one: YearEvent) -> str:
    """What an event is called."""
    said = t(f"event_kind.{one.kind.value}", name=one.name)
    return f"{said}: {one.title}" if one.title else said


def _starts(one: YearEvent) -> datetime | None:
    """When it begins in Copenhagen; None for a whole day."""
    try:
        return _at(one.day, time.fromisoformat(one.starts)) if one.starts else None
    except ValueError:
        return None


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, COPENHAGEN)
