"""The six value questions: talked about by all, decided on the way by the council; and the guideline."""

from uuid import uuid4

from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.pages import Page, proposal, read
from tests.town import Town


async def page(at: Town, who: str, part: str) -> Page:
    answer = await at.reads(who, part)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


async def says(at: Town, who: str, text: str) -> None:
    """Somebody says something about the second question."""
    sent = {"kind": "question", "text": text, "submission_key": uuid4().hex}
    assert (await at.sends(who, "questions/2/remarks", sent)).status_code == 200


async def test_all_six_are_open_to_everybody(bakkeby: Town) -> None:
    shown = await page(bakkeby, "jonas", "questions")
    assert len(shown.words("h2")) == 6
    assert "0 bemærkninger og svar." in shown.words("p")


async def test_jonas_asks_and_hears_of_the_answer_in_the_chat(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.opens("jonas")
    await says(bakkeby, "jonas", "Må sensorer tælle, hvor tit nogen går?")
    key = bakkeby.server.store.overview.remarks.threads("V-0002")[0].first.key
    answer = {"text": "Kun når borgeren har sagt ja.", "submission_key": uuid4().hex}
    sent = await bakkeby.sends("mette", f"questions/2/remarks/{key}/answers", answer)
    assert sent.status_code == 200
    await bakkeby.server.sweeper.settled()
    await bakkeby.server.messenger.settled()
    told = [one for one in bakkeby.tenant.teams.messages("jonas") if "sagt ja" in str(one.cards)]
    assert len(told) == 1
    assert "Hvordan undgår vi" in str(told[0].cards)
    assert "Kun når borgeren" in (await bakkeby.reads("amina", "questions/2/remarks")).text


async def test_what_waits_for_an_answer_stands_on_the_councils_page(bakkeby: Town) -> None:
    await says(bakkeby, "jonas", "Må sensorer tælle, hvor tit nogen går?")
    shown = await page(bakkeby, "karen", "mine")
    assert any("Hvordan undgår vi" in one for one in shown.words("a"))


async def test_the_council_decides_on_the_way_and_nothing_is_lost(bakkeby: Town) -> None:
    for number, text in enumerate(("Vi spørger altid først.", "Vi spørger hvert år.")):
        sent = {"text": text, "submission_key": f"value-key-{number:08d}"}
        for _ in range(2):
            assert (await bakkeby.sends("karen", "questions/2/decisions", sent)).status_code == 200
    shown = await page(bakkeby, "jonas", "questions/2")
    assert [one.split("Skrevet")[0] for one in shown.words("li")[:2]] == [
        "Vi spørger hvert år.",
        "Vi spørger altid først.",
    ]
    assert "Vi spørger hvert år." in " ".join((await page(bakkeby, "jonas", "questions")).words("p"))
    assert len(bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "ValueDecisions")) == 2


async def test_who_may_not_decide_and_what_is_empty_is_refused(bakkeby: Town) -> None:
    sent = {"text": "Nej", "submission_key": uuid4().hex}
    assert (await bakkeby.sends("jonas", "questions/2/decisions", sent)).status_code == 403
    assert (await bakkeby.sends("karen", "questions/2/decisions", {**sent, "text": ""})).status_code == 422
    assert (await bakkeby.sends("karen", "questions/9/decisions", sent)).status_code == 404
    assert (await bakkeby.reads("jonas", "questions/9")).status_code == 404


async def test_the_guideline_stands_beside_the_four_questions(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    step = "proposals/1/steps/ethics"
    assert "Husets egen retningslinje" not in (await bakkeby.reads("mette", step)).text
    written = {"text": "Spørg altid borgeren først.", "link": "https://bakkeby.example/dataetik"}
    assert (await bakkeby.sends("hanne", "guideline", written)).status_code == 200
    shown = await page(bakkeby, "mette", step)
    assert "Spørg altid borgeren først." in shown.words("p")
    assert "https://bakkeby.example/dataetik" in [one.attributes.get("href") for one in shown.all("a")]
    assert "Spørg altid borgeren først." in (await bakkeby.reads("jonas", "guideline")).text


async def test_only_the_secretary_writes_the_guideline_and_a_wrong_link_is_said(bakkeby: Town) -> None:
    written = {"text": "Spørg altid borgeren først.", "link": "javascript:alert(1)"}
    assert (await bakkeby.sends("karen", "guideline", {"text": "Nej", "link": ""})).status_code == 403
    refused = await bakkeby.sends("hanne", "guideline", written)
    assert refused.status_code == 422
    assert "Spørg altid borgeren først." in refused.text
