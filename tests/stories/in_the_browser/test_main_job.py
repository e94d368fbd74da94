"""The main job, played in a real browser: Mette proposes, the council decides, Mette is told, all see it."""

import re

import pytest
from playwright.async_api import FrameLocator, Page, Route, expect

from tests.browser import Browser, accessibility_faults
from tests.sweeps import THEMES
from tests.town import Town, town

pytestmark = pytest.mark.browser
TITLE = "Sensorer på natteronden"
REASON = "Vi prøver det af på to gange, så vi ved, om beboerne sover bedre."


async def as_person(browser: Browser, at: Town, who: str, *, tab: str = "") -> Page:
    """A person opens Teams: the chat, or the tab at a place."""
    page = await browser.new_page(viewport={"width": 1280, "height": 900})
    place = f"#/tab/teknologikort{tab}" if tab else ""
    await page.goto(f"{at.tenant.url}/teams/?as={who}{place}")
    return page


def tab_of(page: Page) -> FrameLocator:
    """The tab inside Teams."""
    return page.frame_locator("iframe")


async def mette_proposes(page: Page) -> None:
    await page.get_by_role("button", name="Nyt forslag").first.click()
    await page.get_by_label("Hvad er problemet?").fill(
        "Vi går 40 gange om natten for at se, om beboerne sover."
    )
    await page.get_by_label("Hvad skal forslaget hedde?").fill(TITLE)
    await page.get_by_label("Hvad kunne løse det?").fill("En sensor under madrassen.")
    await page.get_by_label("Hvad bliver bedre").fill("Beboerne sover, og vi går færre gange forgæves.")
    await page.get_by_role("button", name="Send forslaget").click()
    await expect(page.get_by_role("log").get_by_text("Dit forslag er gemt som F-0001.")).to_be_visible()


async def moves(page: Page, button: str, confirm: str, reason: str) -> None:
    tab = tab_of(page)
    await tab.get_by_role("button", name=re.compile(rf"^{button}")).first.click()
    dialog = tab.get_by_role("dialog")
    await dialog.get_by_label("Begrundelse").fill(reason)
    if await dialog.get_by_label("Gå videre uden svarene").count():
        await dialog.get_by_label("Gå videre uden svarene").check()
    await dialog.get_by_role("button", name=confirm, exact=True).click()
    await expect(dialog).to_be_hidden()


async def test_mette_proposes_and_the_council_decides(bakkeby: Town, browser: Browser) -> None:
    mette = await as_person(browser, bakkeby, "mette")
    await mette_proposes(mette)

    hanne = await as_person(browser, bakkeby, "hanne", tab="/F-0001")
    await moves(hanne, "Send til vurdering", "Send til vurdering", "Et klart problem. Rådet ser på det.")
    await moves(hanne, "Gør klar til rådet", "Gør klar til rådet", "Alle har vurderet forslaget.")
    await moves(hanne, "Sæt på dagsordenen", "Sæt på dagsordenen", "Det kommer på næste møde.")

    karen = await as_person(browser, bakkeby, "karen", tab="/F-0001")
    jonas = await as_person(browser, bakkeby, "jonas", tab="/F-0001")
    await expect(tab_of(jonas).get_by_text("På dagsorden").first).to_be_visible()
    await expect(tab_of(jonas).get_by_role("button", name="Start en pilot")).to_have_count(0)
    await moves(karen, "Start en pilot", "Start en pilot", REASON)

    await expect(tab_of(jonas).get_by_text(REASON).first).to_be_visible()
    await bakkeby.server.messenger.settled()
    await expect(mette.get_by_text(REASON).last).to_be_visible()

    await mette.goto(f"{bakkeby.tenant.url}/sites/teknologikort/Lists/Proposals")
    row = mette.get_by_role("row").filter(has_text=TITLE)
    await expect(row).to_contain_text("Pilot")
    await expect(row).to_contain_text(REASON[:20])
    await mette.goto(f"{bakkeby.tenant.url}/sites/teknologikort/Lists/Decisions")
    await expect(mette.get_by_role("table")).to_contain_text(REASON[:20])


async def test_two_members_decide_at_once_and_the_second_sees_what_changed(
    bakkeby: Town, browser: Browser
) -> None:
    mette = await as_person(browser, bakkeby, "mette")
    await mette_proposes(mette)
    hanne = await as_person(browser, bakkeby, "hanne", tab="/F-0001")
    await expect(tab_of(hanne).get_by_role("button", name="Send til vurdering").first).to_be_visible()
    await tab_of(hanne).get_by_role("button", name="Send til vurdering").first.click()
    dialog = tab_of(hanne).get_by_role("dialog")
    await dialog.get_by_label("Begrundelse").fill("Rådet ser på det.")

    await bakkeby.tenant.teams.opens("mette")
    withdrawn = await bakkeby.tenant.teams.says("mette", "F-0001")
    form = await bakkeby.tenant.teams.presses("mette", withdrawn.replies[0].id, "withdraw")
    assert form.card
    await bakkeby.tenant.teams.presses(
        "mette", withdrawn.replies[0].id, "confirm_withdraw", {"reason": "Vi fandt en anden vej."}
    )

    await dialog.get_by_role("button", name="Send til vurdering", exact=True).click()
    await expect(dialog).to_contain_text("Vi fandt en anden vej.")
    await expect(dialog.get_by_label("Begrundelse")).to_have_value("Rådet ser på det.")


