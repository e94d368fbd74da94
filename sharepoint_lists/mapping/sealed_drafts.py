"""A draft as its row holds it: sealed, so that those who can open the closed site cannot read it."""

import base64
import binascii
import secrets
import zlib
from dataclasses import dataclass
from datetime import datetime

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from technology_map.cards.drafts import Draft, DraftForm

_NONCE = 12
LONGEST = 500_000
"""Bytes of an opened draft: what claims to be more is none of ours."""


@dataclass(frozen=True, slots=True)
class SealedDraft:
    """The row: whose it is, of which form, when it was written, and the sealed rest."""

    person: str
    form: str
    sealed: str
    written_at: datetime
    row: int = 0
    version: str = ""

    @property
    def key(self) -> str:
        """Unique: one row a person and form."""
        return draft_key(self.person, self.form)


def draft_key(person: str, form: str) -> str:
    """The key of a person's draft of a form."""
    return f"{person}|{form}"


class Seal:
    """Seals and opens drafts (AES-256-GCM). A row that was moved to another person does not open."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def sealed(self, draft: Draft) -> SealedDraft:
        """The row of a draft."""
        nonce = secrets.token_bytes(_NONCE)
        said = zlib.compress(orjson.dumps(dict(draft.values)), 6)
        box = self._cipher.encrypt(nonce, said, draft_key(draft.person, draft.form).encode())
        text = base64.b64encode(nonce + box).decode()
        return SealedDraft(draft.person, draft.form, text, draft.written_at, draft.row, draft.version)

    def opened(self, row: SealedDraft) -> Draft | None:
        """The draft of a row; None where another key sealed it, or a hand has changed it."""
        try:
            box = base64.b64decode(row.sealed, validate=True)
            said = self._cipher.decrypt(box[:_NONCE], box[_NONCE:], row.key.encode())
            values = orjson.loads(zlib.decompressobj().decompress(said, LONGEST))
            form = DraftForm(row.form)
        except (binascii.Error, InvalidTag, ValueError, zlib.error):
            return None
        return Draft(row.person, form, values, row.written_at, row.row, row.version)
