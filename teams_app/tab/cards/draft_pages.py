"""Drafts for the form's script, as JSON, and the list of them on *Mine*."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.request_context import RequestContext
from technology_map.cards.drafts import Draft, DraftChanged, DraftForm
from technology_map.validation.refusals import Refused

_PLACES = {DraftForm.PROPOSAL: "new/proposal", DraftForm.SOLUTION: "new/solution"}
_KINDS = {DraftForm.PROPOSAL: "tab.kind.proposal", DraftForm.SOLUTION: "tab.kind.solution"}


@dataclass(frozen=True, slots=True)
class Begun:
    """A draft as it is listed."""

    kind: str
    heading: str
    written: str
    place: str
    form: str


async def listed(context: RequestContext) -> web.Response:
    """The caller's drafts; nothing where there are none, or where they cannot be read now."""
    try:
        found = await context.tab.drafting.all_of(context.caller)
    except Refused as no:
        if no.refusal.code != "not_stored":
            raise
        found = []
    return drawn_page(context, "drafts.html", drafts=[_begun(context, one) for one in found])


async def one(context: RequestContext) -> web.Response:
    """The draft of a form: `{"draft": null}` or its version, when it was written, and its values."""
    found = await context.tab.drafting.of(context.caller, _form(context))
    return _answer({"draft": _said(context, found)})


async def keep(context: RequestContext) -> web.Response:
    """Keep `values`, written from `version`. 409 with what stands where another device has written since."""
    sent = await context.form()
    values, version = sent.get("values"), sent.get("version", "")
    if not isinstance(values, dict) or not isinstance(version, str) or len(version) > 200:
        raise Refused("damaged_form")
    try:
        kept = await context.tab.drafting.keep(context.caller, _form(context), values, version)
    except DraftChanged as changed:
        return _answer({"draft": _said(context, changed.current)}, status=409)
    return _answer({"draft": _said(context, kept)})


async def throw_away(context: RequestContext) -> web.Response:
    """The draft is gone; answers with those that are left."""
    await context.form()
    await context.tab.drafting.throw_away(context.caller, _form(context))
    return await listed(context)


def _form(context: RequestContext) -> DraftForm:
    return DraftForm(context.request.match_info["form"])


def _begun(context: RequestContext, draft: Draft) -> Begun:
    t = context.t
    written = t("draft.written", when=t.moment(draft.written_at))
    heading = draft.heading or t("draft.untitled")
    return Begun(t(_KINDS[draft.form]), heading, written, _PLACES[draft.form], draft.form.value)


def _said(context: RequestContext, draft: Draft | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    written = context.t.moment(draft.written_at)
    return {"version": draft.version, "written": written, "values": dict(draft.values)}


def _answer(body: dict[str, Any], *, status: int = 200) -> web.Response:
    return web.json_response(body, status=status, headers={"Cache-Control": "no-store"})
