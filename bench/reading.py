"""The start: our full read of the lists beside aiohttp and orjson reading the same pages."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from statistics import median

import aiohttp
import orjson

from bench.tenant import BigTenant
from sharepoint_lists import open_store
from sharepoint_lists.administering import open_graph
from sharepoint_lists.replica.list_reader import PAGE_ROWS
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.addresses import Addresses
from teams_app.app import serving
from teams_app.store_access import credential_for, store_settings

GRAPH_SCOPE = "https://graph.microsoft.com/.default"
READER = "mette"
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds, medians of the rounds, and what the ratio is in each round."""

    ours: float
    bare: float
    ratio: float
    rows: int
    megabytes: float


async def measure(tenant: BigTenant, rounds: int = ROUNDS) -> Start:
    """Both readers in turns, so that a slow minute of the machine meets both."""
    addresses, token = await _addresses(tenant)
    rows, size = 0, 0

    async def bare() -> None:
        nonlocal rows, size
        rows, size = await read_bare(addresses, token)

    async def ours() -> None:
        await read_ours(tenant)

    await bare()
    await ours()
    taken = [(await _timed(ours), await _timed(bare)) for _ in range(rounds)]
    return Start(
        ours=median(one for one, _ in taken),
        bare=median(other for _, other in taken),
        ratio=median(one / other for one, other in taken),
        rows=rows,
        megabytes=size / 1e6,
    )


async def read_ours(tenant: BigTenant) -> None:
    """What the app does before it serves: token, addresses, every list, every index."""
    installation = tenant.installation()
    settings = replace(store_settings(installation), loops=False, council_team_id="", snapshot=None)
    async with credential_for(installation) as credential, open_store(settings, credential) as opened:
        if not opened.store.replica.loaded:
            raise RuntimeError("the store opened empty")


async def restarted(tenant: BigTenant, rounds: int = ROUNDS) -> float:
    """Seconds from the start until the first page, with a local snapshot; the median of the rounds.

    Python and the packages are there already, as in an instance that was started.
    """
    installation, taken = tenant.installation(), list[float]()
    async with serving(installation):
        pass
    headers = {"Authorization": f"Bearer {tenant.entra.token_for_person(READER)}", "X-Locale": "da-dk"}
    async with aiohttp.ClientSession(headers=headers) as http:
        for _ in range(rounds):
            gc.collect()
            began = time.perf_counter()
            async with serving(installation) as server, http.get(f"{server.url}/tab/part/board") as answer:
                await answer.read()
                taken.append(time.perf_counter() - began)
                if answer.status != 200 or not server.store.overview.proposals:
                    raise RuntimeError("the first page was empty")
                await server.store.replica.settled.wait()
    return median(taken)


async def read_bare(addresses: list[str], token: str) -> tuple[int, int]:
    """The same pages of the same lists, side by side as ours: fetched, parsed, and dropped."""
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
    async with aiohttp.ClientSession(headers=headers) as http:
        read = await asyncio.gather(*(_pages(http, address) for address in addresses))
    return sum(rows for rows, _ in read), sum(size for _, size in read)


async def _pages(http: aiohttp.ClientSession, address: str) -> tuple[int, int]:
    rows = size = 0
    following: str | None = address
    while following:
        async with http.get(following) as answer:
            content = await answer.read()
        page = orjson.loads(content)
        rows, size = rows + len(page["value"]), size + len(content)
        following = page.get("@odata.nextLink")
    return rows, size


async def _addresses(tenant: BigTenant) -> tuple[list[str], str]:
    installation = tenant.installation()
    settings = store_settings(installation)
    async with (
        credential_for(installation) as credential,
        open_graph(settings, credential) as graph,
    ):
        known, deadline = Addresses(graph, settings.sites), graph.in_background()
        items = [await known.items(of, deadline) for of in lists.LISTS]
        token = (await credential.get_token(GRAPH_SCOPE)).token
    query = f"delta?$expand=fields&$top={PAGE_ROWS}"
    return [f"{settings.graph_url}{address}/{query}" for address in items], token


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    gc.collect()
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began
