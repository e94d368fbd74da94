"""Attachments back into their things' folders; what is there already stays."""

from collections.abc import AsyncIterator

from sharepoint_lists.copying.archive import Archive, CopiedFile
from technology_map.files.file_store import PIECE, FileStore, NameTaken
from technology_map.ports import NotStored


async def files_back(archive: Archive, store: FileStore) -> AsyncIterator[CopiedFile]:
    """Every attachment, each given when it is there. Raises NotStored, NoArchive."""
    there: dict[str, set[str]] = {}
    for one in archive.files:
        if one.thing not in there:
            there[one.thing] = {each.name for each in await store.attachments(one.thing)}
        if one.name not in there[one.thing] and one.size:
            await _back(archive, one, store)
        yield one


async def _back(archive: Archive, one: CopiedFile, store: FileStore) -> None:
    try:
        address = await store.begin_upload(one.thing, one.name)
        sent, whole = 0, False
        for piece in archive.pieces(one, PIECE):
            whole = await store.upload_piece(address, sent, piece, one.size)
            sent += len(piece)
    except NameTaken:
        return
    if not whole:
        raise NotStored("file")
