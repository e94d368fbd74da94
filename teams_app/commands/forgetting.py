"""The body of `teknologikort forget`: first what would be done, and with `--yes` it is done."""

from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.console import Console

from sharepoint_lists.administering import RowAccess, open_rows
from sharepoint_lists.mapping.naming import KEPT
from sharepoint_lists.personal.forgetting import Done
from sharepoint_lists.personal.rewriting import Change
from sharepoint_lists.replica.raw_rows import Row
from teams_app.commands.import_report import Screen
from teams_app.commands.progress import counting
from teams_app.commands.reporting import UNREADABLE, Exit, checked, local_rows
from teams_app.installation import Installation
from teams_app.personal.local_rows import LocalRows
from teams_app.personal.looking import Asked, Looked, look
from teams_app.personal.stand_ins import StandIns
from teams_app.personal.work import Work, due_work, work_on
from teams_app.store_access import credential_for, store_settings
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused


async def run_forget(
    installation: Installation, asked: Asked, texts: Texts, console: Console, *, yes: bool
) -> int:
    """Take one person out. Returns an Exit."""
    screen = Screen(console, texts)
    try:
        async with _opened(installation) as access, local_rows(installation) as local:
            return await _forget(access, local, installation, checked(asked), screen, yes=yes)
    except Refused as refused:
        screen.refuse(refused)
        return Exit.REFUSED
    except UNREADABLE as failure:
        screen.say(texts("cli.forget.not_all", why=type(failure).__name__), bold=True)
        return Exit.NOT_ALL


async def run_forget_due(installation: Installation, texts: Texts, console: Console, *, yes: bool) -> int:
    """Take everybody out of what was closed longer ago than names are kept. Returns an Exit."""
    screen, months = Screen(console, texts), installation.settings.names_kept_months
    if not months:
        screen.say(texts("cli.forget.kept_for_ever"))
        return Exit.DONE
    stand_ins = StandIns(installation.settings.data_dir)
    try:
        async with _opened(installation) as access:
            work = await due_work(access, installation.settings, stand_ins)
            screen.say(texts("cli.forget.due", months=months))
            _show(work.plan, screen)
            if not yes:
                return _only_told(screen)
            stand_ins.keep()
            return _ended(await _done(work, screen), 0, stand_ins, screen)
    except UNREADABLE as failure:
        screen.say(texts("cli.forget.not_all", why=type(failure).__name__), bold=True)
        return Exit.NOT_ALL


@asynccontextmanager
async def _opened(installation: Installation) -> AsyncIterator[RowAccess]:
    async with (
        credential_for(installation) as credential,
        open_rows(store_settings(installation), credential) as access,
    ):
        yield access


async def _forget(
    access: RowAccess,
    local: LocalRows,
    installation: Installation,
    asked: Asked,
    screen: Screen,
    *,
    yes: bool,
) -> int:
    settings = installation.settings
    stand_ins = StandIns(settings.data_dir)
    with counting(screen.texts("cli.person.reading"), screen.console) as seen:
        rows, looked = await look(access, settings, asked, local, stand_ins, seen=seen)
    work = await work_on(access, settings, rows, lambda _: (looked.who,))
    _show(work.plan, screen)
    _show_kept(looked, screen)
    if not yes:
        return _only_told(screen)
    stand_ins.learn(asked.object_id, looked.who.names)
    stand_ins.keep()
    done = await _done(work, screen)
    waiting = await local.forget(looked.who)
    return _ended(done, waiting, stand_ins, screen)


async def _done(work: Work, screen: Screen) -> Done:
    with counting(screen.texts("cli.forget.doing"), screen.console, len(work.plan)) as seen:
        return await work.done(seen)


def _show(plan: Sequence[tuple[Row, Change]], screen: Screen) -> None:
    """How many rows of each list are changed and removed."""
    for removed, key in ((False, "cli.forget.changes"), (True, "cli.forget.removes")):
        counted = Counter(row.of.title for row, change in plan if change.remove is removed)
        for title, count in sorted(counted.items()):
            screen.say(screen.texts.many(key, count, list=title))
    if not plan:
        screen.say(screen.texts("cli.forget.nothing"))


def _show_kept(looked: Looked, screen: Screen) -> None:
    """What names the person and stays, row by row: somebody has to look at it."""
    texts = screen.texts
    for one in looked.rows:
        for hit in one.hits:
            if hit.how in KEPT and not one.own:
                place = f"{one.row.of.title} {one.row.number}, {hit.title}"
                why = texts(f"person.stays.{hit.how.value}")
                screen.say(texts("cli.forget.stays", place=place, why=why))
    for file in looked.files:
        why = texts("person.stays.file")
        screen.say(texts("cli.forget.stays", place=f"{file.thing}, {file.name}", why=why))


def _only_told(screen: Screen) -> int:
    screen.say(screen.texts("cli.forget.dry"), bold=True)
    return Exit.DONE


def _ended(done: Done, waiting: int, stand_ins: StandIns, screen: Screen) -> int:
    """Say what became of it; the stand-ins are kept as long as anything is left to do."""
    texts = screen.texts
    screen.say(texts("cli.forget.done", changed=done.changed, removed=done.removed), bold=True)
    for row in done.stuck:
        screen.say(texts("cli.forget.stuck", list=row.of.title, row=row.number))
    if waiting:
        screen.say(texts.many("cli.forget.waiting", waiting))
    if done.failed:
        screen.say(texts.many("cli.forget.failed", len(done.failed)), bold=True)
    screen.say(texts("person.note.versions"))
    if done.failed or done.stuck or waiting:
        return Exit.NOT_ALL
    stand_ins.over()
    return Exit.DONE
