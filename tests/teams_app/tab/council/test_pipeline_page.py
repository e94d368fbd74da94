"""Forslagenes vej: everybody sees how long proposals stand where, against what Hanne has promised."""

from tests.bot.chatting import asks_for, words
from tests.teams_app.tab.council.councils import comes_to, hands_in
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town

DAYS = {"submitted": "10", "clarification": "20", "assessment": "21", "ready": "22", "on_agenda": "23"}


async def test_everybody_sees_the_flow_and_hanne_sets_the_promise(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    late = proposal(submission_key="proposal-key-0000009", title="Droner")
    assert (await bakkeby.sends("mette", "proposals", late)).status_code == 200
    page = read((await bakkeby.reads("jonas", "pipeline")).text)
    rows = [one for one in page.words("tr") if one.startswith("Klar til råd")]
    assert rows == ["Klar til råd 2 0 dage – 30 dage"]
    assert any(one.startswith("Indsendt 1 0 dage 0 dage 14 dage") for one in page.words("tr"))
    assert not page.all("form")
    kept = read((await bakkeby.sends("hanne", "pipeline", DAYS)).text)
    assert kept.words("p", class_="toast") == ["Rådets løfter er gemt."]
    assert (await bakkeby.sends("hanne", "pipeline", DAYS)).status_code == 200
    page = read((await bakkeby.reads("jonas", "pipeline")).text)
    assert "Klar til råd 2 0 dage – 22 dage" in page.words("tr")
    wrong = await bakkeby.sends("hanne", "pipeline", {**DAYS, "ready": "0"})
    assert wrong.status_code == 422
    assert 'value="0"' in wrong.text, "nothing typed is lost"
    assert (await bakkeby.sends("karen", "pipeline", DAYS)).status_code == 403


async def test_a_proposals_page_and_the_chat_say_how_long_and_what_is_promised(bakkeby: Town) -> None:
    assert (await bakkeby.sends("mette", "proposals", proposal())).status_code == 200
    sentence = "Det har stået her i 0 dage. Rådet lover, at det går videre inden for 14 dage."
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert sentence in page.words("p")
    assert sentence in words((await asks_for(bakkeby, "jonas", "status F-0001")).card)
    await comes_to(bakkeby, 1, "rejected")
    assert "Det har stået her" not in (await bakkeby.reads("jonas", "proposals/1")).text
