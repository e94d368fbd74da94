"""Where the store is and how it behaves."""

from dataclasses import dataclass, field
from pathlib import Path

from sharepoint_lists.graph.client import Patience
from sharepoint_lists.graph.throttling import Spending
from sharepoint_lists.schema.addresses import SiteNames

GRAPH = "https://graph.microsoft.com/v1.0"


@dataclass(frozen=True, slots=True)
class Intervals:
    """Seconds between two rounds of each loop; no loops at all where `StoreSettings.loops` is off.

    `grace`: so long what follows from a move is left to the instance that made it.
    """

    lively: float = 2.5
    calm: float = 60.0
    roster: float = 45.0
    outbox: float = 5.0
    words: float = 5.0
    sweep: float = 20.0
    grace: float = 90.0
    drafts: float = 6 * 3600.0
    snapshot: float = 300.0


@dataclass(frozen=True, slots=True)
class StoreSettings:
    """Where the store is and how it behaves; the roof fills this in from its own settings.

    `draft_key`: 32 bytes that seal drafts, the same on every instance; None where none are kept.
    `snapshot`: the file of the local snapshot, this instance's alone, and 32 bytes that seal it; None where
    everything is read from SharePoint at each start.
    """

    sites: SiteNames
    graph_url: str = GRAPH
    sharepoint_url: str = ""
    teams_app_id: str = ""
    council_team_id: str = ""
    user_agent: str = "NONISV|Kommune|Teknologikort/0.1"
    draft_key: bytes | None = None
    snapshot: tuple[Path, bytes] | None = None
    loops: bool = True
    intervals: Intervals = field(default_factory=Intervals)
    patience: Patience = field(default_factory=Patience)
    spending: Spending = field(default_factory=Spending)
