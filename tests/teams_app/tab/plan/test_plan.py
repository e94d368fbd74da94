"""The action plan: goals and what was decided, adopted in a meeting, then public; printed and compared."""

import csv
import io
from typing import Any
from uuid import uuid4

import docx
import openpyxl

from tests.stories.playing import CLOSED_SITE, OPEN_SITE
from tests.teams_app.tab.benefits.test_benefits import VISITS
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.meetings.meeting_days import ALL, adds, begins, decides, plans, publishes
from tests.teams_app.tab.pages import Page, read
from tests.town import Town

GOAL = {"text": "Ingen vækkes uden grund", "area": "health", "guidepost": "involvement", "due": "2030-05-01"}


async def goal(at: Town, who: str = "karen", **changed: str) -> int:
    """Karen writes a goal; the status of the answer."""
    sent = {**GOAL, "submission_key": uuid4().hex, **changed}
    return (await at.sends(who, "plan/goals", sent)).status_code


async def plan(at: Town, who: str = "karen", part: str = "plan") -> Page:
    answer = await at.reads(who, part)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


def said(shown: Page) -> str:
    return " ".join(shown.words("div")[0].split())


async def decided(at: Town) -> None:
    """A meeting that prioritises one proposal."""
    await hands_in(at, 1)
    await plans(at)
    await adds(at, 1, 1)
    await begins(at, *ALL)
    await decides(at, 1)
    assert (await publishes(at)).status_code == 200


async def adopts(at: Town, **changed: Any) -> int:
    """Karen adopts the plan in the first meeting."""
    sent = {"meeting": "1", "note": "Vedtaget enstemmigt.", "submission_key": uuid4().hex, **changed}
    return (await at.sends("karen", "plan/adopt", sent)).status_code


async def test_goals_are_the_councils_until_the_plan_is_adopted(bakkeby: Town) -> None:
    await decided(bakkeby)
    assert await goal(bakkeby) == 200
    assert "Ingen vækkes uden grund" in said(await plan(bakkeby))
    assert "Nyt siden den forrige plan" not in said(await plan(bakkeby))
    assert "Forslag 1" in said(await plan(bakkeby, "jonas"))
    assert "Ingen vækkes uden grund" not in said(await plan(bakkeby, "jonas"))
    assert len(bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "PlanGoals")) == 1
    assert await adopts(bakkeby) == 200
    public = said(await plan(bakkeby, "jonas"))
    assert "Ingen vækkes uden grund" in public
    assert "på møde M-0001" in public
    [row] = bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "PlanVersions")
    assert "Ingen vækkes uden grund · Sundhed · senest 1. maj 2030" in row["PlanText"]


async def test_what_was_adopted_is_whole_on_its_page_however_long_it_is(bakkeby: Town) -> None:
    await decided(bakkeby)
    goals = [f"Mål nummer {number:02}" for number in range(25)]
    for one in goals:
        assert await goal(bakkeby, text=one) == 200
    draft = said(await plan(bakkeby))
    assert (draft.count(goals[19]), draft.count(goals[20])) == (2, 1), "in its area, and on the time line"
    assert said(read((await bakkeby.reads("karen", "plan", shown="5000")).text)).count(goals[20]) == 2
    assert await adopts(bakkeby) == 200
    public = said(await plan(bakkeby, "jonas"))
    assert [one for one in goals if public.count(one) != 2] == []


async def test_an_adopted_plan_changes_no_more_and_the_next_says_what_is_new(bakkeby: Town) -> None:
    await decided(bakkeby)
    await goal(bakkeby)
    key = uuid4().hex
    for _ in range(2):
        assert await adopts(bakkeby, submission_key=key) == 200
    await goal(bakkeby, text="Alle kan spørge", area="")
    changed = {**GOAL, "due": "2031-05-01", "submission_key": uuid4().hex}
    changed["version"] = read((await bakkeby.reads("karen", "plan", goal="1")).text).filled()["version"]
    assert (await bakkeby.sends("karen", "plan/goals/1", changed)).status_code == 200
    lines = (await plan(bakkeby)).words("li")
    assert "Nyt i planen: Alle kan spørge." in lines
    assert "Ændret: Ingen vækkes uden grund. Dato: fra 2030-05-01 til 2031-05-01." in lines
    assert "1. maj 2030" in said(await plan(bakkeby, "karen", "plan/1"))
    assert len(bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "PlanVersions")) == 1


