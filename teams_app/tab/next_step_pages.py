"""Setting a proposal's next step: the dialog, the change, and the conflict between two members."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.moving import closed_dialog, closed_dialog_inside
from teams_app.tab.next_step_view import step_dialog
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import status_of
from teams_app.tab.proposal_pages import found, proposal_answer
from teams_app.tab.sentences import filled_again
from teams_app.tab.visits import Visit
from technology_map.council_forms import NextStepForm
from technology_map.forms import read_form
from technology_map.life_cycle import ENDED
from technology_map.refusals import Refusal, Refused
from technology_map.rights import require_council

SHOWN_AGAIN = ("step_changed", "invalid_fields", "cpr_found", "cpr_doubtful", "not_stored")


async def dialog(visit: Visit) -> web.Response:
    """The dialog; or one that says why not."""
    try:
        require_council(visit.caller)
        proposal = found(visit)
        if proposal.status in ENDED:
            raise Refused("step_ended", name=proposal.name)
    except Refused as no:
        return closed_dialog(visit, no.refusal)
    return drawn_page(visit, "step_dialog.html", dialog=step_dialog(visit, proposal))


async def set_step(visit: Visit) -> web.Response:
    """Keep it: the proposal's page, or the dialog with everything that was typed."""
    typed = {**await visit.form(), "number": visit.number}
    try:
        kept = await visit.tab.next_steps.set(visit.caller, read_form(NextStepForm, typed, visit.today))
    except Refused as no:
        return _refused(visit, typed, no.refusal)
    key = "step.toast.set" if kept.next_step else "step.toast.gone"
    return proposal_answer(visit, kept, toast=visit.t(key, name=kept.name))


def _refused(visit: Visit, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    if refusal.code not in SHOWN_AGAIN:
        return closed_dialog_inside(visit, refusal)
    filled = filled_again(visit.t, typed, refusal)
    shown = step_dialog(visit, found(visit), filled, conflict=refusal.code == "step_changed")
    return drawn_page(visit, "step_dialog_inside.html", status=status_of(refusal), dialog=shown)
