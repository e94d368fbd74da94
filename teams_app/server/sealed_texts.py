"""Texts that stand in a list and that nobody reads there: sealed with AES-GCM, each for its place."""

import base64
import binascii
import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12
_BLOCK = 512
"""Bytes: texts are filled up to a multiple of it, so that their length tells little."""


class SealedTexts:
    """Implements `technology_map.seals.Seals`. `key`: 32 bytes, the same on every instance."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._codes = hmac.new(key, b"codes", hashlib.sha256).digest()

    def code(self, text: str) -> str:
        """As the port says: HMAC-SHA-256, 32 hexadecimal digits of it."""
        return hmac.new(self._codes, text.encode(), hashlib.sha256).hexdigest()[:32]

    def seal(self, context: str, text: str) -> str:
        """As the port says."""
        nonce, said = secrets.token_bytes(_NONCE), text.encode()
        filled = said + b" " * (-len(said) % _BLOCK)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, filled, context.encode())).decode()

    def unseal(self, context: str, sealed: str) -> str | None:
        """As the port says."""
        try:
            box = base64.b64decode(sealed, validate=True)
            return self._cipher.decrypt(box[:_NONCE], box[_NONCE:], context.encode()).decode().rstrip(" ")
        except (binascii.Error, InvalidTag, ValueError):
            return None
