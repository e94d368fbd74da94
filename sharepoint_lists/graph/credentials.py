"""Who we are towards Graph: the credential of the place we run in."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import httpx
from azure.core.credentials import AccessToken
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import ClientAuthenticationError
from azure.identity.aio import (
    ClientAssertionCredential,
    DefaultAzureCredential,
    ManagedIdentityCredential,
)

from sharepoint_lists.graph.transport import ssl_context

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_EXCHANGE = "api://AzureADTokenExchange/.default"
_EARLY = 300.0


def managed_identity(
    tenant_id: str, app_id: str, identity_client_id: str | None = None
) -> AsyncTokenCredential:
    """The app registration, by the federated credential of the managed identity (house.md 7)."""
    identity = ManagedIdentityCredential(client_id=identity_client_id)

    async def assertion() -> str:
        token: str = (await identity.get_token(_EXCHANGE)).token
        return token

    return _Federated(tenant_id, app_id, assertion, identity.close)


def developer(tenant_id: str) -> AsyncTokenCredential:
    """Whoever is signed in on this machine: for provisioning by an administrator."""
    return DefaultAzureCredential(
        additionally_allowed_tenants=[tenant_id], exclude_interactive_browser_credential=True
    )


class _Federated:
    """A client assertion fetched from a managed identity; azure-identity wants it without waiting."""

    def __init__(
        self,
        tenant_id: str,
        app_id: str,
        assertion: Callable[[], Awaitable[str]],
        close: Callable[[], Awaitable[None]],
    ) -> None:
        self._assertion = assertion
        self._close = close
        self._latest = ""
        self._inner = ClientAssertionCredential(tenant_id, app_id, lambda: self._latest)

    async def get_token(self, *scopes: str, **options: Any) -> AccessToken:
        """A token for the app; the identity's own token is cached by azure-identity."""
        self._latest = await self._assertion()
        return await self._inner.get_token(*scopes, **options)

    async def close(self) -> None:
        """Close both credentials."""
        await self._inner.close()
        await self._close()

    async def __aenter__(self) -> "_Federated":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        await self.close()


class LoopbackCredential:
    """Client credentials at a token endpoint on this machine (the little tenant's).

    azure-identity refuses addresses without TLS, and this one refuses every other host. SharePoint
    takes no token that was got with a secret: for it the secret buys an assertion first, as a managed
    identity would give one.
    """

    def __init__(self, token_url: str, client_id: str, client_secret: str) -> None:
        if (urlsplit(token_url).hostname or "") not in _LOOPBACK:
            raise ValueError("only for a token endpoint on this machine")
        self._form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": client_secret,
        }
        self._token_url = token_url
        self._kept: dict[str, AccessToken] = {}
        self._turn = asyncio.Lock()

    async def get_token(self, *scopes: str, claims: str | None = None, **_: Any) -> AccessToken:
        """A token for the first scope, fresh where `claims` ask for it.

        Raises ClientAuthenticationError, httpx.HTTPError.
        """
        async with self._turn:
            kept = self._kept.get(scopes[0])
            if kept is None or claims is not None or kept.expires_on - time.time() < _EARLY:
                kept = self._kept[scopes[0]] = await self._fetched(scopes[0])
            return kept

    async def _fetched(self, scope: str) -> AccessToken:
        form = {**self._form, "scope": scope}
        if (urlsplit(scope).hostname or "") in _LOOPBACK:
            assertion = (await self._answered({**self._form, "scope": _EXCHANGE}))["access_token"]
            form = {**form, "client_secret": "", "client_assertion": assertion}
        body = await self._answered(form)
        return AccessToken(body["access_token"], int(time.time()) + int(body["expires_in"]))

    async def _answered(self, form: dict[str, str]) -> dict[str, Any]:
        async with httpx.AsyncClient(
            verify=ssl_context(trust_env=False), trust_env=False, timeout=5.0
        ) as client:
            answer = await client.post(self._token_url, data=form)
        if answer.status_code != 200:
            raise ClientAuthenticationError(f"token endpoint: {answer.status_code}")
        body: dict[str, Any] = answer.json()
        return body

    async def close(self) -> None:
        """Nothing is kept open."""

    async def __aenter__(self) -> "LoopbackCredential":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        await self.close()
