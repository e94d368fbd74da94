"""Text that wants to be more than text can do nothing: not in a card, a page or a SharePoint view."""

import pytest
from playwright.async_api import Page, expect

from tests.browser import Browser
from tests.town import Town

pytestmark = pytest.mark.browser

PWN = "window.__pwn=1"
HOSTILE = (
    f"<script>{PWN}</script>",
    f"</textarea></title><script>{PWN}</script>",
    f"<img src=x onerror={PWN}>",
    f"<svg onload={PWN}>",
    f"<svg><animate onbegin={PWN} attributeName=x dur=1s>",
    f"<body onload={PWN}>",
    f"<iframe srcdoc='<script>parent.{PWN}</script>'>",
    f"<a href=javascript:{PWN}>tryk her</a>",
    f"[tryk her](javascript:{PWN})",
    "[tryk her](https://evil.example)",
    "https://evil.example/x",
    "![](https://evil.example/x.png)",
    "**fed** _skrå_ `kode`\n- liste\n1. tal\n# overskrift",
    "{{DATE(2026-01-01T00:00:00Z,LONG)}} {{TIME(x)}}",
    "${title} $root {{{{x}}}} {%raw%}{{7*7}}",
    "<at>Karen Friis</at> @everyone",
    "'\"><x y='",
    "&lt;b&gt; &amp; &#x3C;script&#x3E;",
    "\u202egnirts\u202c \u200b\u2066x\u2069",
    f'" hx-get="/tab/part/board" hx-trigger="load" x="{PWN}',
    f"<div hx-on:load='{PWN}'>",
    "<style>*{display:none}</style>",
    "<form action=https://evil.example><input name=x autofocus>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<base href=https://evil.example/>",
    '{"type":"AdaptiveCard","body":[]}',
    '=HYPERLINK("https://evil.example")',
)
FIELDS = ("problem", "solution", "expected_benefits")


async def jonas_sends_them_all(at: Town) -> list[str]:
    """One proposal for each three hostile texts; the titles, too. Returns what was typed as titles."""
    titles = []
    for number, texts in enumerate(zip(*[iter(HOSTILE)] * 3, strict=True)):
        titles.append(texts[0][:65])
        body = {"submission_key": f"hostile{number:016d}", "title": texts[0][:65]}
        answer = await at.sends("jonas", "proposals", body | dict(zip(FIELDS, texts, strict=True)))
        assert answer.status_code < 300
    return titles


async def nothing_happened(page: Page) -> None:
    """No script of theirs ran, nothing of theirs became a link, a picture or a form."""
    for frame in page.frames:
        assert await frame.evaluate("window.__pwn") is None
        assert (
            await frame.evaluate('document.querySelectorAll(\'[href*="evil.example"],[src*="evil"]\').length')
            == 0
        )
        assert await frame.evaluate("document.querySelectorAll('[href^=\"javascript:\"],base').length") == 0


async def test_in_the_tab_the_text_is_shown_and_does_nothing(bakkeby: Town, browser: Browser) -> None:
    titles = await jonas_sends_them_all(bakkeby)
    page = await browser.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: said.append(dialog.message))
    for place in ["", *(f"/F-{number:04d}" for number in range(1, len(titles) + 1))]:
        await page.goto(f"{bakkeby.tenant.url}/teams/?as=karen#/tab/teknologikort{place}")
        await page.reload()
        await expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
        await nothing_happened(page)
    shown = page.frame_locator("iframe").get_by_role("heading", level=1)
    await expect(shown).to_contain_text(" ".join(titles[-1].split()))
    assert said == []


async def test_in_sharepoint_the_text_is_shown_and_does_nothing(bakkeby: Town, browser: Browser) -> None:
    titles = await jonas_sends_them_all(bakkeby)
    page = await browser.new_page()
    await page.goto(f"{bakkeby.tenant.url}/sites/teknologikort/Lists/Proposals")
    await expect(page.get_by_role("table")).to_contain_text(titles[0][:20])
    await nothing_happened(page)
    for number in range(1, len(titles) + 1):
        await page.goto(f"{bakkeby.tenant.url}/sites/teknologikort/Lists/Proposals/DispForm.aspx?ID={number}")
        await nothing_happened(page)


async def test_in_the_chat_the_text_is_shown_and_does_nothing(bakkeby: Town, browser: Browser) -> None:
    titles = await jonas_sends_them_all(bakkeby)
    page = await browser.new_page()
    await page.goto(f"{bakkeby.tenant.url}/teams/?as=mette")
    for number in range(1, len(titles) + 1):
        await bakkeby.tenant.teams.says("mette", f"F-{number:04d}")
    await bakkeby.tenant.teams.says("mette", f"søg {HOSTILE[0]}")
    await page.reload()
    await expect(page.get_by_role("log").get_by_text("Hvad sker der nu?").last).to_be_visible()
    await nothing_happened(page)
    assert await page.locator(".card strong, .card em, .card code, .card ul, .card ol").count() == 0
