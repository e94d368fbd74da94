"""A proposal's page, also by its name, and what has changed since a form was drawn."""

from dataclasses import dataclass
from typing import Any

from aiohttp import web

from teams_app.tab.completeness_view import completeness
from teams_app.tab.filters import read_count
from teams_app.tab.history_view import Entry, news
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import whole_page
from teams_app.tab.proposal_view import proposal_page
from teams_app.tab.sections_view import told
from teams_app.tab.sentences import word
from teams_app.tab.solutions import solution_answer
from teams_app.tab.visits import Visit
from technology_map.finding import by_name
from technology_map.life_cycle import EDITABLE, Status
from technology_map.proposals import Proposal
from technology_map.refusals import Refused
from technology_map.rights import may_edit

IN_THE_FACTS = frozenset({"title", "area", "department", "purpose", "other_purposes", "case_reference"})
"""What stands beside the text of a proposal."""

UNDECIDED = EDITABLE | {Status.READY, Status.ON_AGENDA, Status.PARKED}


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since a form was drawn: decisions, or only the text."""

    entries: list[Entry]
    status: str
    reason: str


def found(visit: Visit) -> Proposal:
    """The proposal of the address. Raises Refused(`not_found`)."""
    proposal = visit.overview.proposals.get(visit.number)
    if proposal is None:
        raise Refused("not_found")
    return proposal


def proposal_answer(visit: Visit, proposal: Proposal, *, toast: str = "") -> web.Response:
    """The proposal's page, after a change with a short message."""
    return whole_page(visit, "proposal.html", toast=toast, **values(visit, proposal))


async def page(visit: Visit) -> web.Response:
    """The page."""
    return proposal_answer(visit, found(visit))


async def live(visit: Visit) -> web.Response:
    """What is fetched anew when something has changed."""
    return drawn_page(visit, "proposal_live.html", **values(visit, found(visit)))


def values(visit: Visit, proposal: Proposal) -> dict[str, Any]:
    """The page, what the card says, and until the council has decided how complete it is."""
    asked = proposal.status in UNDECIDED
    own = may_edit(visit.caller, proposal)
    return {
        "page": proposal_page(visit, proposal),
        "told": told(visit, proposal, IN_THE_FACTS),
        "whole": completeness(visit, proposal, own=own) if asked else None,
    }


async def named(visit: Visit) -> web.Response:
    """The page of what is called F-0042 or L-0007: where a link in Teams leads."""
    thing = by_name(visit.overview, visit.request.match_info["name"])
    if thing is None:
        raise Refused("not_found")
    return proposal_answer(visit, thing) if isinstance(thing, Proposal) else solution_answer(visit, thing)


async def changed(visit: Visit) -> web.Response:
    """What changed since the form with this `seq` and `version` was drawn; 204 for nothing."""
    query = visit.request.query
    proposal = found(visit)
    seen = read_count(query, "seq", 0)
    if proposal.seq <= seen and query.get("version", proposal.version) == proposal.version:
        return web.Response(status=204)
    return drawn_page(visit, "changed.html", since=since(visit, proposal, seen))


def since(visit: Visit, proposal: Proposal, seen: int) -> Since:
    """What changed since decision `seen`; where the log lags behind, the proposal itself tells."""
    return Since(
        entries=news(visit.t, visit.overview.log.of(proposal.number), seen),
        status=word(visit.t, "status", proposal.status) if proposal.seq > seen else "",
        reason=proposal.status_reason,
    )
