"""Every page's report as XLSX and CSV: the figures of the page, narrowed as it is, no formula in it."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

import httpx
import openpyxl
import pytest

from teams_app.tab.reports.report_downloads import REPORTS
from tests.teams_app.tab.benefits.test_benefits import TODAY, VISITS, answered
from tests.teams_app.tab.details.test_details import NEEDED, keyed
from tests.teams_app.tab.method.method_things import proposes
from tests.teams_app.tab.pages import read, solution_card
from tests.town import Town
from tests.words import TECHNOLOGIES

HOSTILE = "=HYPERLINK(1)"
PAGES = {
    "benefits": ("benefit-sums", "follow-ups"),
    "overview": ("overview", "decisions"),
    "ranking": ("ranking",),
    "areas": ("areas", "maturity"),
    "areas/health": ("maturity",),
    "guideposts": ("guideposts",),
    "synergies": ("synergies",),
    "map": ("map",),
    "glossary": ("glossary",),
    "meetings": ("decisions",),
    "pipeline": ("flow", "quarters"),
}
"""Where each report is taken from; the agenda's is on its meeting."""


async def report(at: Town, what: str, form: str = "csv", **query: str) -> httpx.Response:
    """The file that Jonas gets."""
    sent = {"what": what, "form": form, "query": urlencode(query)}
    ticket = await at.sends("jonas", "reports/file", sent)
    assert ticket.status_code == 200, ticket.text
    answer = await at.http.get(ticket.json()["address"])
    assert ticket.json()["name"] in answer.headers["Content-Disposition"]
    return answer


async def lines(at: Town, what: str, **query: str) -> list[dict[str, str]]:
    """The lines of a CSV file by their headings."""
    text = (await report(at, what, **query)).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


@pytest.fixture
async def town(bakkeby: Town) -> Town:
    """Two proposals, a card, a benefit with an answer, and a title that a spreadsheet would calculate."""
    at = bakkeby
    await proposes(at, "Sengealarm", technologies=(TECHNOLOGIES[0],))
    await proposes(at, HOSTILE, area="social", technologies=(TECHNOLOGIES[0],))
    assert (await at.sends("jonas", "solutions", solution_card())).status_code == 200
    for number, owner in ((1, "mette"), (2, "mette")):
        sent = keyed(VISITS, target=str(10 * number))
        assert (await at.sends(owner, f"proposals/{number}/details/benefits", sent)).status_code == 200
    assert (await at.sends("birgit", "benefits/1/answer", answered(comment=HOSTILE))).status_code == 200
    for number in (1, 2):
        assert (
            await at.sends("mette", f"proposals/{number}/details/competences", keyed(NEEDED))
        ).status_code == 200
    return at


def test_every_report_has_its_page() -> None:
    assert {one for found in PAGES.values() for one in found} | {"agenda"} == set(REPORTS)


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_offers_its_reports(town: Town, page: str) -> None:
    shown = read((await town.reads("jonas", page)).text)
    for what in PAGES[page]:
        buttons = [one.attributes for one in shown.all("button") if one.attributes.get("data-what") == what]
        assert {one["data-form"] for one in buttons if "svg" not in one["data-form"]} == {"xlsx", "csv"}
        for one in buttons:
            sent = {"what": what, "form": one["data-form"], "query": one["data-query"]}
            path = one["data-ticket"].removeprefix("/tab/part/")
            assert (await town.sends("jonas", path, sent)).status_code == 200


@pytest.mark.parametrize("what", REPORTS)
async def test_a_workbook_and_a_csv_file_say_the_same_and_calculate_nothing(town: Town, what: str) -> None:
    sheet: Any = openpyxl.load_workbook(io.BytesIO((await report(town, what, "xlsx")).content)).active
    head, *rows = sheet.iter_rows(values_only=True)
    text = (await report(town, what)).content.decode("utf-8-sig")
    said, *found = csv.reader(io.StringIO(text), delimiter=";")
    assert list(head) == said
    assert len(rows) == len(found)
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    assert not [one for row in found for one in row if one.startswith("=")]


async def test_each_answer_is_a_line_of_the_history(town: Town) -> None:
    [one] = await lines(town, "follow-ups")
    assert (one["Hører til"], one["Titel"], one["Tallet den dag"]) == ("F-0001", "Sengealarm", "25")
    assert (one["Svaret af"], one["Spurgt den"]) == ("Birgit Dahl", TODAY.strftime("%d-%m-%Y"))
    assert one["Hvad er der sket?"] == f"'{HOSTILE}"


async def test_the_figures_are_those_of_the_picture_gathered_as_it_is(town: Town) -> None:
    rows = await lines(town, "benefit-sums", by="area")
    assert [(one["Samlet efter"], one["Forventet"], one["Opnået"]) for one in rows] == [
        ("Sundhed", "-30", "-15"),
        ("Social", "-20", ""),
    ]
    [one] = await lines(town, "benefit-sums", by="type")
    assert (one["Forventet"], one["Antal gevinster"], one["Uden svar"]) == ("-50", "2", "1")


async def test_the_map_and_the_maturity_are_narrowed_as_their_page_is(town: Town) -> None:
    assert len(await lines(town, "map")) == 3
    [one] = await lines(town, "map", area="social")
    assert (one["Nummer"], one["Titel"]) == ("F-0002", f"'{HOSTILE}")
    assert {one["Fagområde"] for one in await lines(town, "maturity", area="social")} == {"Social"}


async def test_the_overview_counts_by_status_and_area(town: Town) -> None:
    found = await lines(town, "overview")
    assert {(one["Fagområde"], one["Antal forslag"]) for one in found} == {("Sundhed", "1"), ("Social", "1")}


async def test_what_is_in_common_is_told_once_a_proposal(town: Town) -> None:
    found = await lines(town, "synergies")
    assert [one["Det fælles"] for one in found].count("Læse et datasæt") == 2


async def test_what_is_no_report_is_not_found(town: Town) -> None:
    for changed in ({"what": "contacts"}, {"form": "exe"}, {"query": "x" * 501}):
        sent = {"what": "map", "form": "csv", "query": "", **changed}
        assert (await town.sends("jonas", "reports/file", sent)).status_code == 404
    assert len(await lines(town, "agenda", meeting="9")) == 0
    sent = {"what": "map", "form": "csv", "query": "report=decisions"}
    ticket = await town.sends("jonas", "reports/file", sent)
    assert "Formål" in (await town.http.get(ticket.json()["address"])).text
