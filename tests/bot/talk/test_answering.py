"""A remark reaches whom it concerns in the chat, once, and is answered in its card."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from local_tenant.people import person
from local_tenant.teams import Message
from tests.bot.chatting import proposes, words
from tests.town import Town

PART = "proposals/1/remarks"
QUESTION = "Hvem skal tømme dem?"


async def remarks(at: Town, who: str = "jonas", **changed: Any) -> None:
    sent = {"kind": "question", "text": QUESTION, "submission_key": uuid4().hex, **changed}
    assert (await at.sends(who, PART, sent)).status_code == 200
    await at.server.messenger.settled()


def told(at: Town, who: str, text: str = QUESTION) -> list[Message]:
    """The messages in somebody's chat whose card says this."""
    return [one for one in at.tenant.teams.messages(who) if any(text in words(card) for card in one.cards)]


async def chats(at: Town, *who: str) -> None:
    """These people have the app."""
    for one in who:
        await at.tenant.teams.installs(one)


async def test_mette_hears_of_a_question_once_and_answers_it_in_the_card(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await chats(bakkeby, "jonas", "amina")
    await remarks(bakkeby)
    await bakkeby.server.sweeper.sweep()
    await bakkeby.server.messenger.settled()
    [card] = told(bakkeby, "mette")
    assert told(bakkeby, "jonas") == told(bakkeby, "amina") == []
    pressed = await bakkeby.tenant.teams.presses("mette", card.id, "Svar", {"text": "Det gør natholdet."})
    assert "Dit svar står nu på F-0001" in words(pressed.card or {})
    await bakkeby.server.messenger.settled()
    assert len(told(bakkeby, "jonas", "Det gør natholdet.")) == 1
    assert len(told(bakkeby, "mette", "Det gør natholdet.")) == 1
    shown = (await bakkeby.reads("amina", PART)).text
    assert "Det gør natholdet." in shown


async def test_answered_twice_from_one_card_it_is_one_answer(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await remarks(bakkeby)
    [card] = told(bakkeby, "mette")
    action = next(one for one in card.card["actions"] if one.get("verb") == "answer_remark")
    data = {**action, "data": {**action["data"], "text": "Natholdet."}}
    for _ in range(2):
        await bakkeby.tenant.teams.executes("mette", card.id, data)
    [thread] = bakkeby.server.store.overview.remarks.threads("F-0001")
    assert [one.text for one in thread.rest] == ["Natholdet."]


async def test_a_doubtful_number_in_an_answer_may_stay_with_a_reason(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await remarks(bakkeby)
    [card] = told(bakkeby, "mette")
    again = await bakkeby.tenant.teams.presses("mette", card.id, "Svar", {"text": "Ring 0101901234."})
    assert "skriv, hvorfor det ikke er et CPR-nummer" in words(again.card or {})
    why = {"not_cpr": "Det er vores telefon."}
    pressed = await bakkeby.tenant.teams.presses("mette", card.id, "Svar", why)
    assert "Dit svar står nu på F-0001" in words(pressed.card or {})


async def test_a_cpr_number_in_an_answer_is_stopped_and_what_was_typed_stays(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await remarks(bakkeby)
    [card] = told(bakkeby, "mette")
    typed = {"text": "Det var 070761-4285."}
    pressed = await bakkeby.tenant.teams.presses("mette", card.id, "Svar", typed)
    assert "CPR" in words(pressed.card or {})
    assert typed["text"] in str(pressed.card)


async def test_who_is_mentioned_hears_of_it(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await chats(bakkeby, "amina")
    await remarks(bakkeby, ids=person("amina").object_id, names="Amina Yusuf")
    assert len(told(bakkeby, "amina")) == 1
    assert "Nævner Amina Yusuf" in (await bakkeby.reads("mette", PART)).text


async def test_of_what_is_for_the_council_nobody_else_hears(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await chats(bakkeby, "jonas", "peter", "karen")
    both = f"{person('jonas').object_id},{person('peter').object_id}"
    await remarks(bakkeby, "karen", council="yes", ids=both, names="Jonas Lind\nPeter Ravn")
    assert told(bakkeby, "jonas") == told(bakkeby, "mette") == []
    [card] = told(bakkeby, "peter")
    await bakkeby.tenant.teams.presses("peter", card.id, "Svar", {"text": "Det ser jeg på."})
    [thread] = bakkeby.server.store.council_remarks.threads("F-0001")
    assert [one.text for one in thread.rest] == ["Det ser jeg på."]
    assert bakkeby.server.store.overview.remarks.threads("F-0001") == []


async def test_a_remark_that_nobody_told_of_is_told_by_the_next_sweep(bakkeby: Town) -> None:
    """As after a crash between the row and the telling: another instance wrote it and is gone."""
    await proposes(bakkeby)
    await bakkeby.server.sweeper.sweep()
    row = {
        "Title": "F-0001 Jonas Lind",
        "RemarkOn": "F-0001",
        "RemarkKind": "Spørgsmål",
        "RemarkText": QUESTION,
        "AuthorId": person("jonas").object_id,
        "AuthorName": "Jonas Lind",
        "RemarkedAt": bakkeby.server.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "PlaceInThread": "Bemærkning",
        "RemarkKey": "another-instance",
    }
    await bakkeby.tenant.sharepoint.create_as(None, "teknologikort", "Remarks", row)
    await bakkeby.server.store.catch_up()
    await bakkeby.server.sweeper.sweep(timedelta(0))
    await bakkeby.server.messenger.settled()
    await bakkeby.server.sweeper.sweep(timedelta(0))
    await bakkeby.server.messenger.settled()
    assert len(told(bakkeby, "mette")) == 1


async def test_amina_remarks_on_a_proposal_in_the_chat(bakkeby: Town) -> None:
    await proposes(bakkeby)
    card = (await bakkeby.tenant.teams.says("amina", "F-0001")).replies[-1]
    form = await bakkeby.tenant.teams.presses("amina", card.id, "Skriv en bemærkning")
    assert "Bemærkning til F-0001" in words(form.card or {})
    empty = await bakkeby.tenant.teams.presses(
        "amina", card.id, "Send", {"kind": "obstacle", "text": "  "}, checked=False
    )
    assert "Noget mangler" in words(empty.card or {})
    typed = {"kind": "obstacle", "text": "Der er ikke net i kælderen."}
    done = await bakkeby.tenant.teams.presses("amina", card.id, "Send", typed)
    assert "1 bemærkning" in words(done.card or {})
    await bakkeby.server.messenger.settled()
    assert len(told(bakkeby, "mette", "Der er ikke net i kælderen.")) == 1


async def test_on_a_phone_the_form_is_a_dialog(bakkeby: Town) -> None:
    await proposes(bakkeby)
    bakkeby.tenant.teams.uses("amina", "iOS")
    card = (await bakkeby.tenant.teams.says("amina", "F-0001")).replies[-1]
    opened = await bakkeby.tenant.teams.presses("amina", card.id, "Skriv en bemærkning")
    assert opened.dialog
    assert opened.dialog["title"] == "Bemærkning til F-0001"
    assert "Alle medarbejdere kan læse" in words(opened.dialog["card"])


async def test_karen_sees_in_the_chat_what_nobody_has_answered(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await remarks(bakkeby)
    await remarks(bakkeby, kind="obstacle", text="Der er ikke net i kælderen.")
    mine = words((await bakkeby.tenant.teams.says("karen", "mine")).replies[-1].card)
    assert "Spørgsmål, som ingen har svaret på\nSensorer på natteronden" in mine
    assert "ingen har svaret" not in words(
        (await bakkeby.tenant.teams.says("jonas", "mine")).replies[-1].card
    )
