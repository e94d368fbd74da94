"""Tokens made with real keys, each wrong in one way: forty for the tab, forty for the bot."""

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from local_tenant.entra.claims import of_person, of_teams
from local_tenant.entra.issuer import Entra, Key
from local_tenant.people import APP_ID, OTHER_TENANT_ID, TENANT_ID, person

Forger = Callable[[Entra], str]
METTE = person("mette")
HOUR = 3600


def tab_claims(entra: Entra, **other: Any) -> dict[str, Any]:
    """What Mette's true token says, with some of it replaced."""
    return {"iss": entra.issuer(), **of_person(METTE, APP_ID, "access_as_user"), **other}


def bot_claims(entra: Entra, **other: Any) -> dict[str, Any]:
    """What Teams' true token says, with some of it replaced."""
    return {"iss": entra.bot_issuer, **of_teams(f"{entra.url}/teams/connector/"), **other}


def _public_pem(entra: Entra, key: Key) -> bytes:
    public = entra.keys[key].current.public_key()
    return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def _segment(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _raw(header: dict[str, Any], claims: dict[str, Any], signature: str = "") -> str:
    return f"{_segment(header)}.{_segment(claims)}.{signature}"


def _signed_raw(entra: Entra, header: dict[str, Any], claims: dict[str, Any], key: Key) -> str:
    """Signed with the real key under a header that no library would write."""
    signed = f"{_segment({'alg': 'RS256', 'typ': 'JWT', **header})}.{_segment(claims)}"
    made = entra.keys[key].current.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{signed}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def _hmac_with_public_key(entra: Entra, claims: dict[str, Any], key: Key) -> str:
    import hashlib
    import hmac

    head = _segment({"alg": "HS256", "typ": "JWT", "kid": entra.keys[key].key_id})
    signed = f"{head}.{_segment(claims)}"
    digest = hmac.new(_public_pem(entra, key), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def _signed_by_stranger(claims: dict[str, Any], kid: str, algorithm: str = "RS256") -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})


def _flipped(token: str) -> str:
    head, body, signature = token.split(".")
    return f"{head}.{body}.{('A' if signature[10] != 'A' else 'B').join((signature[:10], signature[11:]))}"


def _other_body(token: str, claims: dict[str, Any]) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{_segment(claims)}.{signature}"


def _shared(make: Callable[..., dict[str, Any]], key: Key) -> dict[str, Forger]:
    """What is wrong for either door: shape, algorithm, key, signature, times, issuer, audience."""

    def sign(**other: Any) -> Forger:
        return lambda e: e.sign(make(e, **other), key=key)

    def headed(**headers: Any) -> Forger:
        return lambda e: e.sign(make(e), headers=headers, key=key)

    now = int(time.time())
    other_key: Key = "botframework" if key == "tenant" else "tenant"
    return {
        "empty": lambda _: "",
        "not a JWT": lambda _: "xxx",
        "two parts": lambda e: e.sign(make(e), key=key).rpartition(".")[0],
        "four parts": lambda e: e.sign(make(e), key=key) + ".x",
        "broken base64": lambda e: "%%%." + e.sign(make(e), key=key).partition(".")[2],
        "header is a list": lambda e: f"{_segment([1])}.{_segment(make(e))}.x",
        "deep header": lambda e: f"{_segment(json.loads('[' * 900 + ']' * 900))}.{_segment(make(e))}.x",
        "longer than any true token": lambda e: e.sign(make(e, filler="x" * 4_200), key=key),
        "alg none": lambda e: _raw({"alg": "none", "kid": e.keys[key].key_id}, make(e)),
        "alg None in capitals": lambda e: _raw({"alg": "NONE", "kid": e.keys[key].key_id}, make(e)),
        "HS256 with the public key as secret": lambda e: _hmac_with_public_key(e, make(e), key),
        "RS512 with the right key": lambda e: jwt.encode(
            make(e), e.keys[key].current, algorithm="RS512", headers={"kid": e.keys[key].key_id}
        ),
        "PS256 with the right key": lambda e: jwt.encode(
            make(e), e.keys[key].current, algorithm="PS256", headers={"kid": e.keys[key].key_id}
        ),
        "a stranger's key under our key id": lambda e: _signed_by_stranger(make(e), e.keys[key].key_id),
        "the other issuer's key": lambda e: e.sign(make(e), key=other_key),
        "the other issuer's key under our key id": lambda e: e.sign(
            make(e), key=other_key, headers={"kid": e.keys[key].key_id}
        ),
        "unknown key id": headed(kid="0" * 32),
        "no key id": lambda e: _signed_raw(e, {}, make(e), key),
        "key id is a number": lambda e: _signed_raw(e, {"kid": 7}, make(e), key),
        "a key of its own in the header": lambda e: _signed_by_stranger(make(e), "own"),
        "critical header nobody knows": lambda e: _signed_raw(
            e, {"kid": e.keys[key].key_id, "crit": ["exp2"], "exp2": 1}, make(e), key
        ),
        "signature flipped": lambda e: _flipped(e.sign(make(e), key=key)),
        "body exchanged": lambda e: _other_body(e.sign(make(e), key=key), make(e, exp=now + 99 * HOUR)),
        "expired an hour ago": sign(exp=now - HOUR),
        "expired just past the leeway": sign(exp=now - 310),
        "no expiry": sign(exp=None),
        "expiry is a text": sign(exp="never"),
        "expiry is true": sign(exp=True),
        "not valid yet": sign(nbf=now + HOUR),
        "issued in the future": sign(iat=now + HOUR),
        "no issuer": sign(iss=None),
        "issuer of nobody": sign(iss="https://login.example/evil"),
        "issuer with a slash more": lambda e: e.sign(make(e, iss=make(e)["iss"] + "/"), key=key),
        "no audience": sign(aud=None),
        "audience of another app": sign(aud="11111111-2222-4333-8444-555555555555"),
        "audience in capitals": sign(aud=APP_ID.upper()),
        "a list of audiences": sign(aud=[APP_ID, "https://graph.microsoft.com"]),
        "audience as address": sign(aud=f"api://{APP_ID}"),
    }


