"""Hanne imports the heads' spreadsheet: a preview, a yes, a receipt; and nothing is stored twice."""

import asyncio
import hashlib
import json
from pathlib import Path

import httpx

from local_tenant.faults import Fault
from technology_map.people.people import Language
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.texts import texts
from tests.stories.playing import server_in, tenant_with_lists
from tests.teams_app.server.hostile_sheets import HOSTILE
from tests.teams_app.tab.pages import Page, read
from tests.technology_map.sheets.made_sheets import card
from tests.town import Town

HEAD = "Titel;Udfordring;Baggrund;Fagområde;Farve"
DRONES, SENSORS = "Droner over tage;Stilladser;En drone;Teknik;rød", "Gulvsensorer;For sent;En måtte;Sundhed;"
TWO_GOOD = f"{HEAD}\n{DRONES}\n{SENSORS}\n"
ONE_BAD = f"{TWO_GOOD}Uden baggrund;x;;Rumfart;\n"
PREVIEW, START = "solutions/import/preview", "solutions/import"


async def uploads(
    at: Town, part: str, content: bytes | str, who: str = "hanne", **query: str
) -> httpx.Response:
    """Somebody's browser sends a file."""
    body = content if isinstance(content, bytes) else content.encode()
    headers = {**at.headers(who), "Content-Type": "application/octet-stream"}
    return await at.http.post(f"/tab/part/{part}", headers=headers, content=body, params=query)


async def begins(at: Town, content: bytes | str) -> Page:
    """Looks at the file and says yes: the page that comes."""
    shown = read((await uploads(at, PREVIEW, content)).text)
    seen = shown.all("button", id="import-confirm")[0].attributes["data-confirm"]
    answer = await uploads(at, START, content, seen=seen)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (200, "#main")
    return read(answer.text)


async def confirms(at: Town, content: bytes | str) -> Page:
    """Looks at the file, says yes, and stays until the receipt is there."""
    return await finished(at, await begins(at, content))


async def finished(at: Town, page: Page) -> Page:
    """The receipt of an import that was begun."""
    place = page.all("div", class_="page")[0].attributes["data-place"]
    while "Importen er færdig" not in page.words("h2"):
        page = read((await at.reads("hanne", place)).text)
    return page


def cards(at: Town) -> list[str]:
    return sorted(one.title for one in at.server.store.overview.solution_cards)


async def test_the_preview_says_what_would_happen_and_stores_nothing(bakkeby: Town) -> None:
    page = read((await uploads(bakkeby, PREVIEW, ONE_BAD)).text)
    assert page.words("h2")[1:] == ["Det vil der ske", "1 række kan ikke importeres", "2 nye løsningskort"]
    assert page.words("th", scope="row") == ["4", "2", "3"]
    refused = page.words("td")[0]
    assert "Kolonnen »Baggrund« er tom." in refused
    assert "Et ord i kolonnen »Fagområde« er ikke på listen." in refused
    assert any("»Farve«" in words for words in page.words("p"))
    assert page.words("button", id="import-confirm") == ["Importér 2 løsningskort"]
    assert cards(bakkeby) == []


async def test_after_a_yes_the_cards_are_there_and_the_receipt_says_so(bakkeby: Town) -> None:
    page = await confirms(bakkeby, ONE_BAD)
    assert cards(bakkeby) == ["Droner over tage", "Gulvsensorer"]
    assert page.words("li") == ["2 løsningskort er gemt.", "1 række kan ikke importeres"]
    assert page.words("h2") == ["Importen er færdig", "Disse rækker er ikke importeret"]
    place = page.all("div", class_="page")[0].attributes["data-place"]
    again = read((await bakkeby.reads("hanne", place)).text)
    assert again.words("li")[0] == "2 løsningskort er gemt."
    stored = {one.submitter.name for one in bakkeby.server.store.overview.solution_cards}
    assert stored == {"Hanne Brandt"}


async def test_the_same_file_again_adds_nothing(bakkeby: Town) -> None:
    await confirms(bakkeby, TWO_GOOD)
    page = read((await uploads(bakkeby, PREVIEW, TWO_GOOD)).text)
    assert not page.all("button", id="import-confirm")
    assert "Filen har 2 rækker. 2 rækker er her allerede." in page.words("p")
    digest = hashlib.sha256(TWO_GOOD.encode()).hexdigest()
    assert (await uploads(bakkeby, START, TWO_GOOD, seen=digest)).status_code == 200
    assert len(cards(bakkeby)) == 2


async def test_another_file_than_the_one_that_was_looked_at_is_not_stored(bakkeby: Town) -> None:
    for seen in ("", hashlib.sha256(TWO_GOOD.encode()).hexdigest()):
        answer = await uploads(bakkeby, START, ONE_BAD, seen=seen)
        assert answer.status_code == 409
        assert "Filen er en anden end den, du så igennem." in answer.text
    assert cards(bakkeby) == []


