"""Where an operation writes, and what can go wrong there: before, after and in the middle of each write."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from sharepoint_lists.schema.list_types import List, Site
from sharepoint_lists.schema.lists import LISTS, REPLICATED
from tests.sharepoint_lists.test_faults import FAULTS, ON_THE_LINE
from tests.stories.playing import CLOSED_SITE, OPEN_SITE
from tests.trust.traces import Trace

SLOW = 3600.0
"""Seconds that a stalled answer would take: longer than anybody waits."""
METHODS = {"+": "POST", "~": "PATCH", "-": "DELETE"}
CHATS = r"/v3/conversations/[^/]+/activities$"
BELLS = "sendActivityNotification$"
FOREVER = ("throttle", "503 before", "504 after", "reset before", "reset after", "403")
"""Faults of which a variant never ends while the person waits."""
TOLD = ("chat", "bell")
NOT_TO_TEAMS = ("403", "stall before", "stall after", "slow answer")
BY_NAME = {one.name: one for one in LISTS}


@dataclass(frozen=True, slots=True)
class Write:
    """A kind of write of an operation: to which list, chat or library, and how."""

    method: str
    where: str

    def path(self, tenant: LittleTenant) -> str:
        """The addresses that it goes to, as a regular expression."""
        if self.where == "chat":
            return CHATS
        if self.where == "bell":
            return BELLS
        if self.where == "Attachments":
            return r"/uploads/" if self.method == "PUT" else r"/drives?/"
        site = OPEN_SITE if BY_NAME[self.where].site is Site.OPEN else CLOSED_SITE
        items = f"/lists/{tenant.sharepoint.list_named(site, self.where).id}/items"
        return rf"{items}|/\$batch$" if self.method == "POST" else items

    def __str__(self) -> str:
        return f"{self.method} {self.where}"


def writes_of(traces: Iterable[Trace]) -> list[Write]:
    """Every kind of write that leaves these traces, each once, in the order of their names."""
    return sorted({one for trace in traces for one in _writes(trace.sign)}, key=str)


def _writes(sign: str) -> Iterator[Write]:
    where = sign[1:]
    if where.startswith(("chat:", "bell:")):
        yield Write("POST", where.partition(":")[0])
    elif where == "Attachments":
        yield Write("DELETE" if sign[0] == "-" else "PUT", where)
    else:
        yield Write(METHODS[sign[0]], where)
        if where == "Notices":
            yield Write("PATCH", where)  # marked as done


@dataclass(frozen=True, slots=True)
class Cell:
    """What goes wrong: a fault at a write, once or for as long as the person waits."""

    write: Write
    fault: str
    for_ever: bool = False

    def planned(self, tenant: LittleTenant) -> Fault:
        """The fault on the little tenant's schedule."""
        made = FAULTS[self.fault](self.write.method, self.write.path(tenant))
        return replace(made, times=None if self.for_ever else 1)

    @property
    def meaningless(self) -> bool:
        """To Teams: 403 says that the person has blocked the app; a still line is as a cut one, and slow."""
        return self.write.where in TOLD and self.fault in NOT_TO_TEAMS

    @property
    def answer_lost(self) -> bool:
        """Whether Teams has taken what it is told, and the server cannot know: then it is told again."""
        return self.write.where in TOLD and (self.fault.endswith("after") or self.fault in ON_THE_LINE)

    def __str__(self) -> str:
        return f"{self.fault}{' for ever' if self.for_ever else ''} at {self.write}"


def cells_of(traces: Iterable[Trace]) -> list[Cell]:
    """Every write under every fault that it can have."""
    every = writes_of(traces)
    once = [Cell(write, fault) for write in every for fault in FAULTS]
    always = [Cell(write, fault, for_ever=True) for write in every for fault in FOREVER]
    return [one for one in once + always if not one.meaningless]


def lists_of(traces: Iterable[Trace]) -> list[List]:
    """The lists that are written to and held in memory."""
    return [one for one in REPLICATED if one.name in {trace.sign[1:] for trace in traces}]
