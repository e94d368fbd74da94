"""People with a tab, for `make load`: what they read and send, how long it took, and what was answered."""

import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import orjson

from bench.tenant import BigTenant


@dataclass(slots=True)
class Seen:
    """Seconds that each answer took, what else was answered than was hoped for, MiB now and then."""

    reads: list[float] = field(default_factory=list)
    receipts: list[float] = field(default_factory=list)
    others: Counter[str] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


class Person:
    """Somebody with a tab: one of Bakkeby's people by name, else an employee nobody has heard of."""

    def __init__(self, http: aiohttp.ClientSession, tenant: BigTenant, seen: Seen, who: str = "") -> None:
        made_up = {} if who else {"oid": str(uuid.uuid4()), "name": "Medarbejder"}
        token = tenant.entra.token_for_person(who or "mette", **made_up)
        self._http, self._seen = http, seen
        self._headers = {"Authorization": f"Bearer {token}", "X-Locale": "da-dk"}

    async def reads(self, part: str) -> dict[str, Any]:
        """Opens a part of the tab; what it says as JSON, where it does."""
        began = time.perf_counter()
        async with self._http.get(f"/tab/part/{part}", headers=self._headers) as answer:
            body = await answer.read()
        self._seen.reads.append(time.perf_counter() - began)
        if answer.status >= 400:
            self._seen.others[f"GET {part.partition('?')[0]} {answer.status}"] += 1
        found: dict[str, Any] = {}
        return orjson.loads(body) if answer.content_type == "application/json" and body else found

    async def sends(self, part: str, body: dict[str, Any]) -> int:
        """Sends a form: the status."""
        began = time.perf_counter()
        async with self._http.post(f"/tab/part/{part}", headers=self._headers, json=body) as answer:
            await answer.read()
        self._seen.receipts.append(time.perf_counter() - began)
        if answer.status >= 400:
            self._seen.others[f"POST {part} {answer.status}"] += 1
        return answer.status
