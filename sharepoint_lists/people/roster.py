"""The council's roster: who is on it, as the council's team in Microsoft Teams says."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

import structlog

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import GraphFailure
from technology_map.people.notifications import NotNotified
from technology_map.people.people import Person, Role

log = structlog.get_logger(__name__)

FRESH_SECONDS = 60.0


class Roster:
    """The members (owners are secretaries) of one team. Not read for 60 s: nobody is on it."""

    def __init__(self, graph: Graph, team_id: str) -> None:
        self._graph = graph
        self._address = f"/teams/{quote(team_id)}/members?$top=200"
        self._members: Mapping[str, Role] = {}
        self._names: Mapping[str, str] = {}
        self._read_at = float("-inf")

    async def role_of(self, object_id: str) -> Role:
        """Where a person stands now. Reads the roster first where it is too old to be believed."""
        if not self.fresh:
            await self.refresh()
        if not self.fresh:
            return Role.EMPLOYEE
        return self._members.get(object_id.lower(), Role.EMPLOYEE)

    async def secretaries(self) -> Sequence[str]:
        """As `technology_map.people.notifications.Secretariat` says: the team's owners."""
        if not self.fresh and not await self.refresh():
            raise NotNotified(0, for_good=False)
        return [one for one, role in self._members.items() if role is Role.SECRETARY]

    async def council(self) -> Sequence[str]:
        """As `technology_map.people.notifications.Secretariat` says: everybody in the team."""
        if not self.fresh and not await self.refresh():
            raise NotNotified(0, for_good=False)
        return list(self._members)

    async def people(self) -> Sequence[Person]:
        """Everybody on the council with their names. Raises NotNotified."""
        return [Person(one, self._names.get(one, "")) for one in await self.council()]

    @property
    def fresh(self) -> bool:
        """Whether the roster was read within the last 60 seconds."""
        return self._graph.clock.passed() - self._read_at <= FRESH_SECONDS

    @property
    def age(self) -> float | None:
        """Seconds since the roster was asked for with success, None where it never was."""
        age = self._graph.clock.passed() - self._read_at
        return None if age == float("inf") else age

    async def refresh(self) -> bool:
        """Read the roster; whether that succeeded. What was read before stays till it is too old."""
        asked_at = self._graph.clock.passed()
        members: dict[str, Role] = {}
        names: dict[str, str] = {}
        try:
            async for page in pages(self._graph, self._address, self._graph.for_person(), units=1):
                for one in page.rows:
                    owner = "owner" in (one.get("roles") or [])
                    role = Role.SECRETARY if owner else Role.MEMBER
                    object_id = str(one.get("userId", "")).lower()
                    members[object_id], names[object_id] = role, str(one.get("displayName") or "")
        except GraphFailure as failure:
            log.warning("roster_not_read", reason=str(failure))
            return False
        members.pop("", None)
        self._members, self._names, self._read_at = members, names, asked_at
        return True
