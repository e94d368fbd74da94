"""Turns a template and its values into an answer; the one place where a page is drawn."""

from functools import cache

from aiohttp import web
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from teams_app.tab.not_found import not_found
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.words.term_notes import TermNotes
from technology_map.validation.refusals import Refusal

STATUS = {
    "guest": 403,
    "not_found": 404,
    "not_yours": 403,
    "not_on_council": 403,
    "not_secretary": 403,
    "decided_already": 409,
    "move_not_allowed": 409,
    "ethics_red": 409,
    "unanswered": 409,
    "nothing_in_common": 409,
    "changed": 409,
    "handed_in": 410,
    "remark_settled": 409,
    "files_away": 503,
    "upload_gone": 410,
    "row_changed": 409,
    "not_stored": 503,
    "decision_not_stored": 503,
    "not_kept": 503,
    "submitter_only": 403,
    "own_support": 403,
    "own_card": 403,
    "support_ended": 409,
    "ended_already": 409,
    "council_only": 403,
    "not_ranked": 409,
    "neighbour_gone": 409,
    "rank_changed": 409,
    "rank_taken": 409,
    "reason_wanted": 422,
    "not_leader": 403,
    "not_placing": 409,
    "too_many_cards": 422,
    "reason_wanted_unseen": 422,
    "rank_not_stored": 503,
    "step_ended": 409,
    "step_changed": 409,
    "conflicted": 409,
    "assessed_already": 409,
    "not_assessed_now": 409,
    "criteria_changed": 409,
    "no_seal": 503,
    "nothing_lacks": 409,
    "not_planner": 403,
    "meeting_published": 409,
    "meeting_not_open": 409,
    "meeting_not_held": 409,
    "no_chair": 409,
    "no_quorum": 409,
    "item_changed": 409,
    "publishing_goes_on": 503,
    "not_ready": 409,
    "on_other_agenda": 409,
    "changed_meanwhile": 409,
    "answered_already": 409,
    "not_owner": 403,
    "plan_empty": 409,
    "plan_too_long": 422,
    "cards_unreadable": 422,
    "cards_version": 422,
    "too_many_shared": 422,
    "nothing_chosen": 422,
}
"""The HTTP status a refusal is answered with; 422 where nothing stands here."""

ROOMS = (
    "templates",
    "assessing",
    "cards",
    "council",
    "backing",
    "benefits",
    "details",
    "elsewhere",
    "files",
    "map",
    "meetings",
    "method",
    "people",
    "plan",
    "reports",
    "sheets",
    "talk",
    "words",
)
"""Where templates are: the common ones, and those beside the handlers and views of a room."""


@cache
def environment() -> Environment:
    """The templates: every value is escaped, a missing one is an error."""
    return Environment(
        loader=ChoiceLoader([PackageLoader("teams_app.tab", room) for room in ROOMS]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def drawn(template: str, **values: object) -> str:
    """The HTML of a template."""
    return environment().get_template(template).render(values)


def page(
    context: RequestContext,
    template: str,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    **values: object,
) -> web.Response:
    """A part of the tab, in the caller's language. It is nobody else's and is never kept."""
    notes = TermNotes(context.t)
    html = drawn(template, t=context.t, caller=context.caller, notes=notes, **values)
    return web.Response(
        text=html,
        status=status,
        content_type="text/html",
        charset="utf-8",
        headers={"Cache-Control": "no-store", **(headers or {})},
    )


def whole_page(context: RequestContext, template: str, *, toast: str = "", **values: object) -> web.Response:
    """A page that takes the place of what is shown, whatever asked for it; with a short message."""
    headers = {"HX-Retarget": "#main", "HX-Reswap": "innerHTML"} if toast else {}
    return page(context, template, status=200, headers=headers, toast=toast, **values)


def status_of(refusal: Refusal) -> int:
    """The HTTP status for a refusal."""
    return STATUS.get(refusal.code, 422)


def refused(context: RequestContext, refusal: Refusal) -> web.Response:
    """The answer that says no, as a page."""
    sentence = refusal_sentence(context.t, refusal)
    missing = not_found(context) if refusal.code == "not_found" else None
    return page(context, "refused.html", status=status_of(refusal), sentence=sentence, missing=missing)
