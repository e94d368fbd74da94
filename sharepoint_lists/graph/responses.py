"""What Graph can answer to a request, and the three ways of not getting what was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

Json = dict[str, Any]
SURELY_NOT_WRITTEN = frozenset({401, 403, 404, 405, 410, 413, 415})
"""Statuses that a request gets before its work is looked at; any other 4xx leaves doubt."""


class GraphFailure(Exception):  # noqa: N818 - what happened, told by its subclasses
    """Graph did not do what it was asked to do, or it is not known whether it did."""


class NotDone(GraphFailure):
    """It is certain that nothing was done: never sent, or throttled (429)."""


class Unanswered(GraphFailure):
    """It may have been done: no answer, a broken one, or an error of the server (5xx)."""


class Absent(GraphFailure):
    """It was looked for, after the longest that a read can lag behind, and is not there."""


class Declined(GraphFailure):
    """Graph understood and did not do it (4xx)."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: status, headers with lower-case names, and the bytes of the body."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    def json(self) -> Json:
        """The body. Raises Unanswered when it is no JSON object."""
        try:
            body = orjson.loads(self.content)
        except orjson.JSONDecodeError:
            raise Unanswered("the body is no JSON") from None
        if not isinstance(body, dict):
            raise Unanswered("the body is no JSON object")
        return body

    def code(self) -> str:
        """Graph's error code, or an empty text where the body has none (platform.md 1.8)."""
        try:
            error = orjson.loads(self.content)["error"]["code"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            return ""
        return str(error)[:60]


def settled(answer: Answer) -> Answer:
    """The answer, if Graph did what was asked. Raises NotDone, Unanswered or Declined if not."""
    if 200 <= answer.status < 300:
        return answer
    if answer.status == 429:
        raise NotDone("throttled")
    if 400 <= answer.status < 500:
        raise Declined(answer.status, answer.code())
    raise Unanswered(f"status {answer.status}")
