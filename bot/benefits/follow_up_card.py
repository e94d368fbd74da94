"""The card in which a benefit's owner answers, and what it says afterwards."""

from typing import Any

from microsoft_teams.cards.core import Choice, ChoiceSetInput, DateInput

from bot.adaptive_cards.actions import button, link
from bot.adaptive_cards.elements import box, card, choice_input, heading, said, text_input
from bot.adaptive_cards.plain import Action, Card, Element, plain
from bot.adaptive_cards.wording import deep_link, refusal_sentence
from bot.cards.form_cards import CHAT_LIMIT, Filled, not_cpr_input, to_mend
from technology_map.benefits.benefits import Benefit
from technology_map.benefits.follow_ups import FollowUpState
from technology_map.texts import Texts
from technology_map.validation.limits import LINE_LIMIT
from technology_map.words.value_lists import choices_of
from technology_map.words.values import Light

IN_CHAT = (FollowUpState.ANSWERED, FollowUpState.NOT_YET)
"""Somebody else is chosen in the tab, where Teams' own picker is."""


def follow_up_card(texts: Texts, benefit: Benefit, due: str, filled: Filled, teams_app_id: str) -> Card:
    """What is asked about, and the fields; with a "no" what was typed, and why."""
    body: list[Element] = [
        heading(texts("benefits.chat.title"), size="Medium"),
        said(benefit.indicator, bold=True),
        said(_expected(texts, benefit)),
    ]
    if filled.refusal is not None:
        body.append(box("attention", [said(refusal_sentence(texts, filled.refusal), bold=True)]))
    body += _inputs(texts, benefit, filled)
    ids: dict[str, Any] = {"row": benefit.row, "due": due}
    send = button(texts("benefits.send"), "answer_benefit", primary=True, sends_inputs=True, **ids)
    return card(texts, body, [send, _opens(texts, benefit, teams_app_id)])


def answered_card(texts: Texts, benefit: Benefit, said_so: str, teams_app_id: str) -> Card:
    """That it is stored, or that nothing is asked any more."""
    body: list[Element] = [
        heading(texts("benefits.chat.title"), size="Medium"),
        said(benefit.indicator, bold=True),
        said(said_so),
    ]
    return card(texts, body, [_opens(texts, benefit, teams_app_id)])


def _inputs(texts: Texts, benefit: Benefit, filled: Filled) -> list[Element]:
    values, wrong = filled.values, filled.refusal.fields if filled.refusal else {}
    return [
        choice_input(
            "state",
            texts("benefits.what"),
            [(one.value, texts(f"benefits.say.{one.value}")) for one in IN_CHAT],
            missing=texts("talk.form.kind_missing"),
            value=values.get("state", FollowUpState.ANSWERED.value),
            hint=texts("benefits.what"),
        ),
        text_input(
            "realised",
            texts("benefits.chat.realised"),
            limit=40,
            value=values.get("realised", ""),
            lines=False,
        ),
        *to_mend(texts, wrong, "realised"),
        plain(
            ChoiceSetInput(
                id="light",
                label=texts("benefits.light"),
                style="compact",
                choices=[Choice(title=word, value=code) for code, word in choices_of(texts, Light)],
                value=values.get("light") or None,
            )
        ),
        text_input(
            "source", texts("benefits.source"), limit=LINE_LIMIT, value=values.get("source", ""), lines=False
        ),
        text_input("comment", texts("benefits.comment"), limit=CHAT_LIMIT, value=values.get("comment", "")),
        *to_mend(texts, wrong, "comment"),
        plain(DateInput(id="next_on", label=texts("benefits.next_on"), value=values.get("next_on") or None)),
        *to_mend(texts, wrong, "next_on"),
        *not_cpr_input(texts, filled),
    ]


def _expected(texts: Texts, benefit: Benefit) -> str:
    if benefit.target is None:
        return texts("benefits.chat.no_target")
    return texts("benefits.chat.target", target=texts.amount(benefit.target), unit=benefit.unit)


def _opens(texts: Texts, benefit: Benefit, teams_app_id: str) -> Action:
    return link(texts("benefits.chat.open"), deep_link(teams_app_id, f"B-{benefit.row:04d}"))
