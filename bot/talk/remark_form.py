"""The form for a remark on a thing, and the button that opens it."""

from typing import Any

from bot.adaptive_cards.actions import button
from bot.adaptive_cards.elements import box, card, choice_input, heading, said, text_input
from bot.adaptive_cards.plain import Action, Card, Element
from bot.adaptive_cards.viewer import Seen
from bot.adaptive_cards.wording import refusal_sentence
from bot.card_data import FORM_KEY
from bot.cards.form_cards import CHAT_LIMIT, Filled, not_cpr_input
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.talk.remarks import RemarkKind
from technology_map.texts import Texts
from technology_map.words.value_lists import choices_of

Thing = Proposal | SolutionCard


def remark_button(texts: Texts, thing: Thing, seen: Seen) -> list[Action]:
    """Opens the form; nothing for a guest."""
    return [] if seen.caller.guest else [button(texts("talk.new"), "remark", name=thing.name)]


def remarks_line(texts: Texts, thing: Thing, seen: Seen) -> list[Element]:
    """How many remarks all can read on the thing; nothing where there are none."""
    count = seen.overview.remarks.count(thing.name)
    return [said(texts.many("talk.count", count), subtle=True)] if count else []


def remark_form(texts: Texts, thing: Thing, key: str, filled: Filled) -> Card:
    """The kind and the text; with a "no" what was typed, and why."""
    body: list[Element] = [
        heading(texts("talk.form.title", name=thing.name), size="Medium"),
        said(thing.title, bold=True),
    ]
    if filled.refusal is not None:
        body.append(box("attention", [said(refusal_sentence(texts, filled.refusal), bold=True)]))
    body += [
        choice_input(
            "kind",
            texts("talk.kind"),
            choices_of(texts, RemarkKind),
            missing=texts("talk.form.kind_missing"),
            value=filled.values.get("kind", ""),
            hint=texts("talk.form.kind_hint"),
        ),
        text_input(
            "text",
            texts("talk.label"),
            limit=CHAT_LIMIT,
            missing=texts("talk.form.missing"),
            value=filled.values.get("text", ""),
        ),
        *not_cpr_input(texts, filled),
        said(texts("talk.public"), subtle=True, size="Small"),
    ]
    ids: dict[str, Any] = {"name": thing.name, FORM_KEY: key}
    send = button(texts("talk.send"), "send_remark", primary=True, sends_inputs=True, **ids)
    return card(texts, body, [send, button(texts("bot.button.not_now"), "put_back", name=thing.name)])
