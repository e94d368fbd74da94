"""`make load`: a town at work, for as long as is asked: open tabs, a workshop, proposals, and what it costs.

    python -m bench.load [MINUTES [ROWS]]

Ten minutes on 10,000 proposals and 10,000 solution cards unless told otherwise. The tenant, the app and the
people are three processes, which share the machine's cores. Ends with 1 where a promise is not kept.
"""

import asyncio
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from statistics import quantiles

import aiohttp
import httpx

from bench.line import Line, told
from bench.pages import PAGES
from bench.people import Person, Seen
from bench.tenant import BigTenant, Process, fill, process, running, stored_titles

MINUTES, ROWS = 10.0, 10_000
READERS, IN_WORKSHOP, SUBMISSIONS = 350, 60, 400
"""Open tabs, people who place cards together, and proposals a minute."""
ASKS, ASKS_IN_WORKSHOP, LOOKS = 2.0, 1.0, 30.0
"""Seconds between two questions of an open tab, and about so many until somebody opens another page."""
SLOWEST_READ, SLOWEST_RECEIPT = 200.0, 1_000.0
STEADY = 1.10
"""How much more memory the app may hold at the end than after the first tenth."""
BUDGET, SPENT = 1_250, 1_000
"""Units a minute that SharePoint gives an app of a town of up to 1,000 licences (platform.md 1.7), and those

that the app allows itself.
"""
CARDS = 10
LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""For the digits of a title made up by chance, which now and then are a CPR number, and refused."""
PURPOSES = ("service", "process", "data")
DRAINED = 600.0
"""Seconds that proposals which waited have to reach SharePoint, when all is over."""


async def until(end: float, every: float, work: Callable[[], Awaitable[object]]) -> None:
    """The work again and again, begun at a moment of its own so that not all come at once."""
    await asyncio.sleep(random.random() * every)  # noqa: S311 - only spreads the load
    while time.monotonic() < end:
        began = time.monotonic()
        await work()
        await asyncio.sleep(max(0.0, every - (time.monotonic() - began)))


async def has_a_tab_open(one: Person, end: float, every: float, more: str = "") -> None:
    """Asks whether something has changed, as the tab's script does."""
    since = ""

    async def ask() -> None:
        nonlocal since
        answer = await one.reads(f"changes?since={since}{more}")
        since = str(answer.get("state", since))

    await until(end, every, ask)


