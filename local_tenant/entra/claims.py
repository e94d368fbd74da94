"""What the tokens say: the claims of a person, of the app, and of Teams calling the bot."""

import base64
import secrets
import time
from typing import Any

from local_tenant.behaviour.words import Behaviour
from local_tenant.people import APP_ID, TEAMS_CLIENT_ID, TENANT_ID, Person

LIFETIME = 3599  # seconds, as Entra's tokens say
SERVICE_PRINCIPAL_ID = "22222222-0000-4000-8000-000000000001"
GRAPH = "https://graph.microsoft.com"
BOT_CONNECTOR = "https://api.botframework.com"
SHAREPOINT = "https://localhost"
EXCHANGE = "api://AzureADTokenExchange"
APP_ROLES: dict[str, tuple[str, ...]] = {
    GRAPH: ("Sites.Selected", "TeamsActivity.Send.User"),
    BOT_CONNECTOR: (),
    SHAREPOINT: ("Sites.Selected",),
    EXCHANGE: (),
}


def timed(lifetime: int = LIFETIME) -> dict[str, Any]:
    """`iat`, `nbf`, `exp` (seconds since 1970) and a token id `uti`."""
    now = int(time.time())
    uti = base64.urlsafe_b64encode(secrets.token_bytes(16)).rstrip(b"=").decode()
    return {"iat": now, "nbf": now, "exp": now + lifetime, "uti": uti}


GRAPH_ID = "00000003-0000-0000-c000-000000000000"
"""Microsoft Graph's app id: what a token for it says as its audience, where it does not say the address."""


def behaved(said: dict[str, Any], behaviour: Behaviour) -> dict[str, Any]:
    """The claims as a tenant of this behaviour puts them."""
    made = dict(said)
    if made.get("idtyp") == "app":
        made["ver"] = behaviour["app_token_version"]
        if behaviour.differs("app_token_audience") and made["aud"] == GRAPH:
            made["aud"] = GRAPH_ID
        return made
    if made["aud"] == APP_ID:
        made["ver"] = behaviour["person_token_version"]
        if behaviour.differs("person_token_guest_claim"):
            del made["acct"]
        if behaviour.differs("person_token_audience"):
            made["aud"] = f"api://{APP_ID}"
    return made


def of_person(person: Person, audience: str, scope: str) -> dict[str, Any]:
    """A delegated v2 token's claims, without the issuer (platform.md 4.3)."""
    guest = person.kind == "guest"
    mail = f"{person.mail.replace('@', '_')}#EXT#@bakkeby.example" if guest else person.mail
    return {
        "aud": audience,
        **timed(),
        "acct": 1 if guest else 0,
        "azp": TEAMS_CLIENT_ID if audience == APP_ID else APP_ID,
        "azpacr": "0" if audience == APP_ID else "1",
        "name": person.name,
        "oid": person.object_id,
        "preferred_username": mail,
        "scp": scope,
        "sub": f"{person.key}-as-{audience.rpartition('/')[2][:12]}",
        "tid": person.tenant_id,
        "ver": "2.0",
    }


def of_app(audience: str, roles: tuple[str, ...]) -> dict[str, Any]:
    """An app-only token's claims, without the issuer."""
    return {
        "aud": audience,
        **timed(),
        "appid": APP_ID,
        "azp": APP_ID,
        "azpacr": "1",
        "idtyp": "app",
        "oid": SERVICE_PRINCIPAL_ID,
        "roles": list(roles),
        "sub": SERVICE_PRINCIPAL_ID,
        "tid": TENANT_ID,
        "ver": "2.0",
    }


def of_teams(service_url: str) -> dict[str, Any]:
    """The claims of the token that Teams sends to the bot, without the issuer."""
    return {"aud": APP_ID, **timed(), "serviceurl": service_url}
