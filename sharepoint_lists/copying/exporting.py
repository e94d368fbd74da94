"""Everything out: every list, the closed site's too, the attachments, and whether the log's chain holds."""

import tempfile
from collections.abc import AsyncIterator, Iterable
from functools import partial

from sharepoint_lists.copying.archive import ArchiveWriter, CopiedRow
from sharepoint_lists.files.attachments import Attachments
from sharepoint_lists.files.folders import StoredFile
from sharepoint_lists.mapping.cells import UnreadableRow
from sharepoint_lists.mapping.row_mapping import DECISION
from sharepoint_lists.replica.raw_rows import Everything, Row
from sharepoint_lists.schema import columns, lists
from sharepoint_lists.schema.list_types import List
from technology_map.council.decision_log import Log
from technology_map.files.file_store import PIECE
from technology_map.words.vocabulary import Vocabulary

_SYSTEMS = frozenset(
    {
        "id",
        "ID",
        "ContentType",
        "Modified",
        "Created",
        "Author",
        "Editor",
        "AuthorLookupId",
        "EditorLookupId",
        "AppAuthorLookupId",
        "AppEditorLookupId",
        "Attachments",
        "Edit",
        "LinkTitle",
        "LinkTitleNoMenu",
        "ItemChildCount",
        "FolderChildCount",
    }
)


def copied(row: Row) -> CopiedRow:
    """A row as it is kept: our columns, and beside them those that somebody added by hand."""
    ours = {columns.TITLE.name, *(one.name for one in row.of.columns)}
    cells = {name: cell for name, cell in row.cells.items() if name in ours and cell is not None}
    other = {
        name: cell
        for name, cell in row.cells.items()
        if name not in ours and name not in _SYSTEMS and name[:1] not in ("_", "@") and "@odata" not in name
    }
    return CopiedRow(row.number, cells, other)


def chain_faults(rows: Everything, words: Vocabulary) -> list[str]:
    """What is wrong with the decision log, a line for each fault, such as `F-0042 nr. 3 changed`."""
    log, found = Log(), list[str]()
    for row in rows.get(lists.DECISIONS.name, ()):
        try:
            log.put(DECISION.read(row.number, row.version, row.cells, words).thing)
        except UnreadableRow:
            found.append(f"{lists.DECISIONS.name} {row.number} unreadable")
    for number in sorted(log.proposals()):
        found += [f"F-{number:04d} nr. {seq} {fault.value}" for seq, fault in log.faults(number)]
    return found


def write_lists(writer: ArchiveWriter, rows: Everything, wanted: Iterable[List]) -> None:
    """Every list that is there. Raises OSError."""
    for of in wanted:
        if of.name in rows:
            writer.list(of.name, map(copied, rows[of.name]))


async def write_files(
    writer: ArchiveWriter, files: Iterable[StoredFile], store: Attachments
) -> AsyncIterator[StoredFile]:
    """Every attachment, each given when it is written; in pieces, by way of this machine's disk.

    Raises OSError, NotStored.
    """
    for one in files:
        with tempfile.TemporaryFile() as held:
            async with store.fetch(await store.address_of(one.id)) as fetched:
                async for piece in fetched.pieces:
                    held.write(piece)
            held.seek(0)
            writer.file(one.thing, one.name, iter(partial(held.read, PIECE), b""))
        yield one
