"""The forms: quick proposal, quick solution card, edits, withdrawal and answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from microsoft_teams.cards.core import SubmitAction

from bot.adaptive_cards.actions import CARD_VERSION, button
from bot.adaptive_cards.elements import box, card, choice_input, heading, label, paragraphs, said, text_input
from bot.adaptive_cards.plain import Action, Card, Element, plain
from bot.adaptive_cards.wording import refusal_sentence
from bot.card_data import FORM_KEY
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.texts import Texts
from technology_map.validation.limits import TITLE_LIMIT
from technology_map.validation.refusals import Refusal
from technology_map.words.terms import TermList
from technology_map.words.value_lists import choices_of

CHAT_LIMIT = 1_400
"""Characters of a text typed in the chat: three of them filled in keep a card within 25 KB."""

PROPOSAL_FIELDS = ("problem", "title", "solution", "expected_benefits")
SOLUTION_CARD_FIELDS = ("title", "challenges", "background", "area")
NOT_CPR = "not_cpr"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a form is drawn with: the values typed so far, and why it comes back.

    `stored_now` are texts that somebody else has stored meanwhile, by field.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    refusal: Refusal | None = None
    stored_now: Mapping[str, str] = field(default_factory=dict)


def proposal_form(texts: Texts, key: str, filled: Filled, *, in_dialog: bool = False) -> Card:
    """The quick proposal: the problem first, then title, solution and expected benefit.

    A search would close a dialog with all that is typed in it: there the receipt tells what is alike.
    """
    ids: dict[str, Any] = {FORM_KEY: key}
    actions = [button(texts("bot.button.send"), "propose", primary=True, sends_inputs=True, **ids)]
    if not in_dialog:
        actions.append(button(texts("bot.button.similar"), "search"))
    head = [heading(texts("bot.proposal_form.title")), said(texts("bot.proposal_form.text"), subtle=True)]
    return card(texts, [*head, *_form(texts, "proposal", PROPOSAL_FIELDS, filled)], actions)


def proposal_dialog(
    texts: Texts, key: str, filled: Filled, *, notes: Sequence[str], notice: str = ""
) -> Card:
    """The quick proposal in a window over any chat; `notes` explain, `notice` says what went wrong."""
    head: list[Element] = [said(note, subtle=True) for note in notes]
    if notice:
        head.append(box("attention", [said(notice, bold=True)]))
    send = plain(
        SubmitAction(
            title=texts("bot.button.send"), data={"v": CARD_VERSION, FORM_KEY: key}, style="positive"
        )
    )
    return card(texts, [*head, *_form(texts, "proposal", PROPOSAL_FIELDS, filled)], [send])


def solution_card_form(texts: Texts, key: str, filled: Filled, *, in_dialog: bool = False) -> Card:
    """The quick share: title, what problem, what solution, area; the same `in_dialog`."""
    ids: dict[str, Any] = {FORM_KEY: key}
    send = button(texts("bot.button.share"), "share", primary=True, sends_inputs=True, **ids)
    head = [heading(texts("bot.solution_form.title")), said(texts("bot.solution_form.text"), subtle=True)]
    return card(texts, [*head, *_form(texts, "solution", SOLUTION_CARD_FIELDS, filled)], [send])


def proposal_edit_form(texts: Texts, proposal: Proposal, filled: Filled, warning: str = "") -> Card:
    """The submitter's own proposal to edit, based on the version shown."""
    ids = {"name": proposal.name, "version": proposal.version}
    head = _edit_head(texts, proposal.name, warning)
    body = [*head, *_form(texts, "proposal", PROPOSAL_FIELDS, filled)]
    return card(texts, body, _save_or_not(texts, "save_proposal", ids))


def solution_card_edit_form(texts: Texts, one: SolutionCard, filled: Filled) -> Card:
    """The submitter's own solution card to edit, based on the version shown."""
    ids = {"name": one.name, "version": one.version}
    body = [*_edit_head(texts, one.name, ""), *_form(texts, "solution", SOLUTION_CARD_FIELDS, filled)]
    return card(texts, body, _save_or_not(texts, "save_solution_card", ids))


