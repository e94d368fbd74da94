"""`$batch` by hand: up to twenty requests in one round trip, each with its own outcome."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.clock import Deadline
from sharepoint_lists.graph.responses import (
    SURELY_NOT_WRITTEN,
    Answer,
    Declined,
    Json,
    NotDone,
    Unanswered,
    settled,
)
from sharepoint_lists.graph.throttling import asked_pause

MOST = 20
"""Requests in one batch (platform.md 1.6)."""


@dataclass(frozen=True, slots=True)
class Part:
    """One request of a batch; `address` is a path behind the base."""

    method: str
    address: str
    body: Json | None = None
    units: float = 2.0


Outcome = Answer | NotDone | Unanswered


async def batch(
    graph: Graph,
    components: Sequence[Part],
    deadline: Deadline,
    *,
    in_order: bool = False,
    wait: float | None = None,
) -> list[Outcome]:
    """The outcome of each part, in order. No part is repeated here. Raises Declined (certainly nothing done).

    `in_order`: one after the other, none after one that failed (it is answered 424, platform.md 1.6).

    `wait` bounds the seconds for the answer, four times as many as for one request if not told.
    A whole batch that was not sent is NotDone for each, one without a readable answer Unanswered.
    """
    assert len(components) <= MOST  # noqa: S101 - a mistake of the caller, not of the world
    body = {"requests": [_request(number, part, in_order) for number, part in enumerate(components)]}
    units = sum(part.units for part in components)
    try:
        answer = await graph.call(
            "POST",
            "/$batch",
            deadline,
            body=body,
            units=units,
            wait=4 * graph.patience.answer if wait is None else wait,
        )
        found = settled(answer).json().get("responses")
    except (NotDone, Unanswered) as failure:
        return [failure] * len(components)
    except Declined as declined:
        if declined.status in SURELY_NOT_WRITTEN:
            raise
        return [Unanswered(str(declined))] * len(components)
    by_id = {str(one.get("id")): one for one in found} if isinstance(found, list) else {}
    outcomes = [_outcome(by_id.get(str(number))) for number in range(len(components))]
    _heed(graph, outcomes)
    return outcomes


def _heed(graph: Graph, outcomes: Sequence[Outcome]) -> None:
    """Hold everybody back for as long as the most throttled part asks."""
    pauses = [
        asked_pause(dict(one.headers), graph.clock.now())
        for one in outcomes
        if isinstance(one, Answer) and one.status == 429
    ]
    if pauses:
        graph.hold(max(pauses))


def _request(number: int, part: Part, in_order: bool) -> Json:
    asked: Json = {"id": str(number), "method": part.method, "url": part.address}
    if in_order and number:
        asked["dependsOn"] = [str(number - 1)]
    if part.body is not None:
        asked |= {"headers": {"Content-Type": "application/json"}, "body": part.body}
    return asked


def _outcome(response: Json | None) -> Outcome:
    if not isinstance(response, dict) or not isinstance(response.get("status"), int):
        return Unanswered("no part of this number")
    headers = {str(k).lower(): str(v) for k, v in (response.get("headers") or {}).items()}
    return Answer(response["status"], headers, orjson.dumps(response.get("body")))
