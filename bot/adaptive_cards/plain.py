"""Elements and actions as they go over the line: JSON, made by Microsoft's typed models.

A model costs more to make than all else a card needs; where many elements have one shape, the shape is
made once (`bot.adaptive_cards.elements`) and filled in.
"""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

Json = dict[str, Any]
Card = Json
Element = Json
Action = Json


def plain(model: BaseModel) -> Json:
    """A model as JSON, whole numbers as such: the models keep every number as a float."""
    found: Json = model.model_dump(mode="json", exclude_none=True)
    _tidy(found)
    return found


def _tidy(value: Json | list[Any]) -> None:
    places: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, dict) else enumerate(value)
    for place, inner in places:
        kind = type(inner)
        if kind is dict or kind is list:
            _tidy(inner)
        elif kind is float and inner.is_integer():
            value[place] = int(inner)
