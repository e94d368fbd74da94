"""What apps have been granted on single sites: Sites.Selected alone opens none."""

import base64
from dataclasses import dataclass, field

from local_tenant.people import APP_ID
from local_tenant.sharepoint.errors import denied
from local_tenant.sharepoint.rows.sites import Site

ROLES = ("read", "write", "owner", "fullcontrol")
MANAGING = ("owner", "fullcontrol")


@dataclass(slots=True)
class Permission:
    """One app's permission on one site."""

    id: str
    app_id: str
    name: str
    roles: list[str]


@dataclass(slots=True)
class Grants:
    """Permissions by the site's key. `held`: our app may do what is granted here, and no more.

    Where it is not, as in the tenant that tests are born with, the app has both sites.
    """

    held: bool = False
    of: dict[str, list[Permission]] = field(default_factory=dict)

    def give(self, site: Site, app_id: str, name: str, roles: list[str]) -> Permission:
        """A new permission; a second one for the same app takes the place of the first, as in SharePoint."""
        id_ = base64.b64encode(f"i:0i.t|ms.sp.ext|{app_id}@{site.web_id}".encode()).decode().rstrip("=")
        made = Permission(id_, app_id, name, roles)
        self.of[site.key] = [one for one in self.of.get(site.key, []) if one.app_id != app_id] + [made]
        return made

    def role(self, site: Site) -> str:
        """Our app's role on a site; empty where it has none, or is not held to any."""
        found = [one for one in self.of.get(site.key, []) if one.app_id == APP_ID]
        return found[0].roles[0] if self.held and found else ""

    def require(self, site: Site, method: str, pattern: str) -> None:
        """Whether our app may do this. Raises GraphError 403.

        `write` is for rows; lists and columns are made by who manages the site (list-create asks for
        Sites.Manage.All).
        """
        if not self.held:
            return
        role = self.role(site)
        if not role or (role == "read" and method != "GET"):
            raise denied()
        of_rows = "/items" in pattern or "/drive" in pattern or pattern.startswith("drives")
        if method != "GET" and not of_rows and role not in MANAGING:
            raise denied()
