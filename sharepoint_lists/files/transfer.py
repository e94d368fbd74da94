"""Addresses that Graph gives for bytes: no token goes there, and only SharePoint's own hosts are asked."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import httpx

from sharepoint_lists.graph.responses import Answer, NotDone, Unanswered
from sharepoint_lists.graph.transport import CONNECT_SECONDS, ssl_context

_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
THUMBNAILS = ".svc.ms"
"""Where SharePoint Online draws small pictures."""


class Transfer:
    """Sends and fetches bytes. `host` is SharePoint's, such as kommune.sharepoint.com."""

    def __init__(self, host: str, sharepoint_url: str, user_agent: str) -> None:
        self._plain = urlsplit(sharepoint_url)
        first, _, rest = host.partition(".")
        self._hosts = {host, f"{first}-my.{rest}"}
        inside = self._plain.hostname in _LOOPBACK
        self._client = httpx.AsyncClient(
            verify=ssl_context(trust_env=not inside),
            follow_redirects=False,
            trust_env=not inside,
            timeout=httpx.Timeout(30.0, connect=CONNECT_SECONDS),
            headers={"User-Agent": user_agent},
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    def known(self, address: str) -> bool:
        """Whether an address is SharePoint's own: of this tenant, or where its small pictures are drawn."""
        parts = urlsplit(address)
        if parts.hostname in _LOOPBACK and self._plain.hostname in _LOOPBACK:
            return parts.netloc == self._plain.netloc
        host = parts.hostname or ""
        return parts.scheme == "https" and (host in self._hosts or host.endswith(THUMBNAILS))

    async def send(
        self,
        method: str,
        address: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """One answer, whatever its status. Raises NotDone where nothing was sent, else Unanswered."""
        if not self.known(address):
            raise NotDone("an address of another host")
        try:
            answer = await self._client.request(method, address, content=content, headers=headers)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise NotDone("no connection") from error
        except httpx.HTTPError as error:
            raise Unanswered(type(error).__name__) from error
        said = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status_code, said, answer.content)

    @asynccontextmanager
    async def stream(self, address: str) -> AsyncIterator[httpx.Response]:
        """The answer to a GET, with its bytes still to come. Raises NotDone, Unanswered."""
        if not self.known(address):
            raise NotDone("an address of another host")
        try:
            async with self._client.stream("GET", address) as answer:
                yield answer
        except httpx.HTTPError as error:
            raise Unanswered(type(error).__name__) from error
