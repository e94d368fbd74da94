"""Checks every token, for the bot and for the tab: the same signature check, and the claims of each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

import jwt

from teams_app.server.signing_keys import KeyRing

LEEWAY_SECONDS = 300.0
SCOPE = "access_as_user"
CHANNEL = "msteams"
SIGNED_KEPT = 5_000
"""Tokens of which it is remembered that the signature was right; only a digest of them is kept."""
_LONGEST = 6_000


class BadToken(Exception):  # noqa: N818 - a refusal
    """The token does not let in. Carries no reason: the outside is told nothing."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A person as a checked tab token names the person."""

    object_id: str
    name: str
    guest: bool


@dataclass(frozen=True, slots=True)
class _Signed:
    """A token whose signature was right: by which key, and what it says."""

    kid: str
    key: jwt.PyJWK
    claims: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TokenCheck:
    """What both kinds of tokens share: an issuer, its keys, and whom the token must be for.

    The same token comes again and again for an hour. Its signature is checked once for each key;
    whether the key still counts, and whether it is time, every time.
    """

    keys: KeyRing
    issuer: str
    audience: str
    now: Callable[[], datetime]
    _signed: dict[bytes, _Signed] = field(default_factory=dict)

    async def claims(self, authorization: str | None, *, endorsed: str = "") -> Mapping[str, Any]:
        """The claims of a bearer token. Raises BadToken, KeysUnavailable."""
        token = _bearer(authorization)
        digest = sha256(token.encode("utf-8", "surrogatepass")).digest()
        known = self._signed.get(digest)
        kid = known.kid if known else _key_id(token)
        found = await self.keys.find(kid)
        if found is None or (endorsed and endorsed not in found[1]):
            raise BadToken
        if known is None or known.key is not found[0]:
            known = _Signed(kid, found[0], self._decoded(token, found[0]))
            if len(self._signed) >= SIGNED_KEPT:
                self._signed.clear()
            self._signed[digest] = known
        self._check_times(known.claims)
        if known.claims["aud"] != self.audience:
            raise BadToken
        return known.claims

    def _decoded(self, token: str, key: jwt.PyJWK) -> Mapping[str, Any]:
        """The claims of a token that this key signed for our issuer. Raises BadToken."""
        try:
            return jwt.decode(
                token,
                key.key,
                algorithms=["RS256"],
                issuer=self.issuer,
                options={
                    "require": ["exp", "iss", "aud"],
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                    "verify_aud": False,
                },
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise BadToken from None

    def _check_times(self, claims: Mapping[str, Any]) -> None:
        """By our own clock, so that a test can turn it; `exp` must be there, `nbf` may be."""
        now = self.now().timestamp()
        if now > _seconds(claims["exp"]) + LEEWAY_SECONDS:
            raise BadToken
        for name in ("nbf", "iat"):
            if name in claims and _seconds(claims[name]) > now + LEEWAY_SECONDS:
                raise BadToken


@dataclass(frozen=True, slots=True)
class BotAuthentication:
    """For /api/messages: tokens that Teams' channel service signs (trust.md row 1)."""

    check: TokenCheck

    async def authenticate(self, authorization: str | None) -> Mapping[str, Any]:
        """The claims, `serviceurl` among them. Raises BadToken, KeysUnavailable."""
        claims = await self.check.claims(authorization, endorsed=CHANNEL)
        if not _text(claims, "serviceurl"):
            raise BadToken
        return claims


@dataclass(frozen=True, slots=True)
class TabAuthentication:
    """For the tab: access tokens (version 2) that Teams gets for a person (trust.md row 4)."""

    check: TokenCheck
    tenant_id: str
    clients: frozenset[str]

    async def authenticate(self, authorization: str | None) -> Identity:
        """The person. A missing `acct` claim counts as guest. Raises BadToken, KeysUnavailable."""
        claims = await self.check.claims(authorization)
        fits = (
            _text(claims, "tid") == self.tenant_id
            and _text(claims, "ver") == "2.0"
            and _text(claims, "azp") in self.clients
            and SCOPE in _text(claims, "scp").split()
            and claims.get("idtyp", "user") == "user"
            and "iat" in claims
        )
        if not fits or not _text(claims, "oid"):
            raise BadToken
        return Identity(_text(claims, "oid").lower(), _text(claims, "name")[:200], _is_guest(claims))


def _is_guest(claims: Mapping[str, Any]) -> bool:
    return claims.get("acct") not in (0, "0") or "#EXT#" in _text(claims, "preferred_username").upper()


def _bearer(authorization: str | None) -> str:
    kind, _, token = (authorization or "").partition(" ")
    if kind.lower() != "bearer" or not token or len(token) > _LONGEST:
        raise BadToken
    return token


def _key_id(token: str) -> str:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise BadToken from None
    kid = header.get("kid")
    if header.get("alg") != "RS256" or not isinstance(kid, str) or not kid or "crit" in header:
        raise BadToken
    return kid


def _seconds(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadToken
    return float(value)


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return value if isinstance(value, str) else ""