@pytest.mark.parametrize("theme", THEMES)
async def test_axe_finds_nothing_on_our_pages(bakkeby: Town, browser: Browser, theme: str) -> None:
    await mette_hands_in_over_http(bakkeby)
    page = await browser.new_page()
    for place, heading in (("", "Hvor står forslagene?"), ("/F-0001", TITLE), ("/L-0001", "VR-briller")):
        await page.goto(f"{bakkeby.tenant.url}/teams/?as=hanne&theme={theme}#/tab/teknologikort{place}")
        await page.reload()
        await expect(tab_of(page).get_by_role("heading", level=1)).to_contain_text(heading)
        await expect(tab_of(page).locator("html")).to_have_attribute("data-theme", theme)
        frame = next(one for one in page.frames if bakkeby.server.url in one.url)
        for width in (320, 768, 1280):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await accessibility_faults(frame, colours_only=theme != "default") == []
            assert await frame.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_axe_finds_nothing_in_the_chat_and_in_sharepoint(bakkeby: Town, browser: Browser) -> None:
    await mette_hands_in_over_http(bakkeby)
    page = await as_person(browser, bakkeby, "mette")
    await expect(page.get_by_role("button", name="Nyt forslag").first).to_be_visible()
    assert await accessibility_faults(page) == []
    for place in ("", "/Lists/Proposals", "/Lists/SolutionCards", "/Lists/Decisions"):
        await page.goto(f"{bakkeby.tenant.url}/sites/teknologikort{place}")
        assert await accessibility_faults(page) == []


async def mette_hands_in_over_http(at: Town) -> None:
    """A proposal and a solution card, as the tab's forms send them."""
    proposal = {
        "submission_key": "p" * 22,
        "problem": "Vi går 40 gange om natten.",
        "title": TITLE,
        "solution": "En sensor under madrassen.",
        "expected_benefits": "Beboerne sover.",
    }
    card = {
        "submission_key": "s" * 22,
        "title": "VR-briller i undervisningen",
        "challenges": "Eleverne har svært ved at forestille sig kroppen indefra.",
        "background": "Ti par briller, som går på tur mellem klasserne.",
        "area": "education",
    }
    assert (await at.sends("mette", "proposals", proposal)).status_code < 300
    assert (await at.sends("mette", "solutions", card)).status_code < 300


HOST = """<!doctype html><title>host</title><iframe id="tab" src="https://tab.example/tab/"></iframe>
<script>
const answers = {
  initialize: ['content', 'desktop', '{"apiVersion":4,"supports":{}}', '2.0'],
  getContext: [{theme: 'dark', locale: 'da-dk', entityId: 'teknologikort', tid: 'TENANT',
                userObjectId: 'PERSON', frameContext: 'content'}],
  'authentication.getAuthToken': [true, 'TOKEN'],
};
addEventListener('message', (event) => {
  const asked = event.data;
  if (!asked || !(asked.func in answers)) return;
  event.source.postMessage({id: asked.id, uuidAsString: asked.uuidAsString, uuid: asked.uuid,
                            args: answers[asked.func]}, event.origin);
});
</script>"""


async def test_the_real_teamsjs_at_its_real_origin(
    tmp_path_factory: pytest.TempPathFactory, browser: Browser
) -> None:
    """teams.microsoft.com frames the tab over https; every answer is the app's own, headers and all."""
    async with town(tmp_path_factory.mktemp("origin")) as at:
        person = at.tenant.entra
        host = HOST.replace("TOKEN", person.token_for_person("mette"))
        page = await browser.new_page()
        policies: list[str] = []

        async def serve_host(route: Route) -> None:
            await route.fulfill(body=host, content_type="text/html")

        async def serve_tab(route: Route) -> None:
            asked = route.request
            path = asked.url.removeprefix("https://tab.example")
            answer = await route.fetch(url=at.server.url + path)
            policies.append(answer.headers.get("content-security-policy", ""))
            await route.fulfill(response=answer)

        await page.route("https://teams.microsoft.com/**", serve_host)
        await page.route("https://tab.example/**", serve_tab)
        await page.goto("https://teams.microsoft.com/v2/")
        tab = page.frame_locator("#tab")
        await expect(tab.get_by_role("heading", level=1)).to_be_visible()
        await expect(tab.locator("html")).to_have_attribute("data-theme", "dark")
        assert policies
        assert all("https://teams.microsoft.com" in policy for policy in policies)


async def test_opened_outside_teams_it_says_where_to_open_it(bakkeby: Town, browser: Browser) -> None:
    page = await browser.new_page(locale="da-DK")
    await page.goto(f"{bakkeby.server.url}/tab/")
    await expect(page.get_by_text("Åbn i Teams").first).to_be_visible()
