"""The steps of a whole card: opened, saved one by one, gone on with another day on another device."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab import proposal_pages, solutions
from teams_app.tab.editing import SHOWN_AGAIN
from teams_app.tab.filters import read_count
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import refused, status_of, whole_page
from teams_app.tab.proposal_pages import proposal_answer, since
from teams_app.tab.sentences import filled_again
from teams_app.tab.solutions import solution_answer
from teams_app.tab.step_view import step_page
from teams_app.tab.visits import Visit
from technology_map.proposals import Proposal
from technology_map.refusals import Refusal, Refused
from technology_map.rights import require_card_editor, require_editor
from technology_map.solution_cards import SolutionCard
from technology_map.step_forms import read_step
from technology_map.steps import PROPOSAL_STEPS, SOLUTION_STEPS, Step, Steps, steps_of
from technology_map.whole_card import Thing, step_title

ONWARD = {"next": 1, "back": -1}
"""What a pressed button asks for, in steps; any other closes the card."""


async def proposal_step(visit: Visit) -> web.Response:
    """A step of the caller's proposal, as it stands."""
    proposal, step = proposal_pages.found(visit), _step(visit, PROPOSAL_STEPS)
    require_editor(visit.caller, proposal)
    return whole_page(visit, "step.html", form=step_page(visit, proposal, step))


async def card_step(visit: Visit) -> web.Response:
    """A step of the caller's solution card, as it stands."""
    card, step = solutions.found(visit), _step(visit, SOLUTION_STEPS)
    require_card_editor(visit.caller, card)
    return whole_page(visit, "step.html", form=step_page(visit, card, step))


async def save_proposal_step(visit: Visit) -> web.Response:
    """Keep the step: the next one, the page, or the step with what was typed and what is wrong."""
    step, typed, then = await _sent(visit, PROPOSAL_STEPS)
    try:
        form = read_step(step, typed, visit.today)
        kept = await visit.tab.submitting.fill_in_proposal(visit.caller, step, form)
    except Refused as no:
        proposal = no.refusal.data.get("current")
        known = proposal if isinstance(proposal, Proposal) else proposal_pages.found(visit)
        return _again(visit, known, step, typed, no.refusal)
    return _onward(visit, kept, step, then)


async def save_card_step(visit: Visit) -> web.Response:
    """Keep the step of a solution card; answers as `save_proposal_step`."""
    step, typed, then = await _sent(visit, SOLUTION_STEPS)
    try:
        form = read_step(step, typed, visit.today)
        kept = await visit.tab.submitting.fill_in_solution_card(visit.caller, step, form)
    except Refused as no:
        card = no.refusal.data.get("current")
        known = card if isinstance(card, SolutionCard) else solutions.found(visit)
        return _again(visit, known, step, typed, no.refusal)
    return _onward(visit, kept, step, then)


def _step(visit: Visit, steps: Steps) -> Step:
    """The step of the address. Raises Refused(`not_found`)."""
    step = steps.get(visit.request.match_info["step"])
    if step is None:
        raise Refused("not_found")
    return step


async def _sent(visit: Visit, steps: Steps) -> tuple[Step, Mapping[str, Any], str]:
    typed = {**await visit.form(), "number": visit.number}
    then = typed.pop("then", "")
    return _step(visit, steps), typed, then if isinstance(then, str) else ""


def _onward(visit: Visit, kept: Thing, step: Step, then: str) -> web.Response:
    """Where the pressed button leads, with a short message that it is saved."""
    toast = visit.t("tab.step.saved", step=step_title(visit.t, kept, step), name=kept.name)
    following = steps_of(kept).beside(step, ONWARD[then]) if then in ONWARD else None
    if following is not None:
        return whole_page(visit, "step.html", toast=toast, form=step_page(visit, kept, following))
    if isinstance(kept, Proposal):
        return proposal_answer(visit, kept, toast=toast)
    return solution_answer(visit, kept, toast=toast)


def _again(
    visit: Visit, thing: Thing, step: Step, typed: Mapping[str, Any], refusal: Refusal
) -> web.Response:
    """The step with everything that was typed, and what changed meanwhile."""
    if refusal.code not in (*SHOWN_AGAIN, "decided_already"):
        return refused(visit, refusal)
    conflict = refusal.code in ("changed", "decided_already")
    seen = read_count(visit.request.query, "seq", 0)
    news = since(visit, thing, seen) if conflict and isinstance(thing, Proposal) else None
    filled = filled_again(visit.t, typed, refusal)
    form = step_page(visit, thing, step, filled, news, conflict=conflict)
    return drawn_page(visit, "step.html", status=status_of(refusal), toast="", form=form)
