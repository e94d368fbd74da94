"""A workshop in the chat: who looks for one is shown the way in, and an invitation goes into a channel."""

from local_tenant.teams.chat.cards import buttons
from tests.bot.chatting import words
from tests.bot.search.extending import finds
from tests.teams_app.tab.method.workshops import agrees, leads, shares, starts
from tests.town import Town


async def test_hanne_puts_an_invitation_into_a_channel(bakkeby: Town) -> None:
    await shares(bakkeby)
    assert (await starts(bakkeby, 1, 2)).status_code == 200
    for wanted in ("workshop", "velfærd", "W-0001"):
        found = await finds(bakkeby, wanted, "hanne")
        one = found.results[0]
        assert (one["title"], one["subtitle"]) == ("Velfærd og teknik", "W-0001 · Invitation til en workshop")
        [opens] = buttons(one["card"])
        assert "W-0001" in opens.action["url"]
        assert "Ingen kan se, hvem der har placeret hvad." in words(one["card"])


async def test_mette_asks_the_bot_for_workshops(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.says("mette", "workshops")
    nothing = bakkeby.tenant.teams.messages("mette")[-1].card
    assert "Der er ingen workshops lige nu." in words(nothing)
    await shares(bakkeby)
    await starts(bakkeby, 1)
    await bakkeby.tenant.teams.says("mette", "workshops")
    [opens] = buttons(bakkeby.tenant.teams.messages("mette")[-1].card)
    assert opens.action["title"] == "Gå med i W-0001"
    assert "W-0001" in opens.action["url"]


async def test_one_that_is_over_invites_nobody(bakkeby: Town) -> None:
    await shares(bakkeby)
    await starts(bakkeby, 1)
    for step in ("begin", "show"):
        await leads(bakkeby, step)
    await agrees(bakkeby, 1, "service")
    await leads(bakkeby, "end")
    found = await finds(bakkeby, "W-0001", "hanne")
    assert all("Invitation" not in one["subtitle"] for one in found.results)
