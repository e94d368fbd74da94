"""Mette sends a picture in the chat: it lands on her proposal, or she is asked where it belongs."""

from typing import Any

import pytest

from bot.channel.activities import files_in, pictures_in
from local_tenant.teams import Message
from tests.bot.chatting import proposes, verbs, words
from tests.stories.playing import OPEN_SITE
from tests.town import Town

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20_000  # 5 MB: four pieces


def files(at: Town) -> dict[str, bytes]:
    """What truly lies in the library."""
    return at.tenant.sharepoint.true_files(OPEN_SITE, "Attachments")


def last(at: Town, who: str = "mette") -> Message:
    """What stands last in somebody's chat."""
    return at.tenant.teams.messages(who)[-1]


async def arrives(at: Town, text: str, who: str = "mette") -> str:
    """The words of the card that says how it went."""
    message = await at.tenant.teams.arrives(who, lambda one: any(text in words(card) for card in one.cards))
    return words(message.card)


async def test_a_file_with_the_number_of_a_proposal_goes_there_at_once(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await bakkeby.tenant.teams.sends_file("mette", "seng.png", PNG, "til F-0001")
    assert "seng.png" in await arrives(bakkeby, "Lagt på F-0001")
    assert files(bakkeby) == {"F-0001/seng.png": PNG}
    assert last(bakkeby).edited


async def test_without_one_she_is_asked_where_it_belongs(bakkeby: Town) -> None:
    await proposes(bakkeby)
    outcome = await bakkeby.tenant.teams.sends_file("mette", "seng.png", PNG)
    card = outcome.replies[-1]
    assert "Hvor hører den til?" in words(card.card)
    pressed = await bakkeby.tenant.teams.presses("mette", card.id, "Vedhæft", {"name": "F-0001"})
    assert "Vi lægger den på F-0001" in words(pressed.card or {})
    await arrives(bakkeby, "Lagt på F-0001")
    assert files(bakkeby) == {"F-0001/seng.png": PNG}


async def test_on_a_phone_too(bakkeby: Town) -> None:
    await proposes(bakkeby)
    bakkeby.tenant.teams.uses("mette", "iOS")
    outcome = await bakkeby.tenant.teams.sends_file("mette", "seng.png", PNG)
    await bakkeby.tenant.teams.presses("mette", outcome.replies[-1].id, "Vedhæft", {"name": "F-0001"})
    await arrives(bakkeby, "Lagt på F-0001")
    assert files(bakkeby) == {"F-0001/seng.png": PNG}


async def test_who_has_nothing_is_told_what_to_do_first(bakkeby: Town) -> None:
    outcome = await bakkeby.tenant.teams.sends_file("jonas", "seng.png", PNG)
    assert "Lav først et forslag" in words(outcome.replies[-1].card)
    assert verbs(outcome.replies[-1].card) == ["new_proposal"]


async def test_a_file_goes_on_nobody_elses_proposal(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await bakkeby.tenant.teams.sends_file("jonas", "seng.png", PNG, "F-0001")
    assert "kan kun" in words(last(bakkeby, "jonas").card) or "ikke" in words(last(bakkeby, "jonas").card)
    assert files(bakkeby) == {}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("virus.exe", b"MZ", "Den slags fil", id="a program"),
        pytest.param("falsk.pdf", b"MZ" + b"x" * 100, "ikke det, dens navn siger", id="not what it says"),
        pytest.param("070761-4285.pdf", b"%PDF-1.7", "CPR", id="a CPR number"),
    ],
)
async def test_what_may_not_be_attached_is_refused_in_words(
    bakkeby: Town, name: str, content: bytes, said: str
) -> None:
    await proposes(bakkeby)
    await bakkeby.tenant.teams.sends_file("mette", name, content, "F-0001")
    await arrives(bakkeby, said)
    assert files(bakkeby) == {}


async def test_an_address_that_is_too_old_is_told(bakkeby: Town) -> None:
    await proposes(bakkeby)
    outcome = await bakkeby.tenant.teams.sends_file("mette", "seng.png", PNG)
    bakkeby.tenant.teams.files.forget()
    await bakkeby.tenant.teams.presses("mette", outcome.replies[-1].id, "Vedhæft", {"name": "F-0001"})
    await arrives(bakkeby, "Send den igen")
    assert files(bakkeby) == {}


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://example.com/a.pdf",
        "http://localhost:1/a.pdf",
        "file:///etc/passwd",
        "https://kommune.sharepoint.com.example.com/a.pdf",
    ],
)
async def test_only_sharepoint_is_asked_for_files(bakkeby: Town, address: str) -> None:
    await proposes(bakkeby)
    given = {"files": [{"file": "a.pdf", "address": address}], "name": "F-0001", "verb": "attach", "v": 1}
    action = {"type": "Action.Execute", "verb": "attach", "data": given}
    await bakkeby.tenant.teams.says("mette", "hjælp")
    await bakkeby.tenant.teams.executes("mette", last(bakkeby).id, action)
    await arrives(bakkeby, "Send den igen")
    assert files(bakkeby) == {}


@pytest.mark.parametrize("raw", [{}, {"attachments": "x"}, {"attachments": [1, {"contentType": 3}]}])
def test_attachments_that_are_none(raw: dict[str, Any]) -> None:
    assert (files_in(raw), pictures_in(raw)) == ([], False)


def test_a_pasted_picture_is_seen() -> None:
    assert pictures_in({"attachments": [{"contentType": "image/png"}]})
