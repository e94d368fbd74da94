"""A step of a whole card, as a dialog shows it (platform.md 4.4)."""

from collections.abc import Collection

from microsoft_teams.cards.core import SubmitAction

from bot.adaptive_cards.actions import CARD_VERSION
from bot.adaptive_cards.elements import box, card, heading, paragraphs, said, shortened, text_input
from bot.adaptive_cards.plain import Action, Card, Element, plain
from bot.adaptive_cards.wording import refusal_sentence
from bot.cards.form_cards import NOT_CPR, Filled
from bot.cards.proposal_card import kept_top
from bot.cards.step_inputs import asked_for
from technology_map.cards.answers import table_of
from technology_map.cards.completeness import red_answers
from technology_map.cards.facts import Thing, step_title
from technology_map.cards.field_table import Step
from technology_map.cards.proposals import Proposal
from technology_map.cards.submitting import edit_restarts_assessment
from technology_map.council.guideline import Guideline
from technology_map.texts import Texts
from technology_map.validation.forms import one_line

GUIDELINE = 600
"""Characters of the guideline in a card; the whole stands in the tab."""


def step_card(
    texts: Texts,
    thing: Thing,
    step: Step,
    filled: Filled,
    *,
    message: str = "",
    left: Collection[str] = (),
    guideline: Guideline | None = None,
) -> Card:
    """The step with what stands in it, or what was typed. `message` is the card it was opened from;

    the fields in `left` are too long for a card: they are not asked for here, and stay as they are.
    `guideline` is the house's own, beside the questions of data ethics.
    """
    steps = table_of(thing)
    place = steps.place(step)
    body: list[Element] = [
        said(texts("steps.position", place=place + 1, count=len(steps)), subtle=True, size="Small"),
        heading(step_title(texts, thing, step)),
        said(texts(f"step.{steps.room}.{step.code}.lead"), subtle=True, spacing="Small"),
        *_notices(texts, thing, step, filled),
        *_guideline(texts, guideline),
        *_fields(texts, step, filled, left),
    ]
    ids = {"name": thing.name, "step": step.code, "version": thing.version, "message": message}
    return card(texts, body, _actions(texts, ids | {"left": ",".join(left)}, place, len(steps)))


def stopped_card(texts: Texts, sentence: str, written: str) -> Card:
    """A "no" in a dialog that has nothing to fill in any more, and what was typed to be copied."""
    return card(texts, kept_top(texts, sentence, written))


def _notices(texts: Texts, thing: Thing, step: Step, filled: Filled) -> list[Element]:
    """What went wrong, and what one should know before saving."""
    found: list[Element] = []
    if filled.refusal:
        found.append(box("attention", [said(refusal_sentence(texts, filled.refusal), bold=True)]))
    if step.code == "ethics" and red_answers(thing):
        found.append(box("warning", [said(texts("helps.red"))]))
    if isinstance(thing, Proposal) and edit_restarts_assessment(thing):
        found.append(box("warning", [said(texts("bot.edit_form.restarts"))]))
    return found


def _guideline(texts: Texts, there: Guideline | None) -> list[Element]:
    if there is None or not there.text:
        return []
    return [box("accent", [said(texts("guideline.on_step"), bold=True), *paragraphs(there.text, GUIDELINE)])]


def _fields(texts: Texts, step: Step, filled: Filled, left: Collection[str]) -> list[Element]:
    found: list[Element] = []
    wrong = filled.refusal.fields if filled.refusal else {}
    for field in step.fields:
        if field.name in left:
            found.append(said(texts("bot.step.too_long", field=texts(f"ask.{field.name}")), subtle=True))
            continue
        found += asked_for(texts, step, field, filled.values)
        found += _to_mend(texts, wrong.get(field.name, ""))
        if stored_now := filled.stored_now.get(field.name):
            found.append(said(texts("bot.edit_form.stored_now"), subtle=True, spacing="Small"))
            found.append(said(shortened(one_line(stored_now), 80), spacing="None"))
    if filled.values.get(NOT_CPR) or "cpr_doubtful" in wrong.values() or NOT_CPR in wrong:
        value = filled.values.get(NOT_CPR)
        found.append(text_input(NOT_CPR, texts("bot.field.not_cpr"), limit=200, value=value, lines=False))
        found += _to_mend(texts, wrong.get(NOT_CPR, ""))
    return found


def _to_mend(texts: Texts, code: str) -> list[Element]:
    return [said(texts(f"field.{code}"), attention=True, spacing="None")] if code else []


def _actions(texts: Texts, ids: dict[str, str], place: int, count: int) -> list[Action]:
    """Dialogs send by Action.Submit; each button says where to go when it is saved."""
    ways = ["next"] if place < count - 1 else []
    ways += ["close", *(["back"] if place else [])]
    return [
        plain(
            SubmitAction(
                title=texts(f"steps.{way}"),
                data={"verb": "save_step", "v": CARD_VERSION, "then": way, **ids},
                style="positive" if way == ways[0] else None,
            )
        )
        for way in ways
    ]
