"""A real browser: Debian's Chromium, driven by Playwright."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Frame, Page, async_playwright, expect

__all__ = ["NO_CHROMIUM", "Browser", "Page", "accessibility_faults", "chromium", "goes_to", "open_browser"]

NO_CHROMIUM = "no Chromium was found; on Debian: apt-get install chromium"
REQUIRED = "TEKNOLOGIKORT_BROWSER_TESTS"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
GOING = """place => new Promise((done) => {
  if (location.hash === place) return done();
  addEventListener("hashchange", () => setTimeout(done), { once: true });
  location.hash = place;
})"""
PATIENCE = 30_000
"""Milliseconds that a page has for what it shall show: a slow machine is no defect."""
AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"


def chromium() -> str | None:
    """Where Chromium is. RuntimeError where the machine is said to have it and has not."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None and os.environ.get(REQUIRED) == "required":
        raise RuntimeError(NO_CHROMIUM)
    return found


@asynccontextmanager
async def open_browser() -> AsyncIterator[Browser]:
    """A browser without a window, closed at the end."""
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            yield browser
        finally:
            await browser.close()


async def goes_to(frame: Frame, place: str) -> None:
    """Follows an address within the tab, once its first page is there, and waits for what it leads to."""
    await expect(frame.locator("#main .page h1").first).to_be_visible()
    await frame.evaluate(GOING, f"#{place}")
    await expect(frame.locator("#main:not(.waiting)")).to_be_visible()


async def accessibility_faults(frame: Any) -> list[str]:
    """What axe-core finds wrong on a page or in a frame: the rule, and where."""
    await frame.evaluate(AXE.read_text("utf-8") + "; 0")
    found = await frame.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{rule['id']}: {node['target']} {node['failureSummary'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
