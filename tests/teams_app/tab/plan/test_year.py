"""The council's year: everything with a day on one page, and in anybody's calendar."""

from datetime import timedelta

import icalendar

from technology_map.texts import COPENHAGEN
from tests.stories.playing import utc_now
from tests.teams_app.tab.benefits.test_benefits import VISITS
from tests.teams_app.tab.meetings.meeting_days import day, plans
from tests.teams_app.tab.method.method_things import proposes
from tests.teams_app.tab.pages import read
from tests.town import Town


async def a_year(at: Town) -> None:
    """A meeting with a deadline, a next step, a follow-up."""
    await plans(at, days=20)
    due = utc_now().astimezone(COPENHAGEN).date() + timedelta(days=40)
    await proposes(at, "Fald, om natten; og om dagen", next_step="Spørg natholdet", next_step_due=due)
    sent = {**VISITS, "submission_key": "benefit-key-00000001", "next_follow_up": day(60)}
    assert (await at.sends("mette", "proposals/1/details/benefits", sent)).status_code == 200


async def test_everything_with_a_day_stands_in_its_month(bakkeby: Town) -> None:
    await a_year(bakkeby)
    shown = read((await bakkeby.reads("jonas", "year")).text)
    assert len(shown.words("h2")) == 12
    said = shown.words("a")
    assert any(one.startswith("Rådsmøde M-0001") for one in said)
    assert "Frist for at vurdere til M-0001" in said
    assert "Næste skridt for F-0001: Fald, om natten; og om dagen: Spørg natholdet" in said
    assert "Opfølgning på gevinst B-0001: Forgæves nattebesøg" in said


async def events_of(at: Town, query: str) -> list[icalendar.Component]:
    """The events of the file that Jonas gets."""
    ticket = await at.sends("jonas", "year/file", {"query": query})
    assert ticket.status_code == 200, ticket.text
    answer = await at.http.get(ticket.json()["address"])
    assert answer.headers["Content-Type"] == "text/calendar"
    return list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))


async def test_the_year_goes_into_anybodys_calendar_and_each_event_alone(bakkeby: Town) -> None:
    await a_year(bakkeby)
    every = await events_of(bakkeby, "")
    assert len(every) == 4
    assert len({str(one["uid"]) for one in every}) == 4
    [meeting] = [one for one in every if "Rådsmøde" in str(one["summary"])]
    assert meeting.decoded("dtstart").astimezone(COPENHAGEN).strftime("%H:%M") == "13:00"
    [step] = [one for one in every if "Fald, om natten; og om dagen" in str(one["summary"])]
    alone = await events_of(bakkeby, str(step["uid"]).partition("@")[0])
    assert [str(one["uid"]) for one in alone] == [str(step["uid"])]
    assert "F-0001" in str(alone[0]["url"])


async def test_an_event_that_is_none_is_not_found(bakkeby: Town) -> None:
    assert (await bakkeby.sends("jonas", "year/file", {"query": "meeting-M-0009"})).status_code == 404
