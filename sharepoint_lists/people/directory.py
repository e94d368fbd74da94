"""The directory: who is there no more, and who has a name. Needs a right that may be left out."""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping
from itertools import islice
from urllib.parse import quote

import structlog

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import Declined, GraphFailure, Json
from technology_map.people.people import Person

log = structlog.get_logger(__name__)

RIGHT = "User.ReadBasic.All"
AT_A_TIME = 15
"""Values that Graph takes in one `in` of a filter."""
MOST_NAMED = 300
"""Names that are looked up for one file: 20 or 40 requests."""
_PAGE = 200
REMEMBERED = 600.0
"""Seconds for which it holds that somebody is there, or is not: a page of all that needs an owner asks of
hundreds of people, at each view."""


class Directory:
    """Implements `technology_map.people.responsibility.PeopleDirectory`."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._looked: dict[str, tuple[float, bool]] = {}
        """When each person was looked for last (the clock's seconds), and whether they were there."""

    async def gone(self, object_ids: Iterable[str]) -> frozenset[str] | None:
        """As the port says: one GET for 15 people of whom we do not know it from the last ten minutes."""
        asked, now = sorted(set(object_ids)), self._graph.clock.passed()
        self._looked = {one: known for one, known in self._looked.items() if known[0] > now - REMEMBERED}
        there = {one: self._looked[one][1] for one in asked if one in self._looked}
        unknown = [one for one in asked if one not in there]
        found = await self._all(self._users("id", part, "id") for part in _parts(unknown))
        if found is None:
            return None
        ids = {str(one.get("id", "")).lower() for one in found}
        there |= {one: one in ids for one in unknown}
        self._looked |= {one: (now, there[one]) for one in unknown}
        return frozenset(one for one in asked if not there[one])

    async def named(self, names: Iterable[str]) -> Mapping[str, Person] | None:
        """As the port says: one GET for 15 names, two for 15 mail addresses, for 300 of them at most."""
        said = dict.fromkeys(one.strip().casefold() for one in names if one.strip())
        asked = list(islice(said, MOST_NAMED))
        mails = [one for one in asked if "@" in one]
        looked = [("displayName", [one for one in asked if "@" not in one])]
        looked += [("mail", mails), ("userPrincipalName", mails)]
        select = "id,displayName,mail,userPrincipalName"
        found = await self._all(
            self._users(field, part, select) for field, wanted in looked for part in _parts(wanted)
        )
        return None if found is None else _by_name(asked, found)

    async def _all(self, reads: Iterable[Awaitable[list[Json]]]) -> list[Json] | None:
        """What all of them found; None where we may not or cannot look."""
        try:
            found = await asyncio.gather(*reads)
        except Declined as declined:
            if declined.status not in (401, 403):
                log.warning("directory_not_read", status=declined.status)
            return None
        except GraphFailure as failure:
            log.warning("directory_not_read", reason=type(failure).__name__)
            return None
        return [one for part in found for one in part]

    async def _users(self, field: str, part: list[str], select: str) -> list[Json]:
        said = quote(",".join("'{}'".format(one.replace("'", "''")) for one in part), safe="")
        top = AT_A_TIME if select == "id" else _PAGE
        address = f"/users?$filter={field}%20in%20({said})&$select={select}&$top={top}"
        found = await self._graph.read(address, self._graph.for_person(), units=1)
        return [one for one in found.get("value") or [] if isinstance(one, dict)]


def _parts(asked: list[str]) -> list[list[str]]:
    return [asked[at : at + AT_A_TIME] for at in range(0, len(asked), AT_A_TIME)]


def _by_name(asked: list[str], found: list[Json]) -> dict[str, Person]:
    """The people by what was asked; of a name that two have, nobody."""
    there: dict[str, dict[str, Person]] = {}
    for one in found:
        person = Person(str(one.get("id", "")).lower(), str(one.get("displayName") or ""))
        for name in (person.name, one.get("mail"), one.get("userPrincipalName")):
            there.setdefault(str(name or "").casefold(), {})[person.object_id] = person
    return {name: next(iter(people.values())) for name in asked if len(people := there.get(name, {})) == 1}
