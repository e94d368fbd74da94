"""Værdi og indsats: the computed order beside the council's, seen by who has assessed, and the capacity."""

from tests.teams_app.tab.assessing.assessors import gives
from tests.teams_app.tab.council.councils import hands_in, placed
from tests.teams_app.tab.pages import Page, read
from tests.town import Town


async def value(at: Town, who: str) -> Page:
    return read((await at.reads(who, "value")).text)


def orders(page: Page) -> list[str]:
    """Each row of the table, as it is read."""
    return [one for one in page.words("tr") if "F-00" in one]


async def ordered(at: Town) -> None:
    """Two proposals with hours, in the council's order; then Karen and Peter value the second more."""
    await hands_in(at, 2)
    await placed(at, 1, 2)
    for number, hours in ((1, 100), (2, 300)):
        cells = {"EffortHours": hours}
        at.tenant.sharepoint.edit_as("hanne", "teknologikort", "Proposals", number, cells)
    await at.server.store.catch_up()
    for who in ("karen", "peter"):
        await gives(at, who, 1, 2)
        await gives(at, who, 2, 5)


async def test_karen_sees_both_orders_and_where_they_depart(bakkeby: Town) -> None:
    await ordered(bakkeby)
    page = await value(bakkeby, "karen")
    first, second = orders(page)
    assert first.startswith("1 Forslag 1 F-0001 Afviger")
    assert "2,00" in first
    assert "100 timer" in first
    assert second.startswith("2 Forslag 2 F-0002 Afviger")
    assert "2 forslag står et andet sted, end vurderingerne peger på, uden en begrundelse." in " ".join(
        page.words("span")
    )
    circles = page.all("circle")
    assert len(circles) == 2
    assert int(circles[1].attributes["cy"]) < int(circles[0].attributes["cy"]), "better stands higher"
    assert int(circles[1].attributes["cx"]) > int(circles[0].attributes["cx"]), "more hours stand right"
    await placed(bakkeby, 2, 1)
    assert "Afviger" not in " ".join(orders(await value(bakkeby, "karen")))


async def test_lise_who_has_not_assessed_sees_no_score_and_no_computed_place(bakkeby: Town) -> None:
    await ordered(bakkeby)
    page = await value(bakkeby, "lise")
    assert [one.split(" timer")[0][-8:] for one in orders(page)] == ["01 – 100", "02 – 300"], (
        "no place by score"
    )
    assert all("Vurdér selv først" in one for one in orders(page))
    assert not page.all("circle")
    assert "Afviger" not in " ".join(orders(page))
    await gives(bakkeby, "lise", 1, 5)
    first, second = orders(await value(bakkeby, "lise"))
    assert "3,00" in first
    assert "Vurdér selv først" in second
    assert (await bakkeby.reads("mette", "value")).status_code == 403


async def test_under_the_line_it_says_what_it_would_take(bakkeby: Town) -> None:
    await ordered(bakkeby)
    page = read((await bakkeby.sends("hanne", "value", {"hours": "250", "cost": ""})).text)
    assert page.words("p", class_="toast") == ["Kapaciteten er gemt."]
    rows = (await value(bakkeby, "karen")).words("tr")
    line = rows.index("Her er kvartalets kapacitet brugt op")
    assert "Forslag 2" in rows[line + 1]
    assert "Det ville kræve 150 timer mere." in rows[line + 1]
    assert "Det ville kræve" not in rows[line - 1]
    wrong = await bakkeby.sends("hanne", "value", {"hours": "mange"})
    assert wrong.status_code == 422
    assert 'value="mange"' in wrong.text
    assert (await bakkeby.sends("karen", "value", {"hours": "1"})).status_code == 403
