"""Takes the pictures in docs/pictures from a demo of its own: `make screenshots`."""

import asyncio
import re
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from tests.browser import open_browser
from tests.town import free_port

PICTURES = Path(__file__).parent / "pictures"
READY = "Ctrl+C"


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
            async with asyncio.timeout(60):
                async for line in process.stdout:
                    if READY in line.decode():
                        break
            yield f"http://localhost:{tenant}"
        finally:
            process.terminate()
            await process.wait()


async def opened(browser: Browser, url: str, width: int = 1280, height: int = 860) -> Page:
    """A page in Danish."""
    page = await browser.new_page(viewport={"width": width, "height": height}, locale="da-DK")
    await page.goto(url)
    return page


async def taken(page: Page, name: str) -> None:
    """Keep what the page shows once it has come to rest."""
    await page.wait_for_timeout(600)
    PICTURES.mkdir(exist_ok=True)
    await page.screenshot(path=PICTURES / f"{name}.png")
    await page.close()


async def of_the_chat(browser: Browser, url: str) -> None:
    """Mette proposes."""
    page = await opened(browser, f"{url}/teams/?as=mette")
    await page.get_by_role("button", name="Nyt forslag").first.click()
    problem = "Om natten går vi 40 gange for at se, om beboerne sover. Det vækker dem."
    await page.get_by_label("Hvad er problemet?").fill(problem)
    await page.get_by_label("Hvad skal forslaget hedde?").fill("Sensorer på natteronden")
    await page.get_by_label("Hvad kunne løse det?").fill("En sensor under madrassen, som siger til.")
    await page.get_by_label("Hvad bliver bedre").fill("Beboerne sover, og vi går færre gange forgæves.")
    await page.get_by_role("button", name="Send forslaget").scroll_into_view_if_needed()
    await page.screenshot(path=PICTURES / "form.png")
    await page.get_by_role("button", name="Send forslaget").click()
    await expect(page.get_by_role("log").get_by_text("Dit forslag er gemt som")).to_be_visible()
    await taken(page, "chat")


async def of_the_tab(browser: Browser, url: str) -> None:
    """The board, a proposal, and a decision about to be made."""
    board = await opened(browser, f"{url}/teams/?as=karen#/tab/teknologikort")
    await expect(board.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    await taken(board, "board")
    page = await opened(browser, f"{url}/teams/?as=karen#/tab/teknologikort/F-0005")
    tab = page.frame_locator("iframe")
    await tab.get_by_role("button", name=re.compile("^Start en pilot")).click()
    await expect(tab.get_by_role("dialog")).to_be_visible()
    await tab.get_by_role("dialog").get_by_label("Begrundelse").fill("Vi prøver det af i to måneder.")
    await taken(page, "decision")
    phone = await opened(browser, f"{url}/teams/?as=mette&theme=dark#/tab/teknologikort/F-0002", 360, 740)
    await expect(phone.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    await taken(phone, "phone")


async def of_sharepoint(browser: Browser, url: str) -> None:
    """What everyone sees in SharePoint."""
    await taken(await opened(browser, f"{url}/sites/teknologikort/Lists/Proposals"), "sharepoint")


async def take_all() -> None:
    """Every picture."""
    PICTURES.mkdir(exist_ok=True)
    async with fresh_demo() as url, open_browser() as browser:
        await of_the_chat(browser, url)
        await of_the_tab(browser, url)
        await of_sharepoint(browser, url)


if __name__ == "__main__":
    asyncio.run(take_all())
