"""The names that a card's data may have: those that some client cannot carry are kept out."""

from collections.abc import Mapping
from typing import Any

FORM_KEY = "form_key"
"""The key of one submission or one move, minted when its form is drawn."""
FORMER_FORM_KEY = "key"
"""What it was called in cards that lie in people's chats."""

NOT_IN_DATA = frozenset(
    {
        FORMER_FORM_KEY,  # Microsoft's Agents Playground stops: "Cannot assign to read only property 'key'"
        "ref",  # beside `key` the other name that React keeps for itself
        "children",
        "__proto__",
        "constructor",
        "prototype",
    }
)
"""Names that the data of an Action.Execute or Action.Submit of ours never has, whatever the reason."""


def form_key(data: Mapping[str, Any]) -> str:
    """The key that a card was drawn with, also by an older card; empty where there is none."""
    value = data.get(FORM_KEY, data.get(FORMER_FORM_KEY))
    return value if isinstance(value, str) else ""
