"""SharePoint's own pages: an employee sees where proposals stand, and follows the link back to Teams."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from sharepoint_lists.schema.list_types import Site
from sharepoint_lists.schema.lists import LISTS
from sharepoint_lists.schema.views import views_of
from teams_app.commands.site_scripts import apply_scripts
from technology_map.council.life_cycle import Status
from tests.browser import Browser, accessibility_faults
from tests.stories.in_the_browser.test_main_job import TITLE, mette_hands_in_over_http, tab_of
from tests.sweeps import swept
from tests.town import Town, installation

pytestmark = pytest.mark.browser
REASON = "Et klart problem. Rådet ser på det."
PARTS = 12
"""Tests that share the lists between them, for two processors."""
SITES = {Site.OPEN: "teknologikort", Site.CLOSED: "teknologikort-raad"}


async def scripts_applied(at: Town, folder: Path) -> None:
    """The administrator has applied the scripts; there is something to look at."""
    await apply_scripts(installation(at.tenant, folder))
    await mette_hands_in_over_http(at)
    for seq, end in enumerate((Status.ASSESSMENT, Status.READY)):
        sent = {
            "end": end.value,
            "seq": seq,
            "reason": REASON,
            "action_key": f"key-{seq:018d}",
            "overrule": "yes",
        }
        assert (await at.sends("hanne", "proposals/1/moves", sent)).status_code == 200


async def opens(page: Page, at: Town, path: str, view: str = "") -> None:
    await page.goto(f"{at.tenant.url}/sites/{path}")
    if view:
        await (
            page.get_by_role("navigation", name="Visninger")
            .get_by_role("link", name=view, exact=True)
            .click()
        )
        await expect(page.get_by_role("link", name=view, exact=True)).to_have_attribute(
            "aria-current", "page"
        )


async def test_jonas_sees_the_status_in_sharepoint_and_goes_back_to_teams(
    bakkeby: Town, browser: Browser, tmp_path: Path
) -> None:
    await scripts_applied(bakkeby, tmp_path)
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await opens(page, bakkeby, "teknologikort/Lists/Proposals?as=jonas")
    await expect(page.get_by_role("rowheader", name="Status: Klar til råd")).to_be_visible()
    row = page.get_by_role("row").filter(has_text=TITLE)
    pill = row.get_by_text("Klar til råd", exact=True)
    await expect(pill).to_have_css("background-color", "rgb(255, 235, 192)")
    await expect(pill).to_have_css("border-radius", "12px")
    await row.get_by_role("link", name="F-0001").click()
    await expect(tab_of(page).get_by_role("heading", level=1)).to_contain_text(TITLE)
    await expect(tab_of(page).get_by_text(REASON).first).to_be_visible()


async def test_hanne_follows_a_decision_from_the_log_to_its_proposal(
    bakkeby: Town, browser: Browser, tmp_path: Path
) -> None:
    await scripts_applied(bakkeby, tmp_path)
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    await opens(page, bakkeby, "teknologikort/Lists/Decisions?as=hanne", "Efter forslag")
    await (
        page.get_by_role("row").filter(has_text=REASON[:12]).get_by_role("link", name="F-0001").first.click()
    )
    await expect(tab_of(page).get_by_role("heading", level=1)).to_contain_text(TITLE)


@pytest.mark.parametrize("first", swept([*range(PARTS)]))
async def test_axe_finds_nothing_on_any_view_and_none_is_too_wide(
    bakkeby: Town, browser: Browser, tmp_path: Path, first: int
) -> None:
    await scripts_applied(bakkeby, tmp_path)
    context = await browser.new_context(bypass_csp=True)
    page = await context.new_page()
    for of in LISTS[first::PARTS]:
        at = f"{SITES[of.site]}/Lists/{of.name}?as=hanne"
        await opens(page, bakkeby, at)
        links = page.get_by_role("navigation", name="Visninger").get_by_role("link")
        views = {await one.inner_text(): await one.get_attribute("href") for one in await links.all()}
        assert {one.name for one in views_of(of)} <= views.keys()
        for view, address in (*views.items(), ("all", f"/sites/{at}&viewid=all")):
            await page.goto(f"{bakkeby.tenant.url}{address}")
            for width in (1280, 320):
                await page.set_viewport_size({"width": width, "height": 900})
                assert await accessibility_faults(page, colours=width == 1280) == [], (of.name, view)
                assert await page.evaluate("document.documentElement.scrollWidth") <= width
