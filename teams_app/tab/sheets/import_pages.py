"""The secretary's import of a spreadsheet: choose a file, see what would happen, confirm, receipt.

Nothing of the file is kept between the steps: the browser sends it again to confirm, with the digest
of what was shown. So any instance can take any step, and nothing is stored before the second one.
"""

import asyncio
import hashlib

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.sheets.import_view import preview_of, run_of
from teams_app.tab.sheets.uploads import uploaded
from technology_map.imports.foreign_import import Plan
from technology_map.imports.sheet_import import Here, plan_sheet
from technology_map.people.rights import require_secretary
from technology_map.validation.refusals import Refused

PATH = "solutions/import"


async def page(context: RequestContext) -> web.Response:
    """The page with the field for a file, and the way to an import that is under way."""
    require_secretary(context.caller)
    return drawn_page(context, "import.html", under_way=context.tab.runs.of(context.caller))


async def preview(context: RequestContext) -> web.Response:
    """What importing the sent file would do, or why it cannot be used."""
    require_secretary(context.caller)
    try:
        content = await uploaded(context.request)
        planned = await _planned(context, content)
    except Refused as no:
        return _refused(context, no)
    return drawn_page(context, "import_preview.html", shown=preview_of(context.t, planned, _digest(content)))


async def start(context: RequestContext) -> web.Response:
    """Store what the preview showed; of a file that is another than the one shown, a new preview."""
    require_secretary(context.caller)
    try:
        content = await uploaded(context.request)
        planned = await _planned(context, content)
    except Refused as no:
        return _refused(context, no)
    digest = _digest(content)
    if context.request.query.get("seen") != digest:
        shown = preview_of(context.t, planned, digest, other=True)
        return drawn_page(context, "import_preview.html", status=409, shown=shown)
    run = await context.tab.runs.start(context.caller, digest, planned)
    whole = {"HX-Retarget": "#main", "HX-Reswap": "innerHTML"}
    return drawn_page(context, "import_run.html", headers=whole, run=run_of(context.t, run))


async def run_page(context: RequestContext) -> web.Response:
    """How far an import has come, or its receipt."""
    require_secretary(context.caller)
    run = context.tab.runs.get(context.request.match_info["run"])
    return drawn_page(context, "import_run.html", run=run_of(context.t, run))


async def run_live(context: RequestContext) -> web.Response:
    """The same, fetched anew; where another instance does it, what is on the screen stays."""
    require_secretary(context.caller)
    run = context.tab.runs.get(context.request.match_info["run"])
    if run is None:
        return web.Response(status=204, headers={"Cache-Control": "no-store"})
    return drawn_page(context, "import_run_live.html", run=run_of(context.t, run))


async def _planned(context: RequestContext, content: bytes) -> Plan:
    lines = await context.tab.read_sheet(content)
    here = Here.of(context.overview)
    person, words = context.caller.person, context.words
    return await asyncio.to_thread(plan_sheet, lines, here, context.tab.now(), person, words)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refused(context: RequestContext, no: Refused) -> web.Response:
    sentence = refusal_sentence(context.t, no.refusal)
    return drawn_page(context, "import_refused.html", status=status_of(no.refusal), sentence=sentence)
