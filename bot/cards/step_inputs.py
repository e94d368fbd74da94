"""The inputs of a step, from the table of steps: every one labelled, and a line of help below it."""

import re
from collections.abc import Mapping
from datetime import date

from microsoft_teams.cards.core import Choice, ChoiceSetInput, DateInput, NumberInput

from bot.adaptive_cards.elements import said, text_input
from bot.adaptive_cards.plain import Element, plain
from bot.cards.form_cards import CHAT_LIMIT
from technology_map.cards.facts import advice, choices_of, label
from technology_map.cards.field_table import Step
from technology_map.cards.fields import Field, Kind
from technology_map.texts import Texts

TEXTS_OF_A_STEP = 3_600
"""Characters that the texts of one step may have together, so that its card stays within 25 KB."""

SENTENCE = 240
"""Characters of a text that says more about the field before it: four of them stand in one step."""

MOST_CHOICES = 20
"""Choices of several that a card shows: what is chosen already, and the first of the municipality's order."""

UNSAID = "-"
"""The code of the choice that says nothing: a choice of one cannot be taken back otherwise."""


def chat_limit(step: Step, field: Field) -> int:
    """The most characters of a text field that are typed in the chat."""
    if field.kind is not Kind.TEXT or field.joins:
        return min(field.limit, SENTENCE)
    texts_there = sum(one.kind is Kind.TEXT and not one.joins for one in step.fields)
    return min(CHAT_LIMIT, TEXTS_OF_A_STEP // texts_there)


def asked_for(texts: Texts, step: Step, field: Field, values: Mapping[str, str]) -> list[Element]:
    """The input with what stands in it, and the line of help."""
    value, title = values.get(field.name, ""), label(texts, field)
    help_line = said(advice(texts, field), subtle=True, size="Small", spacing="None")
    found: list[Element] = [_input(texts, step, field, title, value), help_line]
    if field.kind is Kind.CHOICES and len(choices_of(texts, field, value)) > MOST_CHOICES:
        found.append(said(texts("bot.step.more_in_tab"), subtle=True, size="Small", spacing="None"))
    return found


def _input(texts: Texts, step: Step, field: Field, title: str, value: str) -> Element:
    match field.kind:
        case Kind.CHOICE:
            return _one_choice(texts, field, title, value)
        case Kind.CHOICES:
            return _several_choices(texts, field, title, value)
        case Kind.NUMBER:
            number = _number(value)
            if value and number is None:
                return text_input(field.name, title, limit=SENTENCE, value=value, lines=False)
            return plain(NumberInput(id=field.name, label=title, min=0, max=field.limit, value=number))
        case Kind.DATE:
            if value and not _is_day(value):
                return text_input(field.name, title, limit=SENTENCE, value=value, lines=False)
            return plain(DateInput(id=field.name, label=title, value=value or None))
        case Kind.NAMES:
            return text_input(field.name, title, limit=200, value=value.replace(",", ", "), lines=False)
        case _:
            missing = texts("field.missing") if field.needed else ""
            limit, lines = chat_limit(step, field), field.kind is Kind.TEXT
            return text_input(field.name, title, limit=limit, missing=missing, value=value, lines=lines)


def _number(value: str) -> float | None:
    """What a number input can show; a refused text stands in a text input, so that it is not lost."""
    return float(value) if re.fullmatch(r"[0-9]{1,12}([.][0-9]+)?", value) else None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _one_choice(texts: Texts, field: Field, title: str, value: str) -> Element:
    unsaid = [] if field.needed else [(UNSAID, texts("bot.step.unsaid"))]
    found = [*unsaid, *choices_of(texts, field, value)]
    known = value in {code for code, _ in found}
    return plain(
        ChoiceSetInput(
            id=field.name,
            label=title,
            style="compact",
            choices=[Choice(title=word, value=code) for code, word in found],
            is_required=True if field.needed else None,
            error_message=texts("field.missing") if field.needed else None,
            value=value if known else None if field.needed else UNSAID,
        )
    )


def _several_choices(texts: Texts, field: Field, title: str, value: str) -> Element:
    shown = _few(choices_of(texts, field, value), value)
    return plain(
        ChoiceSetInput(
            id=field.name,
            label=title,
            style="expanded",
            is_multi_select=True,
            choices=[Choice(title=word, value=code) for code, word in shown],
            value=value or None,
        )
    )


def _few(found: list[tuple[str, str]], value: str) -> list[tuple[str, str]]:
    """What a card has room for, in the list's order; nothing that is chosen is left out."""
    chosen = set(value.split(",")) - {""}
    room = max(0, MOST_CHOICES - len(chosen))
    others = {code for code, _ in [one for one in found if one[0] not in chosen][:room]}
    return [one for one in found if one[0] in chosen | others]
