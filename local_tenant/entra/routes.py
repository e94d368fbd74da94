"""Entra's addresses: OpenID metadata, signing keys, and the token endpoint."""

import uuid
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from local_tenant.entra import claims
from local_tenant.entra.device_grants import GRANT, NotGranted, begun, by_device_code, by_refresh_token
from local_tenant.entra.issuer import (
    BOT_CONNECTOR,
    EXCHANGE,
    GRAPH,
    SHAREPOINT,
    TENANTS,
    Entra,
    Key,
    TokenRefused,
)
from local_tenant.people import APP_ID, TENANT_ID, person

ANY_TENANT = ("organizations", "common")
DEFAULT_SCOPES = {
    f"{GRAPH}/.default": (GRAPH, "Sites.Read.All User.Read"),
    f"api://{APP_ID}/access_as_user": (APP_ID, "access_as_user"),
    f"{APP_ID}/.default": (APP_ID, "access_as_user"),
}


class _Refusal(Exception):  # noqa: N818 - an answer of the protocol, not a fault
    def __init__(self, status: int, error: str, number: int, text: str) -> None:
        super().__init__(text)
        self.status, self.error, self.number, self.text = status, error, number, text

    def answer(self) -> web.Response:
        """The error as Entra words it (RFC 6749, with AADSTS numbers)."""
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%SZ")
        trace, correlation = str(uuid.uuid4()), str(uuid.uuid4())
        said = f"AADSTS{self.number}: {self.text}"
        ids = f"Trace ID: {trace} Correlation ID: {correlation} Timestamp: {now}"
        body = {
            "error": self.error,
            "error_description": f"{said} {ids}",
            "error_codes": [self.number],
            "timestamp": now,
            "trace_id": trace,
            "correlation_id": correlation,
        }
        return web.json_response(body, status=self.status)


def routes(entra: Entra) -> web.RouteTableDef:
    """All of Entra's routes, under /entra."""
    table = web.RouteTableDef()
    _add_metadata(table, entra)
    _add_keys(table, entra)

    @table.post("/entra/{tenant_id}/oauth2/v2.0/devicecode")
    async def device_code(request: web.Request) -> web.Response:
        if request.match_info["tenant_id"] not in (*TENANTS, *ANY_TENANT):
            return _no_tenant(request.match_info["tenant_id"]).answer()
        return web.json_response(begun(entra, await _asked(request)))

    @table.post("/entra/token")
    @table.post("/entra/{tenant_id}/oauth2/v2.0/token")
    async def token(request: web.Request) -> web.Response:
        asked = await _asked(request)
        try:
            answer = _answered(entra, asked, request.match_info.get("tenant_id", TENANT_ID))
        except _Refusal as refusal:
            return refusal.answer()
        return web.json_response(answer, headers={"Cache-Control": "no-store"})

    return table


def _add_metadata(table: web.RouteTableDef, entra: Entra) -> None:
    @table.get("/entra/{tenant_id}/v2.0/.well-known/openid-configuration")
    async def tenant(request: web.Request) -> web.Response:
        tenant_id = request.match_info["tenant_id"]
        if tenant_id not in (*TENANTS, *ANY_TENANT):
            return _no_tenant(tenant_id).answer()
        # Who came by a proxy at Entra's own address goes on there: MSAL takes no other.
        front = request.headers.get("X-Forwarded-Host")
        base = f"https://{front}/{tenant_id}" if front else f"{entra.url}/entra/{tenant_id}"
        return _published(
            entra,
            {
                "issuer": entra.issuer(tenant_id),
                "token_endpoint": f"{base}/oauth2/v2.0/token",
                "device_authorization_endpoint": f"{base}/oauth2/v2.0/devicecode",
                "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
                "jwks_uri": f"{base}/discovery/v2.0/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "subject_types_supported": ["pairwise"],
                "response_types_supported": ["code", "id_token", "code id_token"],
                "tenant_region_scope": "EU",
            },
        )

    @table.get("/entra/botframework/.well-known/openidconfiguration")
    async def bot_framework(request: web.Request) -> web.Response:
        return _published(
            entra,
            {
                "issuer": entra.bot_issuer,
                "jwks_uri": f"{entra.bot_issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
            },
        )


def _add_keys(table: web.RouteTableDef, entra: Entra) -> None:
    def keys(name: Key, **extra: object) -> web.Response:
        entra.key_fetches[name] += 1
        return _published(entra, entra.keys[name].published(**extra))

    @table.get("/entra/{tenant_id}/discovery/v2.0/keys")
    async def tenant_keys(request: web.Request) -> web.Response:
        tenant_id = request.match_info["tenant_id"]
        if tenant_id not in TENANTS:
            return _no_tenant(tenant_id).answer()
        return keys("tenant", issuer=entra.issuer(tenant_id))

    @table.get("/entra/botframework/keys")
    async def bot_keys(request: web.Request) -> web.Response:
        return keys("botframework", endorsements=["msteams"])


