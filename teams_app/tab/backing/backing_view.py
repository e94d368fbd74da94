"""Support, following and co-submitters as they are drawn on a page."""

from dataclasses import dataclass

from teams_app.tab.request_context import RequestContext
from technology_map.backing.co_submitters import MOST
from technology_map.backing.relations import supporters
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import hands_in, is_submitter, may_choose_co_submitters, may_support

NAMES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Press:
    """A button that says how it shall be; `on` where it is so already and the button undoes it."""

    label: str
    address: str
    on: bool


@dataclass(frozen=True, slots=True)
class Together:
    """A co-submitter. `off` is the button's label where the caller may take them off."""

    object_id: str
    name: str
    off: str


@dataclass(frozen=True, slots=True)
class ProposalBacking:
    """Who stands behind a proposal, and what the caller can do about it."""

    place: str
    count: str
    names: list[str]
    more: str
    support: Press | None
    following: Press | None
    together: list[Together]
    add: bool
    full: str


def proposal_backing(context: RequestContext, proposal: Proposal) -> ProposalBacking:
    """What the proposal's page shows of it."""
    t, place = context.t, f"proposals/{proposal.number}"
    names = supporters(context.overview.supports, proposal)
    rest = len(names) - NAMES_SHOWN
    chooses = may_choose_co_submitters(context.caller, proposal)
    full = len(proposal.co_submitter_ids) >= MOST
    return ProposalBacking(
        place=place,
        count=t.many("backing.count", len(names)) if names else "",
        names=names[:NAMES_SHOWN],
        more=t("backing.names_more", count=t.number(rest)) if rest > 0 else "",
        support=support_press(context, proposal, place),
        following=following(context, proposal, place),
        together=[_together(context, proposal, one.object_id, one.name) for one in proposal.co_submitters],
        add=chooses and not full,
        full=t("backing.together.full", most=t.number(MOST)) if chooses and full else "",
    )


def following(context: RequestContext, thing: Proposal | SolutionCard, place: str) -> Press | None:
    """The button for following a thing; none for a guest.

    Whoever has handed it in knows anyway: they are only offered to stop following.
    """
    on = context.tab.store.follows.has(context.caller.person.object_id, thing.name)
    if context.caller.guest or (not on and hands_in(context.caller, thing)):
        return None
    verb = "unfollow" if on else "follow"
    return Press(context.t(f"backing.{verb}"), f"{place}/{verb}", on)


def support_press(context: RequestContext, proposal: Proposal, place: str) -> Press | None:
    """The button for backing a proposal; none for who may not, or has handed it in."""
    caller = context.caller
    on = context.overview.supports.has(caller.person.object_id, proposal.name)
    if caller.guest or not (on or may_support(caller, proposal)):
        return None
    verb = "unsupport" if on else "support"
    return Press(context.t(f"backing.{verb}"), f"{place}/{verb}", on)


def _together(context: RequestContext, proposal: Proposal, object_id: str, told: str) -> Together:
    t, caller = context.t, context.caller
    met = context.tab.store.contact(object_id)
    name = (met.person.name if met else "") or told
    oneself = hands_in(caller, proposal) and not is_submitter(caller, proposal)
    if oneself and not caller.guest and caller.person.object_id == object_id:
        return Together(object_id, name, t("backing.leave"))
    off = t("backing.remove_one", name=name) if may_choose_co_submitters(caller, proposal) else ""
    return Together(object_id, name, off)
