"""The file of a local snapshot: sealed parts one after the other, whole or not there at all."""

import os
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_MARK = b"teknologikort snapshot 1\n"
_SALT, _SIZE = 8, 4
_LONGEST = 64 * 2**20
"""Bytes of a part: a file that claims more is none of ours."""


class UnusableSnapshot(Exception):  # noqa: N818 - an answer, not an error
    """There is no whole snapshot that this instance may read; the lists are then read from SharePoint."""


class SnapshotFile:
    """Parts sealed with AES-GCM, each for its place: none can be changed, moved, or left out.

    The file holds rows of the closed site too, so that it is written for no one but its owner. `key`: 32
    bytes. A part's nonce is the file's random salt and the part's number, so that none comes twice.
    """

    def __init__(self, file: Path, key: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)

    async def write(self, parts: AsyncIterator[bytes]) -> None:
        """Write all parts, then put the file in the place of the last one. Raises OSError."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        begun = self._file.with_suffix(".begun")
        salt, number = secrets.token_bytes(_SALT), 0
        try:
            with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                out.write(_MARK + salt)
                async for part in parts:
                    out.write(self._sealed(salt, number, part))
                    number += 1
                out.write(self._sealed(salt, number, b""))
            begun.replace(self._file)
        finally:
            begun.unlink(missing_ok=True)

    def read(self) -> Iterator[bytes]:
        """The parts. Raises UnusableSnapshot, where the end is missing only after the last of them."""
        try:
            with self._file.open("rb") as file:
                if file.read(len(_MARK)) != _MARK:
                    raise UnusableSnapshot("not a snapshot")
                salt, number = file.read(_SALT), 0
                while part := self._opened(salt, number, file.read(_SIZE), file.read):
                    yield part
                    number += 1
        except OSError as failure:
            raise UnusableSnapshot(type(failure).__name__) from failure

    def remove(self) -> None:
        """Forget the file, if there is one."""
        self._file.unlink(missing_ok=True)

    def _sealed(self, salt: bytes, number: int, part: bytes) -> bytes:
        sealed = self._cipher.encrypt(_nonce(salt, number), part, _MARK)
        return len(sealed).to_bytes(_SIZE, "big") + sealed

    def _opened(self, salt: bytes, number: int, size: bytes, read: Callable[[int], bytes]) -> bytes:
        length = int.from_bytes(size, "big")
        if len(salt) < _SALT or len(size) < _SIZE or length > _LONGEST:
            raise UnusableSnapshot("cut off")
        try:
            return self._cipher.decrypt(_nonce(salt, number), read(length), _MARK)
        except (InvalidTag, ValueError):
            raise UnusableSnapshot("another key, or changed") from None


def _nonce(salt: bytes, number: int) -> bytes:
    return salt + number.to_bytes(_SIZE, "big")
