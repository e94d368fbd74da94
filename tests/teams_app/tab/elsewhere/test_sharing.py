"""Hanne shares Bakkeby's cards with others, and takes in what others have shared; all find it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

from technology_map.elsewhere.exchange import FORMAT, schema
from technology_map.words.values import Transferability
from tests.bot.chatting import asks_for
from tests.bot.chatting import proposes as hands_in
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.method.method_things import NIGHT, shares
from tests.teams_app.tab.pages import read
from tests.town import Town

ROOT = Path(__file__).parents[4]
BINARY = {"Content-Type": "application/octet-stream"}
FROM_SKOVBY = {
    "format": FORMAT,
    "version": "1.3",
    "origin": "Skovby Kommune",
    "exported_on": "2026-10-01",
    "language": "da",
    "new_in_1_3": {"anything": True},
    "cards": [
        {
            "id": "L-0007",
            "title": "Faldmåtter i alle boliger",
            "challenges": NIGHT,
            "background": "Måtter i gulvet giver besked.",
            "effect": "Ingen ligger længere end ti minutter.",
            "area": "Ældre",
            "technologies": ["Sensorer"],
            "phase": "in_operation",
            "transferability": "adaptable",
            "invented_later": 3,
        },
        {"id": "L-0008", "title": "Ruter for renovation", "challenges": "Bilerne kører tomme."},
        {"title": "Uden nummer"},
    ],
}


async def sends(at: Town, part: str, content: bytes, who: str = "hanne") -> httpx.Response:
    """A file as the page sends it."""
    headers = {**at.headers(who), **BINARY}
    return await at.http.post(f"/tab/part/{part}", headers=headers, content=content)


def as_bytes(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document).encode()


async def takes_in(at: Town, content: bytes) -> httpx.Response:
    """Hanne looks at a file and takes in what is ticked."""
    looked = await sends(at, "elsewhere/preview", content)
    assert looked.status_code == 200, looked.text
    chosen = ",".join(read(looked.text).ticked("chosen"))
    return await sends(at, f"elsewhere/take-in?chosen={chosen}", content)


async def file_of(at: Town, form: str, *names: str, origin: str = "Bakkeby Kommune") -> httpx.Response:
    """The file that Hanne gets with these cards."""
    typed = {"form": form, "origin": origin, "cards": ",".join(names)}
    ticket = await at.sends("hanne", "share/file", typed)
    assert ticket.status_code == 200, ticket.text
    return await at.http.get(ticket.json()["address"])


async def test_a_shared_file_keeps_to_the_schema_and_names_nobody(bakkeby: Town) -> None:
    await shares(
        bakkeby,
        "Gulvmåtter",
        contact_name="Jonas Lind",
        reused_by="Social",
        purpose="service",
        technologies=("sensors",),
        transferability=Transferability.FULL,
    )
    await shares(bakkeby, "Lys")
    answer = await file_of(bakkeby, "json", "L-0001")
    assert answer.headers["Content-Type"] == "application/json"
    document = answer.json()
    jsonschema.validate(document, schema())
    assert [one["title"] for one in document["cards"]] == ["Gulvmåtter"]
    assert document["cards"][0]["technologies"] == ["Sensorer"]
    assert document["cards"][0]["transferability"] == "full"
    assert "Lind" not in answer.text
    assert "contact_name" not in answer.text


@pytest.mark.parametrize("form", ["json", "xlsx"])
async def test_what_one_municipality_shares_another_can_take_in(bakkeby: Town, form: str) -> None:
    await shares(bakkeby, "Gulvmåtter", effect="Færre fald", transferability=Transferability.ADAPTABLE)
    content = (await file_of(bakkeby, form, "L-0001", origin="Skovby Kommune")).content
    assert (await takes_in(bakkeby, content)).status_code == 200
    [row] = bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "CardsFromElsewhere")
    assert (row["About"], row["Origin"], row["TheirNumber"], row["Effect"], row["Transferability"]) == (
        "Gulvmåtter",
        "Skovby Kommune",
        "L-0001",
        "Færre fald",
        "Kan tilpasses",
    )


async def test_a_later_version_is_read_and_what_cannot_be_kept_is_said(bakkeby: Town) -> None:
    looked = await sends(bakkeby, "elsewhere/preview", as_bytes(FROM_SKOVBY))
    shown = read(looked.text)
    assert shown.words("h3") == ["2 kort fra Skovby Kommune"]
    assert "Ét kort har hverken titel eller nummer" in looked.text
    assert len(shown.ticked("chosen")) == 2


async def test_cards_from_elsewhere_are_found_and_never_counted(bakkeby: Town) -> None:
    await takes_in(bakkeby, as_bytes(FROM_SKOVBY))
    found = read((await bakkeby.reads("jonas", "elsewhere", text="faldmåtter")).text)
    assert found.words("h3") == ["Faldmåtter i alle boliger"]
    near = (await bakkeby.reads("mette", "similar", problem=NIGHT)).text
    assert "Faldmåtter i alle boliger" in near
    assert "Skovby Kommune" in near
    status = read((await bakkeby.reads("jonas", "solutions", text="faldmåtter")).text)
    assert "Ét kort fra andre steder passer også." in status.words("a")
    await bakkeby.tenant.teams.opens("jonas")
    said = await asks_for(bakkeby, "jonas", "søg faldmåtter")
    assert "Faldmåtter i alle boliger · Skovby Kommune" in str(said.cards)
    form, _ = await hands_in(bakkeby, "jonas", problem=NIGHT, title="Faldalarm til alle boliger")
    receipt = bakkeby.tenant.teams.message("jonas", form.id)
    assert "Faldmåtter i alle boliger · Skovby Kommune" in str(receipt.cards)
    card = (await bakkeby.reads("jonas", "elsewhere/1")).text
    assert "Kortet kommer fra Skovby Kommune. Det er ikke en løsning, vi bruger her." in card
    assert len(bakkeby.server.store.overview.solution_cards) == 0
    assert "Faldmåtter" not in (await bakkeby.reads("jonas", "solutions")).text


async def test_the_same_file_again_renews_only_what_has_changed(bakkeby: Town) -> None:
    await takes_in(bakkeby, as_bytes(FROM_SKOVBY))
    looked = await sends(bakkeby, "elsewhere/preview", as_bytes(FROM_SKOVBY))
    assert read(looked.text).ticked("chosen") == []
    changed = json.loads(as_bytes(FROM_SKOVBY))
    changed["cards"][0]["effect"] = "Ingen falder mere."
    taken = await takes_in(bakkeby, as_bytes(changed))
    assert "0 nye kort, 1 opdaterede." in taken.text
    rows = bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "CardsFromElsewhere")
    assert [row["Effect"] for row in rows if row["TheirNumber"] == "L-0007"] == ["Ingen falder mere."]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ikke en fil med delte kort"),
        (b"{", "ikke en fil med delte kort"),
        (b"[" * 100_000, "ikke en fil med delte kort"),
        (b"PK\x03\x04 no workbook", ""),
        (as_bytes({**FROM_SKOVBY, "version": "2.0"}), "version 2.0"),
        (as_bytes({**FROM_SKOVBY, "format": "other"}), "ikke en fil med delte kort"),
        (as_bytes({**FROM_SKOVBY, "cards": [{"id": "x", "title": "y"}] * 201}), "højst 200"),
    ],
)
async def test_a_file_that_cannot_be_used_says_why(bakkeby: Town, content: bytes, sentence: str) -> None:
    answer = await sends(bakkeby, "elsewhere/preview", content)
    assert answer.status_code == 422, answer.text
    assert sentence in answer.text
    assert bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "CardsFromElsewhere") == []


async def test_a_cpr_number_in_a_shared_text_comes_no_further(bakkeby: Town) -> None:
    card = {"id": "1", "title": "Måtter", "challenges": "Fru Jensen, 070761-4285, faldt."}
    await takes_in(bakkeby, as_bytes({**FROM_SKOVBY, "cards": [card]}))
    [row] = bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "CardsFromElsewhere")
    assert "070761" not in row["Challenges"]


async def test_only_the_secretary_shares_and_takes_in(bakkeby: Town) -> None:
    await shares(bakkeby, "Gulvmåtter")
    for who in ("jonas", "karen"):
        assert (await bakkeby.reads(who, "share")).status_code == 403
        assert (await sends(bakkeby, "elsewhere/preview", as_bytes(FROM_SKOVBY), who)).status_code == 403
        typed = {"form": "json", "origin": "X", "cards": "L-0001"}
        assert (await bakkeby.sends(who, "share/file", typed)).status_code == 403


async def test_a_card_from_elsewhere_is_removed_again(bakkeby: Town) -> None:
    await takes_in(bakkeby, as_bytes(FROM_SKOVBY))
    assert (await bakkeby.sends("jonas", "elsewhere/1/remove", {})).status_code == 403
    assert (await bakkeby.sends("hanne", "elsewhere/1/remove", {})).status_code == 200
    assert len(bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "CardsFromElsewhere")) == 1


def test_the_schema_in_the_docs_is_the_one_the_program_writes_by() -> None:
    assert json.loads((ROOT / "docs/cards.schema.json").read_text("utf-8")) == schema()
