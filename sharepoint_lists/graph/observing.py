"""What an observer is told of each call to Graph: its kind and numbers, never whose or what."""

from collections.abc import Callable
from dataclasses import dataclass

_KINDS = {"GET": "read", "POST": "create", "PATCH": "change", "DELETE": "remove"}


@dataclass(frozen=True, slots=True)
class GraphCall:
    """One call that is over.

    `kind`: read, changes, roster, create, change, remove, batch. `outcome`: 2xx, 4xx, 5xx,
    throttled, unanswered, not_sent. `seconds` it took, resource `units` it cost.
    """

    kind: str
    outcome: str
    seconds: float
    units: float


Observe = Callable[[GraphCall], None]


def unobserved(_: GraphCall) -> None:
    """For a client that nobody observes."""


def nobody_told(*_: object) -> None:
    """For a store that has nobody to tell."""


def kind_of(method: str, address: str) -> str:
    """What kind of call it is."""
    if address.endswith("/$batch"):
        return "batch"
    if method == "GET" and "/items/delta" in address:
        return "changes"
    if method == "GET" and address.startswith("/teams/"):
        return "roster"
    return _KINDS.get(method, "other")


def outcome_of(status: int) -> str:
    """How it ended, by its HTTP status."""
    return "throttled" if status == 429 else f"{status // 100}xx"
