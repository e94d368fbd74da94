"""The tab's pages: how long the server takes for each, with few rows and with many."""

import time
from dataclasses import dataclass
from statistics import median

import httpx

from bench.tenant import BigTenant, process

READER = "mette"
ROUNDS = 40
PAGES: dict[str, str] = {
    "board": "board",
    "board, every group opened once": (
        "board/results?new=36&assessment=36&council=36&work=36&in_use=36&ended=36"
    ),
    "proposals of one area and purpose": "board/results?area=health&purpose=service",
    "proposals in one status": "board/results?status=assessment",
    "proposals with a word": "board/results?text=sensor",
    "proposals with a word that is begun": "board/results?text=be",
    "proposals with two words": "board/results?text=beboerne+natten",
    "a word, narrowed to a status and an area": "board/results?text=sensor&status=assessment&area=health",
    "a proposal": "proposals/{number}",
    "solution cards": "solutions",
    "solution cards of one area": "solutions/results?area=health",
    "solution cards with a word": "solutions/results?text=sensor",
    "a solution card": "solutions/{number}",
    "mine": "mine",
    "the council's order": "ranking",
    "the overview": "overview",
    "the map": "map",
    "the map of one purpose": "map/results?purpose=service",
    "the map of one area and technology": "map/results?area=health&technology=sensors",
    "what a colleague has": "similar?title=Sensorer+til+beboerne+om+natten&problem=Vi+vækker+beboerne",
}
RANKED = frozenset(name for name, address in PAGES.items() if "text=" in address or "title=" in address)
"""Pages that rank everything that has a word: they grow with the hits, whatever the index."""


@dataclass(frozen=True, slots=True)
class Page:
    """Milliseconds, the median of the rounds; the bytes of the answer."""

    milliseconds: float
    size: int


async def measure(tenant: BigTenant, count: int, rounds: int = ROUNDS) -> dict[str, Page]:
    """Every page over HTTP, one request at a time, each by an employee with a checked token."""
    async with (
        process("-m", "bench.app_under_test", str(tenant.folder), tenant.url) as ours,
        httpx.AsyncClient(base_url=ours.url, trust_env=False, timeout=30) as http,
    ):
        headers = {
            "Authorization": f"Bearer {tenant.entra.token_for_person(READER)}",
            "X-Locale": "da-dk",
        }
        found = {}
        for name, address in PAGES.items():
            part = f"/tab/part/{address.format(number=count // 2)}"
            found[name] = await _page(http, part, headers, rounds)
        return found


async def _page(http: httpx.AsyncClient, part: str, headers: dict[str, str], rounds: int) -> Page:
    taken = []
    size = 0
    for _ in range(rounds + 3):
        began = time.perf_counter()
        answer = await http.get(part, headers=headers)
        taken.append((time.perf_counter() - began) * 1000)
        answer.raise_for_status()
        size = len(answer.content)
    return Page(median(taken[3:]), size)
