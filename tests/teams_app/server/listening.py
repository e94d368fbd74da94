"""What stories about the log share: canaries, a clock that breaks down, and who hears what gets out."""

import asyncio
import contextlib
import io
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
import structlog

from local_tenant.people import PEOPLE
from teams_app.server import logs
from tests.stories.playing import utc_now

CPR, DOUBTFUL = "010190-1234", "0101901235"


def canary(what: str) -> str:
    """A word that stands nowhere else: wherever it turns up, it came from here."""
    return f"kanariefugl{what.replace('_', '')}zq"


class Clock:
    """The machine's clock, until it is told to break down with a canary in its last words.

    It goes on for the messages that are delivered in the background, whenever they ask.
    """

    def __init__(self) -> None:
        self.calls_left = -1

    def __call__(self) -> datetime:
        task = asyncio.current_task()
        if task is not None and task.get_name() == "outgoing":
            return utc_now()
        if self.calls_left == 0:
            raise RuntimeError(f"{canary('exception')} {CPR}")
        self.calls_left -= 1
        return utc_now()


@dataclass(slots=True)
class Witness:
    """What the world outside gets to see: the log, and the bodies of answers that say no."""

    stream: io.StringIO
    bodies: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def hears(self, answer: httpx.Response, status: int) -> None:
        """Keeps an answer that says no."""
        assert answer.status_code == status
        self.bodies.append(f"{answer.text} {dict(answer.headers)}")

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The log so far."""
        return [json.loads(line) for line in self.stream.getvalue().splitlines()]

    def secrets(self) -> list[str]:
        """Everything that must be nowhere."""
        people = [text for one in PEOPLE for text in (one.name, one.object_id, one.mail, one.key + "@")]
        return [*people, *self.tokens, "kanariefugl", CPR, DOUBTFUL, "eyJ", "Bearer"]


@contextlib.contextmanager
def logging_as_before() -> Iterator[None]:
    """Afterwards everything about logging is as it was: a command sets it up for the whole process."""
    kept, root = structlog.get_config(), logging.getLogger()
    quiet = [root, *(logging.getLogger(name) for name in logs._QUIET)]
    levels, handlers = [one.level for one in quiet], root.handlers[:]
    try:
        yield
    finally:
        structlog.configure(**kept)
        root.handlers[:] = handlers
        for one, level in zip(quiet, levels, strict=True):
            one.setLevel(level)


@contextlib.contextmanager
def logged() -> Iterator[io.StringIO]:
    """Our log in a text."""
    stream = io.StringIO()
    with logging_as_before():
        logs.set_up(stream)
        yield stream
