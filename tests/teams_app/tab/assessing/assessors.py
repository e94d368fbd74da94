"""A council that assesses: proposals in assessment, and members who give their marks over HTTP."""

import re
from typing import Any

import httpx

from technology_map.assessing.criteria import first_criteria
from tests.teams_app.tab.council.councils import comes_to
from tests.teams_app.tab.pages import Page, proposal, read
from tests.town import Town

CODES = first_criteria().codes


async def in_assessment(at: Town, count: int = 1) -> None:
    """Mette's proposals, which the secretary has sent to assessment."""
    for number in range(1, count + 1):
        sent = proposal(submission_key=f"proposal-key-{number:07d}", title=f"Forslag {number}")
        assert (await at.sends("mette", "proposals", sent)).status_code == 200
        await comes_to(at, number, "assessment")
    await at.server.messenger.settled()


def marks(*given: int) -> dict[str, str]:
    """Marks for the criteria in their order; one mark is for all of them."""
    all_of_them = given * len(CODES) if len(given) == 1 else given
    return {f"mark-{code}": str(mark) for code, mark in zip(CODES, all_of_them, strict=False)}


async def gives(
    at: Town, who: str, number: int, *given: int, comment: str = "", **more: Any
) -> httpx.Response:
    """A member gives an assessment."""
    sent = {"criteria": "first", **marks(*given), "comment": comment, **more}
    return await at.sends(who, f"assessments/{number}", sent)


async def sees(at: Town, who: str, number: int) -> Page:
    """The page of one proposal's assessment."""
    answer = await at.reads(who, f"assessments/{number}")
    assert answer.status_code == 200
    return read(answer.text)


def spread_of(page: Page) -> list[str]:
    """The criteria in the order of the page of the spread."""
    return [re.sub(r" vægt \d+ %", "", one) for one in page.words("h3") if "vægt" in one]
