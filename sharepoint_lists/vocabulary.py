"""The municipality's words in SharePoint, for whoever works without a replica: read whole, and planted."""

from collections.abc import AsyncIterator

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import Declined, Json, settled
from sharepoint_lists.mapping.cells import UnreadableRow
from sharepoint_lists.mapping.row_mapping import TERMS
from sharepoint_lists.mapping.rows import row_number, row_version
from sharepoint_lists.schema.addresses import Addresses, NotProvisioned
from technology_map.words.seed import seed_terms, seed_vocabulary
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

TAKEN = 409
"""Two provisioners at once: the other one's row is as good."""


async def read_vocabulary(graph: Graph, addresses: Addresses) -> Vocabulary:
    """Every term as it stands in the lists; the seed where there are none yet. Raises GraphFailure."""
    found = Vocabulary()
    try:
        for mapping in TERMS.values():
            items = await addresses.items(mapping.list, graph.in_background())
            async for page in pages(graph, f"{items}?$expand=fields&$top=1000"):
                for item in page.rows:
                    try:
                        cells = item.get("fields") or {}
                        found.put(mapping.read(row_number(item), row_version(item), cells, found).thing)
                    except UnreadableRow:
                        continue
    except NotProvisioned:
        return seed_vocabulary()
    return found if any(found.terms(of) for of in TermList) else seed_vocabulary()


async def plant_vocabulary(graph: Graph, addresses: Addresses) -> int:
    """Make a row of each term of the seed whose code is not there; how many were made.

    A code is there for good once it was: who wants a word no more retires it. Raises GraphFailure.
    """
    made, nothing = 0, Vocabulary()
    for of, mapping in TERMS.items():
        items = await addresses.items(mapping.list, graph.in_background())
        there = {str((item.get("fields") or {}).get("Code")) async for item in _rows(graph, items)}
        for term in seed_terms():
            if term.list is of and term.code not in there:
                made += await _post(graph, items, mapping.cells(term, nothing))
    return made


async def _rows(graph: Graph, items: str) -> AsyncIterator[Json]:
    async for page in pages(graph, f"{items}?$expand=fields($select=Code)&$top=1000"):
        for item in page.rows:
            yield item


async def _post(graph: Graph, items: str, cells: dict[str, object]) -> int:
    deadline = graph.in_background()
    answer = await graph.call("POST", items, deadline, body={"fields": cells}, wait=30.0)
    try:
        settled(answer)
    except Declined as declined:
        if declined.status != TAKEN:
            raise
        return 0
    return 1
