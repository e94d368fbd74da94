"""Upload sessions: a file that comes in pieces, each in its turn, to an address that needs no token."""

import re
import secrets
from dataclasses import dataclass, field

from local_tenant.clock import Clock, iso
from local_tenant.sharepoint.drives.files import DriveItem, Files
from local_tenant.sharepoint.errors import GraphError, invalid, not_found, taken

PIECE = 320 * 1024
"""Bytes: each piece but the last is a multiple of it."""
LARGEST_PIECE = 60 * 1024 * 1024
LIVES = 15 * 60.0
"""Seconds after the last piece."""
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)\Z")


@dataclass(slots=True)
class Session:
    """One upload that is under way."""

    parent: DriveItem
    name: str
    until: float
    total: int = 0
    received: bytearray = field(default_factory=bytearray)


class Uploads:
    """Every upload that is under way; none outlives the process."""

    def __init__(self, files: Files, clock: Clock) -> None:
        self._files, self._clock = files, clock
        self._sessions: dict[str, Session] = {}

    def begin(self, parent: DriveItem, name: str) -> tuple[str, Session]:
        """A new session and what it is known by. GraphError 409 where the name is taken already."""
        if self._files.has(parent, name):
            raise taken()
        key = secrets.token_urlsafe(24)
        self._sessions[key] = Session(parent, name, self._clock.now() + LIVES)
        return key, self._sessions[key]

    def session(self, key: str) -> Session:
        """A session that lives. GraphError 404."""
        found = self._sessions.get(key)
        if found is None or found.until < self._clock.now():
            self._sessions.pop(key, None)
            raise not_found("The upload session was not found")
        return found

    def state(self, session: Session) -> dict[str, object]:
        """When it ends and what it waits for."""
        return {
            "expirationDateTime": iso(session.until),
            "nextExpectedRanges": [f"{len(session.received)}-"],
        }

    def take(self, key: str, said: str, piece: bytes) -> DriveItem | None:
        """Takes a piece; the file where it was the last. GraphError 400, 404, 409, 416."""
        session = self.session(key)
        first, last, total = _range(said)
        if last - first + 1 != len(piece) or last >= total or len(piece) > LARGEST_PIECE:
            raise invalid("The Content-Range does not match the content.")
        if session.total not in (0, total):
            raise invalid("The total size differs from that of the pieces before.")
        if first != len(session.received):
            raise GraphError(
                416, "invalidRange", "The received range has been uploaded already, or leaves a gap."
            )
        if last + 1 < total and len(piece) % PIECE:
            raise invalid(f"A piece that is not the last must be a multiple of {PIECE} bytes.")
        session.total, session.until = total, self._clock.now() + LIVES
        session.received += piece
        if last + 1 < total:
            return None
        made = self._files.add(session.parent, session.name, bytes(session.received))
        del self._sessions[key]
        return made

    def cancel(self, key: str) -> None:
        """Ends a session. GraphError 404."""
        self.session(key)
        del self._sessions[key]


def _range(said: str) -> tuple[int, int, int]:
    found = _RANGE.match(said)
    if found is None:
        raise invalid("A piece needs a Content-Range such as bytes 0-327679/1000000.")
    return int(found[1]), int(found[2]), int(found[3])
