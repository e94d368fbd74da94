"""The body of `teknologikort report`: all that is kept of a person."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from enum import IntEnum
from pathlib import Path

from rich.console import Console

from sharepoint_lists.administering import open_rows
from sharepoint_lists.graph.responses import GraphFailure
from teams_app.commands.import_report import Screen
from teams_app.commands.progress import counting
from teams_app.installation import Installation
from teams_app.personal.local_rows import LocalRows
from teams_app.personal.looking import Asked, Looked, look
from teams_app.personal.report_files import said, write_report
from teams_app.personal.stand_ins import StandIns
from teams_app.store_access import credential_for, store_settings
from teams_app.waiting import looked_into
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused
from technology_map.waiting_rows import NotKept

OBJECT_ID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
UNREADABLE = (GraphFailure, OSError, NotKept)


class Exit(IntEnum):
    """What the commands about personal data tell the shell; 2 is typer's own."""

    DONE = 0
    REFUSED = 1
    """What was asked for can't be done; nothing was done."""
    NOT_ALL = 3
    """Not everything could be read or changed; run it again."""


def checked(asked: Asked) -> Asked:
    """The same, with the id as Entra writes it. Raises Refused(`not_object_id`)."""
    object_id = asked.object_id.strip().lower()
    if not OBJECT_ID.fullmatch(object_id):
        raise Refused("not_object_id")
    return replace(asked, object_id=object_id)


async def run_report(
    installation: Installation, asked: Asked, out: Path | None, texts: Texts, console: Console
) -> int:
    """Tell where the person stands, on the screen or in a file. Returns an Exit."""
    screen, made = Screen(console, texts), datetime.now(UTC)
    try:
        looked = await _looked(installation, checked(asked), screen)
        if out is not None:
            write_report(out, looked, made, texts)
    except Refused as refused:
        screen.refuse(refused)
        return Exit.REFUSED
    except UNREADABLE as failure:
        screen.say(texts("cli.report.unread", why=type(failure).__name__), bold=True)
        return Exit.NOT_ALL
    if out is not None:
        screen.say(texts.many("cli.report.written", len(looked.rows), file=out))
        return Exit.DONE
    for line in said(looked, made, texts):
        screen.say(line)
    return Exit.DONE


async def _looked(installation: Installation, asked: Asked, screen: Screen) -> Looked:
    settings = installation.settings
    async with (
        credential_for(installation) as credential,
        open_rows(store_settings(installation), credential) as access,
        local_rows(installation) as local,
    ):
        with counting(screen.texts("cli.person.reading"), screen.console) as seen:
            stand_ins = StandIns(settings.data_dir)
            return (await look(access, settings, asked, local, stand_ins, seen=seen))[1]


@asynccontextmanager
async def local_rows(installation: Installation) -> AsyncIterator[LocalRows]:
    """What waits: in the table that the settings name, else on this machine."""
    settings = installation.settings
    async with looked_into(installation) as keepers:
        yield LocalRows(settings.data_dir, keepers, shared=bool(settings.table_endpoint))
