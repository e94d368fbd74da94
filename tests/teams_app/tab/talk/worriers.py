"""People who worry: without a name, let out at noon by the sweeper of a server whose clock is moved."""

import httpx

from tests.teams_app.tab.pages import Page, proposal, read
from tests.town import Town


async def hands_in_two(at: Town) -> None:
    """Mette's proposals, which others worry about."""
    for number in (1, 2):
        sent = proposal(submission_key=f"proposal-key-{number:07d}", title=f"Forslag {number}")
        assert (await at.sends("mette", "proposals", sent)).status_code == 200


async def worries(
    at: Town, who: str, text: str, *, number: int = 1, theme: str = "tasks", key: str = ""
) -> httpx.Response:
    """Somebody raises a worry."""
    sent = {"text": text, "theme": theme, "submission_key": key or f"worry-key-{who}-0000000"}
    return await at.sends(who, f"proposals/{number}/worries", sent)


async def panel(at: Town, who: str, number: int = 1) -> Page:
    """The worries beside a proposal."""
    return read((await at.reads(who, f"proposals/{number}/worries")).text)


def texts_of(page: Page) -> list[str]:
    """What the worries say."""
    return [one.words for one in page.elements if one.attributes.get("class") == "user-text"]
