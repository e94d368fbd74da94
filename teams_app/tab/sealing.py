"""What the browser keeps for us and may neither read nor change: sealed with AES-GCM."""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_LONGEST = 8_000


class BadSeal(Exception):  # noqa: N818 - an answer, not an error
    """Not sealed by us, for this purpose."""


class Sealer:
    """Seals and opens. `key`: 32 bytes, the same on every instance.

    What is sealed for one purpose opens for no other.
    """

    def __init__(self, key: bytes, purpose: str) -> None:
        self._cipher = AESGCM(key)
        self._purpose = purpose.encode()

    def sealed(self, said: Mapping[str, Any]) -> str:
        """The text that says it, fit for an address."""
        nonce = secrets.token_bytes(_NONCE)
        box = self._cipher.encrypt(nonce, json.dumps(dict(said)).encode(), self._purpose)
        return base64.urlsafe_b64encode(nonce + box).decode().rstrip("=")

    def opened(self, text: str) -> tuple[bytes, dict[str, Any]]:
        """What it is known by, as the same bytes may be spelt in several ways, and what it says.

        Raises BadSeal.
        """
        if len(text) > _LONGEST:
            raise BadSeal
        try:
            box = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            said = self._cipher.decrypt(box[:_NONCE], box[_NONCE:], self._purpose)
        except (binascii.Error, InvalidTag, ValueError):
            raise BadSeal from None
        found: dict[str, Any] = json.loads(said)
        return box[:_NONCE], found
