"""The secretary's import of a spreadsheet: choose a file, see what would happen, confirm, receipt.

Nothing of the file is kept between the steps: the browser sends it again to confirm, with what was
matched and the digest of what was shown. So any instance can take any step, and nothing is stored before
the second one.
"""

import asyncio
import hashlib
from dataclasses import dataclass, replace

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.sheets.import_view import preview_of, run_of
from teams_app.tab.sheets.matching_view import matching_page
from teams_app.tab.sheets.uploads import uploaded
from technology_map.imports.foreign_import import Plan
from technology_map.imports.matching import Matched, Matching, match
from technology_map.imports.sheet_import import Here, people_in, plan_sheet
from technology_map.imports.word_making import new_words, words_to_be
from technology_map.people.rights import require_secretary
from technology_map.sheets.cells import Line
from technology_map.validation.refusals import Refusal, Refused
from technology_map.words.vocabulary import Vocabulary

PATH = "solutions/import"


async def page(context: RequestContext) -> web.Response:
    """The page with the field for a file, and the way to an import that is under way."""
    require_secretary(context.caller)
    return drawn_page(context, "import.html", under_way=context.tab.runs.of(context.caller))


async def preview(context: RequestContext) -> web.Response:
    """What importing the sent file would do, with what is to be matched first, or why it cannot be used."""
    require_secretary(context.caller)
    try:
        content, given = await uploaded(context.request)
        file = await _read(context, content, given)
    except Refused as no:
        return _refused(context, no)
    return _shown(context, file)


async def start(context: RequestContext) -> web.Response:
    """Store what the preview showed; of a file that is another than the one shown, a new preview."""
    require_secretary(context.caller)
    try:
        content, given = await uploaded(context.request)
        file = await _read(context, content, given)
        if file.refusal or context.request.query.get("seen") != file.digest:
            return _shown(context, file, other=True)
        await _make_words(context, file.matched)
        planned = await _plan(context, file, context.words)
    except Refused as no:
        return _refused(context, no)
    run = await context.tab.runs.start(context.caller, file.digest, planned)
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


@dataclass(frozen=True, slots=True)
class _File:
    """A file as it was read: how it is matched, the words as they will be, and what would be done."""

    lines: list[Line]
    digest: str
    matched: Matched
    words: Vocabulary
    plan: Plan | None = None
    refusal: Refusal | None = None


async def _read(context: RequestContext, content: bytes, given: Matching) -> _File:
    """The file with its plan. Raises Refused where it cannot even be matched."""
    lines = await context.tab.read_sheet(content, given.sheet)
    matched = await asyncio.to_thread(match, lines, given, context.words, context.today)
    digest = hashlib.sha256(content + matched.meaning.encode()).hexdigest()
    words = words_to_be(context.words, matched)
    file = _File(lines, digest, matched, words)
    try:
        return replace(file, plan=await _plan(context, file, words))
    except Refused as no:
        return replace(file, refusal=no.refusal)


async def _plan(context: RequestContext, file: _File, words: Vocabulary) -> Plan:
    matching = file.matched.matching
    named = people_in(file.lines, matching)
    people = await context.tab.directory.named(named) if named else {}
    here = Here.of(context.tab.store, people)
    person, now = context.caller.person, context.tab.now()
    return await asyncio.to_thread(plan_sheet, file.lines, here, now, person, words, matching=matching)


async def _make_words(context: RequestContext, matched: Matched) -> None:
    """Add the words that are to be made; one that was made before is found again. Raises Refused."""
    for form in new_words(matched):
        await context.tab.setting_up.add(context.caller, form)


def _shown(context: RequestContext, file: _File, *, other: bool = False) -> web.Response:
    t = context.t
    matching = matching_page(t, file.matched)
    if file.plan is None:
        assert file.refusal is not None  # noqa: S101 - one of the two is there
        sentence, status = refusal_sentence(t, file.refusal), status_of(file.refusal)
        return drawn_page(
            context, "import_refused.html", status=status, sentence=sentence, matching=matching, titles=()
        )
    shown = preview_of(t.with_words(file.words), file.plan, file.digest, other=other)
    status = 409 if other else 200
    return drawn_page(context, "import_preview.html", status=status, shown=shown, matching=matching)


def _refused(context: RequestContext, no: Refused) -> web.Response:
    sentence, status = refusal_sentence(context.t, no.refusal), status_of(no.refusal)
    titles = tuple(no.refusal.data.get("titles", ()))
    return drawn_page(
        context, "import_refused.html", status=status, sentence=sentence, matching=None, titles=titles
    )
