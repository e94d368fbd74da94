"""A proposal as it stands: where, why, what happens now, the whole of it, and what one can do."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.adaptive_cards.actions import actions_row, button, link, toggle
from bot.adaptive_cards.elements import Elements, Style, beside, box, card, heading, label, paragraphs, said
from bot.adaptive_cards.plain import Action, Card, Element
from bot.adaptive_cards.viewer import Seen
from bot.adaptive_cards.wording import deep_link, history, status_word
from bot.backing.backing_card import backing_part
from bot.cards.completeness_line import invitation
from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import ENDED, Status
from technology_map.council.ranking import place_of
from technology_map.overview import Overview
from technology_map.people.rights import callers_moves, hands_in, may_edit
from technology_map.search.finding import by_name
from technology_map.texts import Texts

SHOWN = 500
"""Characters of each text that a card shows; the tab shows the rest."""

KEPT = 50_000
"""Characters of what somebody wrote that a card gives back: all that a form takes, and more."""

HISTORY_LINES = 5
_STYLES: dict[Status, Style] = {
    Status.CLARIFICATION: "warning",
    Status.PARKED: "warning",
    Status.PRIORITISED: "good",
    Status.PRE_ANALYSIS: "good",
    Status.PILOT: "good",
    Status.IMPLEMENTATION: "good",
    Status.IN_OPERATION: "good",
    Status.BENEFIT_FOLLOW_UP: "good",
    Status.COMPLETED: "good",
    Status.REJECTED: "attention",
    Status.STOPPED: "attention",
    Status.WITHDRAWN: "emphasis",
    Status.MERGED: "emphasis",
}


def proposal_card(
    texts: Texts,
    proposal: Proposal,
    seen: Seen,
    *,
    top: Elements = (),
    occasion: Mapping[str, Any] | None = None,
    keeps: bool = False,
) -> Card:
    """The proposal's state. `top` stands above it; `occasion` goes into the refresh, to draw it again;

    a card that `keeps` what somebody wrote is never refreshed, or that would be gone.
    """
    backing, awaited = backing_part(texts, proposal, seen), _awaited(proposal, seen)
    more = [*(backing if awaited else []), *_withdrawal(texts, proposal, seen)]
    whole = _whole(texts, proposal, seen.overview, more)
    body = [*top, *_state(texts, proposal, seen), *([] if awaited else backing), *whole]
    refresh = None if keeps else {"verb": "show", "name": proposal.name, **(occasion or {})}
    return card(texts, body, _actions(texts, proposal, seen), refresh=refresh, person=seen.mri)


def news_top(texts: Texts, proposal: Proposal, seen: Seen) -> list[Element]:
    """What stands above a proposal when somebody is told of a change; a follower is told why."""
    found: list[Element] = [heading(texts("bot.news.title", name=proposal.name))]
    if not hands_in(seen.caller, proposal) and seen.follows.has(seen.caller.person.object_id, proposal.name):
        found.append(said(texts("backing.news_why", name=proposal.name), subtle=True, spacing="Small"))
    return found


def notice_top(sentence: str) -> list[Element]:
    """A sentence in a box that catches the eye."""
    return [box("attention", [said(sentence, bold=True)])]


def kept_top(texts: Texts, sentence: str, written: str) -> list[Element]:
    """The same, and what the person had written, so that it can be copied."""
    if not written:
        return notice_top(sentence)
    kept = [label(texts("bot.yours")), *paragraphs(written, KEPT)]
    return [box("attention", [said(sentence, bold=True), *kept])]


def _since(proposal: Proposal, overview: Overview) -> datetime:
    """When the proposal came where it stands; an edit does not count."""
    rows = overview.log.of(proposal.number)
    return rows[-1].decided_at if rows else proposal.submitted_at


def status_pill(texts: Texts, status: Status) -> Element:
    """The status in its colour."""
    return box(_STYLES.get(status, "accent"), [said(status_word(texts, status), bold=True)])


def _state(texts: Texts, proposal: Proposal, seen: Seen) -> list[Element]:
    pill = status_pill(texts, proposal.status)
    since = said(texts("bot.state.since", when=texts.day(_since(proposal, seen.overview))), subtle=True)
    found: list[Element] = [
        said(texts("bot.state.proposal", name=proposal.name), subtle=True, size="Small"),
        said(proposal.title, bold=True, size="Large", spacing="None"),
        beside(("auto", pill), ("stretch", since)),
    ]
    if seen.stood and (stood := seen.stood(texts, proposal)):
        found.append(said(stood, subtle=True, spacing="Small"))
    if place := place_of(seen.overview, proposal):
        found.append(said(texts("ranking.place", place=texts.number(place)), bold=True, spacing="Small"))
    if proposal.status_reason:
        reason = [label(texts("bot.state.reason")), *paragraphs(proposal.status_reason, SHOWN)]
        found.append(box("emphasis", reason))
    invited = invitation(texts, proposal) if _own(seen, proposal) else []
    return [*found, *_next(texts, proposal, seen), *invited]


def _awaited(proposal: Proposal, seen: Seen) -> bool:
    """Whether the council waits for this person's answer: then nothing else is in its way."""
    return proposal.status is Status.CLARIFICATION and hands_in(seen.caller, proposal)


