"""What a tab in a channel or a meeting opens at: the choices, the sensible one, and where each leads."""

import pytest

from teams_app.tab.addresses import READ
from teams_app.tab.configuration import AREA, PLACES, place_of
from technology_map.council.life_cycle import Status
from tests.bot.chatting import moves
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town
from tests.words import AREAS, WORDS

LONGEST_IN_TEAMS = 64


async def chosen(at: Town, **query: str) -> list[str]:
    """The code that is chosen when the page is drawn; the area's instead of `area`."""
    page = read((await at.reads("hanne", "config", **query)).text)
    radios = [one.attributes["value"] for one in page.all("input") if "checked" in one.attributes]
    areas = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    return radios + areas


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "meeting"}, ["agenda"]),
        ({"kind": "channel"}, ["board"]),
        ({"kind": "chat"}, ["board"]),
        ({}, ["board"]),
        ({"kind": "meeting", "opening": "map"}, ["map"]),
        ({"kind": "channel", "opening": "agenda"}, ["agenda"]),
        ({"kind": "channel", "opening": "area-health"}, ["area", "area-health"]),
        ({"kind": "meeting", "opening": "area-nowhere"}, ["agenda"]),
        ({"kind": "<b>", "opening": "'><script>"}, ["board"]),
    ],
)
async def test_what_is_chosen_at_first(bakkeby: Town, query: dict[str, str], expected: list[str]) -> None:
    assert await chosen(bakkeby, **query) == expected


async def test_the_page_speaks_the_language_of_teams(bakkeby: Town) -> None:
    headers = bakkeby.headers("hanne", "en-us")
    page = read((await bakkeby.http.get("/tab/part/config", headers=headers)).text)
    assert page.words("h1") == ["What should the tab show?"]
    assert page.all("main")[0].attributes["lang"] == "en"


@pytest.mark.parametrize("code", [*PLACES, *(AREA + code for code in AREAS)])
async def test_every_choice_leads_to_a_page(bakkeby: Town, code: str) -> None:
    assert len(code) <= LONGEST_IN_TEAMS
    frame = read((await bakkeby.reads("jonas", "start", opening=code)).text)
    opens = frame.all("div", class_="frame")[0].attributes["data-opens"]
    assert opens == place_of(code, WORDS)
    path, _, query = opens.partition("?")
    assert path in {address for address, _ in READ}
    answer = await bakkeby.http.get(f"/tab/part/{opens}", headers=bakkeby.headers("jonas"))
    assert answer.status_code == 200
    if query:
        assert f'data-place="{opens}"' in answer.text


@pytest.mark.parametrize("code", ["", "nowhere", "area-", "new/solution", "../start", "<img>", "x" * 500])
async def test_an_opening_that_is_none_of_ours_is_the_board(bakkeby: Town, code: str) -> None:
    frame = read((await bakkeby.reads("jonas", "start", opening=code)).text)
    assert frame.all("div", class_="frame")[0].attributes["data-opens"] == "board"


async def test_the_agenda_shows_what_the_council_decides_on_and_no_empty_groups(bakkeby: Town) -> None:
    for number, title in enumerate(("Sensorer på natteronden", "Droner over tagene"), 1):
        await bakkeby.sends("mette", "proposals", proposal(submission_key=f"{number}" * 22, title=title))
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(bakkeby, "hanne", 2, end, "Klart.")
    answer = await bakkeby.http.get(f"/tab/part/{PLACES['agenda']}", headers=bakkeby.headers("karen"))
    page = read(answer.text)
    assert page.words("h3") == ["Droner over tagene"]
    assert page.words("h2") == ["Rådet"]
