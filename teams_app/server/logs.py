"""The log: JSON lines with a fixed set of fields, so that no text or name can slip in."""

import hashlib
import hmac
import logging
import re
import secrets
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog
from opentelemetry import trace

FIELDS = frozenset(
    "timestamp level event request_id actor action route method status ms item list outcome attempt code"
    " count units seconds error kind state depth age mode host port version reason round column what"
    " proposal row number seq receipt trace_id"
    " lists outbox outbox_age outgoing roster keys graph skew drift".split()
)
"""What a log line may hold (trust.md 5.10). Anything else is left out."""

_QUIET = ("httpx", "httpcore", "msal", "azure", "urllib3", "msrest", "aiohttp.access", "botbuilder")
_HARMLESS = re.compile(r"[\w .:/{}+-]{0,120}")
_SALT = secrets.token_bytes(32)


def actor_hash(object_id: str) -> str:
    """A stand-in for a person that joins the lines of one process and means nothing outside it."""
    return hmac.new(_SALT, object_id.encode(), hashlib.sha256).hexdigest()[:12]


def traced(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Adds the trace that the line belongs to, where there is one."""
    here = trace.get_current_span().get_span_context()
    if here.is_valid:
        event["trace_id"] = trace.format_trace_id(here.trace_id)
    return event


def allow_listed(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leaves out every field that is not on the list, and every value that could be free text."""
    kept: dict[str, Any] = {}
    for name, value in event.items():
        plain = value is None or isinstance(value, bool | int | float)
        harmless = isinstance(value, str) and _HARMLESS.fullmatch(value) is not None
        if name in FIELDS and (plain or harmless):
            kept[name] = value
    return kept


class _OneLine(logging.Handler):
    """Lets a library's warning through as its name and level, without its words."""

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        structlog.get_logger().warning("library_warning", kind=record.name, error=kind)


def set_up(stream: TextIO | None = None) -> None:
    """Sends our events, and libraries' warnings, to `stream` (standard error) as JSON lines."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            traced,
            allow_listed,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers[:] = [_OneLine(level=logging.WARNING)]
    root.setLevel(logging.WARNING)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
