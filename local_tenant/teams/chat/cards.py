"""Pressing a card's buttons without a screen: finds actions, gathers and checks inputs.

What is sent follows the renderer (npm adaptivecards): all values are text, unset inputs are absent,
a ShowCard's buttons send its own inputs and those around it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from local_tenant.teams.chat.message import Json

NESTED = ("body", "items", "columns", "actions", "inlines", "facts", "rows", "cells", "images")
SINGLE = ("selectAction", "inlineAction")


class NotPressable(LookupError):  # noqa: N818 - what the person finds, not a fault
    """A person could not have done this: no such button or field, or a field is not filled in."""


@dataclass(frozen=True, slots=True)
class Button:
    """An action of a card, with the inputs whose values it sends."""

    action: Json
    inputs: tuple[Json, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What the button can be called: its verb, id and title, and its data's verb."""
        data = self.action.get("data")
        verb = data.get("verb") if isinstance(data, dict) else None
        said = (self.action.get("verb"), self.action.get("id"), self.action.get("title"), verb)
        return tuple(str(one) for one in said if one)


def buttons(card: Json, around: tuple[Json, ...] = ()) -> list[Button]:
    """All buttons of a card in reading order, those of its ShowCards among them."""
    elements = list(_elements(card))
    fields = (*around, *(one for one in elements if str(one.get("type")).startswith("Input.")))
    found: list[Button] = []
    for one in elements:
        if one.get("type") == "Action.ShowCard":
            found += buttons(one.get("card") or {}, fields)
        elif str(one.get("type")).startswith("Action."):
            found.append(Button(one, fields))
    return found


def button(card: Json, which: str | int) -> Button:
    """The button of that number, verb, id or title. NotPressable where there is none."""
    there = buttons(card)
    if isinstance(which, int):
        if 0 <= which < len(there):
            return there[which]
    else:
        for one in there:
            if which in one.names:
                return one
    names = [one.names[0] if one.names else one.action.get("type") for one in there]
    raise NotPressable(f"no button {which!r}; there are {names}")


def sent(pressed: Button, given: Json, *, checked: bool = True) -> Any:
    """The `data` the button sends, with the inputs in it.

    `given` are the values typed, by input id. NotPressable where an input is unknown or, unless
    `checked` is off, where the renderer would not have let it through.
    """
    data = pressed.action.get("data")
    if str(pressed.action.get("associatedInputs", "")).lower() == "none":
        return data if data is not None else {}
    values: Json = {}
    known = {str(one.get("id")): one for one in pressed.inputs}
    unknown = given.keys() - known.keys()
    if unknown:
        raise NotPressable(f"no input {sorted(unknown)}; there are {sorted(known)}")
    for name, field in known.items():
        value = _value(field, given.get(name, field.get("value")))
        if checked:
            _check(name, field, value)
        if value:
            values[name] = value
    return {**(data if isinstance(data, dict) else {}), **values}


def _elements(thing: Json) -> Iterator[Json]:
    for name in NESTED:
        for one in thing.get(name) or []:
            if isinstance(one, dict):
                yield one
                yield from _elements(one)
    for name in SINGLE:
        inner = thing.get(name)
        if isinstance(inner, dict):
            yield inner
            yield from _elements(inner)


def _value(field: Json, value: Any) -> str:
    if field.get("type") == "Input.Toggle":
        on, off = str(field.get("valueOn", "true")), str(field.get("valueOff", "false"))
        return on if value is True or str(value) == on else off
    if value is None:
        return ""
    if isinstance(value, list | tuple | set):
        return ",".join(str(one) for one in value)
    return str(value)


def _check(name: str, field: Json, value: str) -> None:
    said = field.get("errorMessage") or field.get("label") or name
    unticked = field.get("type") == "Input.Toggle" and value != str(field.get("valueOn", "true"))
    if field.get("isRequired") and (not value or unticked):
        raise NotPressable(f"input {name!r} must be filled in: {said}")
    if not value:
        return
    if (pattern := field.get("regex")) and not re.search(str(pattern), value):
        raise NotPressable(f"input {name!r} does not match {pattern}: {said}")
    if (most := field.get("maxLength")) and len(value) > int(most):
        raise NotPressable(f"input {name!r} takes {most} characters, not {len(value)}")
    if field.get("type") == "Input.ChoiceSet" and "choices.data" not in field:
        _check_choice(name, field, value)


def _check_choice(name: str, field: Json, value: str) -> None:
    offered = {str(one.get("value")) for one in field.get("choices") or []}
    chosen = set(value.split(",")) if field.get("isMultiSelect") else {value}
    if not chosen <= offered:
        raise NotPressable(f"input {name!r} offers {sorted(offered)}, not {sorted(chosen)}")
