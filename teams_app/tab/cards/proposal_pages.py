"""A proposal's page, also by its name, and what has changed since a form was drawn."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from teams_app.tab.backing.responsible_view import responsible
from teams_app.tab.cards.completeness_view import completeness
from teams_app.tab.cards.proposal_view import proposal_page
from teams_app.tab.cards.sections_view import told
from teams_app.tab.cards.solution_pages import solution_answer
from teams_app.tab.cards.wording_view import last_edit
from teams_app.tab.council.history_view import Entry, news
from teams_app.tab.filters import read_count
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import whole_page
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import word
from technology_map.assessing.assessing import ASSESSED
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import EDITABLE, Status
from technology_map.people.rights import hands_in, may_edit
from technology_map.search.finding import by_name
from technology_map.validation.refusals import Refused

IN_THE_FACTS = frozenset({"title", "area", "department", "purpose", "other_purposes", "case_reference"})
"""What stands beside the text of a proposal."""

UNDECIDED = EDITABLE | {Status.READY, Status.ON_AGENDA, Status.PARKED}


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a form was drawn: decisions, or only the text."""

    entries: list[Entry]
    status: str
    reason: str


def found(context: RequestContext) -> Proposal:
    """The proposal of the address. Raises Refused(`not_found`)."""
    proposal = context.overview.proposals.get(context.number)
    if proposal is None:
        raise Refused("not_found")
    return proposal


def proposal_answer(context: RequestContext, proposal: Proposal, *, toast: str = "") -> web.Response:
    """The proposal's page, after a change with a short message."""
    return whole_page(context, "proposal.html", toast=toast, **values(context, proposal))


async def page(context: RequestContext) -> web.Response:
    """The page."""
    return proposal_answer(context, found(context))


async def live(context: RequestContext) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(context, "proposal_live.html", **values(context, found(context)))


def values(context: RequestContext, proposal: Proposal) -> dict[str, Any]:
    """The page, what the card says, and until the council has decided how complete it is."""
    asked = proposal.status in UNDECIDED
    assessed = context.caller.on_council and proposal.status in ASSESSED
    own = may_edit(context.caller, proposal) and hands_in(context.caller, proposal)
    return {
        "page": proposal_page(context, proposal),
        "told": told(context, proposal, IN_THE_FACTS),
        "edited": last_edit(context.t, proposal),
        "answering": responsible(context, proposal, f"proposals/{proposal.number}"),
        "assessed": f"assessments/{proposal.number}" if assessed else "",
        "unread": ", ".join(context.tab.store.unread(proposal)),
        "whole": completeness(context, proposal, own=own) if asked else None,
    }


async def named(context: RequestContext) -> web.Response:
    """The page of what is called F-0042 or L-0007: where a link in Teams leads."""
    thing = by_name(context.overview, context.request.match_info["name"])
    if thing is None:
        raise Refused("not_found")
    return proposal_answer(context, thing) if isinstance(thing, Proposal) else solution_answer(context, thing)


async def changed(context: RequestContext) -> web.Response:
    """What changed since the form with this `seq` and `version` was drawn; 204 for nothing."""
    query = context.request.query
    proposal = found(context)
    seen = read_count(query, "seq", 0)
    if proposal.seq <= seen and query.get("version", proposal.version) == proposal.version:
        return web.Response(status=204)
    return drawn_page(context, "changed.html", since=since(context, proposal, seen))


def since(context: RequestContext, proposal: Proposal, seen: int) -> Since:
    """What changed since decision `seen`; where the log lags behind, the proposal itself tells."""
    return Since(
        entries=news(context.t, context.overview.log.of(proposal.number), seen),
        status=word(context.t, Status, proposal.status) if proposal.seq > seen else "",
        reason=proposal.status_reason,
    )
