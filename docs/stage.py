"""The stage of the pictures: a demo of its own, a browser, and one language."""

import asyncio
import re
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, FrameLocator, Page, expect

from technology_map.people.people import Language
from technology_map.texts import texts

PICTURES = Path(__file__).parent / "pictures"
READY = "Ctrl+C"
Size = tuple[int, int]
DESK, TALL, PHONE = (1280, 800), (1280, 1240), (360, 740)


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def fresh_demo() -> AsyncIterator[str]:
    """A demo with nothing but its seed; gives the little tenant's address."""
    tenant, app = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        arguments = ["demo", "--folder", folder, "--tenant-port", str(tenant), "--port", str(app)]
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "teams_app", *arguments, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout  # noqa: S101 - asked for above
        try:
            async with asyncio.timeout(120):
                async for line in process.stdout:
                    if READY in line.decode():
                        break
            yield f"http://localhost:{tenant}"
        finally:
            process.terminate()
            await process.wait()


def tab_of(page: Page) -> FrameLocator:
    """The app's page inside Teams."""
    return page.frame_locator("iframe.tab-frame")


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the pictures of one language are taken."""

    browser: Browser
    url: str
    language: Language

    def word(self, key: str, **blanks: str) -> str:
        """A word of the app, as its catalogue has it."""
        return texts(self.language)(key, **blanks)

    def either(self, danish: str, english: str) -> str:
        """A word that is not the app's: of the little Teams, or what somebody writes."""
        return danish if self.language is Language.DANISH else english

    async def teams(self, who: str, place: str = "", size: Size = DESK, theme: str = "default") -> Page:
        """A person opens Teams at a place."""
        width, height = size
        page = await self.browser.new_page(
            viewport={"width": width, "height": height}, locale=self.either("da-DK", "en-GB")
        )
        await page.goto(f"{self.url}/teams/?as={who}&lang={self.language.value}&theme={theme}#/{place}")
        return page

    async def tab(self, who: str, place: str, size: Size = DESK, theme: str = "default") -> Page:
        """A person opens a page of the app's own tab, by its address within the tab."""
        page = await self.teams(who, "tab/teknologikort", size, theme)
        heading = tab_of(page).locator("#main h1").first
        await expect(heading).to_have_text(self.word("tab.board.heading"))
        if place != "board":
            frame = next(one for one in page.frames if re.search(r":\d+/tab/", one.url))
            await frame.evaluate("place => { location.hash = place; }", f"#{place}")
            await expect(heading).not_to_have_text(self.word("tab.board.heading"))
        return page

    async def taken(self, page: Page, name: str) -> None:
        """Keep what the page shows once it has come to rest, and close it."""
        await page.wait_for_timeout(900)
        folder = PICTURES / self.language.value
        folder.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=folder / f"{name}.png", animations="disabled")
        await page.close()
