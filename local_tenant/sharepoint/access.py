"""Who may do what on which site."""

from dataclasses import dataclass
from typing import Any

from local_tenant.people import APP_ID, SHAREPOINT_ROLE, TENANT_ID, Person, person
from local_tenant.sharepoint.errors import GraphError, denied
from local_tenant.sharepoint.rows.sites import Site

APP_USER_ID = 1073741822  # the id SharePoint gives "SharePoint App" on every site
APP_NAME = "Teknologikort"
FIRST_USER_ID = 10


MANAGING = {"Sites.FullControl.All", "Sites.Manage.All"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the app itself (`person` None) or a person through a tool with these scopes."""

    person: Person | None
    scopes: frozenset[str] = frozenset()

    @property
    def manages(self) -> bool:
        """Whether it is a SharePoint administrator with a scope that goes with it."""
        if self.person is None:
            return False
        return SHAREPOINT_ROLE in self.person.directory_roles and bool(MANAGING & self.scopes)

    @property
    def user_id(self) -> int:
        """The id in the site's user information list."""
        return APP_USER_ID if self.person is None else user_id(self.person)


def caller_of(claims: dict[str, Any]) -> Caller:
    """The caller a checked Graph token speaks of; GraphError 403 where Graph has nothing for it."""
    if claims.get("idtyp") == "app" or "scp" not in claims:
        roles = claims.get("roles", [])
        ours = claims.get("appid", claims.get("azp")) == APP_ID and claims.get("tid") == TENANT_ID
        if not ours or not any(str(role).startswith("Sites.") for role in roles):
            raise denied()
        return Caller(None)
    scopes = frozenset(str(claims["scp"]).split())
    if not any(one.startswith("Sites.") for one in scopes):
        raise denied()
    try:
        who = person(str(claims.get("oid")))
    except KeyError as error:
        raise denied() from error
    if who.tenant_id != TENANT_ID or claims.get("tid") != TENANT_ID:
        raise denied()
    return Caller(who, scopes)


def may_read(who: Person | None, site: Site) -> bool:
    """Employees read the open site, the council the closed one too; guests and strangers none."""
    if who is None:
        return True
    if who.tenant_id != TENANT_ID or who.kind in ("guest", "stranger"):
        return False
    owns = SHAREPOINT_ROLE in who.directory_roles
    return site.open or owns or who.kind in ("member", "secretary")


def require(caller: Caller, site: Site, method: str) -> None:
    """Only the app writes, and who manages the sites. Raises GraphError 403."""
    writes = method != "GET" and caller.person is not None
    if not may_read(caller.person, site) or (writes and not caller.manages):
        raise denied()


def unauthenticated(code: str, message: str) -> GraphError:
    """401 with the challenge Graph sends along."""
    challenge = 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common"'
    return GraphError(401, code, message, headers={"WWW-Authenticate": challenge})


def user_id(who: Person) -> int:
    """A person's id in the user information list."""
    return FIRST_USER_ID + int(who.object_id[-12:])


def user_named(number: int) -> tuple[str, str] | None:
    """Display name and mail of a user id; None where nobody has it."""
    if number == APP_USER_ID:
        return "SharePoint App", ""
    try:
        who = person(f"11111111-0000-4000-8000-{number - FIRST_USER_ID:012d}")
    except KeyError:
        return None
    return (who.name, who.mail) if who.tenant_id == TENANT_ID else None


def identity(who: Person | None) -> dict[str, Any]:
    """createdBy / lastModifiedBy as Graph shows the app or a person."""
    if who is None:
        return {
            "application": {"id": APP_ID, "displayName": APP_NAME},
            "user": {"displayName": "SharePoint App"},
        }
    return {"user": {"email": who.mail, "id": who.object_id, "displayName": who.name}}
