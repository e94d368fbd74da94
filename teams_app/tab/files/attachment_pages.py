"""A thing's attachments: the list on its page, and the pieces of new ones."""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from teams_app.tab.cards import proposal_pages, solution_pages
from teams_app.tab.files.attachment_view import attachments_view
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sealing import BadSeal
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.sheets.download_tickets import Order
from teams_app.tab.sheets.downloads import ATTACHMENT, FILES
from teams_app.tab.sheets.uploads import UPLOAD_TYPE, read_body
from technology_map.files.attachments import Thing, Upload
from technology_map.files.file_store import PIECE
from technology_map.validation.refusals import Refused

Answer = Callable[[RequestContext], Awaitable[web.Response]]


async def listed(context: RequestContext) -> web.Response:
    """The list; a sentence where it cannot be read now."""
    return await _listed(context, _thing(context))


async def ticket(context: RequestContext) -> web.Response:
    """A ticket for one file: its address, and its name."""
    await context.form()
    found = await context.tab.attaching.one(_thing(context), context.request.match_info["file"])
    person, language = context.caller.person.object_id, context.caller.language.value
    order = Order(ATTACHMENT, "", found.id, language, person)
    answer = {"address": FILES + context.tab.tickets.issue(order), "name": found.name}
    return web.json_response(answer, headers={"Cache-Control": "no-store"})


async def remove(context: RequestContext) -> web.Response:
    """The file is gone: the list without it."""
    await context.form()
    thing = _thing(context)
    gone = await context.tab.attaching.remove(context.caller, thing, context.request.match_info["file"])
    told = context.t("files.removed", name=gone.name) if gone else context.t("files.gone")
    return await _listed(context, thing, toast=told)


async def _listed(context: RequestContext, thing: Thing, toast: str = "") -> web.Response:
    view = await attachments_view(context, thing)
    return drawn_page(context, "attachments.html", files=view, toast=toast)


def said(answer: Answer) -> Answer:
    """For the script that sends files: a refusal as JSON, `{"said": "the sentence"}`."""

    async def answered(context: RequestContext) -> web.Response:
        try:
            return await answer(context)
        except Refused as no:
            refusal = no.refusal
            return _json({"said": refusal_sentence(context.t, refusal)}, status_of(refusal))

    return answered


@said
async def begin(context: RequestContext) -> web.Response:
    """A new upload: what the browser keeps of it, the name it gets, and the size of a piece."""
    sent = await context.form()
    name, size = sent.get("name"), sent.get("size")
    if not isinstance(name, str) or not isinstance(size, int) or isinstance(size, bool):
        raise Refused("damaged_form")
    upload = await context.tab.attaching.begin(context.caller, _thing(context), name[:1000], size)
    kept = {**asdict(upload), "person": context.caller.person.object_id}
    return _json({"upload": context.tab.uploads.sealed(kept), "name": upload.name, "piece": PIECE})


@said
async def piece(context: RequestContext) -> web.Response:
    """The next piece: `{"next": bytes that are there now}`."""
    request = context.request
    if request.content_type != UPLOAD_TYPE:
        raise web.HTTPUnsupportedMediaType
    thing, upload = _upload(context, request.query.get("upload", ""))
    first = request.query.get("first", "")
    if not (first.isascii() and first.isdigit() and len(first) < 10):
        raise Refused("damaged_form")
    body = await read_body(request, PIECE, Refused("damaged_form"))
    return _json({"next": await context.tab.attaching.take(context.caller, thing, upload, int(first), body)})


@said
async def state(context: RequestContext) -> web.Response:
    """Where an upload that was broken off goes on."""
    thing, upload = _upload(context, (await context.form()).get("upload"))
    return _json({"next": await context.tab.attaching.received(context.caller, thing, upload)})


@said
async def cancel(context: RequestContext) -> web.Response:
    """The upload is over."""
    thing, upload = _upload(context, (await context.form()).get("upload"))
    await context.tab.attaching.cancel(context.caller, thing, upload)
    return _json({})


def _upload(context: RequestContext, text: object) -> tuple[Thing, Upload]:
    """The thing and the upload that was sealed for this person. Raises Refused(`upload_gone`)."""
    thing = _thing(context)
    try:
        _, kept = context.tab.uploads.opened(text if isinstance(text, str) else "")
    except BadSeal:
        raise Refused("upload_gone") from None
    if kept.pop("person") != context.caller.person.object_id or kept["thing"] != thing.name:
        raise Refused("upload_gone")
    return thing, Upload(**kept)


def _thing(context: RequestContext) -> Thing:
    of_cards = context.request.match_info["things"] == "solutions"
    return solution_pages.found(context) if of_cards else proposal_pages.found(context)


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers={"Cache-Control": "no-store"})
