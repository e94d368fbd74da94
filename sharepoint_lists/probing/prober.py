"""Asks all that can be asked of SharePoint in one list of its own."""

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.probing import of_protocol, of_reading, of_writing
from sharepoint_lists.probing.probe import UNKNOWN, Found, Probe
from sharepoint_lists.probing.scratch import Scratch, scratch
from sharepoint_lists.schema.addresses import Addresses, SiteNames
from sharepoint_lists.schema.list_types import Site

PROBES: tuple[Probe, ...] = (*of_writing.PROBES, *of_reading.PROBES, *of_protocol.PROBES)


class Prober:
    """Writes rows in the app's own name, with the right `write`.

    The list itself is made and removed by `owner`: making lists takes more than `write`.
    """

    def __init__(self, graph: Graph, names: SiteNames, owner: Graph | None = None) -> None:
        self._graph, self._owner = graph, owner or graph
        self._addresses = Addresses(graph, names)

    async def probe(self) -> list[Found]:
        """One answer a probe. Raises GraphFailure: no list could be made, or not be removed."""
        site = await self._addresses.site(Site.OPEN, self._graph.in_background())
        async with scratch(self._graph, self._owner, site) as at:
            return [await _asked(one, at) for one in PROBES]


async def _asked(probe: Probe, at: Scratch) -> Found:
    try:
        return probe.found(await probe.ask(at))
    except (GraphFailure, KeyError, IndexError):
        return probe.found(UNKNOWN)
