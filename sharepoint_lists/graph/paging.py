"""Pages of Graph: following nextLinks and deltaLinks by hand, empty pages included."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from sharepoint_lists.graph.client import READ_ATTEMPTS, Graph
from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import Json, Unanswered

MOST_PAGES = 10_000
"""A guard against a nextLink that leads in circles: 10 million rows at 1,000 a page."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `delta` is the link to what changes from now on, on the last page of a delta."""

    rows: list[dict[str, Any]]
    delta: str = ""


async def pages(
    graph: Graph,
    address: str,
    deadline: Deadline | None = None,
    *,
    units: float = 2.0,
    attempts: int = READ_ATTEMPTS,
    first: Json | None = None,
) -> AsyncIterator[Page]:
    """Every page from `address` on; without a deadline nobody waits, and each page has its own.

    `first` is the page at that address, where it is there already.

    Raises GraphFailure; a page that is no page is Unanswered.
    """
    seen: set[str] = set()
    for _ in range(MOST_PAGES):
        limit = deadline or graph.in_background()
        body = first or await graph.read(address, limit, units=units, attempts=attempts)
        first = None
        rows, following = body.get("value"), body.get("@odata.nextLink")
        if not isinstance(rows, list):
            raise Unanswered("a page without rows")
        yield Page(rows, str(body.get("@odata.deltaLink") or ""))
        if not following:
            return
        if following in seen:
            raise Unanswered("pages in a circle")
        seen.add(following)
        address = str(following)
    raise Unanswered("too many pages")
