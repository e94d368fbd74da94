"""Mette asks the bot about her area: what comes next, and what others have that it can use."""

from technology_map.words.values import Transferability
from tests.bot.chatting import asks_for, words
from tests.teams_app.tab.method.method_things import NIGHT, proposes, shares
from tests.town import Town


async def test_who_has_handed_nothing_in_is_told_what_to_do(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.opens("mette")
    said = await asks_for(bakkeby, "mette", "mit område")
    assert "Jeg kender ikke dit fagområde endnu." in words(said.card)


async def test_the_next_step_and_the_offers_of_ones_own_area(bakkeby: Town) -> None:
    await shares(bakkeby, "Gulvmåtter", challenges=NIGHT, transferability=Transferability.FULL)
    await proposes(bakkeby, "Fald om natten", problem=NIGHT, area="social")
    await bakkeby.tenant.teams.opens("mette")
    said = words((await asks_for(bakkeby, "mette", "Mit område")).card)
    assert "Social" in said
    assert "Området har ingen løsningskort endnu." in said
    assert "L-0001 Gulvmåtter · F-0001" in said
