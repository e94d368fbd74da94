"""The key ring: fetched when needed and no oftener, kept through an outage, never fooled by garbage."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st
from jwt.algorithms import ECAlgorithm

from teams_app.server.signing_keys import KeyRing, KeysUnavailable
from teams_app.server.tokens import BadToken, TokenCheck
from tests.sweeps import examples
from tests.teams_app.server.key_server import KeyServer, new_key, published

OLD, NEW = new_key(), new_key()
MINUTE, DAY = 60.0, 24 * 3600.0
ISSUER, AUDIENCE = "https://issuer.example/v2.0", "an-app"


class Moment:
    """A clock that tests turn; seconds."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds

    def passes(self, seconds: float) -> None:
        """Time goes by."""
        self.seconds += seconds


@dataclass(slots=True)
class Issuer:
    """The key server, a ring that reads it, and the clock the ring goes by."""

    server: KeyServer
    ring: KeyRing
    moment: Moment

    async def knows(self, kid: str) -> bool:
        """Whether the ring gives a key for this key id."""
        return await self.ring.find(kid) is not None

    async def admits(self, key: Any, kid: str) -> bool:
        """Whether a token signed with this key, under this key id, is let in."""
        now = datetime.now(UTC)
        claims = {"iss": ISSUER, "aud": AUDIENCE, "exp": now.timestamp() + 60}
        token = jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})
        try:
            await TokenCheck(self.ring, ISSUER, AUDIENCE, lambda: now).claims(f"Bearer {token}")
        except BadToken:
            return False
        return True


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    server, moment = KeyServer(), Moment()
    server.document = {"keys": [published(OLD, "old")]}
    async with server.running(), httpx.AsyncClient(trust_env=False, follow_redirects=False) as http:
        yield Issuer(server, KeyRing(server.url, http, moment), moment)


async def test_keys_are_fetched_once_and_then_known(issuer: Issuer) -> None:
    for _ in range(5):
        assert await issuer.admits(OLD, "old")
    assert issuer.server.asked == 1


async def test_a_key_of_tomorrow_is_found_by_its_unknown_id(issuer: Issuer) -> None:
    assert await issuer.admits(OLD, "old")
    issuer.server.document = {"keys": [published(OLD, "old"), published(NEW, "new")]}
    issuer.moment.passes(MINUTE)
    assert await issuer.admits(NEW, "new")
    assert await issuer.admits(OLD, "old")
    assert issuer.server.asked == 2


async def test_a_key_that_was_withdrawn_opens_nothing_once_the_keys_are_read_anew(issuer: Issuer) -> None:
    assert await issuer.admits(OLD, "old")
    issuer.server.document = {"keys": [published(NEW, "new")]}
    issuer.moment.passes(MINUTE)
    assert await issuer.admits(NEW, "new")
    assert not await issuer.admits(OLD, "old")


async def test_a_token_that_was_let_in_is_not_remembered_past_its_key_or_its_time(issuer: Issuer) -> None:
    now = datetime.now(UTC)
    times = [now]
    check = TokenCheck(issuer.ring, ISSUER, AUDIENCE, lambda: times[-1])
    claims = {"iss": ISSUER, "aud": AUDIENCE, "exp": now.timestamp() + 60}
    token = f"Bearer {jwt.encode(claims, OLD, algorithm='RS256', headers={'kid': 'old'})}"
    assert await check.claims(token) == await check.claims(token) == claims
    times.append(now + timedelta(minutes=7))
    with pytest.raises(BadToken):
        await check.claims(token)
    times.pop()
    with pytest.raises(BadToken):
        await check.claims(token, endorsed="msteams")
    for keys in ([published(NEW, "old"), published(OLD, "2")], [published(NEW, "new")]):
        issuer.server.document = {"keys": keys}
        issuer.moment.passes(MINUTE)
        assert await issuer.knows(keys[-1]["kid"])
        with pytest.raises(BadToken):
            await check.claims(token)


async def test_another_key_under_a_known_id_opens_nothing(issuer: Issuer) -> None:
    assert not await issuer.admits(NEW, "old")
    assert await issuer.admits(OLD, "old")


async def test_unknown_ids_make_one_fetch_a_minute_at_most(issuer: Issuer) -> None:
    assert await issuer.knows("old")
    issuer.moment.passes(MINUTE)
    for second in range(120):
        assert not await issuer.knows(f"made-up-{second}")
        issuer.moment.passes(0.5)
    assert issuer.server.asked == 2
    assert not await issuer.knows("made-up")
    assert issuer.server.asked == 3


async def test_a_hundred_at_once_make_one_fetch(issuer: Issuer) -> None:
    found = await asyncio.gather(*(issuer.knows("old") for _ in range(100)))
    assert all(found)
    assert issuer.server.asked == 1


async def test_who_has_a_known_key_does_not_wait_for_a_fetch(issuer: Issuer) -> None:
    assert await issuer.knows("old")
    issuer.moment.passes(MINUTE)
    issuer.server.arrived.clear()
    issuer.server.may_answer.clear()
    stranger = asyncio.create_task(issuer.knows("made-up"))
    await issuer.server.arrived.wait()
    assert await issuer.knows("old")
    assert not stranger.done()
    issuer.server.may_answer.set()
    assert not await stranger


