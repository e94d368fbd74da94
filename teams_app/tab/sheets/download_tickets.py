"""One-time tickets for files: Teams gives a download no header for the token, so its address says enough.

A ticket is its order, sealed: unguessable, bound to person, file and filter, good for 60 seconds.
Nothing is kept but what was used, so any instance with the same key honours it; one that was used
is refused for the rest of its minute by the instance that served it.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from teams_app.tab.sealing import BadSeal, Sealer

SECONDS = 60


@dataclass(frozen=True, slots=True)
class Order:
    """What a ticket is good for: `what` file, in which `form`, of which filter, for whom."""

    what: str
    form: str
    query: str
    language: str
    person: str


class BadTicket(Exception):  # noqa: N818 - an answer, not an error
    """No ticket of ours, too old, or used already."""


class Tickets:
    """Sells tickets, and takes each once. `key`: 32 bytes, the same on every instance."""

    def __init__(self, key: bytes, now: Callable[[], datetime]) -> None:
        self._sealer = Sealer(key, "ticket")
        self._now = now
        self._used: dict[bytes, float] = {}

    def issue(self, order: Order) -> str:
        """A new ticket."""
        return self._sealer.sealed({**asdict(order), "until": self._now().timestamp() + SECONDS})

    def take(self, ticket: str, *, keep: bool = False) -> Order:
        """The order of a ticket, which is then used up, unless it is to `keep`. Raises BadTicket."""
        try:
            nonce, said = self._sealer.opened(ticket)
        except BadSeal:
            raise BadTicket from None
        now = self._now().timestamp()
        until = float(said.pop("until"))
        self._used = {one: end for one, end in self._used.items() if end > now}
        if until <= now or nonce in self._used:
            raise BadTicket
        if not keep:
            self._used[nonce] = until
        return Order(**said)
