"""Before the council meets a proposal it says what the council needs to know."""

from tests.stories.playing import answers
from tests.teams_app.tab.council.test_moving import moves
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town

ASKED = [
    "Hvem har gavn af det?",
    "Fagområde",
    "Primært formål",
    "Hvad ændrer sig i arbejdet?",
    "Mennesket før teknologien",
    "Gennemsigtighed og forklarlighed",
    "Ligeværd",
    "Respekt for borgerens værdighed",
]


async def in_assessment(at: Town, **said: str) -> None:
    """A proposal of Mette's that Hanne has sent to assessment."""
    await at.sends("mette", "proposals", proposal(**said))
    assert (await moves(at, "hanne", 1, "assessment")).status_code == 200


async def test_hanne_sees_what_is_missing_and_is_stopped_until_it_is_there(bakkeby: Town) -> None:
    await in_assessment(bakkeby, area="", purpose="")
    dialog = read((await bakkeby.reads("hanne", "proposals/1/moves/ready")).text)
    [notice] = dialog.words("div", class_="lacking")
    assert all(one in notice for one in ASKED)
    refused = await moves(bakkeby, "hanne", 1, "ready", overrule="")
    assert refused.status_code == 409
    again = read(refused.text)
    assert "F-0001 mangler svar, som rådet har brug for." in again.words("p")[1]
    assert again.filled()["reason"] == "Det er klart."
    await answers(bakkeby)
    dialog = read((await bakkeby.reads("hanne", "proposals/1/moves/ready")).text)
    assert not dialog.all("div", class_="lacking")
    assert (await moves(bakkeby, "hanne", 1, "ready", overrule="")).status_code == 200


async def test_the_council_goes_on_without_and_everybody_reads_without_what(bakkeby: Town) -> None:
    await in_assessment(bakkeby, area="health", purpose="service")
    moved = await moves(bakkeby, "hanne", 1, "ready", reason="Det haster.")
    assert moved.status_code == 200
    page = read((await bakkeby.reads("amina", "proposals/1")).text)
    [reason] = page.words("blockquote")[:1]
    assert reason.startswith("Det haster. Gik videre uden svar på: Hvem har gavn af det, ")
    assert reason.endswith("Respekt for borgerens værdighed.")


async def test_nobody_overrules_a_red_light(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    form = read((await bakkeby.reads("mette", "proposals/1/steps/ethics")).text).filled()
    said = {**form, "dignity": "red", "then": "close"}
    await bakkeby.sends("mette", "proposals/1/steps/ethics", said)
    for end in ("assessment", "ready", "on_agenda"):
        await moves(bakkeby, "hanne", 1, end)
    sent = {"end": "pilot", "seq": "3", "reason": "Vi vil.", "action_key": "k" * 22, "overrule": "yes"}
    refused = await bakkeby.sends("karen", "proposals/1/moves", sent)
    assert refused.status_code == 409
    assert "rødt svar i dataetik" in refused.text


async def test_a_problem_that_names_only_a_technology_is_taken_and_asked_about(bakkeby: Town) -> None:
    near = await bakkeby.reads("mette", "similar", problem="Vi vil have en chatbot")
    asked = "Hvad sker der i dag, hvem rammer det, og hvor tit?"
    assert asked in near.text
    page = read((await bakkeby.sends("mette", "proposals", proposal(problem="Vi vil have en chatbot"))).text)
    assert any(asked in one.words for one in page.all("a", href="#proposals/1/steps/problem"))
    assert asked not in (await bakkeby.reads("amina", "proposals/1")).text
