"""A real browser: Debian's Chromium, driven by Playwright."""

import atexit
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import (
    Browser,
    Frame,
    Page,
    Playwright,
    TimeoutError,  # noqa: A004 - Playwright's own
    async_playwright,
    expect,
)

__all__ = ["NO_CHROMIUM", "Browser", "Page", "accessibility_faults", "chromium", "goes_to", "open_browser"]

NO_CHROMIUM = "no Chromium was found; on Debian: apt-get install chromium"
REQUIRED = "TEKNOLOGIKORT_BROWSER_TESTS"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The shell first: the same engine without a window's machinery, for two thirds of the processor's time."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--disable-component-extensions-with-background-pages",
    "--no-default-browser-check",
    "--disable-site-isolation-trials",
    "--disable-features=IsolateOrigins,site-per-process,PreloadTopChromeWebUI,WebUIOmniboxPopup,Translate,"
    "OptimizationHints,MediaRouter,GlobalMediaControls,BackForwardCache",
)
"""Without what no test looks at: a third less of the processor's time, measured on the pages axe looks at."""
GOING = """place => new Promise((done) => {
  if (location.hash === place) return done();
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = place;
})"""
PATIENCE = 30_000
"""Milliseconds that a page has for what it shall show: a slow machine is no defect."""
STARTS = 3
OF_COLOURS = ("color-contrast", "link-in-text-block")
AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"


def chromium() -> str | None:
    """Where Chromium is. RuntimeError where the machine is said to have it and has not."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get(REQUIRED) == "required":
        raise RuntimeError(NO_CHROMIUM)
    return found


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A browser without a window: one for all tests of a process, whose contexts share nothing."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await _connected(playwright)
        try:
            yield browser
        finally:
            await browser.close()


async def _connected(playwright: Playwright) -> Browser:
    """The browser of this process; another one where it lets nobody in, as happens once in many starts."""
    for _ in range(STARTS - 1):
        try:
            return await playwright.chromium.connect_over_cdp(_running(), timeout=PATIENCE)
        except TimeoutError:
            _running.cache_clear()
    return await playwright.chromium.connect_over_cdp(_running(), timeout=4 * PATIENCE)


@cache
def _running() -> str:
    """Where the browser of this process listens; it ends with the process."""
    profile = tempfile.mkdtemp(prefix="browser-")
    command = [str(chromium()), "--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}"]
    process = subprocess.Popen(
        [*command, *FLAGS], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    atexit.register(_end, process, profile)
    assert process.stderr is not None
    for line in process.stderr:
        if found := re.search(r"DevTools listening on (ws://\S+)", line):
            threading.Thread(target=process.stderr.read, daemon=True).start()  # lest the pipe be full
            return found[1]
    raise RuntimeError("Chromium ended before it listened")


def _end(process: "subprocess.Popen[str]", profile: str) -> None:
    process.kill()
    process.wait()
    shutil.rmtree(profile, ignore_errors=True)


async def goes_to(frame: Frame, place: str) -> None:
    """Follows an address within the tab, once its first page is there, and waits for what it leads to."""
    await expect(frame.locator("#main .page h1").first).to_be_visible()
    await frame.evaluate(GOING, f"#{place}")
    await expect(frame.locator("#main:not(.waiting)")).to_be_visible()


async def accessibility_faults(frame: Any, *, colours_only: bool = False, colours: bool = True) -> list[str]:
    """What axe-core finds wrong on a page or in a frame: the rule, and where.

    `colours_only`: by the rules that another theme can break on a page that was looked at whole in one;
    without `colours`: by all but those, on a page whose colours were looked at in another language.
    """
    if not await frame.evaluate("'axe' in window"):
        await frame.evaluate(AXE.read_text("utf-8") + "; 0")
    asked: dict[str, Any] = {"resultTypes": ["violations"], "preload": False, "iframes": False}
    if colours_only:
        asked["runOnly"] = {"type": "rule", "values": list(OF_COLOURS)}
    if not colours:
        asked["rules"] = {rule: {"enabled": False} for rule in OF_COLOURS}
    found = await frame.evaluate("asked => axe.run(document, asked)", asked)
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
