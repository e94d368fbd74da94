"""Cards from elsewhere: the list, each card, and taking in a file that others have shared.

Nothing of a file is kept between looking at it and taking it in: the browser sends it again.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.elsewhere.elsewhere_view import elsewhere_card, elsewhere_page, file_preview
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.sheets.uploads import UPLOAD_TYPE, read_body
from technology_map.elsewhere.cards import CardFromElsewhere, read_cards
from technology_map.elsewhere.exchange import MOST_BYTES, opened
from technology_map.elsewhere.sheets import read_lines
from technology_map.people.rights import require_secretary
from technology_map.validation.refusals import Refused

ZIPPED = b"PK\x03\x04"
"""How an XLSX file begins."""


async def page(context: RequestContext) -> web.Response:
    """The list with its search."""
    return drawn_page(context, "elsewhere.html", page=elsewhere_page(context), toast="")


async def results(context: RequestContext) -> web.Response:
    """The list without its search."""
    return drawn_page(context, "elsewhere_results.html", page=elsewhere_page(context))


async def one(context: RequestContext) -> web.Response:
    """A card's page."""
    card = context.tab.taking_in_elsewhere.found(context.number)
    return drawn_page(context, "elsewhere_card.html", page=elsewhere_card(context, card))


async def preview(context: RequestContext) -> web.Response:
    """What the sent file holds, or why it cannot be used."""
    require_secretary(context.caller)
    try:
        cards, in_file = await _read(context)
    except Refused as no:
        sentence, status = refusal_sentence(context.t, no.refusal), status_of(no.refusal)
        return drawn_page(context, "elsewhere_preview.html", status=status, preview=None, trouble=sentence)
    shown = file_preview(context, cards, in_file)
    return drawn_page(context, "elsewhere_preview.html", preview=shown, trouble="")


async def take_in(context: RequestContext) -> web.Response:
    """Store the chosen cards of the sent file."""
    require_secretary(context.caller)
    t = context.t
    wanted = set(context.request.query.get("chosen", "").split(","))
    try:
        cards, _ = await _read(context)
        chosen = [one for one in cards if one.key in wanted]
        new, renewed = await context.tab.taking_in_elsewhere.take_in(context.caller, chosen)
    except Refused as no:
        sentence, status = refusal_sentence(t, no.refusal), status_of(no.refusal)
        return drawn_page(context, "elsewhere_preview.html", status=status, preview=None, trouble=sentence)
    toast = t("elsewhere.taken_in", new=t.number(new), renewed=t.number(renewed))
    return whole_page(context, "elsewhere.html", page=elsewhere_page(context), toast=toast)


async def remove(context: RequestContext) -> web.Response:
    """Remove a card; taking the same file in brings it back."""
    await context.form()
    gone = await context.tab.taking_in_elsewhere.remove(context.caller, context.number)
    toast = context.t("elsewhere.removed", title=gone.title)
    return whole_page(context, "elsewhere.html", page=elsewhere_page(context), toast=toast)


async def _read(context: RequestContext) -> tuple[list[CardFromElsewhere], int]:
    """The cards of the body, JSON or XLSX, and how many it held. Raises Refused, HTTP 415."""
    if context.request.content_type != UPLOAD_TYPE:
        raise web.HTTPUnsupportedMediaType
    too_big = Refused("import_too_big", megabytes=str(MOST_BYTES // (1024 * 1024)))
    content = await read_body(context.request, MOST_BYTES, too_big)
    found: tuple[Mapping[str, Any], list[Mapping[str, Any]]]
    if content.startswith(ZIPPED):
        found = read_lines(await context.tab.read_sheet(content, ""))
    else:
        found = await asyncio.to_thread(opened, content)
    head, cards = found
    return read_cards(head, cards, context.tab.now()), len(cards)