TAB: dict[str, Forger] = {
    **_shared(tab_claims, "tenant"),
    "Teams' own token for the bot": lambda e: e.token_for_bot(f"{e.url}/teams/connector/"),
    "app-only": lambda e: e.token_for_app(APP_ID),
    "app-only in a person's clothes": lambda e: e.sign(tab_claims(e, idtyp="app")),
    "no scope": lambda e: e.sign(tab_claims(e, scp=None)),
    "another scope": lambda e: e.sign(tab_claims(e, scp="User.Read")),
    "scope as part of a word": lambda e: e.sign(tab_claims(e, scp="not_access_as_user_2")),
    "scope as a list": lambda e: e.sign(tab_claims(e, scp=["access_as_user"])),
    "another tenant's person": lambda e: e.token_for_person("frank"),
    "our issuer, another tenant": lambda e: e.sign(tab_claims(e, tid=OTHER_TENANT_ID)),
    "another issuer, our tenant": lambda e: e.sign(tab_claims(e, iss=e.issuer(OTHER_TENANT_ID))),
    "no tenant": lambda e: e.sign(tab_claims(e, tid=None)),
    "version 1": lambda e: e.sign(tab_claims(e, ver="1.0")),
    "no version": lambda e: e.sign(tab_claims(e, ver=None)),
    "no person": lambda e: e.sign(tab_claims(e, oid=None)),
    "person is a number": lambda e: e.sign(tab_claims(e, oid=1)),
    "another client": lambda e: e.sign(tab_claims(e, azp="66666666-7777-4888-8999-000000000000")),
    "no client": lambda e: e.sign(tab_claims(e, azp=None)),
    "a token for Graph": lambda e: e.token_for_person("mette", audience="https://graph.microsoft.com"),
    "version 1's issuer": lambda e: e.sign(tab_claims(e, iss=f"https://sts.windows.net/{TENANT_ID}/")),
}
"""Every one of these gets 401 at the tab."""

BOT: dict[str, Forger] = {
    **_shared(bot_claims, "botframework"),
    "Mette's own token for the tab": lambda e: e.token_for_person("mette"),
    "the app's token for the connector": lambda e: e.token_for_app("https://api.botframework.com"),
    "no service address": lambda e: e.sign(bot_claims(e, serviceurl=None), key="botframework"),
    "service address is a number": lambda e: e.sign(bot_claims(e, serviceurl=7), key="botframework"),
    "the emulator's issuer": lambda e: e.sign(
        bot_claims(e, iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
        key="botframework",
    ),
    "the government cloud's issuer": lambda e: e.sign(
        bot_claims(e, iss="https://api.botframework.us"), key="botframework"
    ),
}
"""Every one of these gets 401 at /api/messages."""
