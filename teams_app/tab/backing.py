"""Support, following and co-submitters: each press says how it shall be, and redraws the page."""

from collections.abc import Awaitable, Mapping
from typing import Any

from aiohttp import web

from teams_app.tab import solutions
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import status_of
from teams_app.tab.proposal_pages import found
from teams_app.tab.proposal_pages import values as proposal_values
from teams_app.tab.sentences import refusal_sentence
from teams_app.tab.visits import Visit
from technology_map.co_submitters import CoSubmitterRemoved, CoSubmittersAdded
from technology_map.forms import read_form
from technology_map.proposals import Proposal
from technology_map.refusals import Refusal, Refused


async def support(visit: Visit) -> web.Response:
    """Back the proposal."""
    await visit.form()
    work = visit.tab.backing.support(visit.caller, visit.number)
    return await _proposal(visit, work, "backing.supported")


async def unsupport(visit: Visit) -> web.Response:
    """Take it back."""
    await visit.form()
    work = visit.tab.backing.take_back_support(visit.caller, visit.number)
    return await _proposal(visit, work, "backing.unsupported")


async def follow(visit: Visit) -> web.Response:
    """Follow the proposal."""
    await visit.form()
    work = visit.tab.backing.follow(visit.caller, found(visit).name)
    return await _proposal(visit, work, "backing.followed")


async def unfollow(visit: Visit) -> web.Response:
    """Follow it no more."""
    await visit.form()
    work = visit.tab.backing.unfollow(visit.caller, found(visit).name)
    return await _proposal(visit, work, "backing.unfollowed")


async def follow_card(visit: Visit) -> web.Response:
    """Follow the solution card."""
    await visit.form()
    work = visit.tab.backing.follow(visit.caller, solutions.found(visit).name)
    return await _card(visit, work, "backing.followed")


async def unfollow_card(visit: Visit) -> web.Response:
    """Follow it no more."""
    await visit.form()
    work = visit.tab.backing.unfollow(visit.caller, solutions.found(visit).name)
    return await _card(visit, work, "backing.unfollowed")


async def add_co_submitters(visit: Visit) -> web.Response:
    """Add the colleagues that the submitter chose in Teams' people picker."""
    typed = {**await visit.form(), "number": visit.number}

    async def work() -> Proposal:
        return await visit.tab.joining.add(visit.caller, read_form(CoSubmittersAdded, typed, visit.today))

    return await _proposal(visit, work(), "backing.added")


async def remove_co_submitter(visit: Visit) -> web.Response:
    """Take a colleague off, or oneself."""
    typed = {**await visit.form(), "number": visit.number}
    oneself = typed.get("person") == visit.caller.person.object_id

    async def work() -> Proposal:
        return await visit.tab.joining.remove(visit.caller, read_form(CoSubmitterRemoved, typed, visit.today))

    return await _proposal(visit, work(), "backing.left" if oneself else "backing.removed")


async def _proposal(visit: Visit, work: Awaitable[object], done: str) -> web.Response:
    """The proposal's page as it stands now: with a short message, or why nothing was done."""
    refusal = await _refusal_of(work)
    proposal = found(visit)
    drawn = proposal_values(visit, proposal)
    return _drawn(visit, "proposal_live.html", drawn, visit.t(done, name=proposal.name), refusal)


async def _card(visit: Visit, work: Awaitable[object], done: str) -> web.Response:
    """The same for a solution card's page."""
    refusal = await _refusal_of(work)
    card = solutions.found(visit)
    drawn = solutions.values(visit, card)
    return _drawn(visit, "solution_live.html", drawn, visit.t(done, name=card.name), refusal)


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
    visit: Visit, inside: str, values: Mapping[str, Any], done: str, refusal: Refusal | None
) -> web.Response:
    status = status_of(refusal) if refusal else 200
    why = _why(visit, refusal) if refusal else ""
    said: dict[str, Any] = {"toast": "" if refusal else done, "trouble": why}
    return drawn_page(visit, "backed.html", status=status, inside=inside, **values, **said)


def _why(visit: Visit, refusal: Refusal) -> str:
    """The sentence beside the field where there is one, else that of the refusal."""
    code = refusal.fields.get("ids")
    return visit.t(f"field.{code}") if code else refusal_sentence(visit.t, refusal)
