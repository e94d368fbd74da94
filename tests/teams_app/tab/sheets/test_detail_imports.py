"""Hanne reads the benefits from the office's sheet: a preview, a yes, and Birgit is asked on the day."""

from typing import Any

from local_tenant.faults import Fault
from local_tenant.people import person
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.backing.test_who_has_left import looking
from tests.teams_app.tab.method.method_things import proposes
from tests.teams_app.tab.pages import read, solution_card
from tests.teams_app.tab.sheets.test_imports import PREVIEW, confirms, uploads
from tests.town import Town

__all__ = ["looking"]
HEAD = "Forslag;Gevinst;Gevinsttype;Enhed;Måltal;Gevinstejer;Første opfølgning\n"
GOOD = HEAD + (
    "F-0001;Besøg om natten;Kvalitet og borgeroplevelse;besøg;10,5;birgit@bakkeby.example;01-12-2026\n"
    "L-0001;Søvn;Kvalitet og borgeroplevelse;timer;7;Ukendt Person;\n"
)
BAD = GOOD + "F-0099;Ro;Kvalitet og borgeroplevelse;minutter;3;;\n"


async def two_things(at: Town) -> None:
    await proposes(at, "Sengealarm")
    assert (await at.sends("jonas", "solutions", solution_card())).status_code == 200


def benefits(at: Town) -> list[dict[str, Any]]:
    return at.tenant.sharepoint.true_rows(OPEN_SITE, "Benefits")


async def test_the_preview_names_each_fault_and_stores_nothing(looking: Town) -> None:
    bakkeby = looking
    await two_things(bakkeby)
    page = read((await uploads(bakkeby, PREVIEW, BAD)).text)
    assert page.words("button", id="import-confirm") == ["Importér 2 linjer"]
    assert "1 række kan ikke importeres" in page.words("h2")
    said = " ".join(page.words("td"))
    assert "Nummeret i kolonnen »Forslag« findes ikke her." in said
    assert "Vi fandt ikke præcis én kollega, der hedder Ukendt Person." in said
    assert "Gevinster: linjer, der hører til forslag og løsningskort" in " ".join(page.words("label"))
    assert benefits(bakkeby) == []


async def test_after_a_yes_they_stand_on_their_cards_with_their_owners_once(looking: Town) -> None:
    bakkeby = looking
    await two_things(bakkeby)
    assert "2 linjer er gemt." in (await confirms(bakkeby, BAD)).words("li")
    first, second = benefits(bakkeby)
    assert (first["OfThing"], first["Target"], first["Owner"]) == ("F-0001", 10.5, "Birgit Dahl")
    assert first["OwnerId"] == person("birgit").object_id
    assert (second["OfThing"], second["Owner"], second["AuthorName"]) == (
        "L-0001",
        "Ukendt Person",
        "Hanne Brandt",
    )
    shown = read((await bakkeby.reads("jonas", "proposals/1/details")).text)
    assert "Besøg om natten" in shown.words("h3")
    page = read((await uploads(bakkeby, PREVIEW, GOOD)).text)
    assert not page.all("button", id="import-confirm")
    assert "Filen har 2 rækker. 2 rækker er her allerede." in page.words("p")


async def test_an_export_that_is_read_back_adds_nothing(bakkeby: Town) -> None:
    await two_things(bakkeby)
    await confirms(bakkeby, GOOD)
    for form in ("csv", "xlsx"):
        sent = {"what": "benefits", "form": form, "query": ""}
        ticket = (await bakkeby.sends("jonas", "details/file", sent)).json()
        content = (await bakkeby.http.get(ticket["address"])).content
        page = read((await uploads(bakkeby, PREVIEW, content)).text)
        assert "Filen har 2 rækker. 2 rækker er her allerede." in page.words("p")


async def test_what_sharepoint_does_not_take_comes_with_the_next_run(bakkeby: Town) -> None:
    await two_things(bakkeby)
    bakkeby.tenant.faults.add(Fault("before", method="POST", path="/items$", nth=1, status=400, inner=True))
    page = await confirms(bakkeby, GOOD)
    assert "SharePoint tog ikke imod 1 linje. Importér filen igen om lidt." in page.words("li")
    await confirms(bakkeby, GOOD)
    assert sorted(one["OfThing"] for one in benefits(bakkeby)) == ["F-0001", "L-0001"]


async def test_an_owner_that_nobody_may_look_up_is_a_name_with_a_word_about_it(bakkeby: Town) -> None:
    await two_things(bakkeby)
    page = read((await uploads(bakkeby, PREVIEW, GOOD)).text)
    assert "Vi kunne ikke slå birgit@bakkeby.example op." in " ".join(page.words("td"))


async def test_only_the_secretary_reads_rows_from_a_sheet(bakkeby: Town) -> None:
    await two_things(bakkeby)
    assert (await uploads(bakkeby, PREVIEW, GOOD, "karen")).status_code == 403
    links = [one.attributes["href"] for one in read((await bakkeby.reads("hanne", "benefits")).text).all("a")]
    assert "#solutions/import" in links
    others = [
        one.attributes["href"] for one in read((await bakkeby.reads("karen", "benefits")).text).all("a")
    ]
    assert "#solutions/import" not in others


async def test_the_secretary_gets_a_template_of_the_rows(bakkeby: Town) -> None:
    [button] = read((await bakkeby.reads("hanne", "benefits")).text).all("button", id="download-template")
    sent = {"what": "benefits", "form": button.attributes["data-form"], "query": ""}
    ticket = (await bakkeby.sends("hanne", "details/file", sent)).json()
    assert ticket["name"] == "skabelon-gevinster.xlsx"
    content = (await bakkeby.http.get(ticket["address"])).content
    refused = read((await uploads(bakkeby, PREVIEW, content)).text)
    assert "ingen" in " ".join(refused.words("p"))
