"""What is done on a page before it is looked at. Found by what the code calls it: any language will do."""

import json
from collections.abc import Awaitable, Callable

from playwright.async_api import FilePayload, FrameLocator, expect

from local_tenant.faults import Fault
from technology_map.council.life_cycle import Status
from tests.bot.chatting import moves
from tests.teams_app.tab.elsewhere.test_sharing import FROM_SKOVBY
from tests.town import Town

Deed = Callable[[FrameLocator, Town], Awaitable[None]]
FIELDS = ("problem", "title", "solution", "expected_benefits")


async def nothing(_: FrameLocator, __: Town) -> None:
    """Only looks."""


async def sends_it_empty(tab: FrameLocator, _: Town) -> None:
    """Presses send without having written anything."""
    await tab.locator("#main form [type=submit]").click()
    await expect(tab.locator("#main [aria-invalid]").first).to_be_visible()


async def opens_every_group(tab: FrameLocator, _: Town) -> None:
    """Unfolds what is folded, but for the menu of downloads: that one closes when others open."""
    for _folded in range(30):
        closed = tab.locator("#main details:not([open], .get) > summary:visible")
        if not await closed.count():
            return
        await closed.first.click()


async def opens_downloads(tab: FrameLocator, _: Town) -> None:
    """Opens the menu of what can be fetched as a file."""
    await tab.locator("#get > summary").click()
    await expect(tab.locator("#get [data-download]").first).to_be_visible()


async def opens_the_table(tab: FrameLocator, _: Town) -> None:
    """Goes from the map to the table beside it."""
    await tab.locator("#map-to-table").click()
    await expect(tab.locator("#map-table table").first).to_be_visible()


def dialog_by(button: str, *, send: bool = False) -> Deed:
    """Opens the dialog behind a button; with `send` sends it without a reason."""

    async def opened(tab: FrameLocator, _: Town) -> None:
        await tab.locator(button).first.click()
        await expect(tab.get_by_role("dialog")).to_be_visible()
        if send:
            await tab.get_by_role("dialog").locator("[type=submit]").click()
            await expect(tab.get_by_role("dialog").locator("[aria-invalid]").first).to_be_visible()

    return opened


def move_to(end: Status) -> str:
    """The button that opens the dialog of a move."""
    return f'[hx-get$="/moves/{end.value}"]'


async def leaves_a_changed_form(tab: FrameLocator, _: Town) -> None:
    """Goes elsewhere with something half-written, and is asked."""
    await tab.locator("#f-title").fill("Sensorer")
    await tab.locator("[data-nav=map]").click()
    await expect(tab.locator("#leaving")).to_be_visible()


async def finds_a_draft(tab: FrameLocator, _: Town) -> None:
    """Writes half a proposal, goes elsewhere, and comes back to it."""
    await tab.locator("#f-problem").fill("Nattevagten vækker beboerne.")
    await tab.locator("[data-nav=board]").click()
    await expect(tab.locator("#filter-text")).to_be_visible()
    await tab.locator(".bar [href='#new/proposal']").click()
    await expect(tab.locator("[data-draft-found]")).to_be_visible()
    await expect(tab.locator("#similar details").first).to_be_visible()


async def is_given_a_receipt(tab: FrameLocator, at: Town) -> None:
    """Hands in while SharePoint is away."""
    for name in FIELDS:
        await tab.locator(f"#f-{name}").fill("Nattevagten vækker beboerne.")
    at.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    await tab.locator("#main form [type=submit]").click()
    await expect(tab.locator(".receipt-code")).to_be_visible()
    at.tenant.faults.clear()


async def edits_what_another_edits(tab: FrameLocator, at: Town) -> None:
    """Sends a form whose text somebody has changed in SharePoint meanwhile."""
    changed = {"Solution": "Rettet i hånden.", "ExpectedBenefits": "Beboerne sover hele natten."}
    at.tenant.sharepoint.edit_as("hanne", "teknologikort", "Proposals", 1, changed)
    await tab.locator("#f-solution").fill("En måtte.")
    await tab.locator("#main form [type=submit]").click()
    await expect(tab.locator("#main .changed").get_by_text("Rettet i hånden.")).to_be_visible()


def decides_after(another: Status, end: Status, *, possible: bool) -> Deed:
    """Makes a move after a colleague has made `another`; `possible`: whether it can still be made."""

    async def told(tab: FrameLocator, at: Town) -> None:
        await dialog_by(move_to(end))(tab, at)
        await moves(at, "hanne", 2, another, "Rådet blev enigt i går.")
        await tab.locator("#f-reason").fill("Vi prøver det på to gange.")
        dialog = tab.get_by_role("dialog")
        await dialog.locator("[type=submit]").click()
        await expect(dialog.locator("form > .dialog-body > .changed")).to_be_visible()
        await expect(dialog.locator("[type=submit]")).to_have_count(int(possible))

    return told


async def imports_no_spreadsheet(tab: FrameLocator, _: Town) -> None:
    """Sends a file that only looks like a workbook."""
    file = FilePayload(name="kort.xlsx", mimeType="application/octet-stream", buffer=b"no workbook")
    await tab.locator("#import-file").set_input_files(file)
    await tab.locator("#main form [type=submit]").click()
    await expect(tab.locator("#import-answer [data-arrived]")).to_be_focused()


async def may_undo(tab: FrameLocator, at: Town) -> None:
    """Takes a proposal out of the order."""
    await dialog_by("[data-to-place]")(tab, at)
    await tab.locator("#place-out").click()
    await expect(tab.locator("#toasts [data-undo]")).to_be_visible()


async def opens_the_worry(tab: FrameLocator, _: Town) -> None:
    """Opens the form for a worry."""
    await tab.locator("#new-worry summary").click()
    await expect(tab.locator("#worry-text")).to_be_visible()


async def opens_the_reuse(tab: FrameLocator, _: Town) -> None:
    """Opens the form of who wants to use the solution, and sends it without an area."""
    await tab.locator("#add-reuses").click()
    await expect(tab.locator("#detail-form")).to_be_visible()
    await tab.locator("#f-by_area").select_option("")
    await tab.locator("#detail-form [type=submit]").click()
    await expect(tab.locator("#detail-form [aria-invalid]").first).to_be_visible()


async def looks_at_shared_cards(tab: FrameLocator, _: Town) -> None:
    """Chooses a file that another municipality has shared, and sees what is in it."""
    content = json.dumps({**FROM_SKOVBY, "origin": "Engby Kommune"}).encode()
    file = FilePayload(name="kort.json", mimeType="application/json", buffer=content)
    await tab.locator("#cards-file").set_input_files(file)
    await expect(tab.locator("#cards-chosen h3")).to_be_focused()