def _published(entra: Entra, body: dict[str, Any]) -> web.Response:
    if entra.outage:
        return web.Response(status=503, text="Service Unavailable")
    return web.json_response(body, headers={"Cache-Control": "max-age=86400"})


async def _asked(request: web.Request) -> dict[str, str]:
    if request.content_type == "application/json":
        body = await request.json()
        return {str(k): str(v) for k, v in body.items()} if isinstance(body, dict) else {}
    return {name: value for name, value in (await request.post()).items() if isinstance(value, str)}


def _answered(entra: Entra, asked: dict[str, str], tenant_id: str) -> dict[str, Any]:
    grant = asked.get("grant_type", "")
    if grant in (GRANT, "refresh_token"):
        try:
            return by_device_code(entra, asked) if grant == GRANT else by_refresh_token(entra, asked)
        except NotGranted as refused:
            raise _Refusal(400, refused.error, refused.number, refused.text) from refused
    made = _granted(entra, asked, tenant_id)
    return {"token_type": "Bearer", "expires_in": claims.LIFETIME, "access_token": made}


def _granted(entra: Entra, asked: dict[str, str], tenant_id: str) -> str:
    if tenant_id not in TENANTS:
        raise _no_tenant(tenant_id)
    grant = asked.get("grant_type", "")
    if grant == "client_credentials":
        return _app_token(entra, asked, tenant_id)
    if grant == "person":
        return _person_token(entra, asked)
    text = f"The app requested an unsupported grant type '{grant}'."
    raise _Refusal(400, "unsupported_grant_type", 70003, text)


def _app_token(entra: Entra, asked: dict[str, str], tenant_id: str) -> str:
    client_id = asked.get("client_id", "")
    if client_id != APP_ID or tenant_id != TENANT_ID or not entra.registered(client_id):
        text = f"Application with identifier '{client_id}' was not found in the directory."
        raise _Refusal(400, "unauthorized_client", 700016, text)
    proof = _proof(entra, asked, client_id)
    scope = asked.get("scope", "")
    for audience in (GRAPH, BOT_CONNECTOR, SHAREPOINT, EXCHANGE):
        if scope == f"{audience}/.default":
            return entra.token_for_app(audience, azpacr=proof)
    raise _wrong_scope(scope)


def _proof(entra: Entra, asked: dict[str, str], client_id: str) -> str:
    """How the app proves who it is, as `azpacr` says it: 1 by a secret, 2 by an assertion.

    An assertion is a token for the exchange (a federated credential), which stands in for the one
    of a managed identity.
    """
    if assertion := asked.get("client_assertion"):
        try:
            entra.check(assertion, EXCHANGE)
        except TokenRefused as refused:
            text = f"Client assertion failed signature or audience validation. {refused.message}"
            raise _Refusal(401, "invalid_client", 700027, text) from refused
        return "2"
    if entra.directory.held:
        return _vouched(entra, client_id)
    if asked.get("client_secret", "") != entra.app_secret:
        text = f"Invalid client secret provided for app '{client_id}'."
        raise _Refusal(401, "invalid_client", 7000215, text)
    return "1"


def _vouched(entra: Entra, client_id: str) -> str:
    """In a new tenant the machine's managed identity speaks for the app, where the app has said so."""
    if not entra.directory.vouched(client_id, entra.issuer(), entra.machine, EXCHANGE):
        text = "No matching federated identity record found for presented assertion subject."
        raise _Refusal(401, "invalid_client", 700213, text)
    return "2"


def _person_token(entra: Entra, asked: dict[str, str]) -> str:
    scope = asked.get("scope") or f"api://{APP_ID}/access_as_user"
    if scope not in DEFAULT_SCOPES:
        raise _wrong_scope(scope)
    try:
        who = person(asked.get("person", ""))
    except KeyError as error:
        text = "The user account does not exist in the directory."
        raise _Refusal(400, "invalid_grant", 50034, text) from error
    audience, granted = DEFAULT_SCOPES[scope]
    return entra.token_for_person(who, audience=audience, scope=granted)


def _wrong_scope(scope: str) -> _Refusal:
    text = f"The provided value for the input parameter 'scope' is not valid: '{scope}'."
    return _Refusal(400, "invalid_scope", 1002012, text)


def _no_tenant(tenant_id: str) -> _Refusal:
    return _Refusal(400, "invalid_request", 90002, f"Tenant '{tenant_id}' not found.")
