"""The key that seals tickets for files: derived, never stored, shared by all instances that can."""

import hashlib
import hmac
import secrets

from teams_app.settings import Settings

_PURPOSE = b"teknologikort: tickets for files"


def ticket_key(settings: Settings) -> bytes:
    """32 bytes out of the ticket secret, else the client secret (HMAC-SHA-256).

    Where there is neither, they are drawn anew at each start: tickets are then good at the instance
    that sold them only, which is right for one instance.
    """
    shared = settings.ticket_secret.get_secret_value() or settings.client_secret.get_secret_value()
    if not shared:
        return secrets.token_bytes(32)
    return hmac.new(shared.encode(), _PURPOSE, hashlib.sha256).digest()