def _next(texts: Texts, proposal: Proposal, seen: Seen) -> list[Element]:
    """What happens now, in sentences."""
    waits = _awaited(proposal, seen)
    sentence = texts("bot.state.your_turn" if waits else f"status.{proposal.status.value}.next")
    found: list[Element] = [label(texts("bot.state.next")), said(sentence, spacing="Small")]
    if proposal.status is Status.PARKED and proposal.review_date:
        when = texts.day(proposal.review_date)
        found.append(said(texts("bot.state.review", when=when), spacing="Small"))
    if proposal.next_step and proposal.status not in ENDED:
        found += _next_step(texts, proposal)
    if other := by_name(seen.overview, proposal.leads_to):
        sentence = texts("bot.state.leads_to", name=other.name, title=other.title)
        found.append(said(sentence, spacing="Small"))
    return found


def _next_step(texts: Texts, proposal: Proposal) -> list[Element]:
    """What the council has set as the next step, and by when."""
    due = proposal.next_step_due
    found: list[Element] = [label(texts("step.line")), said(proposal.next_step, spacing="Small")]
    if due:
        found.append(said(texts("step.by", day=texts.day(due)), subtle=True, spacing="Small"))
    return found


def _whole(texts: Texts, proposal: Proposal, overview: Overview, more: Elements) -> list[Element]:
    """The proposal itself, its history and `more`, folded away at first."""
    inner: list[Element] = []
    for name in ("problem", "solution", "expected_benefits"):
        inner.append(label(texts(f"bot.field.proposal.{name}")))
        inner += paragraphs(getattr(proposal, name), SHOWN)
    inner.append(label(texts("bot.state.history")))
    inner += [said(line, spacing="Small") for line in history(texts, overview, proposal, HISTORY_LINES)]
    return [box("default", [*inner, *more], hidden_as="whole")]


def _withdrawal(texts: Texts, proposal: Proposal, seen: Seen) -> list[Element]:
    """The way out for who hands it in: seldom wanted, so that it is folded away."""
    ends = {move.end for move in callers_moves(seen.caller, proposal)}
    if Status.WITHDRAWN not in ends or not hands_in(seen.caller, proposal):
        return []
    return [actions_row([button(texts("bot.button.withdraw"), "withdraw", name=proposal.name)])]


def _actions(texts: Texts, proposal: Proposal, seen: Seen) -> list[Action]:
    """The buttons that do something for this person now."""
    ends = {move.end for move in callers_moves(seen.caller, proposal)}
    found: list[Action] = []
    if _awaited(proposal, seen) and Status.SUBMITTED in ends:
        found.append(button(texts("bot.button.answer"), "answer", primary=True, name=proposal.name))
    if _own(seen, proposal):
        found.append(button(texts("bot.button.edit"), "edit_proposal", name=proposal.name))
    if other := by_name(seen.overview, proposal.leads_to):
        found.append(button(texts("bot.button.open", name=other.name), "open", name=other.name))
    in_tab = link(texts("bot.button.tab"), deep_link(seen.teams_app_id, proposal.name))
    return [*found, toggle(texts("bot.button.whole"), "whole"), in_tab]


def _own(seen: Seen, proposal: Proposal) -> bool:
    """Whether the person may edit it here: who corrects what others handed in does it in the tab."""
    return hands_in(seen.caller, proposal) and may_edit(seen.caller, proposal)
