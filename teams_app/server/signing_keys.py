"""The public keys of an issuer: fetched off the beaten path, kept, and renewed when one is unknown."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import jwt

FETCH_SECONDS = 8.0
"""As long as a person waits for anything: Teams sends a message again after 15 s, not before."""
RETRY_SECONDS = 3.0
RENEW_SECONDS = 60.0
STALE_SECONDS = 24 * 3600.0


class KeysUnavailable(Exception):  # noqa: N818 - an outage, not a bad token
    """The key server does not answer and no kept key is young enough: answer 503, not 401."""


@dataclass(slots=True)
class KeyRing:
    """The signing keys at `url` (a JWKS). `monotonic` gives seconds that never go back."""

    url: str
    http: httpx.AsyncClient
    monotonic: Callable[[], float]
    _keys: dict[str, tuple[jwt.PyJWK, frozenset[str]]] = field(default_factory=dict)
    _fetched: float | None = None
    _tried: float | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def find(self, kid: str) -> tuple[jwt.PyJWK, frozenset[str]] | None:
        """The key and the channels it is endorsed for; None where the issuer has no such key.

        An unknown key id makes one new fetch a minute at most. Raises KeysUnavailable.
        """
        if kid not in self._keys or self._age(self._fetched) > STALE_SECONDS:
            async with self._lock:
                if self._age(self._tried) >= RENEW_SECONDS:
                    await self._renew()
        if self._age(self._fetched) > STALE_SECONDS:
            raise KeysUnavailable
        return self._keys.get(kid)

    @property
    def age(self) -> float | None:
        """Seconds since the keys were fetched, None where they never were."""
        return None if self._fetched is None else self._age(self._fetched)

    def _age(self, moment: float | None) -> float:
        return float("inf") if moment is None else self.monotonic() - moment

    async def _renew(self) -> None:
        try:
            answer = await self.http.get(self.url, timeout=FETCH_SECONDS)
            keys = _signing_keys(answer.raise_for_status().json())
        except (httpx.HTTPError, ValueError, TypeError, KeyError, RecursionError):
            self._tried = self.monotonic() - (RENEW_SECONDS - RETRY_SECONDS)
            return
        self._tried = self._fetched = self.monotonic()
        self._keys = keys


def _signing_keys(document: Mapping[str, Any]) -> dict[str, tuple[jwt.PyJWK, frozenset[str]]]:
    """The RSA signing keys of a JWKS by key id. Raises ValueError where there is none.

    An entry that cannot be used does not spoil the others.
    """
    found: dict[str, tuple[jwt.PyJWK, frozenset[str]]] = {}
    for raw in document["keys"]:
        try:
            if raw["kty"] == "RSA" and raw.get("use", "sig") == "sig" and raw["kid"]:
                key = jwt.PyJWK(raw, algorithm="RS256")
                found[str(raw["kid"])] = (key, frozenset(raw.get("endorsements") or ()))
        except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError):
            continue
    if not found:
        raise ValueError("no signing key")
    return found
