"""SharePoint's pages: what people see of the lists, and what they do not."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Page, async_playwright

from tests.local_tenant.sharepoint.graph_caller import Caller

AXE = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
HERE = "/sites/teknologikort/Lists/Ideer"


async def page(graph: Caller, path: str) -> str:
    """A page's HTML, its headers checked."""
    answer = await graph.http.get(f"{graph.tenant.url}{path}", follow_redirects=True)
    assert answer.status_code == 200, answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in answer.headers
    assert '<html lang="da">' in answer.text
    return answer.text


async def test_a_list_is_a_page_with_the_newest_first(graph: Caller) -> None:
    await graph.add(Title="Ældst", Status="Åben", Score=1.5, At="2026-07-01T10:00:00Z")
    await graph.add(Title="<b>Yngst</b>", IsOpen=True, OwnerLookupId=11)
    html = await page(graph, HERE)
    assert html.index("&lt;b&gt;Yngst") < html.index("Ældst")
    assert '<span class="pill pill-1">Åben</span>' in html
    for shown in ("1,5", "01-07-2026 12:00", "Ja", "Mette Holm", "Viser 1–2 af 2", "Titel"):
        assert shown in html


async def test_long_lists_have_pages_and_a_search(graph: Caller) -> None:
    for number in range(101):
        await graph.add(Title=f"Nummer {number}", Problem="Ét ord" if number == 7 else "andre")
    assert "Side 1 af 2" in await page(graph, HERE)
    assert "Nummer 0<" in await page(graph, f"{HERE}?page=2")
    found = await page(graph, f"{HERE}?q=ét%20ORD")
    assert "Viser 1–1 af 1" in found
    assert "Nummer 7<" in found


async def test_an_item_shows_its_fields_and_its_history(graph: Caller) -> None:
    made = await graph.add(Title="Før", Problem="Linje 1\nLinje 2")
    graph.tenant.sharepoint.edit_as("hanne", "teknologikort", "Ideer", 1, {"Title": "Efter"})
    html = await page(graph, made["webUrl"].removeprefix(graph.tenant.url))
    for shown in ("<h1>Efter</h1>", "Linje 1\nLinje 2", "Version 2.0", "Hanne Brandt", "Version 1.0"):
        assert shown in html


async def test_the_councils_site_is_closed_to_others(graph: Caller) -> None:
    address = f"{graph.tenant.url}/sites/teknologikort-raad"
    for who in ("", "?as=birgit", "?as=gustav", "?as=nobody"):
        answer = await graph.http.get(f"{address}{who}")
        assert answer.status_code == 403
        assert "Du har ikke adgang" in answer.text
    assert "har ingen lister endnu" in await page(graph, "/sites/teknologikort-raad?as=hanne")
    guest = await graph.http.get(f"{graph.tenant.url}/sites/teknologikort?as=gustav")
    assert guest.status_code == 403


@pytest.mark.parametrize(
    "path", [f"{HERE}x", f"{HERE}/DispForm.aspx?ID=9", "/sites/andet", f"{HERE}/DispForm.aspx?ID=x"]
)
async def test_pages_that_are_not_there(graph: Caller, path: str) -> None:
    assert (await graph.http.get(f"{graph.tenant.url}{path}")).status_code == 404


async def flaws(browser: Page, address: str, width: int) -> list[str]:
    """What axe finds on a page, and whether it is too wide."""
    await browser.set_viewport_size({"width": width, "height": 800})
    await browser.goto(address)
    await browser.evaluate(AXE.read_text(encoding="utf-8"))
    found = await browser.evaluate("axe.run().then(r => r.violations.map(v => v.id))")
    if await browser.evaluate("document.documentElement.scrollWidth") > width:
        found.append("too wide")
    return [f"{address} {width}: {one}" for one in found]


@pytest.mark.browser
async def test_everybody_can_use_the_pages(graph: Caller) -> None:
    for number in range(3):
        await graph.add(Title=f"Nummer {number} " + "langt" * 20, Problem="x " * 500, Score=number)
    paths = ["/", "/sites/teknologikort", HERE, f"{HERE}?q=nix", f"{HERE}/DispForm.aspx?ID=1"]
    paths += ["/sites/teknologikort-raad", f"{HERE}x"]
    async with async_playwright() as play:
        browser = await play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(bypass_csp=True)
        tab = await context.new_page()
        found = [
            flaw
            for path in paths
            for width in (1280, 320)
            for flaw in await flaws(tab, f"{graph.tenant.url}{path}", width)
        ]
        await browser.close()
    assert found == []


async def test_it_starts_alone_and_stops_cleanly(tmp_path: Path) -> None:
    command = (sys.executable, "-m", "local_tenant", "--port", "0", "--data", str(tmp_path))
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, env=os.environ
    )
    assert process.stdout is not None
    line = (await process.stdout.readline()).decode()
    assert line.startswith("local_tenant listens on http://localhost:")
    async with httpx.AsyncClient() as http:
        assert (await http.get(line.split()[-1])).status_code == 200
    process.send_signal(signal.SIGTERM)
    _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")
    assert (tmp_path / "sharepoint.sqlite").exists()
