"""The issuer: signs tokens for people, for the app and for Teams, and checks its own."""

import time
from pathlib import Path
from typing import Any, Literal

import jwt

from local_tenant.behaviour.words import Behaviour
from local_tenant.entra import claims
from local_tenant.entra.claims import BOT_CONNECTOR, EXCHANGE, GRAPH, SHAREPOINT
from local_tenant.entra.devices import Devices
from local_tenant.entra.directory import Directory
from local_tenant.entra.keys import SigningKeys, key_id
from local_tenant.people import APP_ID, APP_SECRET, OTHER_TENANT_ID, TENANT_ID, Person
from local_tenant.people import person as person_of

__all__ = ["BOT_CONNECTOR", "EXCHANGE", "GRAPH", "SHAREPOINT", "Entra", "Key", "TokenRefused"]

Key = Literal["tenant", "botframework"]
TENANTS = (TENANT_ID, OTHER_TENANT_ID)
REMEMBERED = 50
"""Tokens whose signature is not checked again: one RSA check is a third of a small answer's time."""


class TokenRefused(Exception):  # noqa: N818 - a refusal, in the words of the answer
    """A token this issuer does not accept: Graph's error code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class Entra:
    """Both tenants' token service and the Bot Framework's, at one address.

    `url` is the little tenant's base address, known when the port is; `outage` makes metadata and
    keys answer 503; `key_fetches` counts how often keys were asked for, by issuer; `app_roles` is what
    the app has been granted, by audience; `app_secret` is what it must show, empty where the machine it
    runs on vouches for it, as with a managed identity; `machine` is that identity's principal id, for a
    tenant whose `directory` holds apps to what is registered. `devices` are sign-ins by code.
    `left` are the keys of people whose accounts are gone.
    """

    def __init__(self, data: Path | None) -> None:
        """Keys are kept in `data`/entra, so tokens survive a restart; None keeps them in memory."""
        folder = data / "entra" if data else None
        self.keys: dict[Key, SigningKeys] = {
            "tenant": SigningKeys("tenant", folder),
            "botframework": SigningKeys("botframework", folder),
        }
        self.url = ""
        self.outage = False
        self.app_secret = APP_SECRET
        self.app_roles = dict(claims.APP_ROLES)
        self.left: set[str] = set()
        self.directory = Directory()
        self.behaviour = Behaviour()
        self.devices = Devices()
        self.machine = ""
        self.key_fetches: dict[Key, int] = {"tenant": 0, "botframework": 0}
        self._checked: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}

    def issuer(self, tenant_id: str = TENANT_ID) -> str:
        """The `iss` of a tenant's v2 tokens."""
        return f"{self._base}/entra/{tenant_id}/v2.0"

    def registered(self, app_id: str) -> bool:
        """Whether the tenant knows an app of this id, with a service principal."""
        directory = self.directory
        return not directory.held or any(one.app_id == app_id for one in directory.principals.values())

    def granted(self, audience: str) -> tuple[str, ...]:
        """The app's roles for an audience: what it was given, or in a new tenant what was granted there."""
        if self.directory.held:
            return self.directory.roles_of(APP_ID) if audience == GRAPH else ()
        return self.app_roles.get(audience, ())

    @property
    def bot_issuer(self) -> str:
        """The `iss` of the tokens Teams sends to the bot."""
        return f"{self._base}/entra/botframework"

    @property
    def _base(self) -> str:
        if not self.url:
            raise RuntimeError("Entra has no address before the little tenant is running")
        return self.url.rstrip("/")

    def token_for_person(
        self,
        person: Person | str,
        *,
        audience: str | None = None,
        scope: str = "access_as_user",
        **overrides: Any,
    ) -> str:
        """A person's token: the tab's by default, or for another audience.

        `person` is a Person, a key or an object id (KeyError where there is none). `overrides`
        replace claims; a claim given as None is left out.
        """
        who = person_of(person) if isinstance(person, str) else person
        said = claims.behaved(claims.of_person(who, audience or APP_ID, scope), self.behaviour)
        return self.sign({"iss": self.issuer(who.tenant_id), **said, **overrides})

    def token_for_app(
        self, audience: str = GRAPH, roles: tuple[str, ...] | None = None, **overrides: Any
    ) -> str:
        """The app's own token (client credentials) for Graph or the Bot Connector."""
        granted = self.granted(audience) if roles is None else roles
        said = claims.behaved(claims.of_app(audience, granted), self.behaviour)
        return self.sign({"iss": self.issuer(), **said, **overrides})

    def token_for_bot(self, service_url: str, **overrides: Any) -> str:
        """The token with which Teams calls the bot; `service_url` becomes its `serviceurl`."""
        said = {"iss": self.bot_issuer, **claims.of_teams(service_url), **overrides}
        return self.sign(said, key="botframework")

    def sign(
        self,
        said: dict[str, Any],
        *,
        headers: dict[str, Any] | None = None,
        key: Key = "tenant",
    ) -> str:
        """Signs any claims with the real key (RS256): what a test needs to forge a token.

        Claims that are None are left out; `headers` add to or replace the token's header.
        """
        keys = self.keys[key]
        payload = {name: value for name, value in said.items() if value is not None}
        header = {"kid": keys.key_id, "x5t": keys.key_id, **(headers or {})}
        return jwt.encode(payload, keys.current, algorithm="RS256", headers=header)

    def check(self, bearer: str | None, audience: str) -> dict[str, Any]:
        """The claims of an `Authorization` header (or bare token) made here for `audience`.

        Raises TokenRefused with Graph's code InvalidAuthenticationToken and its wording.
        """
        token = (bearer or "").strip()
        if token[:7].lower() == "bearer ":
            token = token[7:].strip()
        if not token:
            raise _refused("Access token is empty.")
        try:
            return self._decoded(token, audience)
        except jwt.ExpiredSignatureError as error:
            raise _refused("Lifetime validation failed, the token is expired.") from error
        except jwt.InvalidAudienceError as error:
            raise _refused("Access token validation failure. Invalid audience.") from error
        except jwt.InvalidSignatureError as error:
            raise _refused("Access token validation failure. Signature is invalid.") from error
        except jwt.DecodeError as error:
            raise _refused("IDX14100: JWT is not well formed.") from error
        except jwt.PyJWTError as error:
            raise _refused(f"Access token validation failure. {error}") from error

    def _decoded(self, token: str, audience: str) -> dict[str, Any]:
        keys = self._public_keys()
        kid, said = self._checked.get((token, audience), ("", {}))
        if kid in keys and time.time() < said["exp"]:
            return said
        kid = jwt.get_unverified_header(token).get("kid", "")
        if kid not in keys:
            raise _refused("Access token validation failure. Signature key was not found.")
        said = self._verified(token, keys[kid], audience)
        if len(self._checked) >= REMEMBERED:
            self._checked.clear()
        self._checked[token, audience] = kid, said
        return said

    def _verified(self, token: str, key: Any, audience: str) -> dict[str, Any]:
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=[audience, claims.GRAPH_ID] if audience == GRAPH else audience,
            issuer=[self.issuer(one) for one in TENANTS],
            options={"require": ["exp", "iss", "aud", "tid", "oid"]},
        )

    def _public_keys(self) -> dict[str, Any]:
        return {key_id(one): one.public_key() for one in self.keys["tenant"].keys}


def _refused(message: str) -> TokenRefused:
    return TokenRefused("InvalidAuthenticationToken", message)
