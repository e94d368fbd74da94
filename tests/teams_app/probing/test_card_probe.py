"""Astrid presses the test card on a computer and on a phone, and says what Teams did."""

from pathlib import Path

import pytest

from local_tenant.teams.chat.message import Message
from teams_app.commands.card_probing import CARD_WORDS
from teams_app.commands.doctor import Report
from teams_app.commands.probing import probe
from teams_app.installing.signing_in import DeviceSignIn
from technology_map.people.people import Language
from technology_map.texts import texts
from tests.teams_app.installing.afternoon import Detour
from tests.town import Town, installation

DANISH = texts(Language.DANISH)
NOTHING = DANISH("bot.probe.title")


def cards_left(town: Town) -> list[Message]:
    """The test cards that still stand in her chat."""
    found = [one for one in town.tenant.teams.messages("astrid") if NOTHING in str(one.cards)]
    return [one for one in found if not one.deleted]


async def probed(town: Town, folder: Path) -> dict[str, str]:
    """What is found of cards; she looks at what happens, as one would."""

    def told(_: str, code: str, __: tuple[str, ...]) -> None:
        town.tenant.entra.devices.signs_in(code, "astrid")

    async def look(name: str) -> bool | None:
        [card] = cards_left(town)
        town.tenant.teams.uses("astrid", "iOS" if "phone" in name else "Windows")
        title = DANISH("bot.probe.execute" if name.endswith("execute") else "bot.probe.submit")
        outcome = await town.tenant.teams.presses("astrid", card.id, title)
        assert outcome.replies or outcome.failure
        return not outcome.failure

    detour = Detour(town.tenant.url)
    sign_in = DeviceSignIn(told, transport=detour, disable_instance_discovery=True)
    report = Report()
    await probe(installation(town.tenant, folder), report, sign_in, DANISH, look=look)
    assert report.signs == []
    return {one.name: one.found for one in report.found if one.name in CARD_WORDS}


async def test_a_tenant_as_assumed_and_the_card_is_gone(bakkeby: Town, tmp_path: Path) -> None:
    await bakkeby.tenant.teams.opens("astrid")
    found = await probed(bakkeby, tmp_path)
    assert found == {name: words[0] for name, words in CARD_WORDS.items()}
    assert cards_left(bakkeby) == []


@pytest.mark.parametrize("name", CARD_WORDS)
async def test_a_client_that_does_otherwise_is_found_out(bakkeby: Town, tmp_path: Path, name: str) -> None:
    await bakkeby.tenant.teams.opens("astrid")
    word = CARD_WORDS[name][1]
    bakkeby.tenant.sharepoint.behave({name: word})
    found = await probed(bakkeby, tmp_path)
    assert found == {one: words[0] for one, words in CARD_WORDS.items()} | {name: word}


async def test_who_has_not_the_app_is_asked_nothing(bakkeby: Town, tmp_path: Path) -> None:
    assert await probed(bakkeby, tmp_path) == {}
