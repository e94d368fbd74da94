"""How values are compared in filters, in order, and for uniqueness."""

from typing import Any


def comparable(value: Any) -> str | float | int | None:
    """A value as it is compared: text without regard to case, as SharePoint compares it."""
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, (int, float)):
        return value
    return None
