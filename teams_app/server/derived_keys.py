"""Keys that seal tickets, drafts, assessments and placements: derived, the same wherever a secret is."""

import hashlib
import hmac
import secrets

from teams_app.settings import Settings

_TICKETS = b"teknologikort: tickets for files"
_DRAFTS = b"teknologikort: drafts"
_ASSESSMENTS = b"teknologikort: assessments"
_WORRIES = b"teknologikort: worries"
_PLACEMENTS = b"teknologikort: placements"
_SNAPSHOT = b"teknologikort: local snapshot"
_MARK = b"teknologikort: mark of the secret"


def ticket_key(settings: Settings) -> bytes:
    """32 bytes out of the ticket secret, else the client secret (HMAC-SHA-256).

    Where there is neither, they are drawn anew at each start: tickets are then good at the instance
    that sold them only, which is right for one instance.
    """
    return _derived(settings, _TICKETS) or secrets.token_bytes(32)


def draft_key(settings: Settings) -> bytes | None:
    """The same for drafts, which outlive a start: None where there is neither secret."""
    return _derived(settings, _DRAFTS)


def assessment_key(settings: Settings) -> bytes | None:
    """The same for assessments."""
    return _derived(settings, _ASSESSMENTS)


def placement_key(settings: Settings) -> bytes | None:
    """The same for placements in workshops."""
    return _derived(settings, _PLACEMENTS)


def worry_key(settings: Settings) -> bytes | None:
    """The same for worries."""
    return _derived(settings, _WORRIES)


def snapshot_key(settings: Settings) -> bytes | None:
    """The same for the local snapshot."""
    return _derived(settings, _SNAPSHOT)


def secret_mark(settings: Settings) -> str:
    """Differs where the shared secret does, and tells nothing of it; empty where there is none."""
    found = _derived(settings, _MARK)
    return found.hex()[:16] if found else ""


def _derived(settings: Settings, purpose: bytes) -> bytes | None:
    shared = settings.ticket_secret.get_secret_value() or settings.client_secret.get_secret_value()
    return hmac.new(shared.encode(), purpose, hashlib.sha256).digest() if shared else None
