"""What somebody can press on a card: buttons with a fallback, dialogs, links."""

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

from microsoft_teams.cards.core import (
    ActionSet,
    ExecuteAction,
    OpenUrlAction,
    SubmitAction,
    ToggleVisibilityAction,
)

from bot.adaptive_cards.plain import Action, Element, plain

CARD_VERSION = 1
"""Counted up when the data of a button changes its meaning: older cards get a fresh one."""


def button(
    title: str,
    verb: str,
    *,
    primary: bool = False,
    destructive: bool = False,
    sends_inputs: bool = False,
    **data: Any,
) -> Action:
    """A button that sends `verb` and ids; old clients send the same by Action.Submit."""
    full = {"verb": verb, "v": CARD_VERSION, **data}
    by_execute = _button("destructive" if destructive else "positive" if primary else None, sends_inputs)
    old = by_execute["fallback"] | {"title": title, "data": full}
    return by_execute | {"title": title, "verb": verb, "data": full, "fallback": old}


@cache
def _button(style: Literal["positive", "destructive"] | None, sends_inputs: bool) -> Action:
    inputs: Literal["none"] | None = None if sends_inputs else "none"
    old = SubmitAction(title="", style=style, associated_inputs=inputs)
    return plain(ExecuteAction(title="", style=style, associated_inputs=inputs, fallback=old))


def dialog_button(title: str, verb: str, **data: Any) -> Action:
    """A button that opens a dialog; what is typed in its card stays there (platform.md 4.4)."""
    full = {"msteams": {"type": "task/fetch"}, "verb": verb, "v": CARD_VERSION, **data}
    return plain(SubmitAction(title=title, data=full, associated_inputs="none"))


def link(title: str, url: str) -> Action:
    """A button that opens an address of ours."""
    return _link() | {"title": title, "url": url}


@cache
def _link() -> Action:
    return plain(OpenUrlAction(title="", url=""))


def toggle(title: str, *targets: str) -> Action:
    """A button that shows or hides parts of the card."""
    return _toggle(targets) | {"title": title}


@cache
def _toggle(targets: tuple[str, ...]) -> Action:
    return plain(ToggleVisibilityAction(title="", target_elements=list(targets)))


def actions_row(actions: Sequence[Action]) -> Element:
    """Buttons within the card's body."""
    return _actions_row() | {"actions": list(actions)}


@cache
def _actions_row() -> Element:
    return plain(ActionSet(actions=[]))
