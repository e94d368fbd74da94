"""Attachments in the open site's library: a folder a thing, upload sessions, addresses to fetch by."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx
import structlog

from sharepoint_lists.files.transfer import Transfer
from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import FIRST_TRY, Deadline
from sharepoint_lists.graph.paging import pages
from sharepoint_lists.graph.responses import (
    SURELY_NOT_WRITTEN,
    Answer,
    Declined,
    GraphFailure,
    NotDone,
    Unanswered,
    settled,
)
from sharepoint_lists.schema.addresses import Addresses, NotProvisioned
from sharepoint_lists.schema.lists import ATTACHMENTS
from technology_map.files.file_store import PIECE, Attachment, Fetched, NameTaken, OutOfTurn, UploadGone
from technology_map.ports import InDoubt, NotStored

log = structlog.get_logger(__name__)

LARGEST_PICTURE = 5 * 1024 * 1024
_SHOWN = "$select=id,name,size,file,createdDateTime"


class Attachments:
    """Implements `technology_map.files.attachments.FileStore`."""

    def __init__(self, graph: Graph, addresses: Addresses, transfer: Transfer) -> None:
        self._graph = graph
        self._addresses = addresses
        self._transfer = transfer
        self._folders: set[str] = set()

    async def attachments(self, thing: str) -> list[Attachment]:
        """As the port says: one GET. Raises NotStored."""
        deadline = self._graph.for_person()
        found: list[Attachment] = []
        try:
            drive = await self._addresses.drive(ATTACHMENTS, deadline)
            address = f"{drive}/root:/{quote(thing)}:/children?{_SHOWN}"
            async for page in pages(self._graph, address, deadline):
                found += [_attachment(one) for one in page.rows if "file" in one]
        except Declined as declined:
            if declined.status == 404:
                return []
            raise _not_stored("attachments_not_read", declined) from None
        except (GraphFailure, NotProvisioned) as failure:
            raise _not_stored("attachments_not_read", failure) from None
        return sorted(found, key=lambda one: (one.added_at, one.name))

    async def begin_upload(self, thing: str, name: str) -> str:
        """As the port says: a POST for the folder, once, and one for the session."""
        deadline = self._graph.for_person()
        try:
            drive = await self._addresses.drive(ATTACHMENTS, deadline)
            await self._make_folder(drive, thing, deadline)
            body = {"item": {"@microsoft.graph.conflictBehavior": "fail", "name": name}}
            address = f"{drive}/root:/{quote(thing)}/{quote(name)}:/createUploadSession"
            answer = settled(await self._graph.call("POST", address, deadline, body=body))
            return str(answer.json()["uploadUrl"])
        except Declined as declined:
            self._folders.discard(thing)
            if declined.status == 409:
                raise NameTaken from None
            raise _not_stored("upload_not_begun", declined) from None
        except (GraphFailure, NotProvisioned, KeyError) as failure:
            raise _not_stored("upload_not_begun", failure) from None

    async def upload_piece(self, address: str, first: int, piece: bytes, total: int) -> bool:
        """As the port says: one PUT, without a token."""
        said = {
            "Content-Range": f"bytes {first}-{first + len(piece) - 1}/{total}",
            "Content-Type": "application/octet-stream",
        }
        answer = await self._sent("PUT", address, piece, said, ends=first + len(piece) == total)
        if answer.status == 416:
            raise OutOfTurn
        if answer.status == 409:
            raise NameTaken
        return answer.status in (200, 201)

    async def received(self, address: str) -> int:
        """As the port says: one GET, without a token."""
        try:
            ranges = (await self._sent("GET", address)).json()["nextExpectedRanges"]
            return int(str(ranges[0]).partition("-")[0])
        except (Unanswered, KeyError, IndexError, ValueError) as failure:
            raise _not_stored("upload_state_unread", failure) from None

    async def cancel_upload(self, address: str) -> None:
        """As the port says: one DELETE, without a token."""
        with suppress(UploadGone):
            await self._sent("DELETE", address)

    async def remove_attachment(self, file_id: str) -> None:
        """As the port says: one DELETE, and one GET where its answer leaves open whether it was done."""
        deadline = self._graph.for_person()
        try:
            drive = await self._addresses.drive(ATTACHMENTS, deadline)
        except (GraphFailure, NotProvisioned) as failure:
            raise _not_stored("attachment_not_removed", failure) from None
        item = f"{drive}/items/{quote(file_id)}"
        try:
            settled(await self._graph.call("DELETE", item, deadline, wait=deadline.left * FIRST_TRY))
        except (Declined, Unanswered) as failure:
            sure = isinstance(failure, Declined) and failure.status in SURELY_NOT_WRITTEN - {404, 410}
            if sure or not await self._is_gone(item, deadline):
                raise _not_stored("attachment_not_removed", failure, writes=True) from None
        except GraphFailure as failure:
            raise _not_stored("attachment_not_removed", failure) from None

    async def _is_gone(self, item: str, deadline: Deadline) -> bool:
        """Whether there is no such file. Raises InDoubt where that cannot be told."""
        try:
            answer = await self._graph.call("GET", item, deadline, units=1)
        except GraphFailure as failure:
            log.warning("attachment_not_read", reason=type(failure).__name__)
            raise InDoubt("file") from None
        if answer.status >= 500:
            raise InDoubt("file")
        return answer.status in (404, 410)

    async def address_of(self, file_id: str) -> str:
        """As the port says: one GET, which is answered with a redirect."""
        return await self._redirected(f"items/{quote(file_id)}/content")

    async def picture(self, file_id: str) -> tuple[bytes, str]:
        """As the port says: one GET, and one more where it leads to."""
        address = await self._redirected(f"items/{quote(file_id)}/thumbnails/0/large/content")
        answer = await self._sent("GET", address)
        media = answer.headers.get("content-type", "").partition(";")[0].strip()
        if not media.startswith("image/") or "svg" in media or len(answer.content) > LARGEST_PICTURE:
            raise NotStored("no picture")
        return answer.content, media

    @asynccontextmanager
    async def fetch(self, address: str) -> AsyncIterator[Fetched]:
        """As the port says: one GET, without a token, to SharePoint's own hosts only."""
        try:
            async with self._transfer.stream(address) as answer:
                length = answer.headers.get("content-length", "")
                if answer.status_code != 200 or not length.isdigit():
                    raise NotStored("not to be had")
                yield Fetched(int(length), _in_pieces(answer))
        except (NotDone, Unanswered) as failure:
            raise _not_stored("file_not_fetched", failure) from None

    async def _redirected(self, path: str) -> str:
        deadline = self._graph.for_person()
        try:
            drive = await self._addresses.drive(ATTACHMENTS, deadline)
            answer = await self._graph.call("GET", f"{drive}/{path}", deadline, units=1)
        except (GraphFailure, NotProvisioned) as failure:
            raise _not_stored("attachment_not_read", failure) from None
        address = answer.headers.get("location", "")
        if answer.status not in (302, 307) or not self._transfer.known(address):
            raise NotStored("no address")
        return address

    async def _make_folder(self, drive: str, thing: str, deadline: Deadline) -> None:
        if thing in self._folders:
            return
        body = {"name": thing, "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
        try:
            settled(await self._graph.call("POST", f"{drive}/root/children", deadline, body=body))
        except Declined as declined:
            if declined.status != 409:
                raise
        self._folders.add(thing)

    async def _sent(
        self,
        method: str,
        address: str,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        ends: bool = False,
    ) -> Answer:
        """An answer below 400, or one of those that the caller tells apart. Raises NotStored, UploadGone.

        `ends`: with these bytes the file is whole, and stays; where no answer comes, nobody knows.
        """
        try:
            answer = await self._transfer.send(method, address, content, headers)
        except (NotDone, Unanswered) as failure:
            raise _not_stored("bytes_not_sent", failure, writes=ends) from None
        if answer.status in (404, 410):
            raise UploadGone
        if answer.status >= 400 and answer.status not in (409, 416):
            log.warning("bytes_not_sent", status=answer.status)
            raise InDoubt("file") if ends and answer.status >= 500 else NotStored("refused")
        return answer


async def _in_pieces(answer: httpx.Response) -> AsyncIterator[bytes]:
    """The bytes as they come, in pieces of PIECE."""
    held = bytearray()
    async for some in answer.aiter_bytes(64 * 1024):
        held += some
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def _attachment(item: Mapping[str, Any]) -> Attachment:
    stamp = datetime.fromisoformat(str(item["createdDateTime"]).replace("Z", "+00:00"))
    return Attachment(str(item["id"]), str(item["name"]), int(item.get("size") or 0), stamp)


def _not_stored(event: str, failure: Exception, *, writes: bool = False) -> NotStored:
    log.warning(event, reason=type(failure).__name__)
    return InDoubt("file") if writes and isinstance(failure, Unanswered) else NotStored("file")
