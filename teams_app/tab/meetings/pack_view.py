"""The pack of a meeting: the agenda with a cover note for each item."""

from dataclasses import dataclass

from teams_app.tab.meetings.cover_notes import cover_of
from teams_app.tab.meetings.meeting_view import about_lines, title_of
from teams_app.tab.request_context import Tab
from technology_map.meetings.meetings import Meeting, times
from technology_map.texts import Texts


@dataclass(frozen=True, slots=True)
class PackItem:
    """An item of the pack: its cover note, and how its assessment stands for the reader."""

    heading: str
    about: str
    cover: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack for the members."""

    title: str
    place: str
    about: tuple[str, ...]
    items: tuple[PackItem, ...]


def printed_page(tab: Tab, t: Texts, meeting: Meeting) -> Pack:
    """The agenda with a cover note for each item, for the council."""
    found = tab.holding.items(meeting)
    clocks = times(meeting, [one for one, _, _ in found])
    items = tuple(
        PackItem(
            f"{place}. {proposal.name} {proposal.title}",
            t("meetings.at", clock=clock, minutes=item.minutes),
            cover_of(t, proposal, draft),
        )
        for place, (clock, (item, proposal, draft)) in enumerate(zip(clocks, found, strict=True), start=1)
    )
    return Pack(title_of(t, meeting), f"meetings/{meeting.row}/pack", about_lines(t, meeting), items)
