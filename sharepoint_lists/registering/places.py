"""What an installation needs: SharePoint's host, the two sites with the app's right, team, catalogue."""

from dataclasses import dataclass
from urllib.parse import quote

from sharepoint_lists.registering.calls import Calls, Denied
from sharepoint_lists.registering.registrations import NAME

WRITE = "write"


@dataclass(frozen=True, slots=True)
class SiteRight:
    """The app's permission on a site: its id (empty: none) and its roles."""

    id: str = ""
    roles: tuple[str, ...] = ()

    @property
    def least(self) -> bool:
        """Whether it may write rows, and no more."""
        return self.roles == (WRITE,)


class Places:
    """Reads and writes in the name of whoever is signed in; raises GraphFailure, Denied."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    async def host(self) -> str:
        """SharePoint's host name in this tenant; empty where Graph does not tell."""
        found = await self._calls.read("/sites/root?$select=siteCollection,webUrl")
        return str(((found or {}).get("siteCollection") or {}).get("hostname") or "")

    async def site(self, named: str) -> str:
        """The id of a site such as `kommune.sharepoint.com:/sites/teknologikort`; empty: none there."""
        host, _, path = named.partition(":")
        found = await self._calls.read(f"/sites/{host}:{quote(path)}")
        return str((found or {}).get("id") or "")

    async def there(self, named: str) -> bool:
        """Whether a site is there, even if who is signed in may not see it."""
        try:
            return bool(await self.site(named))
        except Denied as denied:
            if not denied.lacks_right:
                raise
            return True

    async def right(self, site: str, app_id: str) -> SiteRight:
        """What the app may do on a site. Only a single permission tells its roles (docs-contrib#113)."""
        at = f"/sites/{site}/permissions"
        for one in ((await self._calls.read(at)) or {}).get("value") or []:
            granted = one.get("grantedToIdentitiesV2") or one.get("grantedToIdentities") or []
            ids = {str((to.get("application") or {}).get("id")).lower() for to in granted}
            if app_id.lower() in ids:
                told = await self._calls.read(f"{at}/{quote(str(one['id']), safe='')}")
                return SiteRight(str(one["id"]), tuple((told or {}).get("roles") or ()))
        return SiteRight()

    async def give_write(self, site: str, app_id: str, right: SiteRight) -> None:
        """Give the app `write` on a site, or narrow what it has to that."""
        at = f"/sites/{site}/permissions"
        if right.id:
            await self._calls.send("PATCH", f"{at}/{quote(right.id, safe='')}", {"roles": [WRITE]})
            return
        identity = {"application": {"id": app_id, "displayName": NAME}}
        await self._calls.send("POST", at, {"roles": [WRITE], "grantedToIdentities": [identity]})

    async def team(self, team_id: str) -> bool | None:
        """Whether a team of this id is there; None where the signed-in person may not see it."""
        try:
            return await self._calls.read(f"/teams/{quote(team_id)}?$select=id") is not None
        except Denied as denied:
            if not denied.lacks_right:
                raise
            return None

    async def in_catalogue(self, teams_app_id: str) -> bool:
        """Whether the organisation's catalogue has the app with this id in its manifest."""
        query = f"$filter=externalId eq '{teams_app_id}'"
        found = await self._calls.read(f"/appCatalogs/teamsApps?{query}")
        return bool((found or {}).get("value"))
