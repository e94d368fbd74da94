"""The steps of a whole card: opened, saved one by one, gone on with another day on another device."""

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.cards import proposal_pages, solution_pages
from teams_app.tab.cards.editing import SHOWN_AGAIN
from teams_app.tab.cards.proposal_pages import proposal_answer, since
from teams_app.tab.cards.solution_pages import solution_answer
from teams_app.tab.cards.step_view import step_page
from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import refused, status_of, whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import filled_again
from technology_map.cards.answers import table_of
from technology_map.cards.facts import Thing, step_title
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE, FieldTable, Step
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.step_forms import read_step
from technology_map.people.rights import require_card_editor, require_editor
from technology_map.validation.refusals import Refusal, Refused

ONWARD = {"next": 1, "back": -1}
"""What a pressed button asks for, in steps; any other closes the card."""


async def proposal_step(context: RequestContext) -> web.Response:
    """A step of the caller's proposal, as it stands."""
    proposal, step = proposal_pages.found(context), _step(context, PROPOSAL_TABLE)
    require_editor(context.caller, proposal)
    return whole_page(context, "step.html", form=step_page(context, proposal, step))


async def card_step(context: RequestContext) -> web.Response:
    """A step of the caller's solution card, as it stands."""
    card, step = solution_pages.found(context), _step(context, SOLUTION_TABLE)
    require_card_editor(context.caller, card)
    return whole_page(context, "step.html", form=step_page(context, card, step))


async def save_proposal_step(context: RequestContext) -> web.Response:
    """Keep the step: the next one, the page, or the step with what was typed and what is wrong."""
    step, typed, then = await _sent(context, PROPOSAL_TABLE)
    try:
        form = read_step(step, typed, context.today, context.words)
        kept = await context.tab.submitting.fill_in_proposal(context.caller, step, form)
    except Refused as no:
        proposal = no.refusal.data.get("current")
        known = proposal if isinstance(proposal, Proposal) else proposal_pages.found(context)
        return _again(context, known, step, typed, no.refusal)
    return _onward(context, kept, step, then)


async def save_card_step(context: RequestContext) -> web.Response:
    """Keep the step of a solution card; answers as `save_proposal_step`."""
    step, typed, then = await _sent(context, SOLUTION_TABLE)
    try:
        form = read_step(step, typed, context.today, context.words)
        kept = await context.tab.submitting.fill_in_solution_card(context.caller, step, form)
    except Refused as no:
        card = no.refusal.data.get("current")
        known = card if isinstance(card, SolutionCard) else solution_pages.found(context)
        return _again(context, known, step, typed, no.refusal)
    return _onward(context, kept, step, then)


def _step(context: RequestContext, steps: FieldTable) -> Step:
    """The step of the address. Raises Refused(`not_found`)."""
    step = steps.get(context.request.match_info["step"])
    if step is None:
        raise Refused("not_found")
    return step


async def _sent(context: RequestContext, steps: FieldTable) -> tuple[Step, Mapping[str, Any], str]:
    typed = {**await context.form(), "number": context.number}
    then = typed.pop("then", "")
    return _step(context, steps), typed, then if isinstance(then, str) else ""


def _onward(context: RequestContext, kept: Thing, step: Step, then: str) -> web.Response:
    """Where the pressed button leads, with a short message that it is saved."""
    toast = context.t("tab.step.saved", step=step_title(context.t, kept, step), name=kept.name)
    following = table_of(kept).beside(step, ONWARD[then]) if then in ONWARD else None
    if following is not None:
        return whole_page(context, "step.html", toast=toast, form=step_page(context, kept, following))
    if isinstance(kept, Proposal):
        return proposal_answer(context, kept, toast=toast)
    return solution_answer(context, kept, toast=toast)


def _again(
    context: RequestContext, thing: Thing, step: Step, typed: Mapping[str, Any], refusal: Refusal
) -> web.Response:
    """The step with everything that was typed, and what changed meanwhile."""
    if refusal.code not in (*SHOWN_AGAIN, "decided_already"):
        return refused(context, refusal)
    conflict = refusal.code in ("changed", "decided_already")
    seen = read_count(context.request.query, "seq", 0)
    news = since(context, thing, seen) if conflict and isinstance(thing, Proposal) else None
    filled = filled_again(context.t, typed, refusal)
    form = step_page(context, thing, step, filled, news, conflict=conflict)
    return drawn_page(context, "step.html", status=status_of(refusal), toast="", form=form)
