"""What one person does, another's open page learns of; and how new what is shown is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from teams_app.tab.freshness import freshness
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town
from tests.words import overview as fresh_overview

TAB = Path(__file__).parents[3] / "teams_app/tab"
NOW = datetime(2026, 11, 3, 9, 42, tzinfo=UTC)


async def test_an_open_page_hears_that_something_changed_and_only_then(bakkeby: Town) -> None:
    before = (await bakkeby.reads("jonas", "changes")).json()
    assert (await bakkeby.reads("jonas", "changes", since=before["state"])).status_code == 204
    await bakkeby.sends("mette", "proposals", proposal())
    after = (await bakkeby.reads("jonas", "changes", since=before["state"])).json()
    assert after["content"] != before["content"]
    live = read((await bakkeby.reads("jonas", "board/results")).text)
    assert live.words("h3") == ["Sensorer på natteronden"]


async def test_reading_costs_sharepoint_nothing(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.reads("jonas", "board")
    before = bakkeby.tenant.counts.total
    for part in ("start", "board", "proposals/1", "proposals/1/live", "solutions", "mine", "changes"):
        assert (await bakkeby.reads("jonas", part)).status_code == 200
    assert bakkeby.tenant.counts.total == before


async def test_no_answer_is_kept_or_sets_a_cookie(bakkeby: Town) -> None:
    for part in ("start", "board", "changes", "proposals/1"):
        answer = await bakkeby.reads("jonas", part)
        assert answer.headers["Cache-Control"] == "no-store"
        assert "set-cookie" not in answer.headers


async def test_an_english_speaker_reads_english(bakkeby: Town) -> None:
    answer = await bakkeby.http.get("/tab/part/start", headers=bakkeby.headers("mette", "en-gb"))
    page = read(answer.text)
    assert page.all("div", class_="frame")[0].attributes["lang"] == "en"
    assert page.words("span", class_="who-role") == ["Employee"]


def test_how_new_the_page_is_is_told_in_a_sentence() -> None:
    t, overview = texts(Language.DANISH), fresh_overview()
    assert freshness(t, overview, NOW).stale
    overview.read_at = NOW
    assert freshness(t, overview, NOW).sentence == "Opdateret kl. 10.42"
    late = freshness(t, overview, NOW + timedelta(seconds=61))
    assert late.stale
    assert "siden kl. 10.42" in late.sentence


def test_no_text_of_a_person_is_ever_put_in_as_markup() -> None:
    for template in TAB.rglob("*.html"):
        assert "|safe" not in template.read_text("utf-8").replace(" ", ""), template.name
    for module in (TAB / "client").glob("*.js"):
        source = module.read_text("utf-8")
        assert not [word for word in (".innerHTML", "eval(", "insertAdjacentHTML") if word in source]
