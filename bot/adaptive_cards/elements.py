"""What the cards are made of: text that can do nothing, inputs with labels, buttons with a fallback."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal

from microsoft_teams.cards.core import (
    AdaptiveCard,
    Choice,
    ChoiceSetInput,
    Column,
    ColumnSet,
    Container,
    ExecuteAction,
    RefreshDefinition,
    RichTextBlock,
    TeamsCardProperties,
    TextBlock,
    TextInput,
    TextRun,
)

from bot.adaptive_cards.actions import CARD_VERSION
from bot.adaptive_cards.plain import Action, Card, Element, plain
from technology_map.texts import Texts

Elements = Sequence[Element]
Spacing = Literal["None", "Small", "Default", "Medium", "Large"]
Style = Literal["default", "emphasis", "accent", "good", "attention", "warning"]
Size = Literal["Small", "Default", "Medium", "Large"]
Width = Literal["auto", "stretch"]

_BREAK = "{\u200b{"
_LINES = 6
"""Lines of a text that get a paragraph of their own: each costs a card some 150 bytes."""


def harmless(text: str) -> str:
    """The text with `{{` broken up, so that a renderer finds no function in it (trust.md row 10)."""
    while "{{" in text:
        text = text.replace("{{", _BREAK)
    return text


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a space where there is one near the end."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return f"{(head if space and len(head) > limit * 2 // 3 else cut).rstrip()}…"


def heading(text: str, *, size: Size = "Large") -> Element:
    """A heading for eyes and screen readers. Only for sentences of ours: Markdown is live in it."""
    return _heading(size) | {"text": text}


@cache
def _heading(size: Size) -> Element:
    return plain(TextBlock(text="", size=size, weight="Bolder", wrap=True, style="heading"))


def label(text: str) -> Element:
    """A small heading over a part of a card. Only for sentences of ours."""
    return _label() | {"text": text}


@cache
def _label() -> Element:
    return plain(TextBlock(text="", weight="Bolder", wrap=True, spacing="Medium"))


def said(
    text: str,
    *,
    bold: bool = False,
    subtle: bool = False,
    size: Size = "Default",
    spacing: Spacing = "Default",
    attention: bool = False,
) -> Element:
    """One paragraph of any text, a person's too: runs know neither Markdown nor functions."""
    run, paragraph = _run(bold, subtle, size, attention), _paragraph(spacing)
    return paragraph | {"inlines": [run | {"text": harmless(text)}]}


@cache
def _run(bold: bool, subtle: bool, size: Size, attention: bool) -> Element:
    return plain(
        TextRun(
            text="",
            weight="Bolder" if bold else None,
            is_subtle=True if subtle else None,
            size=size if size != "Default" else None,
            color="Attention" if attention else None,
        )
    )


@cache
def _paragraph(spacing: Spacing) -> Element:
    return plain(RichTextBlock(inlines=[], spacing=spacing if spacing != "Default" else None))


def told(head: str, tail: str) -> Element:
    """A line whose beginning stands out."""
    line = said(head, bold=True, spacing="Small")
    return line | {"inlines": [*line["inlines"], *said(tail)["inlines"]]}


def paragraphs(text: str, limit: int) -> list[Element]:
    """A person's text line by line, shortened to `limit` characters; many lines end in one paragraph."""
    lines = [line for line in shortened(text, limit).split("\n") if line.strip()]
    parts = [*lines[:_LINES], *(["\n".join(lines[_LINES:])] if lines[_LINES:] else [])]
    return [said(part, spacing="Small") for part in parts]


def text_input(
    name: str,
    title: str,
    *,
    limit: int,
    missing: str = "",
    value: object = "",
    lines: bool = True,
    hint: str = "",
) -> Element:
    """A labelled text field; required where there is a sentence for `missing`."""
    return plain(
        TextInput(
            id=name,
            label=title,
            is_multiline=lines or None,
            max_length=limit,
            is_required=True if missing else None,
            error_message=missing or None,
            value=value if isinstance(value, str) and value else None,
            placeholder=hint or None,
        )
    )


def choice_input(
    name: str, title: str, choices: Sequence[tuple[str, str]], *, missing: str, value: object = "", hint: str
) -> Element:
    """A labelled choice of one; `choices` are pairs of code and word."""
    known = isinstance(value, str) and value in {code for code, _ in choices}
    return plain(
        ChoiceSetInput(
            id=name,
            label=title,
            style="compact",
            choices=[Choice(title=word, value=code) for code, word in choices],
            is_required=True,
            error_message=missing,
            value=str(value) if known else None,
            placeholder=hint,
        )
    )


def box(style: Style, items: Elements, *, hidden_as: str = "") -> Element:
    """A coloured box; with `hidden_as` it is hidden at first and has that id."""
    return _box(style, hidden_as) | {"items": list(items)}


@cache
def _box(style: Style, hidden_as: str) -> Element:
    shown = False if hidden_as else None
    return plain(Container(style=style, items=[], id=hidden_as or None, is_visible=shown))


def beside(*columns: tuple[Width, Element]) -> Element:
    """Elements side by side."""
    return _beside() | {"columns": [_column(width) | {"items": [item]} for width, item in columns]}


@cache
def _beside() -> Element:
    return plain(ColumnSet(columns=[]))


@cache
def _column(width: Width) -> Element:
    return plain(Column(width=width, items=[], vertical_content_alignment="Center"))


def card(
    texts: Texts,
    body: Elements,
    actions: Sequence[Action] = (),
    *,
    refresh: Mapping[str, Any] | None = None,
    person: str = "",
) -> Card:
    """The finished card. `refresh` is the data of the button that Teams presses by itself for

    `person` (a Teams user id; where it is unknown, for whoever sees the card). It says no `lang`:
    the renderer's pattern for it keeps state and takes it for wrong in every second card.
    """
    whole = _card(texts("bot.fallback")) | {"body": list(body)}
    if actions:
        whole["actions"] = list(actions)
    if refresh:
        whole["refresh"] = _refresh(refresh, person)
    return whole


@cache
def _card(fallback: str) -> Card:
    width = TeamsCardProperties(width="full")
    return plain(AdaptiveCard(version="1.5", fallback_text=fallback, body=[], msteams=width))


def _refresh(data: Mapping[str, Any], person: str) -> Card:
    action = _refreshing()["action"] | {"verb": str(data["verb"]), "data": {"v": CARD_VERSION, **data}}
    return {"action": action, **({"userIds": [person]} if person else {})}


@cache
def _refreshing() -> Card:
    return plain(RefreshDefinition(action=ExecuteAction()))


def weight(finished: Card) -> int:
    """The card's size in bytes as Teams counts it: UTF-16 (platform.md 4.4)."""
    return len(json.dumps(finished, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le"))
