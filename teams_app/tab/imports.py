"""The secretary's import of a spreadsheet: choose a file, see what would happen, confirm, receipt.

Nothing of the file is kept between the steps: the browser sends it again to confirm, with the digest
of what was shown. So any instance can take any step, and nothing is stored before the second one.
"""

import asyncio
import hashlib

from aiohttp import web

from teams_app.tab.import_view import preview_of, run_of
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import status_of
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.uploads import uploaded
from teams_app.tab.visits import Visit
from technology_map.importing import Plan
from technology_map.refusals import Refused
from technology_map.rights import require_secretary
from technology_map.sheets.taking_in import Here, plan_sheet

PATH = "solutions/import"


async def page(visit: Visit) -> web.Response:
    """The page with the field for a file, and the way to an import that is under way."""
    require_secretary(visit.caller)
    return drawn_page(visit, "import.html", under_way=visit.tab.runs.of(visit.caller))


async def preview(visit: Visit) -> web.Response:
    """What importing the sent file would do, or why it cannot be used."""
    require_secretary(visit.caller)
    try:
        content = await uploaded(visit.request)
        planned = await _planned(visit, content)
    except Refused as no:
        return _refused(visit, no)
    return drawn_page(visit, "import_preview.html", shown=preview_of(visit.t, planned, _digest(content)))


async def start(visit: Visit) -> web.Response:
    """Store what the preview showed; of a file that is another than the one shown, a new preview."""
    require_secretary(visit.caller)
    try:
        content = await uploaded(visit.request)
        planned = await _planned(visit, content)
    except Refused as no:
        return _refused(visit, no)
    digest = _digest(content)
    if visit.request.query.get("seen") != digest:
        shown = preview_of(visit.t, planned, digest, other=True)
        return drawn_page(visit, "import_preview.html", status=409, shown=shown)
    run = await visit.tab.runs.start(visit.caller, digest, planned)
    whole = {"HX-Retarget": "#main", "HX-Reswap": "innerHTML"}
    return drawn_page(visit, "import_run.html", headers=whole, run=run_of(visit.t, run))


async def run_page(visit: Visit) -> web.Response:
    """How far an import has come, or its receipt."""
    require_secretary(visit.caller)
    run = visit.tab.runs.get(visit.request.match_info["run"])
    return drawn_page(visit, "import_run.html", run=run_of(visit.t, run))


async def run_live(visit: Visit) -> web.Response:
    """The same, fetched anew; where another instance does it, what is on the screen stays."""
    require_secretary(visit.caller)
    run = visit.tab.runs.get(visit.request.match_info["run"])
    if run is None:
        return web.Response(status=204, headers={"Cache-Control": "no-store"})
    return drawn_page(visit, "import_run_live.html", run=run_of(visit.t, run))


async def _planned(visit: Visit, content: bytes) -> Plan:
    lines = await visit.tab.read_sheet(content)
    here = Here.of(visit.overview)
    return await asyncio.to_thread(plan_sheet, lines, here, visit.tab.now(), visit.caller.person)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _refused(visit: Visit, no: Refused) -> web.Response:
    sentence = refusal_sentence(visit.t, no.refusal)
    return drawn_page(visit, "import_refused.html", status=status_of(no.refusal), sentence=sentence)
