"""Support, following and co-submitters: each press says how it shall be, and redraws the page."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiohttp import web

from teams_app.tab.cards import solution_pages
from teams_app.tab.cards.proposal_pages import found
from teams_app.tab.cards.proposal_pages import values as proposal_values
from teams_app.tab.cards.similar_view import FROM_SIMILAR, likeness
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from technology_map.backing.co_submitters import CoSubmitterRemoved, CoSubmittersAdded
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refusal, Refused


async def support(context: RequestContext) -> web.Response:
    """Back the proposal."""
    await context.form()
    work = context.tab.backing.support(context.caller, context.number)
    return await _proposal(context, work, "backing.supported")


async def unsupport(context: RequestContext) -> web.Response:
    """Take it back."""
    await context.form()
    work = context.tab.backing.take_back_support(context.caller, context.number)
    return await _proposal(context, work, "backing.unsupported")


async def follow(context: RequestContext) -> web.Response:
    """Follow the proposal."""
    await context.form()
    work = context.tab.backing.follow(context.caller, found(context).name)
    return await _proposal(context, work, "backing.followed")


async def unfollow(context: RequestContext) -> web.Response:
    """Follow it no more."""
    await context.form()
    work = context.tab.backing.unfollow(context.caller, found(context).name)
    return await _proposal(context, work, "backing.unfollowed")


async def follow_card(context: RequestContext) -> web.Response:
    """Follow the solution card."""
    await context.form()
    work = context.tab.backing.follow(context.caller, solution_pages.found(context).name)
    return await _card(context, work, "backing.followed")


async def unfollow_card(context: RequestContext) -> web.Response:
    """Follow it no more."""
    await context.form()
    work = context.tab.backing.unfollow(context.caller, solution_pages.found(context).name)
    return await _card(context, work, "backing.unfollowed")


async def reuse(context: RequestContext) -> web.Response:
    """Tell who answers for the solution card that one would use it."""
    await context.form()
    work = context.tab.remarking.ask_to_reuse(context.caller, solution_pages.found(context))
    return await _card(context, work, "talk.reuse.told")


async def add_co_submitters(context: RequestContext) -> web.Response:
    """Add the colleagues that the submitter chose in Teams' people picker."""
    typed = {**await context.form(), "number": context.number}

    async def work() -> Proposal:
        return await context.tab.joining.add(
            context.caller, read_form(CoSubmittersAdded, typed, context.today, context.words)
        )

    return await _proposal(context, work(), "backing.added")


async def remove_co_submitter(context: RequestContext) -> web.Response:
    """Take a colleague off, or oneself."""
    typed = {**await context.form(), "number": context.number}
    oneself = typed.get("person") == context.caller.person.object_id

    async def work() -> Proposal:
        return await context.tab.joining.remove(
            context.caller, read_form(CoSubmitterRemoved, typed, context.today, context.words)
        )

    return await _proposal(context, work(), "backing.left" if oneself else "backing.removed")


async def redrawn(
    context: RequestContext,
    thing: Proposal | SolutionCard,
    work: Awaitable[object],
    done: Callable[[RequestContext, Proposal | SolutionCard], str],
) -> web.Response:
    """The thing's page as it stands after the work: with what was done, or why nothing was."""
    refusal = await _refusal_of(work)
    if isinstance(thing, Proposal):
        proposal = found(context)
        inside, drawn = "proposal_live.html", proposal_values(context, proposal)
        return _drawn(context, inside, drawn, done(context, proposal), refusal)
    card = solution_pages.found(context)
    drawn = solution_pages.values(context, card)
    return _drawn(context, "solution_live.html", drawn, done(context, card), refusal)


async def _proposal(context: RequestContext, work: Awaitable[object], done: str) -> web.Response:
    """The proposal's page as it stands now: with a short message, or why nothing was done."""
    refusal = await _refusal_of(work)
    proposal = found(context)
    if _beside_a_form(context):
        return _beside(context, proposal, context.t(done, name=proposal.name), refusal)
    drawn = proposal_values(context, proposal)
    return _drawn(context, "proposal_live.html", drawn, context.t(done, name=proposal.name), refusal)


async def _card(context: RequestContext, work: Awaitable[object], done: str) -> web.Response:
    """The same for a solution card's page."""
    refusal = await _refusal_of(work)
    card = solution_pages.found(context)
    if _beside_a_form(context):
        return _beside(context, card, context.t(done, name=card.name), refusal)
    drawn = solution_pages.values(context, card)
    return _drawn(context, "solution_live.html", drawn, context.t(done, name=card.name), refusal)


def _beside_a_form(context: RequestContext) -> bool:
    return context.request.query.get("from") == FROM_SIMILAR


def _beside(
    context: RequestContext, thing: Proposal | SolutionCard, done: str, refusal: Refusal | None
) -> web.Response:
    """Only the buttons beside the form that is being filled in."""
    said: dict[str, Any] = {
        "toast": "" if refusal else done,
        "trouble": _why(context, refusal) if refusal else "",
    }
    one = likeness(context, thing)
    return drawn_page(context, "backed_beside.html", status=_status(refusal), one=one, **said)


async def _refusal_of(work: Awaitable[object]) -> Refusal | None:
    """Why the work was not done; None where it was. Raises Refused(`guest`): no page for guests."""
    try:
        await work
    except Refused as no:
        if no.refusal.code == "guest":
            raise
        return no.refusal
    return None


def _drawn(
    context: RequestContext, inside: str, values: Mapping[str, Any], done: str, refusal: Refusal | None
) -> web.Response:
    why = _why(context, refusal) if refusal else ""
    said: dict[str, Any] = {"toast": "" if refusal else done, "trouble": why}
    return drawn_page(context, "backed.html", status=_status(refusal), inside=inside, **values, **said)


def _status(refusal: Refusal | None) -> int:
    return status_of(refusal) if refusal else 200


def _why(context: RequestContext, refusal: Refusal) -> str:
    """The sentence beside the field where there is one, else that of the refusal."""
    code = refusal.fields.get("ids")
    return context.t(f"field.{code}") if code else refusal_sentence(context.t, refusal)
