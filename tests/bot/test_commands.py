"""What people write to the bot, in Danish and English, well spelled or not; and the same as buttons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.verbs import VERBS, understood
from tests.bot.chatting import asks_for, hears, known, proposes, shares, verbs, words
from tests.town import Town

Understood = tuple[str, dict[str, str]]
NOTHING: dict[str, str] = {}
HELP, NEW, CARD, MINE = (
    ("help", NOTHING),
    ("new_proposal", NOTHING),
    ("new_solution_card", NOTHING),
    ("mine", NOTHING),
)
FORTY_TWO, DRONES = ("status", {"name": "F-0042"}), ("search", {"text": "droner"})

UNDERSTOOD: dict[str, tuple[Understood, list[str]]] = {
    HELP[0]: (
        HELP,
        ["hjælp", "Hjælp!", "HJÆLP", "hjaelp", "hjalp", "hjælp mig", "help", "?", "", "  ", "hjælp\u200b"],
    ),
    NEW[0]: (
        NEW,
        ["nyt forslag", "Nyt  Forslag.", "ny forslag", "et nyt forslag", "forslag", "opret forslag"],
    ),
    "new_proposal_en": (NEW, ["new proposal", "New proposal!", "a new proposal", "proposal", "propose"]),
    CARD[0]: (CARD, ["nyt løsningskort", "nyt loesningskort", "Nyt losningskort", "løsningskort"]),
    "new_solution_card_parted": (CARD, ["nyt løsnings kort", "nyt løsningkort", "del løsningskort"]),
    "new_solution_card_en": (CARD, ["new solution card", "new solutioncard", "solution card"]),
    MINE[0]: (MINE, ["mine", "Mine.", "mine forslag", "vis mine", "my proposals", "my list"]),
    FORTY_TWO[0]: (
        FORTY_TWO,
        ["status F-0042", "Status F-0042?", "status: F-0042", "status på F-0042."],
    ),
    "status_nothing": (("status", {"name": ""}), ["status", "status?", "STATUS "]),
    DRONES[0]: (DRONES, ["søg droner", "SØG droner", "soeg droner", "sog droner", "søg efter droner?"]),
    "search_en": (DRONES, ["search droner", "search for droner", "find droner", "søg:  droner"]),
    "search_nothing": (("search", {"text": ""}), ["søg", "search", "søg!"]),
    "open": (("open", {"name": "F-0042"}), ["F-0042", "F-0042?", "<at>Teknologikort</at> F-0042"]),
    "anything": (("anything", {"text": "robotter"}), ["robotter", " robotter\n"]),
}


@pytest.mark.parametrize("what", UNDERSTOOD)
def test_well_spelled_or_not_it_is_understood(what: str) -> None:
    wanted, spellings = UNDERSTOOD[what]
    assert {text: understood(text) for text in spellings} == dict.fromkeys(spellings, wanted)


@given(st.text())
def test_whatever_is_written_asks_for_something(text: str) -> None:
    verb, data = understood(text)
    assert verb in VERBS
    assert all(isinstance(value, str) for value in data.values())


@pytest.mark.parametrize("text", ["<at>" * 50_000, "status " * 20_000, "?" * 90_000, " . " * 30_000])
def test_the_longest_message_is_read_at_once(text: str) -> None:
    assert understood(text)[0] in VERBS


COMMANDS = [
    ("da-DK", "hjælp", "Det kan du skrive til mig"),
    ("en-US", "help", "What you can write to me"),
    ("da-DK", "nyt forslag", "Begynd med problemet"),
    ("en-US", "new proposal", "Begin with the problem"),
    ("da-DK", "nyt løsningskort", "Fortæl om noget, I allerede bruger"),
    ("en-US", "new solution card", "Tell about something you already use"),
    ("da-DK", "mine", "Det, du har sendt ind"),
    ("en-US", "mine", "What you have handed in"),
    ("da-DK", "status F-0001", "Rådssekretæren læser forslaget"),
    ("en-US", "status F-0001", "The council secretary reads"),
    ("da-DK", "søg sensorer", "Jeg fandt 1 ting."),
    ("en-US", "search sensorer", "I found 1 thing."),
]


@pytest.mark.parametrize(("language", "command", "said"), COMMANDS, ids=[one[1] for one in COMMANDS])
async def test_each_command_gets_its_card_in_the_persons_language(
    bakkeby: Town, language: str, command: str, said: str
) -> None:
    await proposes(bakkeby)
    bakkeby.tenant.teams.speaks("mette", language)
    assert said in words(await hears(bakkeby, "mette", command))


async def test_the_welcome_is_short_and_leads_everywhere(bakkeby: Town) -> None:
    [welcome] = await bakkeby.tenant.teams.opens("mette")
    assert "Velkommen til Teknologikort" in words(welcome.card)
    assert len(words(welcome.card)) < 300
    assert verbs(welcome.card) == ["new_proposal", "new_solution_card", "mine", "search", "help"]


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ("new_proposal", "Begynd med problemet"),
        ("new_solution_card", "Fortæl om noget, I allerede bruger"),
        ("mine", "Det, du har sendt ind"),
        ("search", "Søg i forslag og løsninger"),
        ("help", "Det kan du skrive til mig"),
    ],
)
async def test_each_command_is_a_button_too(bakkeby: Town, button: str, said: str) -> None:
    [welcome] = await bakkeby.tenant.teams.opens("mette")
    outcome = await bakkeby.tenant.teams.presses("mette", welcome.id, button)
    assert said in words(outcome.replies[0].card)
    assert "Velkommen" in words(bakkeby.tenant.teams.message("mette", welcome.id).card)


async def test_words_that_are_no_command_are_searched_for(bakkeby: Town) -> None:
    await proposes(bakkeby)
    found = words(await hears(bakkeby, "jonas", "natteronden"))
    assert "søgte efter den" in found
    assert "Sensorer på natteronden" in found


async def test_words_that_lead_nowhere_get_the_help(bakkeby: Town) -> None:
    lost = words(await hears(bakkeby, "mette", "klokken er mange nu"))
    assert "Det forstod jeg ikke" in lost
    assert "søg droner" in lost


async def test_status_without_a_number_says_how_to_ask(bakkeby: Town) -> None:
    assert "status F-0042" in words(await hears(bakkeby, "mette", "status"))


@pytest.mark.parametrize("text", ["status F-0001", "status f1", "status 1", "F-0001", "status F-0001?"])
async def test_a_number_in_any_dress_finds_the_proposal(bakkeby: Town, text: str) -> None:
    await proposes(bakkeby)
    assert "Sensorer på natteronden" in words(await hears(bakkeby, "jonas", text))


@pytest.mark.parametrize("text", ["status F-9999", "status i morgen", "L-0404", "F-9999"])
async def test_a_number_of_nothing_gets_a_sentence_and_the_help(bakkeby: Town, text: str) -> None:
    said = words(await hears(bakkeby, "mette", text))
    assert "Vi kan ikke finde det, du spørger efter" in said
    assert "Det kan du skrive til mig" in said


async def test_mine_shows_my_things_and_nobody_elses(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await shares(bakkeby)
    mettes = words(await hears(bakkeby, "mette", "mine"))
    assert "Sensorer på natteronden" in mettes
    assert "VR-briller" not in mettes
    assert "VR-briller" in words(await hears(bakkeby, "jonas", "mine"))
    assert "ikke sendt noget ind endnu" in words(await hears(bakkeby, "amina", "mine"))


async def test_a_long_list_is_leafed_through_in_place(bakkeby: Town) -> None:
    for count in range(8):
        await proposes(bakkeby, title=f"Sensor {count}")
    listed = await asks_for(bakkeby, "mette", "mine")
    assert "Viser 1 til 6 af 8." in words(listed.card)
    rest = await bakkeby.tenant.teams.presses("mette", listed.id, "more_mine")
    assert rest.card is not None
    assert "Viser 7 til 8 af 8." in words(rest.card)
    back = await bakkeby.tenant.teams.presses("mette", listed.id, "Tilbage")
    assert back.card is not None
    assert "Viser 1 til 6 af 8." in words(back.card)


async def test_searching_again_from_the_card_takes_its_place(bakkeby: Town) -> None:
    await proposes(bakkeby)
    card = await asks_for(bakkeby, "mette", "søg droner")
    assert "Jeg fandt ikke noget" in words(card.card)
    again = await bakkeby.tenant.teams.presses("mette", card.id, "search", {"text": "sensorer"})
    assert again.card is not None
    assert "Sensorer på natteronden" in words(again.card)
    opened = await bakkeby.tenant.teams.presses("mette", card.id, "open")
    assert "Forslag F-0001" in words(opened.replies[0].card)


async def test_reading_costs_no_round_trip(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await bakkeby.tenant.teams.says("jonas", "hjælp")
    await known(bakkeby, "mette")
    await known(bakkeby, "jonas")
    bakkeby.tenant.counts.reset()
    for text in ("hjælp", "mine", "status 1", "søg sensorer", "nyt forslag"):
        await hears(bakkeby, "jonas", text)
    assert bakkeby.tenant.counts.total == 0
