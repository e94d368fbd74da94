"""Hanne's inbox: what each proposal lacks, asked for by one press, several moved at once, handed on."""

from local_tenant import people
from technology_map.council.life_cycle import Status
from tests.bot.chatting import proposal as known
from tests.bot.chatting import words
from tests.teams_app.tab.pages import Page, proposal, read
from tests.town import Town


async def sent(at: Town, number: int, **other: str) -> None:
    """Mette hands a proposal in."""
    form = proposal(submission_key=f"proposal-key-{number:07d}", title=f"Forslag {number}", **other)
    assert (await at.sends("mette", "proposals", form)).status_code == 200


async def inbox(at: Town) -> Page:
    return read((await at.reads("hanne", "inbox")).text)


async def test_hanne_sees_what_each_lacks_and_asks_with_one_press(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.says("mette", "hej")
    await sent(bakkeby, 1, problem="Vi vil have en chatbot", expected_benefits="Det bliver bedre.")
    page = await inbox(bakkeby)
    lacks = page.words("li")
    assert "Problemet er kort fortalt. Hvad sker der, for hvem og hvor tit?" in lacks
    assert "Gevinsten har ingen tal." in lacks
    form = page.filled()
    asked = {"seq": form["seq"], "action_key": form["action_key"]}
    page = read((await bakkeby.sends("hanne", "inbox/1/ask", asked)).text)
    assert page.words("p", class_="toast") == ["Forslagsstilleren af F-0001 er spurgt."]
    assert "Der venter ingen forslag på dig." in page.words("li")
    assert known(bakkeby).status is Status.CLARIFICATION
    assert "Hvad sker der i dag, for hvem og hvor tit?" in known(bakkeby).status_reason
    await bakkeby.server.messenger.settled()
    card = bakkeby.tenant.teams.messages("mette")[-1].card
    assert "Hvor meget bliver bedre? Skriv et tal, også hvis det er et skøn." in words(card)
    twice = await bakkeby.sends("hanne", "inbox/1/ask", asked)
    assert twice.status_code == 200, "the same press asks once"
    assert len(bakkeby.server.store.overview.log.of(1)) == 1


async def test_several_are_moved_at_once_and_what_cannot_be_says_why(bakkeby: Town) -> None:
    for number in (1, 2, 3):
        await sent(bakkeby, number)
    key = (await inbox(bakkeby)).filled()["action_key"]
    marked = {"marked": ["1:0", "3:0"], "end": "assessment", "action_key": key}
    page = read((await bakkeby.sends("hanne", "inbox/move", marked)).text)
    assert "F-0001 er flyttet til Under vurdering." in page.words("li")
    assert [known(bakkeby, number).status for number in (1, 2, 3)] == [
        Status.ASSESSMENT,
        Status.SUBMITTED,
        Status.ASSESSMENT,
    ]
    again = read((await bakkeby.sends("hanne", "inbox/move", marked)).text)
    assert "F-0001 er flyttet til Under vurdering." in again.words("li")
    assert len(bakkeby.server.store.overview.log.of(1)) == 1, "sent again nothing moves twice"
    ready = {"marked": ["1:1", "2:0"], "end": "ready", "action_key": "another-key-00000000"}
    page = read((await bakkeby.sends("hanne", "inbox/move", ready)).text)
    (first, second) = [one for one in page.words("li") if "er ikke flyttet" in one]
    assert first.startswith("F-0001 er ikke flyttet.")
    assert second.startswith("F-0002 er ikke flyttet.")
    nothing = await bakkeby.sends("hanne", "inbox/move", {"end": "ready", "action_key": "k" * 20})
    assert nothing.status_code == 422
    assert "Markér mindst ét forslag først." in nothing.text


async def test_hanne_hands_one_to_karen_who_is_told(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.says("karen", "hej")
    await sent(bakkeby, 1)
    karen = people.person("karen").object_id
    page = read((await bakkeby.sends("hanne", "inbox/1/caseworker", {"person": karen})).text)
    assert page.words("p", class_="toast") == ["Karen Friis er sagsbehandler på F-0001."]
    await bakkeby.server.messenger.settled()
    assert "Du er nu sagsbehandler på F-0001." in words(bakkeby.tenant.teams.messages("karen")[-1].card)
    (row,) = bakkeby.tenant.sharepoint.true_rows("teknologikort", "Proposals")
    assert row["Caseworker"] == "Karen Friis"
    facts = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert "Karen Friis" in facts.words("dd")
    page = read((await bakkeby.sends("hanne", "inbox/1/caseworker", {"person": ""})).text)
    assert page.words("p", class_="toast") == ["F-0001 har ingen sagsbehandler."]


async def test_what_is_like_it_is_named(bakkeby: Town) -> None:
    await sent(bakkeby, 1, problem="Vi går 40 gange om natten for at se, om beboerne sover trygt i sengen.")
    await sent(bakkeby, 2, problem="Om natten går vi rundt for at se, om beboerne sover trygt i deres senge.")
    page = await inbox(bakkeby)
    assert "F-0002 Forslag 2" in page.words("a")
    assert "F-0001 Forslag 1" in page.words("a")
    assert (await bakkeby.reads("karen", "inbox")).status_code == 403
