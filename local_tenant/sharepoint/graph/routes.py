"""Graph over HTTP: /v1.0/sites/… and /v1.0/$batch."""

import orjson
from aiohttp import web
from multidict import CIMultiDict

from local_tenant.entra import GRAPH, Entra, TokenRefused
from local_tenant.sharepoint.access import Caller, caller_of, unauthenticated
from local_tenant.sharepoint.errors import GraphError, bad, error_body, new_id
from local_tenant.sharepoint.graph.batch import Batch
from local_tenant.sharepoint.graph.exchange import Ask, Reply
from local_tenant.sharepoint.graph.operations import Graph, check_body
from local_tenant.sharepoint.graph.router import segments_of

JSON = (
    "application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8"
)
LOOPBACK = ("localhost", "127.0.0.1")


class GraphEndpoint:
    """Turns an HTTP request into an Ask, and a Reply into an HTTP response."""

    def __init__(self, graph: Graph, entra: Entra) -> None:
        self._graph, self._batch, self._entra = graph, Batch(graph), entra

    async def answer(self, request: web.Request) -> web.Response:
        """The response to any request for Graph."""
        try:
            reply = await self._reply(request)
        except GraphError as error:
            client = request.headers.get("client-request-id")
            reply = Reply(error.status, error_body(error, new_id(), client), CIMultiDict(error.headers))
        return http_response(reply)

    async def _reply(self, request: web.Request) -> Reply:
        caller = self._caller(request)
        raw_path, _, query = request.raw_path.removeprefix("/v1.0").partition("?")
        ask = Ask(
            method=request.method,
            segments=segments_of(raw_path),
            query={},
            headers=request.headers,
            body=await _body(request),
            caller=caller,
            base=f"{self._base(request)}/v1.0",
            raw_path=raw_path,
        )
        if [one.lower() for one in ask.segments] != ["$batch"]:
            return await self._graph.answer(ask, query)
        if ask.method != "POST":
            message = "Specified HTTP method is not allowed for the request target."
            raise GraphError(405, "BadRequest", message)
        return await self._batch.answer(ask)

    def _caller(self, request: web.Request) -> Caller:
        try:
            claims = self._entra.check(request.headers.get("Authorization"), GRAPH)
        except TokenRefused as refused:
            raise unauthenticated(refused.code, refused.message) from refused
        return caller_of(claims)

    def _base(self, request: web.Request) -> str:
        """Links repeat the host the caller used, if it is this machine."""
        if request.host.partition(":")[0] in LOOPBACK:
            return f"http://{request.host}"
        return self._entra.url


def routes(graph: Graph, entra: Entra) -> web.RouteTableDef:
    """Everything under /v1.0 that no other part of the tenant answers."""
    table, endpoint = web.RouteTableDef(), GraphEndpoint(graph, entra)

    @table.route("*", "/v1.0/{path:.*}")
    async def graph_route(request: web.Request) -> web.Response:
        return await endpoint.answer(request)

    return table


def http_response(reply: Reply) -> web.Response:
    """A reply as it goes over the line."""
    headers = CIMultiDict(reply.headers)
    if reply.body is None:
        return web.Response(status=reply.status, headers=headers)
    headers.setdefault("Content-Type", JSON)
    headers.setdefault("Cache-Control", "no-store")
    body = reply.body if isinstance(reply.body, bytes) else orjson.dumps(reply.body)
    return web.Response(status=reply.status, headers=headers, body=body)


async def _body(request: web.Request) -> object:
    raw = await request.read()
    check_body(request.method, request.headers.get("Content-Type"), bool(raw))
    if not raw or request.method == "GET":
        return None
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise bad(
            "Unable to read JSON request payload. Please ensure Content-Type header is set and "
            "payload is of valid JSON format."
        ) from error
