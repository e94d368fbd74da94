"""One-time tickets for files: Teams gives a download no header for the token, so its address says enough.

A ticket is its order, sealed (AES-GCM): unguessable, bound to person, file and filter, good for 60
seconds. Nothing is kept but what was used, so any instance with the same key honours it; one that
was used is refused for the rest of its minute by the instance that served it.
"""

import base64
import binascii
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

SECONDS = 60
_NONCE = 12
_LONGEST = 4_000


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
        self._seal = AESGCM(key)
        self._now = now
        self._used: dict[bytes, float] = {}

    def issue(self, order: Order) -> str:
        """A new ticket."""
        nonce = secrets.token_bytes(_NONCE)
        said = json.dumps({**asdict(order), "until": self._now().timestamp() + SECONDS}).encode()
        return base64.urlsafe_b64encode(nonce + self._seal.encrypt(nonce, said, None)).decode().rstrip("=")

    def take(self, ticket: str, *, keep: bool = False) -> Order:
        """The order of a ticket, which is then used up, unless it is to `keep`. Raises BadTicket."""
        nonce, said = self._opened(ticket)
        now = self._now().timestamp()
        until = float(said.pop("until"))
        self._used = {one: end for one, end in self._used.items() if end > now}
        if until <= now or nonce in self._used:
            raise BadTicket
        if not keep:
            self._used[nonce] = until
        return Order(**said)

    def _opened(self, ticket: str) -> tuple[bytes, dict[str, str]]:
        """What stands in it, and what it is known by: the same bytes may be spelt in several ways."""
        if len(ticket) > _LONGEST:
            raise BadTicket
        try:
            sealed = base64.b64decode(ticket + "=" * (-len(ticket) % 4), altchars=b"-_", validate=True)
            said = self._seal.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        except (binascii.Error, InvalidTag, ValueError):
            raise BadTicket from None
        found: dict[str, str] = json.loads(said)
        return sealed[:_NONCE], found