async def file_of(at: Town, who: str, form: str, query: str = "") -> bytes:
    ticket = await at.sends(who, "plan/file", {"form": form, "query": query})
    assert ticket.status_code == 200, ticket.text
    return (await at.http.get(ticket.json()["address"])).content


async def test_the_plan_is_taken_along_in_word_and_excel(bakkeby: Town) -> None:
    await decided(bakkeby)
    await goal(bakkeby)
    text = [one.text for one in docx.Document(io.BytesIO(await file_of(bakkeby, "karen", "docx"))).paragraphs]
    assert any(one.startswith("Ingen vækkes uden grund") for one in text)
    assert any("F-0001 Forslag 1" in one for one in text)
    without = [
        one.text for one in docx.Document(io.BytesIO(await file_of(bakkeby, "jonas", "docx"))).paragraphs
    ]
    assert not any("Ingen vækkes" in one for one in without)
    await adopts(bakkeby)
    book: Any = openpyxl.load_workbook(io.BytesIO(await file_of(bakkeby, "jonas", "xlsx", "1"))).active
    rows = list(book.iter_rows(values_only=True))
    assert [row[1] for row in rows[1:]] == ["Ingen vækkes uden grund", "Forslag 1"]


async def test_the_plan_tells_its_benefits_and_the_document_has_room_for_the_value_questions(
    bakkeby: Town,
) -> None:
    await decided(bakkeby)
    sent = {**VISITS, "submission_key": uuid4().hex}
    assert (await bakkeby.sends("mette", "proposals/1/details/benefits", sent)).status_code == 200
    expected = "besøg: forventet -29,5, opnået ukendt"
    assert expected in (await plan(bakkeby, "jonas")).words("li")
    text = [one.text for one in docx.Document(io.BytesIO(await file_of(bakkeby, "karen", "docx"))).paragraphs]
    assert expected in text
    assert "Værdispørgsmål" in text
    await adopts(bakkeby)
    assert expected in (await plan(bakkeby, "jonas")).words("li")
    kept = [
        one.text for one in docx.Document(io.BytesIO(await file_of(bakkeby, "jonas", "docx", "1"))).paragraphs
    ]
    assert expected not in kept


async def test_the_plan_as_csv_says_what_the_workbook_says(bakkeby: Town) -> None:
    await decided(bakkeby)
    text = (await file_of(bakkeby, "jonas", "csv")).decode("utf-8-sig")
    (row,) = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert "Forslag 1" in row.values()
    assert (await file_of(bakkeby, "jonas", "svg")).startswith(b"<?xml")


async def test_what_is_wrong_is_said_and_what_was_typed_stays(bakkeby: Town) -> None:
    assert await goal(bakkeby, "jonas") == 403
    assert await goal(bakkeby, text="") == 422
    assert await goal(bakkeby, guidepost="nothing") == 422
    assert await adopts(bakkeby) == 409
    sent = {**GOAL, "due": "i morgen", "submission_key": uuid4().hex}
    answer = await bakkeby.sends("karen", "plan/goals", sent)
    assert answer.status_code == 422
    assert "Ingen vækkes uden grund" in answer.text


async def test_a_goal_is_taken_out_and_the_adopted_plan_keeps_it(bakkeby: Town) -> None:
    await goal(bakkeby)
    await adopts(bakkeby, meeting="")
    assert (await bakkeby.sends("karen", "plan/goals/1/remove", {})).status_code == 200
    assert "Ikke længere i planen: Ingen vækkes uden grund." in (await plan(bakkeby)).words("li")
    assert "Ingen vækkes uden grund" in said(await plan(bakkeby, "jonas"))
