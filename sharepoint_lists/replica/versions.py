"""How a card's row stood from version to version, as SharePoint keeps it: read when somebody asks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import structlog

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.mapping.cells import UnreadableRow
from sharepoint_lists.mapping.naming import forgotten_names, masked
from sharepoint_lists.mapping.rows import RowMapping
from sharepoint_lists.replica.replica import Replica
from sharepoint_lists.schema.addresses import Addresses, NotProvisioned
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.wording import CardVersion
from technology_map.people.people import Language
from technology_map.texts import texts

log = structlog.get_logger(__name__)

MOST = 500
"""Versions that are read: SharePoint keeps 500 unless somebody says otherwise."""


class RowVersions:
    """Reads them for one instance. CPR numbers are hidden here as everywhere."""

    def __init__(self, graph: Graph, addresses: Addresses, replica: Replica) -> None:
        self._graph, self._addresses, self._replica = graph, addresses, replica

    async def of(self, thing: Proposal | SolutionCard) -> Sequence[CardVersion] | None:
        """As the port says."""
        mapping = row_mapping.PROPOSAL if isinstance(thing, Proposal) else row_mapping.SOLUTION_CARD
        deadline = self._graph.for_person()
        try:
            items = await self._addresses.items(mapping.list, deadline)
            address = f"{items}/{thing.number}/versions?$expand=fields&$top=100"
            found: list[Mapping[str, Any]] = []
            async for page in pages(self._graph, address, deadline):
                found += page.rows
                if len(found) >= MOST:
                    break
        except (GraphFailure, NotProvisioned) as failure:
            log.warning("versions_not_read", list=mapping.list.name, reason=type(failure).__name__)
            return None
        return list(self._read(mapping, found))[::-1]

    def _read(self, mapping: RowMapping[Any], rows: list[Mapping[str, Any]]) -> Iterator[CardVersion]:
        """The versions, the newest first; who was forgotten since has no name in the old ones either."""
        cells, former = [row.get("fields") or {} for row in rows], texts(Language.DANISH)("person.former")
        names = forgotten_names(mapping.list, cells, former)
        for row, said in zip(rows, cells, strict=True):
            user = (row.get("lastModifiedBy") or {}).get("user") or {}
            by = str(user.get("displayName") or "")
            by = former if by in names else by
            by_app = bool((row.get("lastModifiedBy") or {}).get("application"))
            try:
                known = masked(mapping.list, said, names, former)
                thing = mapping.read(0, "", known, self._replica.words).thing
                since = datetime.fromisoformat(str(row.get("lastModifiedDateTime")))
            except (UnreadableRow, ValueError):
                continue
            yield CardVersion(thing, since, "" if by_app else by)
