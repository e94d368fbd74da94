"""The first page in a real browser: cold, over a phone's line, until somebody can use it; and its bytes.

The line is Chrome's own preset *Fast 4G*. The tab is opened in the little Teams, whose own page has come
before the line becomes slow: Teams is there already when somebody opens a tab.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.async_api import Browser, CDPSession, Page

from bench.tenant import process
from local_tenant.app import LittleTenant
from tests.browser import open_browser

READER = "mette"
ROUNDS = 7
FAST_4G = {
    "offline": False,
    "downloadThroughput": 9_000_000 / 8 * 0.9,
    "uploadThroughput": 1_500_000 / 8 * 0.9,
    "latency": 60 * 2.75,
}
"""Bytes a second and milliseconds, as Chrome's DevTools have it."""
WATCH = """window.interactive = new Promise((done) => {
  const look = () => {
    if (!document.querySelector("#main:not(.waiting) .page h1")) return;
    seen.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
  };
  const seen = new MutationObserver(look);
  seen.observe(document, { subtree: true, childList: true, attributes: true });
})"""
"""Notes when the page is there, drawn, and the browser has nothing left to do before a tap."""
OPEN = "location.hash = '#/tab/teknologikort'"


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Seconds from the opening of the tab until it can be used, and bytes as sent, medians of the rounds."""

    seconds: float
    script_and_style: int
    all_bytes: int


async def measure(folder: Path, rounds: int = ROUNDS) -> FirstPage:
    """Each round in a browser context of its own, so that nothing is cached."""
    async with _served(folder) as (teams, app), open_browser() as browser:
        found = [await _opened(browser, teams, app) for _ in range(rounds + 1)][1:]
    return FirstPage(
        median(one.seconds for one in found),
        int(median(one.script_and_style for one in found)),
        int(median(one.all_bytes for one in found)),
    )


@asynccontextmanager
async def _served(folder: Path) -> AsyncIterator[tuple[str, str]]:
    """Where the little Teams and the app are."""
    async with (
        LittleTenant(folder, units_per_minute=None).running() as tenant,
        process("-m", "bench.app_under_test", str(folder), tenant.url) as ours,
    ):
        tenant.teams.line.app_url = ours.url
        yield tenant.url, ours.url


async def _opened(browser: Browser, teams: str, app: str) -> FirstPage:
    context = await browser.new_context(viewport={"width": 390, "height": 800})
    await context.add_init_script(WATCH)
    page = await context.new_page()
    await page.goto(f"{teams}/teams/?as={READER}", wait_until="networkidle")
    line = await context.new_cdp_session(page)
    sizes = await _counted(line, app)
    await line.send("Network.emulateNetworkConditions", FAST_4G)
    await page.evaluate(OPEN)
    seconds = await _interactive(page, app)
    await context.close()
    heavy = sum(size for kind, size in sizes if kind in ("Script", "Stylesheet"))
    return FirstPage(seconds, heavy, sum(size for _, size in sizes))


async def _counted(line: CDPSession, app: str) -> list[tuple[str, int]]:
    """The kind and the bytes of each answer of the app, as they come."""
    kinds: dict[str, str] = {}
    sizes: list[tuple[str, int]] = []

    def begun(event: dict[str, Any]) -> None:
        if event["response"]["url"].startswith(app):
            kinds[event["requestId"]] = event["type"]

    def ended(event: dict[str, Any]) -> None:
        if event["requestId"] in kinds:
            sizes.append((kinds[event["requestId"]], int(event["encodedDataLength"])))

    line.on("Network.responseReceived", begun)
    line.on("Network.loadingFinished", ended)
    await line.send("Network.enable")
    return sizes


async def _interactive(page: Page, app: str) -> float:
    """Seconds from the frame's beginning until it could be used."""
    await page.wait_for_selector("iframe")
    frame = next(one for one in page.frames if one is not page.main_frame)
    await frame.wait_for_url(f"{app}/**")
    return float(await frame.evaluate("window.interactive")) / 1000
