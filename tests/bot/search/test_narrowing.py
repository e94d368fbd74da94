"""Filters in the chat and in the extension, and a search with them sent on to a colleague."""

from tests.bot.chatting import proposes, verbs, words
from tests.bot.search.extending import finds, names
from tests.town import Town


async def test_mette_finds_only_her_own_in_the_chat(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await proposes(bakkeby, who="jonas", title="Sensorer i skolens haller")
    mine = await bakkeby.tenant.teams.says("mette", "søg sensorer kun: mine")
    said = words(mine.replies[-1].card)
    assert "Afgrænset til: Kun mine." in said
    assert "natteronden" in said
    assert "haller" not in said
    assert "more_found" in verbs(mine.replies[-1].card)
    # The same words from Jonas mean his own.
    his = words((await bakkeby.tenant.teams.says("jonas", "søg sensorer kun: mine")).replies[-1].card)
    assert ("haller" in his, "natteronden" in his) == (True, False)


async def test_from_the_narrowed_search_she_goes_to_everything(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await proposes(bakkeby, who="jonas", title="Sensorer i skolens haller")
    mine = await bakkeby.tenant.teams.says("mette", "søg sensorer kun: mine")
    everything = await bakkeby.tenant.teams.presses("mette", mine.replies[-1].id, "Vis alt om det")
    said = words(everything.card or {})
    assert "natteronden" in said
    assert "haller" in said


async def test_the_extension_takes_the_same_words(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await proposes(bakkeby, who="jonas", title="Sensorer i skolens haller")
    assert names(await finds(bakkeby, "sensorer kun: mine")) == ["F-0001"]
    assert names(await finds(bakkeby, "kun: løsningskort")) == []
