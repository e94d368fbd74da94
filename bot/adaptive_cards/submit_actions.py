"""Finished cards for clients without Action.Execute: Action.Submit in its place, forms in dialogs.

What a press answers then comes by the connector, which changes the card's message.
"""

from collections.abc import Callable, Collection
from typing import Any

from bot.adaptive_cards.plain import Card

DIALOG = {"msteams": {"type": "task/fetch"}}


def by_submit(card: Card, forms: Collection[str]) -> Card:
    """The card with Submit buttons; those whose verb is among `forms` open a dialog.

    It does not refresh itself: a refresh is an Action.Execute, too.
    """
    found: Card = _changed(card, lambda data: DIALOG | data if data.get("verb") in forms else data)
    found.pop("refresh", None)
    return found


def in_dialog(card: Card, title: str, message: str) -> Card:
    """The card as it stands in a dialog called `title`, opened from the card in `message`."""
    found: Card = _changed(card, lambda data: {"message": message, **data})
    found.pop("refresh", None)
    body = found.get("body", [])
    if body and body[0].get("style") == "heading" and body[0].get("text") == title:
        found["body"] = body[1:]
    return found


def _changed(part: Any, data: Callable[[Card], Card]) -> Any:
    """A copy in which each button sends by Submit what `data` makes of its data."""
    if isinstance(part, list):
        return [_changed(one, data) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "Action.Execute" and "fallback" in part:
        return part["fallback"] | {"data": data(part["data"])}
    if part.get("type") == "Action.Submit":
        return part | {"data": data(part["data"])}
    return {name: _changed(one, data) for name, one in part.items()}
