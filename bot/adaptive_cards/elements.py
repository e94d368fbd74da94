"""What the cards are made of: text that can do nothing, inputs with labels, buttons with a fallback."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from microsoft_teams.cards.core import (
    Action,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Column,
    ColumnSet,
    Container,
    ExecuteAction,
    OpenUrlAction,
    RefreshDefinition,
    RichTextBlock,
    SubmitAction,
    TeamsCardProperties,
    TextBlock,
    TextInput,
    TextRun,
    ToggleVisibilityAction,
)

from technology_map.texts import Texts

Card = dict[str, Any]
Elements = Sequence[CardElement]
Spacing = Literal["None", "Small", "Default", "Medium", "Large"]
Style = Literal["default", "emphasis", "accent", "good", "attention", "warning"]
Size = Literal["Small", "Default", "Medium", "Large"]

CARD_VERSION = 1
"""Counted up when the data of a button changes its meaning: older cards get a fresh one."""

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


def heading(text: str, *, size: Size = "Large") -> TextBlock:
    """A heading for eyes and screen readers. Only for sentences of ours: Markdown is live in it."""
    return TextBlock(text=text, size=size, weight="Bolder", wrap=True, style="heading")


def label(text: str) -> TextBlock:
    """A small heading over a part of a card. Only for sentences of ours."""
    return TextBlock(text=text, weight="Bolder", wrap=True, spacing="Medium")


def said(
    text: str,
    *,
    bold: bool = False,
    subtle: bool = False,
    size: Size = "Default",
    spacing: Spacing = "Default",
    attention: bool = False,
) -> RichTextBlock:
    """One paragraph of any text, a person's too: runs know neither Markdown nor functions."""
    run = TextRun(
        text=harmless(text),
        weight="Bolder" if bold else None,
        is_subtle=True if subtle else None,
        size=size if size != "Default" else None,
        color="Attention" if attention else None,
    )
    return RichTextBlock(inlines=[run], spacing=spacing if spacing != "Default" else None)


def told(head: str, tail: str) -> RichTextBlock:
    """A line whose beginning stands out."""
    runs = [TextRun(text=harmless(head), weight="Bolder"), TextRun(text=harmless(tail))]
    return RichTextBlock(inlines=list(runs), spacing="Small")


def paragraphs(text: str, limit: int) -> list[CardElement]:
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
) -> TextInput:
    """A labelled text field; required where there is a sentence for `missing`."""
    return TextInput(
        id=name,
        label=title,
        is_multiline=lines or None,
        max_length=limit,
        is_required=True if missing else None,
        error_message=missing or None,
        value=value if isinstance(value, str) and value else None,
        placeholder=hint or None,
    )


def choice_input(
    name: str, title: str, choices: Sequence[tuple[str, str]], *, missing: str, value: object = "", hint: str
) -> ChoiceSetInput:
    """A labelled choice of one; `choices` are pairs of code and word."""
    known = isinstance(value, str) and value in {code for code, _ in choices}
    return ChoiceSetInput(
        id=name,
        label=title,
        style="compact",
        choices=[Choice(title=word, value=code) for code, word in choices],
        is_required=True,
        error_message=missing,
        value=str(value) if known else None,
        placeholder=hint,
    )


def button(
    title: str,
    verb: str,
    *,
    primary: bool = False,
    destructive: bool = False,
    sends_inputs: bool = False,
    **data: Any,
) -> ExecuteAction:
    """A button that sends `verb` and ids; old clients send the same by Action.Submit."""
    full = {"verb": verb, "v": CARD_VERSION, **data}
    style: Literal["positive", "destructive"] | None = (
        "destructive" if destructive else "positive" if primary else None
    )
    inputs: Literal["none"] | None = None if sends_inputs else "none"
    old = SubmitAction(title=title, data=full, style=style, associated_inputs=inputs)
    return ExecuteAction(
        title=title, verb=verb, data=full, style=style, associated_inputs=inputs, fallback=old
    )


def dialog_button(title: str, verb: str, **data: Any) -> SubmitAction:
    """A button that opens a dialog; what is typed in its card stays there (platform.md 4.4)."""
    full = {"msteams": {"type": "task/fetch"}, "verb": verb, "v": CARD_VERSION, **data}
    return SubmitAction(title=title, data=full, associated_inputs="none")


def link(title: str, url: str) -> OpenUrlAction:
    """A button that opens an address of ours."""
    return OpenUrlAction(title=title, url=url)


def toggle(title: str, *targets: str) -> ToggleVisibilityAction:
    """A button that shows or hides parts of the card."""
    return ToggleVisibilityAction(title=title, target_elements=list(targets))


def box(style: Style, items: Elements, *, hidden_as: str = "") -> Container:
    """A coloured box; with `hidden_as` it is hidden at first and has that id."""
    return Container(
        style=style,
        items=list(items),
        id=hidden_as or None,
        is_visible=False if hidden_as else None,
    )


def beside(*columns: tuple[Literal["auto", "stretch"], CardElement]) -> ColumnSet:
    """Elements side by side."""
    return ColumnSet(
        columns=[
            Column(width=width, items=[item], vertical_content_alignment="Center") for width, item in columns
        ]
    )


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
    whole = AdaptiveCard(
        version="1.5",
        fallback_text=texts("bot.fallback"),
        body=list(body),
        actions=list(actions) or None,
        msteams=TeamsCardProperties(width="full"),
        refresh=_refresh(refresh, person) if refresh else None,
    )
    finished: Card = whole.model_dump(mode="json", exclude_none=True)
    _tidy(finished)
    return finished


def _refresh(data: Mapping[str, Any], person: str) -> RefreshDefinition:
    full = {"v": CARD_VERSION, **data}
    action = ExecuteAction(verb=str(data["verb"]), data=full)
    return RefreshDefinition(action=action, user_ids=[person] if person else None)


def _tidy(value: Card | list[Any]) -> None:
    """Whole numbers as such: the models keep every number as a float."""
    places: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
    for place, inner in places:
        kind = type(inner)
        if kind is dict or kind is list:
            _tidy(inner)
        elif kind is float and inner.is_integer():
            value[place] = int(inner)


def weight(finished: Card) -> int:
    """The card's size in bytes as Teams counts it: UTF-16 (platform.md 4.4)."""
    return len(json.dumps(finished, ensure_ascii=False, separators=(",", ":")).encode("utf-16-le"))
