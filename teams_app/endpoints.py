"""Whom the app talks to: Microsoft, or the little tenant. The code is the same for both."""

from dataclasses import dataclass

TEAMS_WEB = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"
TEAMS_DESKTOP_AND_MOBILE = "1fec8e78-bce4-4aaf-ab1b-5451cc387264"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Addresses of Entra, Graph and Teams, and the issuers whose tokens count."""

    graph: str
    token_url: str
    tab_issuer: str
    tab_keys: str
    connector_issuer: str
    connector_keys: str
    service_hosts: frozenset[str]
    service_url: str
    teams_origin: str = ""
    sharepoint: str = ""
    frame_ancestors: tuple[str, ...] = (
        "https://*.cloud.microsoft",
        "https://teams.microsoft.com",
        "https://*.teams.microsoft.com",
        "https://*.microsoft365.com",
        "https://*.office.com",
    )
    tab_clients: frozenset[str] = frozenset({TEAMS_WEB, TEAMS_DESKTOP_AND_MOBILE})


def microsoft(tenant_id: str) -> Endpoints:
    """Microsoft's own addresses, and no others (platform.md 4.3, 5; trust.md rows 1 and 4)."""
    login = f"https://login.microsoftonline.com/{tenant_id}"
    return Endpoints(
        graph="https://graph.microsoft.com/v1.0",
        token_url=f"{login}/oauth2/v2.0/token",
        tab_issuer=f"{login}/v2.0",
        tab_keys=f"{login}/discovery/v2.0/keys",
        connector_issuer="https://api.botframework.com",
        connector_keys="https://login.botframework.com/v1/.well-known/keys",
        service_hosts=frozenset({"smba.trafficmanager.net"}),
        service_url="https://smba.trafficmanager.net/emea/",
    )


def little_tenant(url: str, tenant_id: str) -> Endpoints:
    """The addresses of a little tenant that listens at `url`, such as http://localhost:3979."""
    entra = f"{url}/entra/{tenant_id}"
    return Endpoints(
        graph=f"{url}/v1.0",
        token_url=f"{entra}/oauth2/v2.0/token",
        tab_issuer=f"{entra}/v2.0",
        tab_keys=f"{entra}/discovery/v2.0/keys",
        connector_issuer=f"{url}/entra/botframework",
        connector_keys=f"{url}/entra/botframework/keys",
        service_hosts=frozenset({"localhost"}),
        service_url=f"{url}/teams/connector/",
        teams_origin=url,
        sharepoint=url,
        frame_ancestors=("https://teams.microsoft.com", url),
    )
