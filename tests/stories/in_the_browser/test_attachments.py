"""Mette attaches files in a real browser: progress, a broken line, a wrong file, a picture shown large."""

import struct
import zlib

import pytest
from playwright.async_api import Browser, FilePayload, expect

from local_tenant.faults import Fault
from tests.browser import accessibility_faults
from tests.stories.in_the_browser.test_main_job import as_person, mette_hands_in_over_http, tab_of
from tests.stories.playing import OPEN_SITE
from tests.town import Town

pytestmark = pytest.mark.browser


def png(width: int, height: int) -> bytes:
    """A picture of one colour, uncompressed, so that it has some size."""
    rows = b"".join(b"\0" + b"\x40\x80\xc0" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


PICTURE = FilePayload(name="seng.png", mimeType="image/png", buffer=png(1200, 800))
FALSE = FilePayload(name="falsk.pdf", mimeType="application/pdf", buffer=b"MZ" + b"x" * 1000)
OFFER = FilePayload(name="tilbud.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7" + b"x" * 1000)


async def test_a_picture_an_offer_and_a_file_that_is_not_what_it_says(
    bakkeby: Town, browser: Browser
) -> None:
    await mette_hands_in_over_http(bakkeby)
    page = await as_person(browser, bakkeby, "mette", tab="/F-0001")
    tab = tab_of(page)
    bakkeby.tenant.faults.add(Fault("cut", method="PUT", path="/_api/v2.0/uploads", when="before"))
    await tab.locator("#attach-files").set_input_files([PICTURE, FALSE, OFFER])
    names = tab.locator("#attachments .file-name")
    await expect(names).to_have_text(["seng.png", "tilbud.pdf", "falsk.pdf"])
    await expect(tab.get_by_text("Filen er ikke det, dens navn siger")).to_be_visible()
    there = bakkeby.tenant.sharepoint.true_files(OPEN_SITE, "Attachments")
    assert there == {"F-0001/seng.png": PICTURE["buffer"], "F-0001/tilbud.pdf": OFFER["buffer"]}
    await tab.get_by_role("button", name="Drop den").click()
    await expect(names).to_have_text(["seng.png", "tilbud.pdf"])

    shown = tab.locator("#attachments img")
    assert await shown.evaluate("one => one.naturalWidth") == 1200
    await tab.get_by_role("button", name="Vis seng.png i stort").press("Enter")
    await expect(tab.get_by_role("button", name="Vis seng.png i stort", expanded=True)).to_be_visible()
    assert await accessibility_faults(page.frames[1]) == []

    await tab.locator("summary[aria-label='Fjern tilbud.pdf']").press("Enter")
    await tab.get_by_role("button", name="Ja, fjern filen").press("Enter")
    await expect(names).to_have_text(["seng.png"])
    await expect(tab.get_by_text("tilbud.pdf er fjernet.")).to_be_visible()


async def test_when_the_line_stays_broken_she_tries_again_and_it_goes_on(
    bakkeby: Town, browser: Browser
) -> None:
    await mette_hands_in_over_http(bakkeby)
    page = await as_person(browser, bakkeby, "mette", tab="/F-0001")
    tab = tab_of(page)
    await page.clock.install()
    bakkeby.tenant.faults.add(
        Fault("before", method="PUT", path="/_api/v2.0/uploads", status=503, times=None)
    )
    await tab.locator("#attach-files").set_input_files([PICTURE])
    for _ in range(3):
        await expect(tab.get_by_text("Vi prøver igen om lidt")).to_be_visible()
        await page.clock.fast_forward("00:10")
    again = tab.get_by_role("button", name="Prøv igen")
    await expect(again).to_be_visible()
    bakkeby.tenant.faults.clear()
    await again.click()
    await expect(tab.locator("#attachments img")).to_be_visible()
    assert list(bakkeby.tenant.sharepoint.true_files(OPEN_SITE, "Attachments")) == ["F-0001/seng.png"]
