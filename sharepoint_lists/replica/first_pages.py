"""The first pages of many lists in few round trips: most lists have a page of news, or none at all."""

import asyncio
from collections.abc import Mapping, Sequence

from sharepoint_lists.graph.batches import MOST, Part, batch
from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import Answer, Declined, Json, Unanswered

FEWEST = 3
"""Fewer than that are asked for one by one: a batch would save nothing."""


async def first_pages(
    graph: Graph, addresses: Mapping[str, str], deadline: Deadline, *, units: float
) -> dict[str, Json]:
    """The page at each of the addresses, by the same names; `units` is what one of them costs.

    What did not come, for whatever reason, is left out. It is to be asked for by itself, as only that
    tells what is wrong, and is repeated.
    """
    inside = [(name, path) for name, one in addresses.items() if (path := graph.path_of(one))]
    if len(inside) < FEWEST:
        return {}
    batches = [inside[start : start + MOST] for start in range(0, len(inside), MOST)]
    found = await asyncio.gather(*(_of(graph, one, deadline, units) for one in batches))
    return {name: page for pages in found for name, page in pages.items()}


async def _of(
    graph: Graph, inside: Sequence[tuple[str, str]], deadline: Deadline, units: float
) -> dict[str, Json]:
    asked = [Part("GET", path, units=units) for _, path in inside]
    try:
        outcomes = await batch(graph, asked, deadline, wait=graph.patience.answer)
    except Declined:
        return {}
    answers = zip((name for name, _ in inside), outcomes, strict=True)
    pages = ((name, _page(one)) for name, one in answers if isinstance(one, Answer) and one.status == 200)
    return {name: page for name, page in pages if page is not None}


def _page(answer: Answer) -> Json | None:
    try:
        body = answer.json()
    except Unanswered:
        return None
    return body if isinstance(body.get("value"), list) else None