async def looks_around(one: Person, end: float, rows: int) -> None:
    """Opens one page after the other."""
    pages = [address.format(number=rows // 2) for address in PAGES.values()]
    await until(end, LOOKS, lambda: one.reads(random.choice(pages)))  # noqa: S311


async def places_cards(one: Person, end: float) -> None:
    """Places the cards of the workshop, over and over."""

    async def place() -> None:
        card, purpose = random.randint(1, CARDS), random.choice(PURPOSES)  # noqa: S311
        await one.sends("workshops/1/place", {"card": f"L-{card:04d}", "purpose": purpose, "reason": ""})

    await until(end, LOOKS, place)


async def hands_in(one: Person, seen: Seen) -> None:
    """Hands one proposal in."""
    key = os.urandom(16).hex().translate(LETTERS)
    proposal = {
        "submission_key": key,
        "problem": f"Vi går forgæves {key[:6]} gange om natten for at se, om beboerne sover.",
        "title": f"Sensorer {key}",
        "solution": "En sensor under madrassen.",
        "expected_benefits": "Beboerne sover, og vi går færre gange forgæves.",
    }
    if await one.sends("proposals", proposal) < 300:
        seen.acknowledged.append(proposal["title"])


async def people_hand_in(people: list[Person], seen: Seen, end: float) -> None:
    """Proposals at an even pace, whatever the answers take."""
    async with asyncio.TaskGroup() as going:
        for number in range(sys.maxsize):
            if time.monotonic() >= end:
                return
            going.create_task(hands_in(people[number % len(people)], seen))
            await asyncio.sleep(60 / SUBMISSIONS)


async def watches(app: Process, seen: Seen, end: float) -> None:
    """Notes what the app holds in memory."""

    async def note() -> None:
        seen.memory.append(app.memory())

    await until(end, 5.0, note)


async def workshop(hanne: Person) -> None:
    """Hanne begins a workshop about the first cards."""
    day = time.strftime("%Y-%m-%d")
    cards = [f"L-{number:04d}" for number in range(1, CARDS + 1)]
    made = {"title": "Hvad skal vi?", "day": day, "cards": cards, "submission_key": "load-workshop-000001"}
    if await hanne.sends("workshops", made) >= 300 or await hanne.sends("workshops/1/lead/begin", {}) >= 300:
        raise RuntimeError("the workshop did not begin")


Work = Callable[[list[Person], Seen, float], Coroutine[object, object, None]]


async def a_workshop_goes_on(people: list[Person], _: Seen, end: float) -> None:
    """Sixty of them place cards together, and see what the others do within a second."""
    async with asyncio.TaskGroup() as going:
        for one in people[:IN_WORKSHOP]:
            going.create_task(has_a_tab_open(one, end, ASKS_IN_WORKSHOP, "&workshop=yes"))
            going.create_task(places_cards(one, end))


async def town_at_work(tenant: BigTenant, app: Process, minutes: float, work: Work, rows: int) -> Seen:
    """Everybody has the tab open and looks around, some work, until the time is over."""
    seen, end = Seen(), time.monotonic() + minutes * 60
    async with AsyncExitStack() as stack:
        connector = aiohttp.TCPConnector(limit=0)
        http = await stack.enter_async_context(aiohttp.ClientSession(app.url, connector=connector))
        people = [Person(http, tenant, seen) for _ in range(READERS)]
        going = await stack.enter_async_context(asyncio.TaskGroup())
        for one in people:
            going.create_task(has_a_tab_open(one, end, ASKS))
            going.create_task(looks_around(one, end, rows))
        going.create_task(work(people, seen, end))
        going.create_task(watches(app, seen, end))
    return seen


async def drained(app: Process) -> None:
    """Returns once nothing waits in the app any more. TimeoutError where that takes too long."""
    async with asyncio.timeout(DRAINED), httpx.AsyncClient(base_url=app.url, trust_env=False) as http:
        waits = "?"
        while waits != "0":
            await asyncio.sleep(1)
            waits = (await http.get("/readyz")).json().get("outbox")


def slow(taken: list[float]) -> tuple[float, float]:
    """The 95th and 99th percentile, in milliseconds."""
    cuts = quantiles(taken, n=100)
    return 1_000 * cuts[94], 1_000 * cuts[98]


def lines(what: str, seen: Seen, stored: Counter[str], spent: float, throttled: int) -> list[Line]:
    """What is promised of a town at work, and what came of it."""
    read, receipt = slow(seen.reads), slow(seen.receipts)
    begun = max(seen.memory[: max(1, len(seen.memory) // 10)])
    others = ", ".join(f"{one}: {count}" for one, count in seen.others.items()) or "none"
    found = [
        (f"{len(seen.reads):,} reads", *read, SLOWEST_READ),
        (f"{len(seen.receipts):,} forms sent", *receipt, SLOWEST_RECEIPT),
    ]
    made = [
        Line(f"{what}: {name}, p95 / p99", f"{p95:.0f} / {p99:.0f} ms", f"p95 ≤ {most:.0f} ms", p95 <= most)
        for name, p95, p99, most in found
    ]
    made.append(Line(f"{what}: answers of 400 and more", others, "none", not seen.others))
    if seen.acknowledged:
        lost = sum(not stored[one] for one in seen.acknowledged)
        double = sum(stored[one] > 1 for one in seen.acknowledged)
        said = f"{what}: {len(seen.acknowledged):,} acknowledged; lost, double"
        made.append(Line(said, f"{lost}, {double}", "0, 0", not lost and not double))
    steady = seen.memory[-1] <= STEADY * begun
    held = f"{begun:.0f} → {seen.memory[-1]:.0f} MiB"
    made.append(Line(f"{what}: memory, in the first tenth → at the end", held, f"× ≤ {STEADY}", steady))
    units = Line(
        f"{what}: units a minute, throttled", f"{spent:.0f}, {throttled}", f"≤ {BUDGET}", spent <= BUDGET
    )
    return [*made, units]


async def measured(folder: Path, minutes: float, rows: int) -> list[Line]:
    """A filled town, a part of its day, and what stands in SharePoint afterwards."""
    await fill(folder, rows)
    found: list[Line] = []
    async with (
        running(folder, units_per_minute=BUDGET) as tenant,
        process("-m", "bench.app_under_test", str(folder), tenant.url, str(SPENT)) as app,
        aiohttp.ClientSession(app.url) as http,
    ):
        await workshop(Person(http, tenant, Seen(), "hanne"))
        works: dict[str, Work] = {
            f"{READERS} open tabs, {IN_WORKSHOP} in a workshop": a_workshop_goes_on,
            f"{READERS} open tabs, {SUBMISSIONS} proposals a minute": people_hand_in,
        }
        for what, work in works.items():
            before, began = await tenant.counts(), time.monotonic()
            seen = await town_at_work(tenant, app, minutes, work, rows)
            after, lasted = await tenant.counts(), (time.monotonic() - began) / 60
            await drained(app)
            spent, throttled = (after[name] - before[name] for name in ("units", "throttled"))
            found += lines(what, seen, await stored_titles(tenant), spent / lasted, throttled)
    return found


def main() -> None:
    """Prints the table."""
    asked = sys.argv[1:]
    minutes = float(asked[0]) if asked else MINUTES
    rows = int(asked[1]) if len(asked) > 1 else ROWS
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(measured(Path(folder), minutes, rows))
    sys.exit(told(found, f"{minutes:g} minutes on {rows:,} + {rows:,} rows"))


if __name__ == "__main__":
    main()
