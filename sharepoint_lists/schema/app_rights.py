"""What the app itself may do on the two sites, as SharePoint's REST says it."""

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema.addresses import SiteNames
from sharepoint_lists.schema.comparison import Sign
from sharepoint_lists.schema.list_types import Site

_MASK = "/_api/web/effectiveBasePermissions"
MANAGE_LISTS, MANAGE_PERMISSIONS = 0x800, 0x2000000
"""Two bits of SharePoint's permission mask (SPBasePermissions); the role `write` has neither."""


class SiteRights:
    """Looks at the rights of whoever asks."""

    def __init__(self, rest: Graph, names: SiteNames) -> None:
        self._rest, self._names = rest, names

    async def examine(self) -> list[Sign]:
        """Each site on which the app may more than write rows, or which does not tell."""
        signs = []
        for site in Site:
            path = self._names.path(site)
            try:
                mask = await self._rest.read(f"{path}{_MASK}", self._rest.in_background())
                if int(mask.get("Low", 0)) & (MANAGE_LISTS | MANAGE_PERMISSIONS):
                    signs.append(Sign("site_right_too_wide", {"site": path}))
            except (GraphFailure, ValueError) as failure:
                signs.append(Sign("site_right_unseen", {"site": path, "why": str(failure)}, harmless=True))
        return signs