async def test_what_sharepoint_does_not_take_is_told_and_comes_with_the_next_run(bakkeby: Town) -> None:
    bakkeby.tenant.faults.add(Fault("before", method="POST", path="/items$", nth=1, status=400, inner=True))
    page = await confirms(bakkeby, TWO_GOOD)
    assert "SharePoint tog ikke imod 1 løsningskort. Importér filen igen om lidt." in page.words("li")
    assert len(cards(bakkeby)) == 1
    assert (await confirms(bakkeby, TWO_GOOD)).words("li") == [
        "1 løsningskort er gemt.",
        "1 række er her allerede.",
    ]
    assert len(cards(bakkeby)) == 2


async def test_an_export_of_one_town_comes_into_another(bakkeby: Town) -> None:
    sent = sheet_file(
        What.SOLUTIONS, FileForm.XLSX, [card(), card(title="Nummer to")], texts(Language.ENGLISH)
    )
    await confirms(bakkeby, sent)
    assert cards(bakkeby) == ["Gulvsensorer", "Nummer to"]


async def test_a_hostile_file_is_refused_with_what_to_do(bakkeby: Town) -> None:
    for name in ("macros", "a zip bomb"):
        answer = await uploads(bakkeby, PREVIEW, HOSTILE[name][0]())
        assert answer.status_code == 422
        assert read(answer.text).words("h2") == ["Filen kan ikke bruges"]
        assert "prøv igen" in answer.text
    assert (await uploads(bakkeby, PREVIEW, b"")).status_code == 422


async def test_a_file_that_is_too_big_is_not_read(bakkeby: Town) -> None:
    answer = await uploads(bakkeby, PREVIEW, bytes(20 * 1024 * 1024 + 1))
    assert answer.status_code == 422
    assert "større end 20 MB" in answer.text


async def test_only_the_secretary_imports_and_only_as_a_file(bakkeby: Town) -> None:
    for who in ("jonas", "karen"):
        for part in (PREVIEW, START):
            answer = await uploads(bakkeby, part, TWO_GOOD, who)
            assert answer.status_code == 403
            assert "Kun rådssekretæren kan importere." in answer.text
    as_json = await bakkeby.http.post(f"/tab/part/{PREVIEW}", headers=bakkeby.headers("hanne"), json={})
    assert as_json.status_code == 415
    as_form = {**bakkeby.headers("hanne"), "Content-Type": "application/octet-stream"}
    assert (await bakkeby.http.post("/tab/part/proposals", headers=as_form, content=b"{}")).status_code == 415


async def test_any_instance_takes_the_next_step_and_none_stores_twice(tmp_path: Path) -> None:
    async with (
        tenant_with_lists(tmp_path / "lists") as tenant,
        server_in(tenant, tmp_path / "1") as first,
        server_in(tenant, tmp_path / "2") as second,
    ):
        shown = read((await uploads(first, PREVIEW, TWO_GOOD)).text)
        seen = shown.all("button", id="import-confirm")[0].attributes["data-confirm"]
        page = read((await uploads(second, START, TWO_GOOD, seen=seen)).text)
        place = page.all("div", class_="page")[0].attributes["data-place"]
        assert (await first.reads("hanne", f"{place}/live")).status_code == 204
        assert "Vi kan ikke se importen herfra." in (await first.reads("hanne", place)).text
        assert (await uploads(first, START, TWO_GOOD, seen=seen)).status_code == 200
        await first.server.store.catch_up()
        assert cards(first) == ["Droner over tage", "Gulvsensorer"]


async def test_who_leaves_the_page_finds_the_import_again(bakkeby: Town) -> None:
    many = HEAD + "".join(f"\nKort {n};x;y;Teknik;" for n in range(60)) + "\n"
    bakkeby.tenant.faults.add(
        Fault("stall", method="POST", path=r"\$batch$", nth=1, seconds=2.5, when="before")
    )
    page = await begins(bakkeby, many)
    place = page.all("div", class_="page")[0].attributes["data-place"]
    assert page.words("h2") == ["Importen er i gang"]
    start = read((await bakkeby.reads("hanne", "solutions/import")).text)
    assert start.all("a", href=f"#{place}")
    live = page
    while live.words("h2") != ["Importen er færdig"]:
        live = read((await bakkeby.reads("hanne", f"{place}/live")).text)
    assert live.words("li")[0] == "60 løsningskort er gemt."
    assert len(cards(bakkeby)) == 60


