"""How new what people see is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from technology_map.overview import Overview
from technology_map.texts import Texts

STALE_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Freshness:
    """The line about when SharePoint was last read, and whether that is long ago."""

    sentence: str
    stale: bool


def freshness(t: Texts, overview: Overview, now: datetime) -> Freshness:
    """Fresh up to a minute after SharePoint was read; then a calm notice takes its place."""
    if overview.read_at is None:
        return Freshness(t("tab.fresh.never"), stale=True)
    if overview.behind:
        return Freshness(t("tab.fresh.behind", clock=t.clock(overview.read_at)), stale=True)
    stale = now - overview.read_at > STALE_AFTER
    key = "tab.fresh.stale" if stale else "tab.fresh.now"
    return Freshness(t(key, clock=t.clock(overview.read_at)), stale)
