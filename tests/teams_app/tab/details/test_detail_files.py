"""The rows of one kind as a spreadsheet: figures stay figures, an area narrows it, nothing is a formula."""

import csv
import io
from typing import Any

import httpx
import openpyxl

from tests.teams_app.tab.benefits.test_benefits import VISITS
from tests.teams_app.tab.details.test_details import NEEDED, keyed
from tests.teams_app.tab.method.method_things import proposes
from tests.town import Town


async def file_of(at: Town, what: str, form: str, area: str = "", who: str = "jonas") -> httpx.Response:
    """The file that somebody gets."""
    ticket = await at.sends(who, "details/file", {"what": what, "form": form, "query": area})
    assert ticket.status_code == 200, ticket.text
    return await at.http.get(ticket.json()["address"])


def lines(answer: httpx.Response) -> list[dict[str, str]]:
    """The lines of a CSV file by their headings."""
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


async def two_benefits(at: Town) -> None:
    await proposes(at, "Sengealarm")
    await proposes(at, "Dørlås", area="social")
    for number, target in ((1, "-10,5"), (2, "7")):
        sent = keyed(VISITS, target=target, indicator="=HYPERLINK(1)" if number == 2 else "Besøg")
        answer = await at.sends("mette", f"proposals/{number}/details/benefits", sent)
        assert answer.status_code == 200, answer.text


async def test_a_csv_file_holds_figures_as_danes_write_them_and_no_formula(bakkeby: Town) -> None:
    await two_benefits(bakkeby)
    first, second = lines(await file_of(bakkeby, "benefits", "csv"))
    assert (first["Hører til"], first["Titel"], first["Fagområde"]) == ("F-0001", "Sengealarm", "Sundhed")
    assert (first["Hvor er I nu?"], first["Hvor vil I hen?"]) == ("40", "-10,5")
    assert second["Hvad måler I?"] == "'=HYPERLINK(1)"
    [one] = lines(await file_of(bakkeby, "benefits", "csv", "social"))
    assert one["Hører til"] == "F-0002"


async def test_a_workbook_calculates_with_the_figures(bakkeby: Town) -> None:
    await two_benefits(bakkeby)
    answer = await file_of(bakkeby, "benefits", "xlsx")
    sheet: Any = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, first, second = sheet.iter_rows(values_only=True)
    assert first[head.index("Hvor vil I hen?")] == -10.5
    assert second[head.index("Hvad måler I?")] == "=HYPERLINK(1)"
    assert sheet.cell(3, head.index("Hvad måler I?") + 1).data_type == "s"


async def test_competences_have_their_own_columns(bakkeby: Town) -> None:
    await proposes(bakkeby, "Sengealarm")
    await bakkeby.sends("mette", "proposals/1/details/competences", keyed(NEEDED))
    [one] = lines(await file_of(bakkeby, "competences", "csv"))
    assert (one["Kompetence"], one["Hvor mange?"]) == ("Læse et datasæt", "12")
    assert one["Skrevet af"] == "Mette Holm"


async def test_what_is_no_file_is_not_found(bakkeby: Town) -> None:
    for changed in ({"what": "contacts"}, {"form": "exe"}, {"query": "nowhere"}):
        sent = {"what": "benefits", "form": "csv", "query": "", **changed}
        assert (await bakkeby.sends("jonas", "details/file", sent)).status_code == 404
