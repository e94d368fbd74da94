"""The administrator's own sign-in, by device code: never kept, and never the app's.

The tool that signs in is Microsoft Graph Command Line Tools, the one of Connect-MgGraph: unlike Azure
CLI's it may ask for single scopes, so that each step has what it needs and no more.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol

import jwt
from azure.core.credentials import AccessToken
from azure.identity import DeviceCodeCredential

GRAPH_TOOLS = "14d82eec-204b-4c2f-b7e8-296a70dab67e"
_GRAPH = "https://graph.microsoft.com"
Told = Callable[[str, str, tuple[str, ...]], None]
"""Told the page to open, the code to type there, and the scopes that are asked for."""


class SignIn(Protocol):
    """Gives tokens of whoever signs in."""

    async def token(self, scopes: tuple[str, ...]) -> AccessToken:
        """A token with these scopes; asks the person where they have not been consented to."""


class DeviceSignIn:
    """azure-identity's device code, off the event loop."""

    def __init__(self, told: Told, tenant_id: str = "", **more: Any) -> None:
        """`tenant_id` empty: the tenant of whoever signs in. `more` goes to azure-identity."""

        def prompted(page: str, code: str, _: datetime) -> None:
            told(page, code, self._asked)

        self._asked: tuple[str, ...] = ()
        self._credential = DeviceCodeCredential(
            GRAPH_TOOLS, tenant_id=tenant_id or "organizations", prompt_callback=prompted, **more
        )
        self._turn = asyncio.Lock()

    async def token(self, scopes: tuple[str, ...]) -> AccessToken:
        """A scope without its resource is Graph's. Raises azure.core.exceptions.ClientAuthenticationError."""
        wanted = [one if "/" in one else f"{_GRAPH}/{one}" for one in scopes]
        async with self._turn:
            self._asked = scopes
            return await asyncio.to_thread(self._credential.get_token, *wanted)


class Delegated:
    """The signed-in person as a credential, with some scopes and whatever is asked for otherwise."""

    def __init__(self, sign_in: SignIn, scopes: tuple[str, ...]) -> None:
        self._sign_in, self._scopes = sign_in, scopes

    async def get_token(self, *_: str, **__: Any) -> AccessToken:
        """A token with the scopes of this credential."""
        return await self._sign_in.token(self._scopes)

    async def close(self) -> None:
        """Nothing is kept open."""

    async def __aenter__(self) -> "Delegated":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        await self.close()


def tenant_of(token: AccessToken) -> str:
    """The tenant that a token is of."""
    claims = jwt.decode(token.token, options={"verify_signature": False})
    return str(claims.get("tid", "")).lower()
