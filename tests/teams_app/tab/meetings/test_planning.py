"""Before a meeting: Hanne plans it, the agenda and its cover notes, the pack, the word in the chat."""

from io import BytesIO

from docx import Document

from technology_map.council.life_cycle import Status
from tests.bot.chatting import proposal, words
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.meetings.meeting_days import (
    ALL,
    REASON,
    adds,
    agenda_of,
    begins,
    day,
    decides,
    planned,
    plans,
    publishes,
    sees,
)
from tests.teams_app.tab.pages import read
from tests.town import Town


async def test_hanne_plans_a_meeting_and_what_is_ready_comes_on_the_agenda(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    page = read((await plans(bakkeby)).text)
    assert page.words("p", class_="toast") == ["Mødet er planlagt."]
    twice = await plans(bakkeby)
    assert twice.status_code == 200, "sent twice it is one meeting"
    assert len(bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "Meetings")) == 1
    assert len(page.all("option")) == 3
    await adds(bakkeby, 1, 1, 2, 3)
    assert proposal(bakkeby, 1).status is Status.ON_AGENDA
    assert "Forslaget er sat på dagsordenen for rådets møde" in proposal(bakkeby, 1).status_reason
    page = await sees(bakkeby, "jonas", "meetings/1")
    assert [one for one in page.words("a") if "Forslag" in one] == [
        "1. Forslag 1",
        "2. Forslag 2",
        "3. Forslag 3",
    ]
    assert page.words("span", class_="agenda-at") == ["13:00", "13:15", "13:30"]
    pressed = [one.attributes for one in page.all("button")]
    assert all("data-download" in one for one in pressed), "everybody may read it and take it along, no more"
    await bakkeby.sends("hanne", "meetings/1/order", {"order": "3,1,2"})
    assert agenda_of(bakkeby) == [3, 1, 2]
    await bakkeby.sends("karen", "meetings/1/items/1/minutes", {"minutes": "30"})
    await bakkeby.sends("hanne", "meetings/1/items/2/remove", {})
    page = await sees(bakkeby, "karen", "meetings/1")
    assert page.words("span", class_="agenda-at") == ["13:00", "13:15"]
    assert proposal(bakkeby, 2).status is Status.ON_AGENDA, "it waits for another meeting"
    await plans(bakkeby, days=14, key="meeting-key-0000002")
    other = await bakkeby.sends("hanne", "meetings/2/items", {"number": "3"})
    assert other.status_code == 409
    assert "F-0003 står allerede på dagsordenen for M-0001." in other.text


async def test_a_bad_plan_comes_back_with_everything_typed(bakkeby: Town) -> None:
    sent = {"day": day(3), "starts": "13:00", "deadline": day(5), "submission_key": "meeting-key-0000001"}
    answer = await bakkeby.sends("hanne", "meetings", sent)
    assert answer.status_code == 422
    page = read(answer.text)
    assert "Fristen skal ligge før mødet." in answer.text
    assert page.filled()["deadline"] == day(5)
    assert (await bakkeby.sends("karen", "meetings", sent)).status_code == 403
    assert (await bakkeby.sends("mette", "meetings", sent)).status_code == 403


async def test_a_cover_note_is_made_from_the_proposal_and_can_be_rewritten(bakkeby: Town) -> None:
    await planned(bakkeby, 1)
    pack = await sees(bakkeby, "peter", "meetings/1/pack")
    assert "1. F-0001 Forslag 1" in pack.words("h2")
    assert "Vi går 40 gange om natten" in pack.words("div", class_="user-text")[0]
    await bakkeby.sends("hanne", "meetings/1/items/1/cover", {"cover": "Læg mærke til driften."})
    pack = await sees(bakkeby, "peter", "meetings/1/pack")
    assert pack.words("div", class_="user-text") == ["Læg mærke til driften."]
    assert (await bakkeby.reads("mette", "meetings/1/pack")).status_code == 403


async def bought(at: Town, who: str, what: str) -> tuple[str, list[str]]:
    """Somebody fetches a file of the meeting: its name, and its paragraphs."""
    answer = await at.sends(who, "meetings/1/file", {"what": what})
    assert answer.status_code == 200, answer.text
    file = await at.http.get(answer.json()["address"])
    assert file.status_code == 200
    told = [one.text for one in Document(BytesIO(file.content)).paragraphs]
    return answer.json()["name"], told


async def test_the_pack_and_the_minutes_as_word_files(bakkeby: Town) -> None:
    await planned(bakkeby, 2)
    await bakkeby.sends(
        "hanne", "meetings/1/items/2/cover", {"cover": "Læg mærke til driften.\nOg til prisen."}
    )
    name, told = await bought(bakkeby, "peter", "meeting-pack")
    assert name == f"moedemateriale-{day(7)}.docx"
    assert told.index("1. F-0001 Forslag 1") < told.index("2. F-0002 Forslag 2")
    assert told[-2:] == ["Læg mærke til driften.", "Og til prisen."]
    for who, what in (("mette", "meeting-pack"), ("mette", "meeting-minutes")):
        assert (await bakkeby.sends(who, "meetings/1/file", {"what": what})).status_code == 403
    await begins(bakkeby, *ALL)
    await decides(bakkeby, 1)
    await publishes(bakkeby)
    name, told = await bought(bakkeby, "mette", "meeting-minutes")
    assert name == f"referat-{day(7)}.docx"
    assert f"Begrundelse: {REASON}" in told


async def test_the_agenda_comes_to_the_members_in_their_chat_once(bakkeby: Town) -> None:
    await planned(bakkeby, 2)
    for who in ("peter", "mette"):
        await bakkeby.tenant.teams.says(who, "hej")
    for _ in range(2):
        page = read((await bakkeby.sends("hanne", "meetings/1/send", {})).text)
        assert page.words("p", class_="toast") == ["Dagsordenen er sendt til rådet i chatten."]
    await bakkeby.server.messenger.settled()

    def sent_to(who: str) -> list[str]:
        cards = [card for one in bakkeby.tenant.teams.messages(who) for card in one.cards]
        return [text for text in map(words, cards) if "Rådsmøde" in text]

    (told,) = sent_to("peter")
    assert "1. F-0001 Forslag 1" in told
    assert "Ordstyrer: Karen Friis" in told
    assert sent_to("mette") == []
    page = await sees(bakkeby, "peter", "named/M-0001")
    assert "1. Forslag 1" in page.words("a")
    await bakkeby.sends("hanne", "meetings/1/order", {"order": "2,1"})
    await bakkeby.sends("hanne", "meetings/1/send", {})
    await bakkeby.server.messenger.settled()
    assert "1. F-0002 Forslag 2" in sent_to("peter")[-1], "a changed agenda is news"
    assert (await bakkeby.sends("peter", "meetings/1/send", {})).status_code == 403
