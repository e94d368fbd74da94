"""A proposal's page as it is drawn, in the method's order: the problem first."""

import json
from dataclasses import dataclass
from urllib.parse import quote

from teams_app.tab.backing.backing_view import ProposalBacking, proposal_backing
from teams_app.tab.council.history_view import Entry, history, log_warnings
from teams_app.tab.council.next_step_view import NextStep, next_step
from teams_app.tab.council.waiting import TONES, Tone, waiting
from teams_app.tab.request_context import RequestContext, TabSettings
from teams_app.tab.sentences import word, words
from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.council.life_cycle import ENDED, Move, Mover, Status
from technology_map.council.pipeline import Promise, stands_sentence
from technology_map.council.ranking import place_of
from technology_map.people.rights import callers_moves, hands_in, may_edit
from technology_map.words.terms import TermList

AWAITED = frozenset({(Status.SUBMITTED, Status.ASSESSMENT), (Status.READY, Status.ON_AGENDA)})
"""The moves of the secretary that a proposal waits for, drawn as the next thing to do."""
GENTLE = frozenset({Status.REJECTED, Status.STOPPED, Status.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value; `address` where the value leads to a page."""

    label: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class MoveButton:
    """A move the caller can make; `gentle` ones end something, an `awaited` one is waited for."""

    label: str
    address: str
    gentle: bool
    awaited: bool


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """Everything on a proposal's page."""

    name: str
    title: str
    place: str
    live: str
    status: str
    tone: Tone
    waits: str
    stood: str
    rank: str
    reason: str
    next: str
    step: NextStep
    leads_to: Fact | None
    facts: tuple[Fact, ...]
    history: list[Entry]
    warnings: list[str]
    moves: list[MoveButton]
    edit: str
    own: bool
    ended: bool
    link: str
    backing: ProposalBacking
    named_by: tuple[Fact, ...]


def named_by(context: RequestContext, name: str) -> tuple[Fact, ...]:
    """The proposals that name this thing: each with its number, its title and where it is."""
    found = context.overview.named_by(name)
    return tuple(Fact(one.name, f"{one.name} {one.title}", f"proposals/{one.number}") for one in found)


def proposal_page(context: RequestContext, proposal: Proposal) -> ProposalPage:
    """The page as the caller may see it."""
    t, overview = context.t, context.overview
    number = proposal.number
    return ProposalPage(
        name=proposal.name,
        title=proposal.title,
        place=f"proposals/{number}",
        live=f"proposals/{number}/live",
        status=word(t, Status, proposal.status),
        tone=TONES[proposal.status],
        waits=waiting(t, overview, proposal, context.today),
        stood=stands_sentence(t, proposal, overview, context.tab.store.records(Promise), context.tab.now()),
        rank=_rank(context, proposal),
        reason=proposal.status_reason,
        next=_next(context, proposal),
        step=next_step(context, proposal),
        leads_to=_leads_to(context, proposal),
        facts=_facts(context, proposal),
        history=history(t, overview, proposal),
        warnings=log_warnings(t, overview, proposal),
        moves=move_buttons(context, proposal),
        edit=f"proposals/{number}/edit" if may_edit(context.caller, proposal) else "",
        own=hands_in(context.caller, proposal),
        ended=proposal.status in ENDED,
        link=deep_link(context, proposal.name),
        backing=proposal_backing(context, proposal),
        named_by=named_by(context, proposal.name),
    )


def _next(context: RequestContext, proposal: Proposal) -> str:
    """What happens now; where it is the reader's turn, that."""
    if proposal.status is Status.CLARIFICATION and hands_in(context.caller, proposal):
        return context.t("tab.proposal.your_turn")
    return context.t(f"status.{proposal.status.value}.next")


def move_buttons(context: RequestContext, proposal: Proposal) -> list[MoveButton]:
    """The moves the caller can make, those that end something last."""
    found = [
        MoveButton(
            label=context.t(f"tab.move.{move_name(move)}"),
            address=f"proposals/{proposal.number}/moves/{move.end.value}",
            gentle=move.end in GENTLE,
            awaited=move_name(move) == "answer" or (move.start, move.end) in AWAITED,
        )
        for move in callers_moves(context.caller, proposal, fast_track=context.tab.settings.fast_track)
    ]
    return sorted(found, key=lambda button: button.gentle)


def move_name(move: Move) -> str:
    """What a move is called: where to, or what it is where the way tells more than the end."""
    if move.end is Status.SUBMITTED:
        return "answer" if move.mover is Mover.SUBMITTER else "reopen"
    if (move.start, move.end) == (Status.PARKED, Status.ASSESSMENT):
        return "take_up"
    return move.end.value


def deep_link(context: RequestContext, name: str) -> str:
    """The address that opens the tab in Teams at a proposal or solution card (platform.md 4.3)."""
    return deep_link_of(context.tab.settings, name)


def deep_link_of(settings: TabSettings, name: str) -> str:
    """The same, where nobody asks for a page."""
    about = quote(json.dumps({"subEntityId": name}, separators=(",", ":")), safe="")
    path = f"{settings.teams_app_id}/{settings.entity_id}"
    return f"https://teams.microsoft.com/l/entity/{path}?label={name}&context={about}"


def _rank(context: RequestContext, proposal: Proposal) -> str:
    t, place = context.t, place_of(context.overview, proposal)
    if not place:
        return ""
    said = t("ranking.place", place=t.number(place))
    return t("ranking.place_why", place=said, reason=proposal.rank_reason) if proposal.rank_reason else said


def _leads_to(context: RequestContext, proposal: Proposal) -> Fact | None:
    """The proposal or solution card that this one lives on in, by name and title."""
    card = solution_card_number(proposal.leads_to)
    other = proposal_number(proposal.leads_to)
    if card is not None and (found := context.overview.solution_cards.get(card)):
        return Fact(
            context.t("tab.proposal.referred_to"), _named(found.name, found.title), f"solutions/{card}"
        )
    if other is not None and (into := context.overview.proposals.get(other)):
        return Fact(
            context.t("tab.proposal.merged_into"), _named(into.name, into.title), f"proposals/{other}"
        )
    return None


def _named(name: str, title: str) -> str:
    return f"{name} {title}"


def _facts(context: RequestContext, proposal: Proposal) -> tuple[Fact, ...]:
    t = context.t
    facts = (
        Fact(t("tab.fact.submitter"), proposal.submitter.name),
        Fact(t("caseworker.fact"), proposal.caseworker_name),
        Fact(t("tab.fact.submitted"), t.moment(proposal.submitted_at)),
        Fact(t("tab.fact.changed"), t.moment(proposal.changed_at)),
        Fact(t("tab.fact.area"), word(t, TermList.AREA, proposal.area) or t("tab.fact.none")),
        Fact(t("tab.fact.purpose"), word(t, TermList.PURPOSE, proposal.purpose) or t("tab.fact.none")),
        Fact(t("tab.fact.other_purposes"), words(t, TermList.PURPOSE, proposal.other_purposes)),
        Fact(t("tab.fact.department"), proposal.department),
        Fact(t("tab.fact.case_reference"), proposal.case_reference),
    )
    return tuple(fact for fact in facts if fact.value)
