"""Where people meet besides their chats: the council's team with a channel, and its next meeting."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from local_tenant.people import COUNCIL_TEAM_ID
from local_tenant.teams.places.package import AppPackage

Kind = Literal["channel", "meeting"]
TEAM_NAME = "It-porteføljerådet"
TEAM_THREAD = "19:council-general@thread.tacv2"
SCOPES: dict[Kind, str] = {"channel": "team", "meeting": "groupChat"}
CONTEXTS: dict[Kind, frozenset[str]] = {
    "channel": frozenset({"channelTab"}),
    "meeting": frozenset({"meetingChatTab", "meetingDetailsTab"}),
}
THURSDAY = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A channel or a meeting. `thread`: the id of its conversation."""

    key: str
    kind: Kind
    title: str
    thread: str

    def offers(self, package: AppPackage) -> bool:
        """Whether the app's manifest puts a tab here."""
        tab = package.configurable_tab
        contexts = set(tab.get("context") or CONTEXTS[self.kind])
        return SCOPES[self.kind] in (tab.get("scopes") or []) and bool(contexts & CONTEXTS[self.kind])

    def has_panel(self, package: AppPackage) -> bool:
        """Whether the app's tab here can stand in the side panel of a running meeting."""
        contexts = package.configurable_tab.get("context") or []
        return self.kind == "meeting" and self.offers(package) and "meetingSidePanel" in contexts

    def grants(self, package: AppPackage) -> frozenset[str]:
        """The resource-specific permissions that installing the app here gives it."""
        ending = ".Group" if self.kind == "channel" else ".Chat"
        return frozenset(one for one in package.permissions if one.endswith(ending))


CHANNEL = Place("channel", "channel", "Generelt", TEAM_THREAD)
MEETING = Place("meeting", "meeting", "Møde i It-porteføljerådet", "19:meeting_council@thread.v2")
PLACES = {one.key: one for one in (CHANNEL, MEETING)}
TEAM_ID = COUNCIL_TEAM_ID


def next_meeting(now: datetime) -> tuple[datetime, datetime]:
    """When the council meets next: Thursday from one to two o'clock, in Copenhagen."""
    here = now.astimezone(ZoneInfo("Europe/Copenhagen"))
    days = (THURSDAY - here.weekday()) % 7
    day = here.date() + timedelta(days=days or 7)
    start = datetime.combine(day, time(13), here.tzinfo)
    return start, start + timedelta(hours=1)
