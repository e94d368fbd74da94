"""What was said about a proposal goes on where it lives on, and can be answered there."""

from technology_map.council.life_cycle import Status
from tests.bot.chatting import moves
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town

QUESTION = {"kind": "question", "text": "Hvem skifter batterierne?", "submission_key": "remark-key-00000001"}


async def test_a_question_on_a_merged_proposal_is_answered_where_it_lives_on(bakkeby: Town) -> None:
    for number, title in ((1, "Sensorer på natteronden"), (2, "Sensorer i sengene om natten")):
        sent = proposal(submission_key=f"proposal-key-{number:07d}", title=title)
        assert (await bakkeby.sends("mette", "proposals", sent)).status_code == 200
    assert (await bakkeby.sends("jonas", "proposals/1/remarks", QUESTION)).status_code == 200
    await moves(bakkeby, "hanne", 1, Status.MERGED, "Det er det samme.", leads_to="F-0002")
    page = read((await bakkeby.reads("amina", "proposals/2/remarks")).text)
    assert "Hvem skifter batterierne?" in " ".join(page.words("p"))
    assert "Skrevet om F-0001, som er lagt sammen med dette" in page.words("p")
    (remark,) = bakkeby.server.store.overview.remarks.threads("F-0001")
    answer = {"text": "Det gør serviceteamet.", "submission_key": "answer-key-00000001"}
    address = f"proposals/2/remarks/{remark.first.key}/answers"
    told = read((await bakkeby.sends("mette", address, answer)).text)
    assert "Det gør serviceteamet." in " ".join(told.words("p"))
    assert not bakkeby.server.store.overview.remarks.waiting()
