"""Kom godt i gang: the five steps, how far the house is, and where each of them leads."""

from tests.teams_app.tab.method.workshops import sees, shares, starts
from tests.teams_app.tab.pages import read
from tests.town import Town


async def test_mette_sees_five_steps_and_how_far_the_house_is(bakkeby: Town) -> None:
    empty = " ".join((await sees(bakkeby, "mette", "learning")).words("p", class_="quiet"))
    assert "0 løsninger er beskrevet." in empty
    assert "Rådet har ikke planlagt sit næste møde." in empty
    await shares(bakkeby, 2)
    await starts(bakkeby, 1)
    page = await sees(bakkeby, "mette", "learning")
    assert len(page.words("h2")) == 5
    stands = " ".join(page.words("p", class_="quiet"))
    for said in (
        "2 løsninger er beskrevet.",
        "2 kort er ikke placeret.",
        "Én workshop er i gang eller på vej.",
    ):
        assert said in stands


async def test_each_step_ends_in_something_that_can_be_done(bakkeby: Town) -> None:
    page = await sees(bakkeby, "mette", "learning")
    links = [
        one.attributes["href"].removeprefix("#")
        for one in page.all("a")
        if "button" in one.attributes.get("class", "")
    ]
    assert len(links) == 13
    for place in links:
        assert (await bakkeby.reads("mette", place)).status_code == 200, place
    frame = read((await bakkeby.reads("mette", "start")).text)
    assert "Kom godt i gang" in frame.words("a")
