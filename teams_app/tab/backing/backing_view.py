"""Support, following and co-submitters as they are drawn on a page."""

from dataclasses import dataclass

from teams_app.tab.request_context import RequestContext
from technology_map.backing.co_submitters import MOST
from technology_map.backing.relations import former_supports, supporters
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import Status
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
class Invite:
    """Who proposed what lives on here, for the submitter to take in: co-submitter if both like."""

    object_id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class ProposalBacking:
    """Who stands behind a proposal, and what the caller can do about it."""

    place: str
    count: str
    names: list[str]
    more: str
    asked: str
    support: Press | None
    take_back: Press | None
    following: Press | None
    together: list[Together]
    add: bool
    full: str
    invites: list[Invite]


def proposal_backing(context: RequestContext, proposal: Proposal) -> ProposalBacking:
    """What the proposal's page shows of it."""
    t, place = context.t, f"proposals/{proposal.number}"
    names = _names(context, proposal)
    rest = len(names) - NAMES_SHOWN
    chooses = may_choose_co_submitters(context.caller, proposal)
    asked = backs_former_text(context, proposal)
    full = len(proposal.co_submitter_ids) >= MOST
    return ProposalBacking(
        place=place,
        count=_count(context, proposal, len(names)),
        names=names[:NAMES_SHOWN],
        more=t("backing.names_more", count=t.number(rest)) if rest > 0 else "",
        asked=t("backing.reworded.text") if asked else "",
        support=support_press(context, proposal, place),
        take_back=Press(t("backing.unsupport"), f"{place}/unsupport", on=True) if asked else None,
        following=following(context, proposal, place),
        together=[_together(context, proposal, one.object_id, one.name) for one in proposal.co_submitters],
        add=chooses and not full,
        full=t("backing.together.full", most=t.number(MOST)) if chooses and full else "",
        invites=_invites(context, proposal) if chooses and not full else [],
    )


def _invites(context: RequestContext, proposal: Proposal) -> list[Invite]:
    """The submitters of what was merged into it who are not with it yet."""
    with_it = {proposal.submitter.object_id, proposal.responsible_id, *proposal.co_submitter_ids}
    merged = (
        one
        for one in context.overview.named_by(proposal.name)
        if one.status is Status.MERGED and one.leads_to == proposal.name and one.submitter.object_id
    )
    return [
        Invite(
            one.submitter.object_id,
            one.submitter.name,
            context.t("backing.together.invite", name=one.submitter.name, merged=one.name),
        )
        for one in merged
        if one.submitter.object_id not in with_it
    ]


def backs_former_text(context: RequestContext, proposal: Proposal) -> bool:
    """Whether the caller has backed the proposal before its problem or solution was changed."""
    former = former_supports(context.overview.supports, proposal)
    return any(one.object_id == context.caller.person.object_id for one in former)


def _names(context: RequestContext, proposal: Proposal) -> list[str]:
    """Who backs it; who has backed the former text is marked, and stands where the name stands."""
    overview, t = context.overview, context.t
    former = {one.person.name for one in former_supports(overview.supports, proposal)}
    return [
        t("backing.former_name", name=name) if name in former else name
        for name in supporters(overview.supports, proposal)
    ]


def _count(context: RequestContext, proposal: Proposal, count: int) -> str:
    """How many back it, and how many of them the former text."""
    t = context.t
    former = len(former_supports(context.overview.supports, proposal))
    whole = t.many("backing.count", count) if count else ""
    return f"{whole}, {t.many('backing.former', former)}" if former else whole


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
    if on and backs_former_text(context, proposal):
        return Press(context.t("backing.still"), f"{place}/support", on=False)
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


def reuse_press(context: RequestContext, card: SolutionCard, path: str) -> Press | None:
    """Tells who answers for the card that one would use it, once; nothing on one's own."""
    remarking, caller = context.tab.remarking, context.caller
    if caller.guest or hands_in(caller, card) or remarking.asked_to_reuse(caller, card):
        return None
    return Press(context.t("talk.reuse"), f"{path}/reuse", on=False)
