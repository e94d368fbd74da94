"""What tokens say, and what the app may do beyond its sites: told by claims and by one call each."""

from collections.abc import Mapping
from typing import Any

from sharepoint_lists.probing.probe import Found, found

_GRAPH = "https://graph.microsoft.com"
_GRAPH_ID = "00000003-0000-0000-c000-000000000000"
APP_WORDS: dict[str, tuple[str, ...]] = {
    "app_token_version": ("2.0", "1.0"),
    "app_token_audience": ("address", "id"),
}
PERSON_WORDS: dict[str, tuple[str, ...]] = {
    "person_token_guest_claim": ("there", "missing"),
    "person_token_version": ("2.0", "1.0"),
    "person_token_audience": ("app_id", "app_address"),
}
ACCESS_WORDS: dict[str, tuple[str, ...]] = {
    "roster": ("answered", "refused"),
    "bell": ("taken", "refused"),
}


def of_app(claims: Mapping[str, Any]) -> list[Found]:
    """What the app's own token for Graph says."""
    audience = {_GRAPH: "address", _GRAPH_ID: "id"}.get(str(claims.get("aud", "")).rstrip("/"), "")
    said = {"app_token_version": str(claims.get("ver")), "app_token_audience": audience}
    return [found(name, words, said[name]) for name, words in APP_WORDS.items()]


def of_person(claims: Mapping[str, Any], app_id: str) -> list[Found]:
    """What a person's token for the app says; nothing of who it is."""
    audience = str(claims.get("aud", ""))
    kind = "app_id" if audience == app_id else "app_address" if audience.startswith("api://") else ""
    said = {
        "person_token_guest_claim": "there" if "acct" in claims else "missing",
        "person_token_version": str(claims.get("ver")),
        "person_token_audience": kind,
    }
    return [found(name, words, said[name]) for name, words in PERSON_WORDS.items()]


def of_access(*, roster: bool | None, bell: bool | None) -> list[Found]:
    """Whether the council's roster was answered and a line under the bell taken; None: not tried."""
    said = {
        "roster": {True: "answered", False: "refused"},
        "bell": {True: "taken", False: "refused"},
    }
    tried = {"roster": roster, "bell": bell}
    return [
        found(name, words, said[name][outcome])
        for name, words in ACCESS_WORDS.items()
        if (outcome := tried[name]) is not None
    ]
