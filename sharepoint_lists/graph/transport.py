"""The line to Graph: the SDK's request adapter makes each request, one httpx client sends it."""

import base64
import json
import re
import ssl
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import httpx
from azure.core.credentials_async import AsyncTokenCredential
from azure.core.exceptions import AzureError
from kiota_abstractions.method import Method
from kiota_abstractions.request_information import RequestInformation
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from msgraph.graph_request_adapter import GraphRequestAdapter

from sharepoint_lists.graph.responses import Answer, NotDone, Unanswered

Credential = AsyncTokenCredential
SCOPE = "https://graph.microsoft.com/.default"
CONNECT_SECONDS = 3.0
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_CLAIMS = re.compile(r'claims="([^"]+)"')


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request, before it has a token."""

    method: str
    url: str
    content: bytes | None
    headers: dict[str, str]
    read: float


class Wire:
    """Sends one request and gives its answer, whatever its status; repeats only a 401, once.

    The token goes to the host of `base_url` and nowhere else; no redirect is followed. kiota's own
    middleware, which repeats POSTs and uncaps Retry-After (platform.md 6), is not in the way.
    """

    def __init__(self, base_url: str, credential: Credential, user_agent: str, scope: str = SCOPE) -> None:
        self._base = base_url.rstrip("/")
        components = urlsplit(self._base)
        host = components.hostname or ""
        self._origin = (components.scheme, components.netloc.lower())
        self._client = httpx.AsyncClient(
            verify=ssl_context(trust_env=host not in _LOOPBACK),
            http2=False,
            follow_redirects=False,
            timeout=httpx.Timeout(60.0, connect=CONNECT_SECONDS),
            limits=httpx.Limits(max_connections=16, max_keepalive_connections=16),
            headers={"User-Agent": user_agent, "Accept": "application/json"},
            trust_env=host not in _LOOPBACK,
        )
        self._tokens = AzureIdentityAuthenticationProvider(credential, scopes=[scope], allowed_hosts=[host])
        self._adapter = GraphRequestAdapter(self._tokens, self._client)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def own_address(self, url: str) -> bool:
        """Whether an address that Graph gave (a nextLink) is at the same host and port."""
        components = urlsplit(url)
        return (components.scheme, components.netloc.lower()) == self._origin

    def path_of(self, address: str) -> str:
        """An address as a path behind the base; empty where it is not of this base."""
        if "://" not in address:
            return address
        return address.removeprefix(self._base) if address.startswith(f"{self._base}/") else ""

    async def send(
        self, method: str, address: str, content: bytes | None, headers: dict[str, str], read: float
    ) -> Answer:
        """The answer to one request.

        `address` is a path behind the base, or a whole address of the same host; `read` is the
        seconds to wait for bytes. Raises NotDone where nothing was sent, Unanswered where no whole
        answer came.
        """
        url = address if "://" in address else self._base + address
        if not self.own_address(url):
            raise NotDone("an address of another host")
        asked = _Asked(method, url, content, headers, read)
        answer = await self._once(asked, {})
        if answer.status == 401:
            answer = await self._once(asked, {"claims": _challenge(answer)})
        return answer

    async def _once(self, one: _Asked, claims: dict[str, str]) -> Answer:
        asked = RequestInformation(Method(one.method))
        asked.url = one.url
        asked.content = one.content
        for name, value in one.headers.items():
            asked.headers.try_add(name, value)
        if claims:
            await self._authenticated(asked, claims)
        request = await self._native(asked)
        request.extensions["timeout"] = httpx.Timeout(one.read, connect=CONNECT_SECONDS).as_dict()
        return await self._sent(request)

    async def _authenticated(self, asked: RequestInformation, claims: dict[str, str]) -> None:
        try:
            await self._tokens.authenticate_request(asked, dict(claims))
        except (AzureError, httpx.HTTPError) as error:
            raise NotDone("no token") from error

    async def _native(self, asked: RequestInformation) -> httpx.Request:
        try:
            request: httpx.Request = await self._adapter.convert_to_native_async(asked)
            return request
        except (AzureError, httpx.HTTPError) as error:
            raise NotDone("no token") from error

    async def _sent(self, request: httpx.Request) -> Answer:
        try:
            response = await self._client.send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotDone("no connection") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise Unanswered(type(error).__name__) from error
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(response.status_code, headers, response.content)


@cache
def ssl_context(*, trust_env: bool) -> ssl.SSLContext:
    """One context for every client of this process: reading the authorities' certificates takes 20 ms."""
    return httpx.create_ssl_context(trust_env=trust_env)


def _challenge(answer: Answer) -> str:
    """The claims a 401 asks for, as they came (base64), or claims that ask for a fresh token."""
    found = _CLAIMS.search(answer.headers.get("www-authenticate", ""))
    if found:
        return found[1]
    return base64.b64encode(json.dumps({"access_token": {}}).encode()).decode()
