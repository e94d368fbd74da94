"""What reading the lists costs is written in docs/architecture.md, for whoever runs several instances."""

import re
from pathlib import Path

from sharepoint_lists.demand import SELDOM
from sharepoint_lists.replica.replica import CALM, LIVELY
from sharepoint_lists.settings import Intervals

PAGE = (Path(__file__).parents[1] / "docs/architecture.md").read_text("utf-8")
HOURS_BUSY = 9
A_DAY = 1_200_000
"""Units that SharePoint gives the app of the smallest tenant a day (platform.md 1.7)."""


def units(seconds: float, *, busy: bool) -> float:
    """One unit for each look at what changed in a list."""
    every, seldom = Intervals(), 1 if busy else SELDOM
    return seconds * (len(LIVELY) / every.lively + len(CALM) / every.calm) / seldom


def test_the_table_says_what_the_lists_and_intervals_come_to() -> None:
    busy = HOURS_BUSY * 3600
    rows = dict(re.findall(r"^\| (\d) \| (.*) \|$", PAGE, re.MULTILINE))
    for instances in (1, 2, 5):
        working = instances * (units(busy, busy=True) + units(86_400 - busy, busy=False))
        idle, minute = instances * units(86_400, busy=False), instances * units(60, busy=True)
        said = (
            f"{working:,.0f} ({working / A_DAY:.0%})",
            f"{idle:,.0f} ({idle / A_DAY:.0%})",
            f"{minute:,.0f}",
        )
        assert rows[str(instances)].replace(" %", "%") == " | ".join(said)
        assert working < A_DAY
