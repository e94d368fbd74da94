"""The body of `teknologikort install`: walks through the installation, or writes the plan of it."""

from pathlib import Path

from azure.core.exceptions import AzureError
from rich.console import Console

from sharepoint_lists.graph.responses import GraphFailure
from teams_app.endpoints import microsoft
from teams_app.installing.answers import Unreadable, read_answers
from teams_app.installing.ground import Ground
from teams_app.installing.screen import ConsoleScreen, plan_text
from teams_app.installing.signing_in import DeviceSignIn
from teams_app.installing.walking import Exit, planned, walk
from technology_map.texts import Texts

PLAN = "plan.md"
UNREADABLE = 2


async def run_install(folder: Path, texts: Texts, console: Console, *, dry_run: bool, yes: bool) -> int:
    """Install, or with `dry_run` write the plan and change nothing. An exit code."""
    screen = ConsoleScreen(texts, console, yes=yes)
    try:
        answers = read_answers(folder)
    except Unreadable as unreadable:
        screen.says("unreadable", file=str(unreadable))
        return UNREADABLE
    sign_in = DeviceSignIn(screen.told, answers.tenant_id)
    at = Ground(answers, folder, microsoft, sign_in)
    return await (write_plan(at, screen, texts) if dry_run else walk(at, screen))


async def write_plan(at: Ground, screen: ConsoleScreen, texts: Texts) -> int:
    """Look at everything with the rights for reading, and write down what would be done."""
    try:
        looks = await planned(at)
    except AzureError as failure:
        screen.says("not_signed_in", why=str(failure).partition("\n")[0])
        return Exit.NOT_ALLOWED
    except GraphFailure as failure:
        screen.says("graph_failed", why=str(failure))
        return Exit.GRAPH_FAILED
    at.folder.mkdir(parents=True, exist_ok=True)
    file = at.folder / PLAN
    file.write_text(plan_text(texts, looks), encoding="utf-8")
    for number, (step, look) in enumerate(looks, start=1):
        screen.step(number, len(looks), step)
        screen.stands(step, look)
    screen.says("plan.written", file=str(file))
    return Exit.DONE
