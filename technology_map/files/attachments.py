"""Attachments: files in a thing's folder of the open site's library, and who may put them there."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.files.file_store import PIECE, Attachment, FileStore, NameTaken, OutOfTurn, UploadGone
from technology_map.files.kinds import (
    HEAD,
    LARGEST,
    MEGABYTES,
    clean_name,
    free_name,
    require_kind,
)
from technology_map.people.people import Caller
from technology_map.people.rights import require_corrector
from technology_map.ports import NotStored
from technology_map.validation.cpr import find_cpr
from technology_map.validation.refusals import Refused

MOST = 30
"""Attachments of one thing."""
Thing = Proposal | SolutionCard


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is under way to a thing's folder; `address` takes its pieces, and is for nobody's eyes."""

    thing: str
    name: str
    size: int
    address: str


@dataclass(frozen=True, slots=True)
class Attaching:
    """The service that takes files in. Who may correct a thing may attach to it and remove from it."""

    files: FileStore
    now: Callable[[], datetime]

    async def of(self, thing: Thing) -> list[Attachment]:
        """A thing's attachments. Raises Refused(`not_stored`) where they cannot be read now."""
        try:
            return await self.files.attachments(thing.name)
        except NotStored as no:
            raise Refused("files_away", doubt=no.doubt) from None

    async def one(self, thing: Thing, file_id: str) -> Attachment:
        """One of a thing's attachments. Raises Refused: `not_found`, `files_away`."""
        for found in await self.of(thing):
            if found.id == file_id:
                return found
        raise Refused("not_found")

    async def begin(self, caller: Caller, thing: Thing, name: str, size: int) -> Upload:
        """Begin to upload. Raises Refused: `guest`, `not_yours`, `file_kind`, `file_too_big`, `file_empty`,

        `cpr_in_name`, `too_many_files`, `files_away`.
        """
        require_corrector(caller, thing)
        clean = clean_name(name)
        if size > LARGEST:
            raise Refused("file_too_big", megabytes=str(MEGABYTES))
        if size <= 0:
            raise Refused("file_empty")
        if find_cpr(clean, self.now().date()):
            raise Refused("cpr_in_name")
        there = await self.of(thing)
        if len(there) >= MOST:
            raise Refused("too_many_files", most=str(MOST))
        free = free_name(clean, {one.name.lower() for one in there})
        try:
            return Upload(thing.name, free, size, await self.files.begin_upload(thing.name, free))
        except (NotStored, NameTaken):
            raise Refused("files_away") from None

    async def take(self, caller: Caller, thing: Thing, upload: Upload, first: int, piece: bytes) -> int:
        """Take the next piece; how many bytes are there now (`upload.size`: all).

        A piece that was sent before is as good. Raises Refused: `guest`, `not_yours`, `damaged_form`,
        `file_mismatch`, `upload_gone`, `files_away`.
        """
        require_corrector(caller, thing)
        after = first + len(piece)
        if first % PIECE or not piece or after > upload.size or (len(piece) != PIECE and after < upload.size):
            raise Refused("damaged_form")
        try:
            if first == 0:
                await self._require_kind(upload, piece)
            await self.files.upload_piece(upload.address, first, piece, upload.size)
            return after
        except NotStored as no:
            if no.doubt:
                return await self._looked_for(thing, upload)
            raise Refused("files_away") from None
        except OutOfTurn:
            return await self.received(caller, thing, upload)
        except (UploadGone, NameTaken):
            return await self._whole(thing, upload)

    async def received(self, caller: Caller, thing: Thing, upload: Upload) -> int:
        """How many bytes are there. Raises Refused: `guest`, `not_yours`, `upload_gone`, `files_away`."""
        require_corrector(caller, thing)
        try:
            return await self.files.received(upload.address)
        except NotStored as no:
            raise Refused("files_away", doubt=no.doubt) from None
        except UploadGone:
            return await self._whole(thing, upload)

    async def cancel(self, caller: Caller, thing: Thing, upload: Upload) -> None:
        """Stop. Raises Refused: `guest`, `not_yours`, `files_away`."""
        require_corrector(caller, thing)
        try:
            await self.files.cancel_upload(upload.address)
        except NotStored as no:
            raise Refused("files_away", doubt=no.doubt) from None

    async def remove(self, caller: Caller, thing: Thing, file_id: str) -> Attachment | None:
        """Remove an attachment; SharePoint keeps it in its recycle bin. None where it is gone already.

        Raises Refused: `guest`, `not_yours`, `files_away`.
        """
        require_corrector(caller, thing)
        found = next((one for one in await self.of(thing) if one.id == file_id), None)
        if found is None:
            return None
        try:
            await self.files.remove_attachment(found.id)
        except NotStored as no:
            raise Refused("files_away", doubt=no.doubt) from None
        return found

    async def attach(
        self, caller: Caller, thing: Thing, name: str, size: int, pieces: AsyncIterator[bytes]
    ) -> Upload:
        """Take a whole file in, piece by piece (each PIECE bytes but the last). Raises Refused as above."""
        upload = await self.begin(caller, thing, name, size)
        first = 0
        async for piece in pieces:
            first = await self.take(caller, thing, upload, first, piece)
        if first != size:
            await self.cancel(caller, thing, upload)
            raise Refused("file_cut_off")
        return upload

    async def fetch(self, caller: Caller, thing: Thing, name: str, address: str) -> Upload:
        """Take in a file that Teams gave an address of. Raises Refused as `attach`, and `file_gone`."""
        require_corrector(caller, thing)
        clean_name(name)
        try:
            async with self.files.fetch(address) as fetched:
                return await self.attach(caller, thing, name, fetched.size, fetched.pieces)
        except NotStored:
            raise Refused("file_gone") from None

    async def _require_kind(self, upload: Upload, piece: bytes) -> None:
        try:
            require_kind(upload.name, piece[:HEAD])
        except Refused:
            await self.files.cancel_upload(upload.address)
            raise

    async def _looked_for(self, thing: Thing, upload: Upload) -> int:
        """All of it, where the file is there though nothing was answered. Raises Refused(`files_away`)."""
        try:
            return await self._whole(thing, upload)
        except Refused as no:
            raise Refused("files_away", doubt=no.refusal.code != "upload_gone") from None

    async def _whole(self, thing: Thing, upload: Upload) -> int:
        """All of it, where the file is there though its last answer was lost. Raises Refused."""
        for one in await self.of(thing):
            if one.name == upload.name and one.size == upload.size:
                return upload.size
        raise Refused("upload_gone")
