"""What the stories of copying share: the two commands, and what a tenant holds."""

import io
from pathlib import Path
from typing import Any

from rich.console import Console

from local_tenant.app import LittleTenant
from sharepoint_lists.schema import lists
from teams_app.commands.copying import run_export_all, run_restore
from technology_map.files.file_store import PIECE
from tests.stories.playing import installed_in
from tests.teams_app.commands.people_in_rows import site_of
from tests.town import Town
from tests.words import speaking

PDF = b"%PDF-1.7 " + bytes(range(256)) * 9000
TERMS = {one.name for one in lists.TERMS.values()}
ROWS = [one for one in lists.LISTS if one.name not in TERMS]


async def exports(tenant: LittleTenant, folder: Path, out: Path) -> tuple[int, str]:
    """How the command ends, and what it says."""
    said = io.StringIO()
    console = Console(file=said, width=500)
    ended = await run_export_all(out, installed_in(tenant, folder), speaking(), console)
    return ended, said.getvalue()


async def restores(
    tenant: LittleTenant, folder: Path, file: Path, *, dry_run: bool = False, **changed: Any
) -> tuple[int, str]:
    """The same of the other command."""
    said = io.StringIO()
    console, into = Console(file=said, width=500), installed_in(tenant, folder, **changed)
    ended = await run_restore(file, into, speaking(), console, dry_run=dry_run)
    return ended, said.getvalue()


def cells(tenant: LittleTenant) -> dict[str, list[dict[str, Any]]]:
    """Every row of every list that goes by its number, without what SharePoint makes up."""
    return {
        of.name: [
            {name: cell for name, cell in row.items() if name != "etag"}
            for row in tenant.sharepoint.true_rows(site_of(of), of.name)
        ]
        for of in ROWS
    }


async def attached(at: Town, thing: str, name: str, content: bytes) -> None:
    """A file in a thing's folder, sent in pieces."""
    files = at.server.opened.files
    address = await files.begin_upload(thing, name)
    for first in range(0, len(content), PIECE):
        await files.upload_piece(address, first, content[first : first + PIECE], len(content))
