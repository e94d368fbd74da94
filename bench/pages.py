"""The tab's pages: how long the server takes for each, with few rows and with many."""

import time
from dataclasses import dataclass
from statistics import median

import httpx

from bench.tenant import BigTenant, process

READER, ORDERER = "mette", "hanne"
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
    "the areas": "areas",
    "an area": "areas/health",
    "the guideposts": "guideposts",
    "what people need to learn": "competences",
    "what is used again": "reuses",
    "synergies": "synergies",
    "the benefits": "benefits",
    "the benefits, each thing by itself": "benefits?by=thing",
    "a benefit": "benefits/1",
    "the plan that was adopted": "plan",
    "the progress of the plan": "plan/progress",
    "the year": "year",
    "the pipeline": "pipeline",
    "the council's work": "council",
    "a meeting": "meetings/14",
    "how to begin": "learning",
    "the glossary": "glossary",
    "a new proposal": "new/proposal",
    "a new solution card": "new/solution",
    "a proposal's remarks": "proposals/{number}/remarks",
    "a workshop, live": "workshops/1/live",
    "what a colleague has": "similar?title=Sensorer+til+beboerne+om+natten&problem=Vi+vækker+beboerne",
}
COUNCIL_PAGES: dict[str, str] = {
    "the inbox": "inbox",
    "the plan as it stands": "plan",
    "the overview, for the council": "overview",
    "the council's order, for who orders it": "ranking",
    "value against effort": "value",
    "the queue of assessments": "assessments",
    "a meeting, for who plans it": "meetings/14",
    "a meeting that is held": "meetings/14/hold",
    "synergies, for the council": "synergies",
    "mine, with a desk": "mine",
    "the municipality's words": "setup",
    "a new workshop": "workshops/new",
    "a workshop, live, for who leads it": "workshops/1/live",
}
"""Pages that differ for the council, or that only the council may read."""
WORKSHOP, MAP, SLOWEST = 5.0, 10.0, 15.0
"""Milliseconds that a workshop's live picture, the map and any other page may take."""
RANKED = frozenset(name for name, address in PAGES.items() if "text=" in address or "title=" in address)
"""Pages that rank everything that has a word: they grow with the hits, whatever the index."""


def slowest(name: str) -> float:
    """Milliseconds that a page may take."""
    address = {**PAGES, **COUNCIL_PAGES}[name]
    return WORKSHOP if address.startswith("workshops/1") else MAP if address.startswith("map") else SLOWEST


@dataclass(frozen=True, slots=True)
class Page:
    """Milliseconds, the median of the rounds; the bytes of the answer."""

    milliseconds: float
    size: int


async def measure(tenant: BigTenant, count: int, rounds: int = ROUNDS) -> dict[str, Page]:
    """Every page over HTTP, one request at a time, each with a checked token, once the app is idle."""
    async with (
        process("-m", "bench.app_under_test", str(tenant.folder), tenant.url) as ours,
        httpx.AsyncClient(base_url=ours.url, trust_env=False, timeout=30) as http,
    ):
        await ours.idle()
        found = {}
        for person, pages in ((READER, PAGES), (ORDERER, COUNCIL_PAGES)):
            headers = {
                "Authorization": f"Bearer {tenant.entra.token_for_person(person)}",
                "X-Locale": "da-dk",
            }
            for name, address in pages.items():
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
