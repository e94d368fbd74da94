"""Amina backs a lock with a chip. When it becomes something else, she hears of it, and everybody sees it."""

from tests.bot.chatting import words
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town

LOCK = "En lås med en chip til skabene."
FACES = "Ansigtsgenkendelse af alle elever."
TITLE = "Nøgler, der ikke bliver væk"


async def backed(at: Town) -> None:
    """Mette has proposed, Amina backs it, and both have met the bot."""
    for who in ("mette", "amina"):
        await at.tenant.teams.says(who, "hej")
    await at.sends("mette", "proposals", proposal(title=TITLE, solution=LOCK))
    assert (await at.sends("amina", "proposals/1/support", {})).status_code == 200


async def rewords(at: Town, **said: str) -> None:
    """Mette changes her proposal."""
    form = read((await at.reads("mette", "proposals/1/edit")).text).filled()
    sent = {**form, "area": "", "purpose": "", **said}
    assert (await at.sends("mette", "proposals/1/edit?seq=0", sent)).status_code == 200
    await at.server.sweeper.settled()
    await at.server.messenger.settled()


def asked(at: Town, who: str) -> int:
    """How often somebody was asked whether they still stand behind it."""
    messages = at.tenant.teams.messages(who)
    return sum(any("Står du stadig bag?" in words(card) for card in one.cards) for one in messages)


async def test_the_backer_is_asked_and_until_she_answers_she_backs_the_former_text(bakkeby: Town) -> None:
    await backed(bakkeby)
    await rewords(bakkeby, solution=FACES)
    assert (asked(bakkeby, "amina"), asked(bakkeby, "mette")) == (1, 0)
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert "1 bakker op, 1 af dem den tidligere tekst" in page.words("summary")
    assert "Amina Yusuf (den tidligere tekst)" in page.words("li")
    hers = read((await bakkeby.reads("amina", "proposals/1")).text)
    assert {"Ja, jeg bakker stadig op", "Træk opbakning tilbage"} <= set(hers.words("button"))
    still = read((await bakkeby.sends("amina", "proposals/1/support", {})).text)
    assert "Ja, jeg bakker stadig op" not in still.words("button")
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert "Amina Yusuf" in page.words("li")
    await bakkeby.server.sweeper.sweep()
    await bakkeby.server.messenger.settled()
    assert asked(bakkeby, "amina") == 1


async def test_she_answers_in_the_chat(bakkeby: Town) -> None:
    await backed(bakkeby)
    await rewords(bakkeby, problem="Eleverne låner hinandens nøgler.")
    message = bakkeby.tenant.teams.messages("amina")[-1]
    await bakkeby.tenant.teams.presses("amina", message.id, "support", {"name": "F-0001"})
    assert "tidligere tekst" not in (await bakkeby.reads("jonas", "proposals/1")).text
    await rewords(bakkeby, problem="Eleverne bytter nøgler.")
    message = bakkeby.tenant.teams.messages("amina")[-1]
    await bakkeby.tenant.teams.presses("amina", message.id, "unsupport", {"name": "F-0001"})
    assert "bakker op" not in (await bakkeby.reads("jonas", "proposals/1")).text


async def test_another_title_or_benefit_asks_nobody(bakkeby: Town) -> None:
    await backed(bakkeby)
    await rewords(bakkeby, title="Nøgler til skabene", expected_benefits="Færre lånte nøgler.")
    assert asked(bakkeby, "amina") == 0
    assert "tidligere tekst" not in (await bakkeby.reads("jonas", "proposals/1")).text


async def test_everybody_reads_what_was_changed_by_whom_and_the_former_words(bakkeby: Town) -> None:
    await backed(bakkeby)
    assert "Teksten blev sidst rettet" not in (await bakkeby.reads("jonas", "proposals/1")).text
    await rewords(bakkeby, solution=FACES)
    assert "Teksten blev sidst rettet" in (await bakkeby.reads("jonas", "proposals/1")).text
    bakkeby.tenant.sharepoint.edit_as("karen", OPEN_SITE, "Proposals", 1, {"Title": "Lås med ansigt"})
    await bakkeby.server.store.catch_up()
    told = read((await bakkeby.reads("jonas", "proposals/1/wording")).text)
    assert told.words("p", class_="happened") == [
        "Karen Friis rettede “Titel”.",
        "Mette Holm rettede “Hvad kunne løse det?”.",
    ]
    assert told.words("blockquote") == [TITLE, LOCK]


async def test_backers_hear_of_decisions_as_followers_do(bakkeby: Town) -> None:
    await backed(bakkeby)
    form = {"end": "rejected", "seq": "0", "reason": "Vi har det allerede.", "action_key": "k" * 22}
    assert (await bakkeby.sends("hanne", "proposals/1/moves", form)).status_code == 200
    await bakkeby.server.sweeper.settled()
    await bakkeby.server.messenger.settled()
    for who in ("mette", "amina"):
        cards = [card for one in bakkeby.tenant.teams.messages(who) for card in one.cards]
        assert any("Vi har det allerede." in words(card) for card in cards), who


async def test_karen_s_places_are_told_with_their_reasons(bakkeby: Town) -> None:
    await backed(bakkeby)
    for place, end in enumerate(("assessment", "ready")):
        sent = {
            "end": end,
            "seq": place,
            "reason": "Klart.",
            "action_key": end.ljust(22, "k"),
            "overrule": "yes",
        }
        assert (await bakkeby.sends("hanne", "proposals/1/moves", sent)).status_code == 200
    first = {"seen": "", "where": "last", "reason": "Skolerne har ventet længe."}
    assert (await bakkeby.sends("karen", "ranking/1", first)).status_code == 200
    stored = bakkeby.server.store.overview.proposals.get(1)
    assert stored is not None
    assert (
        await bakkeby.sends("karen", "ranking/1", {"seen": stored.rank, "where": "out"})
    ).status_code == 200
    told = read((await bakkeby.reads("jonas", "proposals/1/places")).text)
    assert told.words("p", class_="happened") == [
        "Rådet tog forslaget ud af sin rækkefølge.",
        "Rådet flyttede forslaget i sin rækkefølge.",
    ]
    assert told.words("p", class_="history-reason") == ["Skolerne har ventet længe."]


async def test_who_merges_what_has_nothing_in_common_is_asked_and_the_author_can_join(bakkeby: Town) -> None:
    await backed(bakkeby)
    other = {
        "title": "Droner over tage",
        "problem": "Stilladser er dyre.",
        "solution": "En drone tager billeder.",
        "expected_benefits": "Færre stilladser.",
    }
    await bakkeby.sends("jonas", "proposals", proposal(submission_key="d" * 20, **other))
    sent = {"end": "merged", "seq": "0", "reason": "De hører sammen.", "leads_to": "F-0002"}
    sent |= {"action_key": "m" * 22}
    refused = await bakkeby.sends("hanne", "proposals/1/moves", sent)
    assert refused.status_code == 409
    page = read(refused.text)
    assert "Er du sikker på, at de skal lægges sammen?" in page.words("div", role="alert")[0]
    assert page.filled()["reason"] == "De hører sammen."
    assert (await bakkeby.sends("hanne", "proposals/1/moves", {**sent, "sure": "yes"})).status_code == 200
    await bakkeby.server.sweeper.settled()
    offers = read((await bakkeby.reads("jonas", "proposals/2")).text)
    assert "Tilføj Mette Holm, som foreslog F-0001" in offers.words("button")
    assert "Tilføj Mette Holm" not in (await bakkeby.reads("karen", "proposals/2")).text
