"""Birgit owns a benefit: written on the proposal, asked about on its day, answered, handed over."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from local_tenant.app import LittleTenant
from local_tenant.people import person
from technology_map.council.life_cycle import Status
from technology_map.texts import COPENHAGEN
from tests.bot.chatting import moves, typed, words
from tests.stories.playing import OPEN_SITE, server_in, tenant_with_lists, utc_now
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town

TODAY = utc_now().astimezone(COPENHAGEN).date()
VISITS = {
    "indicator": "Forgæves nattebesøg",
    "type": "quality",
    "unit": "besøg",
    "baseline": "40",
    "target": "10,5",
    "next_follow_up": TODAY.isoformat(),
    "owner": "Birgit Dahl",
    "owner_id": person("birgit").object_id,
}


def answered(**changed: Any) -> dict[str, Any]:
    """An answer as the page sends it."""
    made = {"due": TODAY.isoformat(), "state": "answered", "realised": "25", "light": "yellow"}
    return {**made, **changed}


async def writes(at: Town, **changed: Any) -> None:
    """Mette writes the benefit on her proposal."""
    sent = {**VISITS, "submission_key": uuid4().hex, **changed}
    answer = await at.sends("mette", "proposals/1/details/benefits", sent)
    assert answer.status_code == 200, answer.text


@pytest.fixture
async def town(bakkeby: Town) -> Town:
    assert (await bakkeby.sends("mette", "proposals", proposal())).status_code == 200
    await writes(bakkeby)
    return bakkeby


async def test_a_benefit_stands_on_the_proposal_and_in_sharepoint(town: Town) -> None:
    shown = read((await town.reads("jonas", "proposals/1/details")).text)
    assert "Forgæves nattebesøg" in shown.words("h3")
    assert "10,5" in shown.words("dd")
    [row] = town.tenant.sharepoint.true_rows(OPEN_SITE, "Benefits")
    assert (row["Indicator"], row["Type"], row["Baseline"], row["Target"], row["Owner"]) == (
        "Forgæves nattebesøg",
        "Kvalitet og borgeroplevelse",
        40,
        10.5,
        "Birgit Dahl",
    )


async def test_freed_time_is_shown_as_it_came_about(town: Town) -> None:
    await writes(town, type="freed_time", unit="timer", baseline="", target="", cases="1.200", minutes="15")
    said = (await town.reads("jonas", "benefits/2")).text
    assert "1.200 sager × 15 minutter / 60 × 100 % = 300 timer om året" in said
    assert "Ingen har skrevet, hvor meget der falder væk" in said
    await writes(town, type="freed_time", unit="timer", minutes="15")
    assert "skriv, hvor mange sager" in (await town.reads("jonas", "benefits/3")).text


async def test_birgit_answers_and_the_history_tells(town: Town) -> None:
    assert "Forgæves nattebesøg" in (await town.reads("birgit", "mine")).text
    later = (TODAY + timedelta(days=90)).isoformat()
    sent = answered(comment="Natholdet går én runde mindre.", source="Kaldeanlægget", next_on=later)
    for _ in range(2):
        assert (await town.sends("birgit", "benefits/1/answer", sent)).status_code == 200
    shown = read((await town.reads("jonas", "benefits/1")).text)
    assert any(": 25" in one for one in shown.words("strong"))
    assert "Natholdet går én runde mindre." in " ".join(shown.words("p"))
    assert "Forgæves nattebesøg" not in (await town.reads("birgit", "mine")).text
    assert len(town.tenant.sharepoint.true_rows(OPEN_SITE, "FollowUps")) == 1


@pytest.mark.parametrize(
    ("who", "changed", "status"),
    [
        ("jonas", {}, 403),
        ("karen", {}, 200),
        ("birgit", {"realised": ""}, 422),
        ("birgit", {"light": ""}, 422),
        ("birgit", {"realised": "mange"}, 422),
        ("birgit", {"next_on": "2020-01-01"}, 422),
        ("birgit", {"due": "2020-01-01"}, 409),
        ("birgit", {"state": "not_yet", "realised": "", "light": ""}, 200),
        ("birgit", {"state": "handed_over"}, 422),
    ],
)
async def test_who_may_answer_and_how(town: Town, who: str, changed: dict[str, str], status: int) -> None:
    assert (await town.sends(who, "benefits/1/answer", answered(**changed))).status_code == status


def today() -> date:
    return utc_now().astimezone(COPENHAGEN).date()


async def test_not_yet_is_asked_again_in_a_month(town: Town) -> None:
    sent = answered(state="not_yet", realised="", light="")
    before = today()
    assert (await town.sends("birgit", "benefits/1/answer", sent)).status_code == 200
    [row] = town.tenant.sharepoint.true_rows(OPEN_SITE, "FollowUps")
    again = datetime.fromisoformat(row["NextOn"]).astimezone(COPENHAGEN).date()
    assert again - timedelta(days=30) in {before, today()}


async def test_somebody_else_has_it_now(town: Town) -> None:
    amina = person("amina")
    sent = answered(state="handed_over", to_name="Amina Yusuf", to_id=amina.object_id)
    assert (await town.sends("birgit", "benefits/1/answer", sent)).status_code == 200
    assert "Forgæves nattebesøg" in (await town.reads("amina", "mine")).text
    assert "Forgæves nattebesøg" not in (await town.reads("birgit", "mine")).text
    assert "givet videre til Amina Yusuf" in (await town.reads("jonas", "benefits/1")).text
    assert (await town.sends("amina", "benefits/1/answer", answered())).status_code == 200


async def test_the_picture_leads_to_its_rows_and_says_what_is_missing(town: Town) -> None:
    await writes(town, indicator="Fald om natten", target="", baseline="")
    await town.sends("birgit", "benefits/1/answer", answered())
    for by, heading in (
        ("area", "Sundhed"),
        ("type", "Kvalitet og borgeroplevelse"),
        ("purpose", "Højere niveau af borgerservice"),
        ("thing", "F-0001 Sensorer på natteronden"),
    ):
        shown = read((await town.reads("karen", "benefits", by=by)).text)
        assert heading in shown.words("h2"), by
        assert shown.words("strong")[:2] == ["-29,5", "-15"], by
        assert "Én gevinst siger ikke, hvad der forventes." in " ".join(shown.words("p"))
        assert "#benefits/1" in [one.attributes.get("href") for one in shown.all("a")]


async def test_the_benefits_follow_into_the_solution_card(town: Town) -> None:
    for end in ("assessment", "ready", "on_agenda", "prioritised", "implementation", "in_operation"):
        who = "karen" if end in ("prioritised", "implementation") else "hanne"
        await moves(town, who, 1, Status(end), "Det er klart.")
    await town.server.sweeper.settled()
    [card] = town.server.store.overview.solution_cards
    shown = read((await town.reads("mette", f"solutions/{card.number}/details")).text)
    assert "Forgæves nattebesøg" in shown.words("h3")
    assert "#benefits/1" in [one.attributes.get("href") for one in shown.all("a")]


async def test_birgit_is_asked_in_the_chat_once_and_answers_there(tmp_path: Path) -> None:
    noon = datetime.combine(TODAY, datetime.min.time(), COPENHAGEN) + timedelta(hours=12)
    folder = tmp_path / "server"
    async with tenant_with_lists(tmp_path / "tenant") as tenant:
        async with server_in(tenant, folder) as at:
            await tenant.teams.opens("birgit")
            assert (await at.sends("mette", "proposals", proposal())).status_code == 200
            await writes(at)
        for _ in range(2):
            async with server_in(tenant, folder, now=lambda: noon) as at:
                await at.server.sweeper.round(timedelta(0))
                await at.server.messenger.settled()
        told = [one for one in tenant.teams.messages("birgit") if "Forgæves nattebesøg" in str(one.cards)]
        assert len(told) == 1
        assert "Hvad er der kommet ud af gevinsten?" in words(told[0].card)
        async with server_in(tenant, folder):
            await _answers_in_the_chat(tenant, told[0].id)
        [row] = tenant.sharepoint.true_rows(OPEN_SITE, "FollowUps")
        assert (row["Realised"], row["TrafficLight"], row["AnsweredBy"]) == (12, "Grøn", "Birgit Dahl")


async def _answers_in_the_chat(tenant: LittleTenant, message: str) -> None:
    """Birgit forgets the light, is told so, and nothing she typed is lost."""
    assert (await tenant.teams.presses("birgit", message, "benefit")).ok
    asked = tenant.teams.messages("birgit")[-1]
    assert "Målet er 10,5 besøg." in words(asked.card)
    said = {"state": "answered", "realised": "12", "comment": "Det virker."}
    assert (await tenant.teams.presses("birgit", asked.id, "answer_benefit", said)).ok
    again = tenant.teams.message("birgit", asked.id)
    assert typed(again.card)["comment"] == "Det virker."
    doubtful = {**said, "light": "green", "comment": "Ring 0101901234."}
    assert (await tenant.teams.presses("birgit", asked.id, "answer_benefit", doubtful)).ok
    again = tenant.teams.message("birgit", asked.id)
    assert "Et tal her ligner et CPR-nummer." in words(again.card)
    assert "not_cpr" in typed(again.card)
    outcome = await tenant.teams.presses("birgit", asked.id, "answer_benefit", {**said, "light": "green"})
    assert outcome.ok, outcome.failure
    assert "Tak. Svaret er gemt." in words(tenant.teams.message("birgit", asked.id).card)


async def test_what_waits_for_an_answer_stands_in_the_councils_overview(town: Town) -> None:
    for who, there in (("karen", True), ("jonas", False)):
        shown = read((await town.reads(who, "overview")).text)
        assert ("Gevinster, der venter på svar" in shown.words("h2")) is there
        assert bool(shown.all("a", href="#benefits/1")) is there
    await town.sends("birgit", "benefits/1/answer", answered())
    shown = read((await town.reads("karen", "overview")).text)
    assert "Gevinster, der venter på svar" not in shown.words("h2")


async def test_the_table_behind_the_picture_says_the_same(town: Town) -> None:
    await town.sends("birgit", "benefits/1/answer", answered())
    shown = read((await town.reads("jonas", "benefits")).text)
    assert shown.words("button", id="print") == ["Udskriv"]
    head, row = shown.words("tr")
    assert head.startswith("Samlet efterEnhedForventetOpnået")
    assert row == "Sundhedbesøg-29,5-15100"
