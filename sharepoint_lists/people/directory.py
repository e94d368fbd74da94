"""The directory: who of some people is there no more. Needs a right that an installation may leave out."""

import asyncio
from collections.abc import Iterable
from urllib.parse import quote

import structlog

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import Declined, GraphFailure

log = structlog.get_logger(__name__)

RIGHT = "User.ReadBasic.All"
AT_A_TIME = 15
"""Values that Graph takes in one `in` of a filter."""


class Directory:
    """Implements `technology_map.people.responsibility.PeopleDirectory`."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def gone(self, object_ids: Iterable[str]) -> frozenset[str] | None:
        """As the port says: one GET for 15 people."""
        asked = sorted(set(object_ids))
        parts = [asked[at : at + AT_A_TIME] for at in range(0, len(asked), AT_A_TIME)]
        try:
            there = await asyncio.gather(*(self._there(part) for part in parts))
        except Declined as declined:
            if declined.status not in (401, 403):
                log.warning("directory_not_read", status=declined.status)
            return None
        except GraphFailure as failure:
            log.warning("directory_not_read", reason=type(failure).__name__)
            return None
        return frozenset(asked).difference(*there)

    async def _there(self, part: list[str]) -> set[str]:
        said = quote(",".join(f"'{one}'" for one in part), safe="")
        address = f"/users?$filter=id%20in%20({said})&$select=id&$top={AT_A_TIME}"
        found = await self._graph.read(address, self._graph.for_person(), units=1)
        return {str(one.get("id", "")).lower() for one in found.get("value") or []}
