"""The device code's two addresses: where a tool begins, and what it gets before and after the sign-in."""

import base64
import json
import time
from typing import Any

from local_tenant.entra import claims
from local_tenant.entra.devices import LIFETIME, OURS, STANDARD
from local_tenant.entra.issuer import GRAPH, Entra
from local_tenant.people import APP_ID, Person

GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class NotGranted(Exception):  # noqa: N818 - an answer of the protocol
    """Error code, AADSTS number and text of a refusal."""

    def __init__(self, error: str, number: int, text: str) -> None:
        super().__init__(text)
        self.error, self.number, self.text = error, number, text


def begun(entra: Entra, asked: dict[str, str]) -> dict[str, Any]:
    """What a tool is told that begins: the code for itself and the one for the person."""
    device_code, flow = entra.devices.begin(asked.get("client_id", ""), _scopes(asked))
    page = "https://microsoft.com/devicelogin"
    return {
        "device_code": device_code,
        "user_code": flow.user_code,
        "verification_uri": page,
        "expires_in": LIFETIME,
        "interval": 1,
        "message": f"To sign in, open the page {page} and enter the code {flow.user_code}.",
    }


def by_device_code(entra: Entra, asked: dict[str, str]) -> dict[str, Any]:
    """Tokens, once the person has signed in. Raises NotGranted."""
    device_code = asked.get("device_code", "")
    flow = entra.devices.flows.get(device_code)
    if flow is None or flow.client != asked.get("client_id"):
        raise NotGranted("expired_token", 70020, "The provided value for the input device_code is not valid.")
    if flow.declined:
        raise NotGranted("authorization_declined", 65004, "User declined to consent to access the app.")
    if flow.who is None:
        raise NotGranted("authorization_pending", 70016, "Authorization is pending.")
    del entra.devices.flows[device_code]
    return _tokens(entra, flow.client, flow.scopes, flow.who)


def by_refresh_token(entra: Entra, asked: dict[str, str]) -> dict[str, Any]:
    """Tokens for other scopes that the person has consented to. Raises NotGranted."""
    known = entra.devices.refreshes.get(asked.get("refresh_token", ""))
    if known is None or known[0] != asked.get("client_id"):
        raise NotGranted("invalid_grant", 9002313, "The refresh token is not valid.")
    client, who = known
    if set(_scopes(asked)) - entra.devices.consented.get(who.key, set()) - STANDARD:
        raise NotGranted("invalid_grant", 65001, "Nobody has consented to these scopes.")
    return _tokens(entra, client, _scopes(asked), who)


def _scopes(asked: dict[str, str]) -> tuple[str, ...]:
    return tuple(one.removeprefix(f"{GRAPH}/") for one in asked.get("scope", "").split())


def _tokens(entra: Entra, client: str, scopes: tuple[str, ...], who: Person) -> dict[str, Any]:
    granted = " ".join(one for one in scopes if one not in STANDARD)
    ours = any(one.endswith(OURS) for one in scopes)
    granted = OURS.strip("/") if ours else granted
    said = claims.of_person(who, client, "")
    identity = {**said, "iss": entra.issuer(who.tenant_id), "scp": None, "nonce": None}
    return {
        "token_type": "Bearer",
        "scope": " ".join(scopes),
        "expires_in": claims.LIFETIME,
        "ext_expires_in": claims.LIFETIME,
        "access_token": entra.token_for_person(
            who, audience=APP_ID if ours else GRAPH, scope=granted, azp=client, appid=client
        ),
        "refresh_token": entra.devices.refresh_token(client, who),
        "id_token": entra.sign({**identity, "iat": int(time.time())}),
        "client_info": _client_info(who),
    }


def _client_info(who: Person) -> str:
    said = json.dumps({"uid": who.object_id, "utid": who.tenant_id}).encode()
    return base64.urlsafe_b64encode(said).rstrip(b"=").decode()
