"""The hole through which files reach the outside, and what goes through it."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from technology_map.files.kinds import is_picture

PIECE = 5 * 320 * 1024
"""Bytes that are sent at a time; Graph wants multiples of 320 KiB (createUploadSession)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it lies in the library; `size` in bytes."""

    id: str
    name: str
    size: int
    added_at: datetime

    @property
    def picture(self) -> bool:
        """Whether it can be shown."""
        return is_picture(self.name)


class UploadGone(Exception):  # noqa: N818 - an answer, not an error
    """The upload is over: it was finished, cancelled, or nothing came for too long."""


class OutOfTurn(Exception):  # noqa: N818 - an answer, not an error
    """Another piece is waited for."""


class NameTaken(Exception):  # noqa: N818 - an answer, not an error
    """Another file has the name."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is being fetched: its size in bytes, and its bytes in pieces of PIECE, the last shorter."""

    size: int
    pieces: AsyncIterator[bytes]


class FileStore(Protocol):
    """The hole through which files reach the outside. Every method may raise NotStored."""

    async def attachments(self, thing: str) -> list[Attachment]:
        """The files in a thing's folder, by name."""

    async def begin_upload(self, thing: str, name: str) -> str:
        """The address that takes the pieces of a new file. Raises NameTaken."""

    async def upload_piece(self, address: str, first: int, piece: bytes, total: int) -> bool:
        """Send the bytes from `first` on; whether the file is whole now.

        Raises UploadGone, OutOfTurn, NameTaken.
        """

    async def received(self, address: str) -> int:
        """How many bytes of an upload have arrived. Raises UploadGone."""

    async def cancel_upload(self, address: str) -> None:
        """End an upload; one that is over is as good."""

    async def remove_attachment(self, file_id: str) -> None:
        """Remove a file; one that is gone is as good."""

    async def address_of(self, file_id: str) -> str:
        """An address from which the file can be fetched for a while, by whoever knows it."""

    def fetch(self, address: str) -> AbstractAsyncContextManager[Fetched]:
        """A file from an address of SharePoint's that somebody else gave us, as it comes.

        Raises NotStored where it cannot be had, or lies elsewhere.
        """

    async def picture(self, file_id: str) -> tuple[bytes, str]:
        """A small picture of a file, and its media type."""
