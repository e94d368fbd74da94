"""Setting a proposal's next step: the dialog, the change, and the conflict between two members."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.cards.proposal_pages import found, proposal_answer
from teams_app.tab.council.move_pages import closed_dialog, closed_dialog_inside
from teams_app.tab.council.next_step_view import step_dialog
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again
from technology_map.council.forms import NextStepForm
from technology_map.council.life_cycle import ENDED
from technology_map.people.rights import require_council
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refusal, Refused

SHOWN_AGAIN = ("step_changed", "invalid_fields", "cpr_found", "cpr_doubtful", "not_stored")


async def dialog(context: RequestContext) -> web.Response:
    """The dialog; or one that says why not."""
    try:
        require_council(context.caller)
        proposal = found(context)
        if proposal.status in ENDED:
            raise Refused("step_ended", name=proposal.name)
    except Refused as no:
        return closed_dialog(context, no.refusal)
    return drawn_page(context, "step_dialog.html", dialog=step_dialog(context, proposal))


async def set_step(context: RequestContext) -> web.Response:
    """Keep it: the proposal's page, or the dialog with everything that was typed."""
    typed = {**await context.form(), "number": context.number}
    try:
        kept = await context.tab.next_steps.set(
            context.caller, read_form(NextStepForm, typed, context.today, context.words)
        )
    except Refused as no:
        return _refused(context, typed, no.refusal)
    key = "step.toast.set" if kept.next_step else "step.toast.gone"
    return proposal_answer(context, kept, toast=context.t(key, name=kept.name))


def _refused(context: RequestContext, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    if refusal.code not in SHOWN_AGAIN:
        return closed_dialog_inside(context, refusal)
    filled = filled_again(context.t, typed, refusal)
    shown = step_dialog(context, found(context), filled, conflict=refusal.code == "step_changed")
    return drawn_page(context, "step_dialog_inside.html", status=status_of(refusal), dialog=shown)
