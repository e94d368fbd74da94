"""The form in which somebody starts to use again what another area has, and the button that opens it."""

from typing import Any

from microsoft_teams.cards.core import DateInput

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import box, card, choice_input, heading, said, text_input
from bot.adaptive_cards.plain import Action, Card, Element, plain
from bot.adaptive_cards.viewer import Seen
from bot.adaptive_cards.wording import refusal_sentence
from bot.card_data import FORM_KEY
from bot.cards.form_cards import Filled, not_cpr_input, to_mend
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.rights import hands_in
from technology_map.texts import Texts
from technology_map.validation.limits import LINE_LIMIT
from technology_map.words.terms import TermList
from technology_map.words.value_lists import choices_of


def reuse_button(texts: Texts, one: SolutionCard, seen: Seen) -> list[Action]:
    """Opens the form; nothing for a guest, nor for who handed the card in."""
    if seen.caller.guest or hands_in(seen.caller, one):
        return []
    return [button(texts("detail.reuses.add"), "reuse", name=one.name)]


def reuse_form(texts: Texts, one: SolutionCard, key: str, filled: Filled) -> Card:
    """The area, whom to ask, and since when; with a "no" what was typed, and why."""
    body: list[Element] = [
        heading(texts("detail.reuses.add"), size="Medium"),
        said(f"{one.name} {one.title}", bold=True),
    ]
    if filled.refusal is not None:
        body.append(box("attention", [said(refusal_sentence(texts, filled.refusal), bold=True)]))
    body += [*_inputs(texts, filled), said(texts("reuses.chat.later"), subtle=True, size="Small")]
    ids: dict[str, Any] = {"name": one.name, FORM_KEY: key}
    send = button(texts("reuses.chat.send"), "send_reuse", primary=True, sends_inputs=True, **ids)
    return card(texts, body, [send, button(texts("bot.button.not_now"), "put_back", name=one.name)])


def _inputs(texts: Texts, filled: Filled) -> list[Element]:
    values, area = filled.values, filled.values.get("by_area", "")
    wrong = filled.refusal.fields if filled.refusal else {}
    return [
        choice_input(
            "by_area",
            texts("detail.reuses.by_area"),
            choices_of(texts, TermList.AREA, (area,)),
            missing=texts("bot.missing.solution.area"),
            value=area,
            hint=texts("detail.reuses.by_area.help"),
        ),
        *to_mend(texts, wrong, "by_area"),
        text_input(
            "contact",
            texts("detail.reuses.contact"),
            limit=LINE_LIMIT,
            missing=texts("reuses.chat.contact_missing"),
            value=values.get("contact", ""),
            lines=False,
            hint=texts("detail.reuses.contact.help"),
        ),
        *to_mend(texts, wrong, "contact"),
        plain(DateInput(id="since", label=texts("detail.reuses.since"), value=values.get("since") or None)),
        *to_mend(texts, wrong, "since"),
        *not_cpr_input(texts, filled),
    ]