async def test_through_an_outage_old_keys_serve_for_a_day_and_then_none(issuer: Issuer) -> None:
    assert await issuer.admits(OLD, "old")
    issuer.server.status = 503
    issuer.moment.passes(DAY)
    assert await issuer.admits(OLD, "old")
    issuer.moment.passes(1)
    with pytest.raises(KeysUnavailable):
        await issuer.admits(OLD, "old")
    issuer.server.status = 200
    issuer.moment.passes(3)
    assert await issuer.admits(OLD, "old")


async def test_after_a_failed_fetch_the_next_one_comes_three_seconds_later(issuer: Issuer) -> None:
    issuer.server.status = 500
    for _ in range(4):
        with pytest.raises(KeysUnavailable):
            await issuer.knows("old")
    assert issuer.server.asked == 1
    issuer.server.status = 200
    issuer.moment.passes(3)
    assert await issuer.knows("old")
    assert issuer.server.asked == 2


async def test_where_nobody_listens_the_keys_are_unavailable() -> None:
    async with httpx.AsyncClient(trust_env=False) as http:
        ring = KeyRing("http://localhost:1/keys", http, Moment())
        with pytest.raises(KeysUnavailable):
            await ring.find("old")


EC_KEY = ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1()).public_key(), as_dict=True)
GARBAGE: dict[str, tuple[int, Any]] = {
    "no keys": (200, {"keys": []}),
    "no document": (200, None),
    "a list": (200, []),
    "keys is a number": (200, {"keys": 5}),
    "a key is a number": (200, {"keys": [1]}),
    "HTML": (200, b"<html>Sign in</html>"),
    "nothing": (200, b""),
    "not UTF-8": (200, b"\xff\xfe{"),
    "half a document": (200, b'{"keys": [{"kty": "RSA"'),
    "too deep": (200, b"[" * 100_000),
    "another address": (302, {"keys": [published(NEW, "new")]}),
    "an error with keys in it": (500, {"keys": [published(NEW, "new")]}),
    "elliptic": (200, {"keys": [{**EC_KEY, "kid": "new"}]}),
    "a secret": (200, {"keys": [{"kty": "oct", "kid": "new", "k": "c2VjcmV0"}]}),
    "for encryption": (200, {"keys": [published(NEW, "new", use="enc")]}),
    "no key id": (200, {"keys": [published(NEW, "")]}),
    "no modulus": (200, {"keys": [{"kty": "RSA", "kid": "new", "e": "AQAB"}]}),
    "modulus is no number": (200, {"keys": [published(NEW, "new", n="%%%")]}),
    "modulus of the wrong type": (200, {"keys": [published(NEW, "new", n=5)]}),
    "endorsements of the wrong type": (200, {"keys": [published(NEW, "new", endorsements=5)]}),
}


@pytest.mark.parametrize(("status", "document"), GARBAGE.values(), ids=GARBAGE)
async def test_garbage_is_an_outage_and_never_a_key(issuer: Issuer, status: int, document: Any) -> None:
    issuer.server.status, issuer.server.document = status, document
    with pytest.raises(KeysUnavailable):
        await issuer.knows("new")


@pytest.mark.parametrize(("status", "document"), GARBAGE.values(), ids=GARBAGE)
async def test_garbage_does_not_drive_out_good_keys(issuer: Issuer, status: int, document: Any) -> None:
    assert await issuer.admits(OLD, "old")
    issuer.server.status, issuer.server.document = status, document
    issuer.moment.passes(MINUTE)
    assert not await issuer.admits(NEW, "new")
    assert await issuer.admits(OLD, "old")


BROKEN = [
    one
    for status, document in GARBAGE.values()
    if status == 200 and isinstance(document, dict)
    for one in (document["keys"] if isinstance(document["keys"], list) else [])
]


@pytest.mark.parametrize("broken", BROKEN, ids=[str(place) for place, _ in enumerate(BROKEN)])
async def test_one_key_that_cannot_be_used_does_not_spoil_the_others(issuer: Issuer, broken: Any) -> None:
    issuer.server.document = {"keys": [broken, published(OLD, "old"), broken]}
    assert await issuer.admits(OLD, "old")
    assert not await issuer.admits(NEW, "new")


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["keys", "kty", "kid", "use", "n", "e", "alg", "x"]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@settings(max_examples=examples(50), deadline=None)
@given(st.lists(ANYTHING, max_size=5))
def test_whatever_stands_in_a_key_set_is_no_key_and_no_error(entries: list[Any]) -> None:
    async def asked() -> None:
        server = KeyServer()
        server.document = {"keys": entries}
        async with server.running(), httpx.AsyncClient(trust_env=False) as http:
            with pytest.raises(KeysUnavailable):
                await KeyRing(server.url, http, Moment()).find("old")
        assert server.asked == 1

    asyncio.run(asked())
