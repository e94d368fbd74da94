"""$batch: up to 20 requests in one (platform.md 1.6)."""

import asyncio
import base64
from typing import Any
from urllib.parse import unquote

from multidict import CIMultiDict

from local_tenant.played import inner_played
from local_tenant.sharepoint.errors import GraphError, bad, error_body, new_id
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.operations import Graph, check_body
from local_tenant.sharepoint.graph.router import segments_of

MOST = 20
METHODS = ("GET", "POST", "PATCH", "PUT", "DELETE")


class Batch:
    """Runs the requests of a batch, one after the other or side by side."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def answer(self, ask: Ask) -> Reply:
        """200 with one response for each request. GraphError 400 for a malformed batch."""
        requests = _checked(ask.body_object())
        if any(one.get("dependsOn") for one in requests):
            responses = await self._one_by_one(ask, requests)
        else:
            responses = list(await asyncio.gather(*(self._one(ask, one) for one in requests)))
            if not self._graph.sharepoint.behaviour.differs("batch_order"):
                responses.reverse()  # "in any order": a client that trusts the order shall notice
        return Reply(body={"responses": responses})

    async def _one_by_one(self, ask: Ask, requests: list[dict[str, Any]]) -> list[dict[str, Any]]:
        by_id = {one["id"]: one for one in requests}
        statuses: dict[str, int] = {}
        responses = []
        for one_id in _chain(requests):
            one = by_id[one_id]
            failed = any(statuses[before] >= 400 for before in one.get("dependsOn") or [])
            if failed and not self._graph.sharepoint.behaviour.differs("batch_failed_dependency"):
                response = _failed_dependency(one_id)
            else:
                response = await self._one(ask, one)
            statuses[one_id] = response["status"]
            responses.append(response)
        return responses

    async def _one(self, ask: Ask, given: dict[str, Any]) -> dict[str, Any]:
        raw_path, _, query = given["url"].partition("?")
        raw_path = "/" + raw_path.lstrip("/")
        method = given["method"].upper()
        self._graph.sharepoint.counts.inner[self._graph.template(method, raw_path)] += 1
        inner = Ask(
            method=method,
            segments=segments_of(raw_path),
            query={},
            headers=CIMultiDict(given.get("headers") or {}),
            body=given.get("body"),
            caller=ask.caller,
            base=ask.base,
            raw_path=raw_path,
        )
        fault = self._graph.sharepoint.faults.next_for(method, f"/v1.0{unquote(raw_path)}", inner=True)
        reply = await inner_played(self._graph.sharepoint.clock, fault, lambda: self._performed(inner, query))
        return _response(given["id"], reply)

    async def _performed(self, inner: Ask, query: str) -> Reply:
        try:
            check_body(inner.method, inner.headers.get("Content-Type"), inner.body is not None)
        except GraphError as error:
            return Reply(error.status, error_body(error, new_id(), None))
        return await self._graph.answer(inner, query)


def _checked(body: dict[str, Any]) -> list[dict[str, Any]]:
    requests = body.get("requests")
    if not isinstance(requests, list) or not requests:
        raise bad("Invalid batch payload format.")
    if len(requests) > MOST:
        raise bad(f"Number of batch request steps exceeds the maximum value of {MOST}.")
    for one in requests:
        _check_one(one)
    ids = [one["id"] for one in requests]
    if len(set(ids)) != len(ids):
        raise bad("Request Id(s) must be unique within a batch.")
    _check_dependencies(requests)
    return requests


def _check_one(one: Any) -> None:
    if not isinstance(one, dict):
        raise bad("Invalid batch payload format.")
    known = {"id", "method", "url", "headers", "body", "dependsOn"}
    texts = all(isinstance(one.get(key), str) and one[key] for key in ("id", "method", "url"))
    if not texts or one.keys() - known:
        raise bad("Invalid batch payload format.")
    if one["method"].upper() not in METHODS:
        raise bad(f"Invalid batch payload format: unknown method '{one['method']}'.")
    if "://" in one["url"].partition("?")[0] or one["url"].startswith("//"):
        raise bad("Invalid batch payload format: the url of a request must be relative.")
    headers = one.get("headers") or {}
    if not isinstance(headers, dict) or not all(isinstance(v, str) for v in headers.values()):
        raise bad("Invalid batch payload format: headers must be an object of texts.")


def _check_dependencies(requests: list[dict[str, Any]]) -> None:
    ids = {one["id"] for one in requests}
    for one in requests:
        named = one.get("dependsOn") or []
        if not isinstance(named, list) or not all(name in ids for name in named):
            raise bad("Invalid batch payload format: dependsOn names a request that is not there.")
    if any(one.get("dependsOn") for one in requests):
        _chain(requests)


def _chain(requests: list[dict[str, Any]]) -> list[str]:
    """The ids in their order. GraphError 400 unless each follows exactly one other."""
    refused = bad("A batch must be either fully sequential or fully parallel.")
    followers: dict[str | None, str] = {}
    for one in requests:
        named = one.get("dependsOn") or [None]
        if len(named) != 1 or named[0] in followers:
            raise refused
        followers[named[0]] = one["id"]
    order: list[str] = []
    following = followers.get(None)
    while following is not None:
        order.append(following)
        following = followers.get(following)
    if len(order) != len(requests):
        raise refused
    return order


def _failed_dependency(one_id: str) -> dict[str, Any]:
    error = GraphError(424, "FailedDependency", "A request this one depends on has failed.")
    return _response(one_id, Reply(424, error_body(error, new_id(), None)))


def _response(one_id: str, reply: Reply) -> dict[str, Any]:
    response: dict[str, Any] = {"id": one_id, "status": reply.status}
    response["headers"] = {str(name): value for name, value in reply.headers.items()}
    if reply.body is not None:
        response["headers"].setdefault("Content-Type", "application/json")
        body = reply.body
        # A body that is not JSON comes as base64.
        response["body"] = base64.b64encode(body).decode() if isinstance(body, bytes) else body
    return response
