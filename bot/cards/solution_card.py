"""A solution card as it stands: what it solves, what it is, and what came of it."""

from collections.abc import Mapping
from typing import Any

from bot.adaptive_cards.actions import button, link
from bot.adaptive_cards.elements import Elements, card, label, paragraphs, said
from bot.adaptive_cards.plain import Action, Card, Element
from bot.adaptive_cards.viewer import Seen
from bot.adaptive_cards.wording import deep_link
from bot.backing.backing_card import follow_button
from bot.cards.completeness_line import invitation
from bot.cards.proposal_card import SHOWN
from bot.method.reuse_card import reuse_button
from bot.talk.remark_form import remark_button, remarks_line
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import is_submitter
from technology_map.texts import Texts
from technology_map.words.terms import TermList


def solution_card(
    texts: Texts,
    one: SolutionCard,
    seen: Seen,
    *,
    top: Elements = (),
    occasion: Mapping[str, Any] | None = None,
    keeps: bool = False,
) -> Card:
    """The solution card; its submitter can edit it. `occasion` and `keeps` as for a proposal."""
    body = [*top, *_about(texts, one), *_texts(texts, one), *_expected(texts, one, seen)]
    actions: list[Action] = []
    if is_submitter(seen.caller, one) and not seen.caller.guest:
        actions.append(button(texts("bot.button.edit"), "edit_solution_card", name=one.name))
        body += invitation(texts, one)
    body += remarks_line(texts, one, seen)
    actions += [
        *reuse_button(texts, one, seen),
        *follow_button(texts, one, seen),
        *remark_button(texts, one, seen),
    ]
    actions.append(link(texts("bot.button.tab"), deep_link(seen.teams_app_id, one.name)))
    refresh = None if keeps else {"verb": "show", "name": one.name, **(occasion or {})}
    return card(texts, body, actions, refresh=refresh, person=seen.mri)


def _about(texts: Texts, one: SolutionCard) -> list[Element]:
    places = [
        texts.term(TermList.AREA, one.area) if one.area else "",
        texts(f"phase.{one.phase.value}") if one.phase else "",
        one.department,
    ]
    where = " · ".join(place for place in places if place)
    return [
        said(texts("bot.state.solution_card", name=one.name), subtle=True, size="Small"),
        said(one.title, bold=True, size="Large", spacing="None"),
        *([said(where, subtle=True, spacing="Small")] if where else []),
    ]


def _expected(texts: Texts, one: SolutionCard, seen: Seen) -> list[Element]:
    """What was expected of a solution whose effect nobody has told yet."""
    proposal = seen.overview.proposals.get(one.from_proposal) if one.from_proposal else None
    if one.effect or proposal is None or not proposal.expected_benefits:
        return []
    unknown = said(texts("solution.expected.unknown"), subtle=True, spacing="Medium")
    return [unknown, label(texts("solution.expected.then")), *paragraphs(proposal.expected_benefits, SHOWN)]


def _texts(texts: Texts, one: SolutionCard) -> list[Element]:
    found: list[Element] = []
    for name in ("challenges", "background", "effect", "user_reception"):
        written = getattr(one, name)
        if written:
            found += [label(texts(f"bot.field.solution.{name}")), *paragraphs(written, SHOWN)]
    when, who = texts.day(one.submitted_at), one.submitter.name
    return [*found, said(texts("bot.state.shared", when=when, who=who), subtle=True, spacing="Medium")]
