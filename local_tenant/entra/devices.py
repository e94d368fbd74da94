"""Signing in with a device code: on this machine a code, in a browser elsewhere the person."""

import secrets
from dataclasses import dataclass, field

from local_tenant.people import CLOUD_APPLICATIONS, PRIVILEGED_ROLES, Person, person

LIFETIME = 900  # seconds that a code can be used
CONSENTERS = {CLOUD_APPLICATIONS, PRIVILEGED_ROLES}
"""Who may consent to a tool's delegated scopes on Graph; others are told to ask an administrator."""
OURS = "/access_as_user"
"""Our own scope is one that everybody may consent to for themselves."""
STANDARD = {"openid", "profile", "offline_access", "email"}
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


@dataclass(slots=True)
class Flow:
    """One sign-in under way: what was asked for, and what the person has done about it."""

    client: str
    scopes: tuple[str, ...]
    user_code: str
    who: Person | None = None
    declined: bool = False


@dataclass(slots=True)
class Devices:
    """All sign-ins under way, and which scopes each person has consented to."""

    flows: dict[str, Flow] = field(default_factory=dict)
    consented: dict[str, set[str]] = field(default_factory=dict)
    refreshes: dict[str, tuple[str, Person]] = field(default_factory=dict)

    def begin(self, client: str, scopes: tuple[str, ...]) -> tuple[str, Flow]:
        """A device code and its sign-in."""
        flow = Flow(client, scopes, "".join(secrets.choice(_LETTERS) for _ in range(9)))
        device_code = secrets.token_urlsafe(32)
        self.flows[device_code] = flow
        return device_code, flow

    def signs_in(self, user_code: str, key: str) -> None:
        """The person types the code and consents; without a role that may, it ends as declined."""
        [flow] = [one for one in self.flows.values() if one.user_code == user_code]
        who, known = person(key), self.consented.setdefault(key, set())
        guarded = {one for one in flow.scopes if not one.endswith(OURS)} - known - STANDARD
        if guarded and not CONSENTERS & set(who.directory_roles):
            flow.declined = True
            return
        known |= set(flow.scopes)
        flow.who = who

    def declines(self, user_code: str) -> None:
        """The person types the code and says no."""
        [flow] = [one for one in self.flows.values() if one.user_code == user_code]
        flow.declined = True

    def refresh_token(self, client: str, who: Person) -> str:
        """A token that fetches others for the same person and tool."""
        made = secrets.token_urlsafe(32)
        self.refreshes[made] = (client, who)
        return made
