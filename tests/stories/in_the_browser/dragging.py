"""How a row is dragged: by its handle, in small steps, as a hand does it."""

from playwright.async_api import Locator, Page


async def looked_for_changes(page: Page) -> None:
    """The page asked twice what has changed: what came before the first answer is drawn by the second."""
    for _ in range(2):
        async with page.expect_response(lambda one: "/part/changes" in one.url):
            pass


async def drags_onto(page: Page, grip: Locator, target: Locator) -> None:
    """Takes the grip, once it's there, goes to the other row's place, and lets go."""
    await looked_for_changes(page)
    await grip.hover()
    await page.mouse.down()
    start, end = await grip.bounding_box(), await target.bounding_box()
    assert start
    assert end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    up = end["y"] < start["y"]
    last = end["y"] + (6 if up else end["height"] - 6)
    for part in range(1, 11):
        await page.mouse.move(x + 4, y + (last - y) * part / 10)
    await page.mouse.up()
