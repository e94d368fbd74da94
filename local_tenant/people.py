"""The people and the registrations that the little tenant is born with."""

from dataclasses import dataclass, replace
from typing import Literal

TENANT_ID = "6f1c2a70-0d0e-4c39-9f0a-3d2b5c1e7a01"
OTHER_TENANT_ID = "0b7e4d52-7a7c-4a53-8d6e-1f0c9b8a7602"
APP_ID = "9d3e5b84-2c61-4f7e-a0b5-6c4d8e2f1a03"
APP_SECRET = "only-for-the-little-tenant"  # noqa: S105 - opens nothing but a stand-in on loopback
COUNCIL_TEAM_ID = "3a8b6c95-5d72-4e1f-b1c6-7d5e9f3a2b04"
TEAMS_CLIENT_ID = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346"  # Teams on the web, platform.md 4.3

Kind = Literal["employee", "manager", "member", "secretary", "guest", "stranger"]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the little tenant. `key` is the short name used in addresses and tests."""

    key: str
    object_id: str
    name: str
    mail: str
    kind: Kind
    department: str
    tenant_id: str = TENANT_ID
    language: Literal["da-dk", "en-us"] = "da-dk"
    directory_roles: tuple[str, ...] = ()


def _person(number: int, key: str, name: str, kind: Kind, department: str) -> Person:
    return Person(
        key=key,
        object_id=f"11111111-0000-4000-8000-{number:012d}",
        name=name,
        mail=f"{key}@bakkeby.example",
        kind=kind,
        department=department,
        tenant_id=OTHER_TENANT_ID if kind == "stranger" else TENANT_ID,
    )


PEOPLE: tuple[Person, ...] = (
    _person(1, "mette", "Mette Holm", "employee", "Plejecenter Solbakken"),
    _person(2, "jonas", "Jonas Lind", "employee", "Bakkeby Skole"),
    _person(3, "amina", "Amina Yusuf", "employee", "Vej og Park"),
    _person(4, "soren", "Søren Ærø", "employee", "Borgerservice"),
    _person(5, "birgit", "Birgit Dahl", "manager", "Sundhed og Omsorg"),
    _person(6, "karen", "Karen Friis", "member", "Direktionen"),
    _person(7, "peter", "Peter Ravn", "member", "Teknik og Miljø"),
    _person(8, "lise", "Lise Toft", "member", "Børn og Skole"),
    _person(9, "hanne", "Hanne Brandt", "secretary", "It og Digitalisering"),
    _person(10, "gustav", "Gustav Gæst", "guest", "Konsulenthuset"),
    _person(11, "frank", "Frank Fremmed", "stranger", "Nabokommunen"),
)

CLOUD_APPLICATIONS, PRIVILEGED_ROLES, SHAREPOINT_ROLE, TEAMS_ROLE = (
    "Cloud Application Administrator",
    "Privileged Role Administrator",
    "SharePoint Administrator",
    "Teams Administrator",
)


def _administrator(number: int, key: str, name: str, *roles: str) -> Person:
    return replace(_person(number, key, name, "employee", "It og Digitalisering"), directory_roles=roles)


ADMINISTRATORS: tuple[Person, ...] = (
    _administrator(
        21, "astrid", "Astrid Bech", CLOUD_APPLICATIONS, PRIVILEGED_ROLES, SHAREPOINT_ROLE, TEAMS_ROLE
    ),
    _administrator(22, "bent", "Bent Krogh", CLOUD_APPLICATIONS),
    _administrator(23, "sofie", "Sofie Dam", SHAREPOINT_ROLE),
)
"""Those who install the app. They have no part in the stories of the others, and stand on no page."""


def person(key: str) -> Person:
    """The person whose key or Entra object id is `key`. KeyError where there is none."""
    for one in (*PEOPLE, *ADMINISTRATORS):
        if key in (one.key, one.object_id):
            return one
    raise KeyError(key)