async def test_a_double_click_stores_each_card_once(bakkeby: Town) -> None:
    seen = hashlib.sha256(TWO_GOOD.encode()).hexdigest()
    answers = await asyncio.gather(*(uploads(bakkeby, START, TWO_GOOD, seen=seen) for _ in range(3)))
    assert [one.status_code for one in answers] == [200, 200, 200]
    await bakkeby.server.store.catch_up()
    assert len(cards(bakkeby)) == 2
    assert bakkeby.server.store.overview.solution_cards.copies() == []


THEIRS = "Navn;Udfordring;Baggrund;Fagomraade\nDroner over tage;Stilladser;En drone;Rumfart\n"


def with_matching(content: str, **chosen: object) -> tuple[bytes, str]:
    """The body that the browser sends when something was chosen, and how long the chosen part is."""
    said = json.dumps(chosen).encode()
    return said + content.encode(), str(len(said))


async def test_an_unknown_area_is_asked_about_and_made_when_hanne_says_so(bakkeby: Town) -> None:
    page = read((await uploads(bakkeby, PREVIEW, THEIRS)).text)
    assert "Kolonner og ord" in page.words("h2")
    (area,) = page.all("select", **{"data-match": "word"})
    assert area.attributes["data-key"] == "rumfart"
    assert "Opret »Rumfart« som nyt ord" in area.words
    body, matched = with_matching(THEIRS, words={"area": {"rumfart": "+"}})
    page = read((await uploads(bakkeby, PREVIEW, body, matched=matched)).text)
    assert "Rumfart" in page.words("td")[0]
    assert not any(one.name_da == "Rumfart" for one in bakkeby.server.store.overview.vocabulary)
    seen = page.all("button", id="import-confirm")[0].attributes["data-confirm"]
    answer = await uploads(bakkeby, START, body, matched=matched, seen=seen)
    await finished(bakkeby, read(answer.text))
    again = read((await uploads(bakkeby, PREVIEW, body, matched=matched)).text)
    assert "1 række er her allerede." in " ".join(again.words("p"))
    vocabulary = bakkeby.server.store.overview.vocabulary
    (made,) = [one for one in vocabulary if one.name_da == "Rumfart"]
    assert [one.area for one in bakkeby.server.store.overview.solution_cards] == [made.code]


async def test_what_was_matched_otherwise_than_shown_is_shown_again(bakkeby: Town) -> None:
    page = read((await uploads(bakkeby, PREVIEW, THEIRS.replace("Rumfart", "Teknik"))).text)
    seen = page.all("button", id="import-confirm")[0].attributes["data-confirm"]
    body, matched = with_matching(THEIRS.replace("Rumfart", "Teknik"), headings={"fagomraade": "-"})
    answer = await uploads(bakkeby, START, body, matched=matched, seen=seen)
    assert answer.status_code == 409
    assert cards(bakkeby) == []


async def test_a_file_without_our_headings_is_matched_and_not_turned_away(bakkeby: Town) -> None:
    file = "Hvad hedder den;Hvad er galt;Hvad gør den\nDroner;Stilladser;En drone\n"
    answer = await uploads(bakkeby, PREVIEW, file)
    assert answer.status_code == 422
    page = read(answer.text)
    assert page.words("h2") == ["Her mangler vi din hjælp", "Kolonner og ord"]
    headings = {"hvad hedder den": "title", "hvad er galt": "challenges", "hvad gør den": "background"}
    body, matched = with_matching(file, headings=headings)
    page = read((await uploads(bakkeby, PREVIEW, body, matched=matched)).text)
    assert page.words("button", id="import-confirm") == ["Importér 1 løsningskort"]


async def test_a_matching_that_is_damaged_or_too_long_is_refused(bakkeby: Town) -> None:
    for body, matched in ((b"{]" + THEIRS.encode(), "2"), (THEIRS.encode(), "9999999")):
        answer = await uploads(bakkeby, PREVIEW, body, matched=matched)
        assert answer.status_code == 422


async def test_of_what_nobody_could_look_for_it_says_that_nobody_knows(bakkeby: Town) -> None:
    bakkeby.tenant.faults.add(Fault("after", method="POST", path="/items$", nth=1, inner=True))
    bakkeby.tenant.faults.add(Fault("before", "GET", "/items$", status=400, inner=True, times=None))
    page = await confirms(bakkeby, TWO_GOOD)
    assert page.words("li")[:2] == [
        "1 løsningskort er gemt.",
        "Vi ved ikke, om SharePoint gemte 1 løsningskort. Importér filen igen om lidt. "
        "Det, der er gemt, bliver ikke gemt to gange.",
    ]
    bakkeby.tenant.faults.clear()
    await confirms(bakkeby, TWO_GOOD)
    assert len(cards(bakkeby)) == 2