def withdraw_form(texts: Texts, proposal: Proposal, key: str, filled: Filled) -> Card:
    """Asks why, before the proposal is withdrawn."""
    body = [
        heading(texts("bot.withdraw.title", name=proposal.name)),
        said(proposal.title, bold=True),
        said(texts("bot.withdraw.text")),
        *_form(texts, "withdraw", ("reason",), filled),
    ]
    ids: dict[str, Any] = {"name": proposal.name, "seq": proposal.seq, FORM_KEY: key}
    actions = [
        button(texts("bot.button.withdraw"), "confirm_withdraw", destructive=True, sends_inputs=True, **ids),
        button(texts("bot.button.keep_it"), "put_back", name=proposal.name),
    ]
    return card(texts, body, actions)


def answer_form(texts: Texts, proposal: Proposal, key: str, filled: Filled) -> Card:
    """The council's question, and a field for the answer."""
    body = [
        heading(texts("bot.answer.title", name=proposal.name)),
        said(proposal.title, bold=True),
        box("emphasis", [label(texts("bot.answer.question")), *paragraphs(proposal.status_reason, 1200)]),
        *_form(texts, "answer", ("reason",), filled),
    ]
    ids: dict[str, Any] = {"name": proposal.name, "seq": proposal.seq, FORM_KEY: key}
    actions = [
        button(texts("bot.button.send_answer"), "send_answer", primary=True, sends_inputs=True, **ids),
        button(texts("bot.button.not_now"), "put_back", name=proposal.name),
    ]
    return card(texts, body, actions)


def _edit_head(texts: Texts, name: str, warning: str) -> list[Element]:
    noted = [box("warning", [said(warning)])] if warning else []
    return [heading(texts("bot.edit_form.title", name=name)), *noted]


def _save_or_not(texts: Texts, verb: str, ids: Mapping[str, Any]) -> list[Action]:
    return [
        button(texts("bot.button.save"), verb, primary=True, sends_inputs=True, **ids),
        button(texts("bot.button.not_now"), "put_back", name=ids["name"]),
    ]


def _form(texts: Texts, room: str, names: Sequence[str], filled: Filled) -> list[Element]:
    """The inputs with what was typed, and by each the sentence that says what to mend."""
    found: list[Element] = []
    wrong: Mapping[str, str] = {}
    if filled.refusal:
        found.append(box("attention", [said(refusal_sentence(texts, filled.refusal), bold=True)]))
        wrong = filled.refusal.fields
    for name in names:
        found.append(_input(texts, room, name, filled.values))
        found += to_mend(texts, wrong, name)
        if filled.stored_now.get(name):
            found.append(said(texts("bot.edit_form.stored_now"), subtle=True, spacing="Small"))
            found += paragraphs(filled.stored_now[name], 160)
    return [*found, *not_cpr_input(texts, filled)]


def not_cpr_input(texts: Texts, filled: Filled) -> list[Element]:
    """Where a number looks like a CPR number: the field in which somebody says why it is none."""
    wrong: Mapping[str, str] = filled.refusal.fields if filled.refusal else {}
    if not (filled.values.get(NOT_CPR) or "cpr_doubtful" in wrong.values() or NOT_CPR in wrong):
        return []
    reason = texts("bot.field.not_cpr")
    field = text_input(NOT_CPR, reason, limit=200, value=filled.values.get(NOT_CPR), lines=False)
    return [field, *to_mend(texts, wrong, NOT_CPR)]


def to_mend(texts: Texts, wrong: Mapping[str, str], name: str) -> list[Element]:
    """The sentence that says what to mend in a field."""
    return [said(texts(f"field.{wrong[name]}"), attention=True, spacing="None")] if name in wrong else []


def _input(texts: Texts, room: str, name: str, values: Mapping[str, str]) -> Element:
    title, value = texts(f"bot.field.{room}.{name}"), values.get(name)
    missing = texts(f"bot.missing.{room}.{name}")
    if name == "area":
        words = choices_of(texts, TermList.AREA, (value or "",))
        return choice_input(name, title, words, missing=missing, value=value, hint=texts("bot.hint.area"))
    if name == "title":
        hint = texts(f"bot.hint.{room}.title")
        return text_input(
            name, title, limit=TITLE_LIMIT, missing=missing, value=value, lines=False, hint=hint
        )
    return text_input(name, title, limit=CHAT_LIMIT, missing=missing, value=value)
