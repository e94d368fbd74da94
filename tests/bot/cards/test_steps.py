"""The whole card in the chat: a dialog that goes from step to step, and loses nothing."""

from typing import Any

import pytest

from local_tenant.faults import Fault
from local_tenant.teams import Message, Outcome
from local_tenant.teams.chat import cards
from technology_map.cards.facts import advice
from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE, FieldTable
from technology_map.council.life_cycle import Status
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.words.values import Beneficiary
from tests.bot.chatting import (
    SENSORS,
    asks_for,
    moves,
    proposal,
    proposes,
    shares,
    solution,
    typed,
    verbs,
    walk,
    words,
)
from tests.town import Town


async def opens(town: Town, who: str = "mette", name: str = "F-0001") -> tuple[Message, dict[str, Any]]:
    """Somebody opens the dialog from a card: the card's message, and the dialog."""
    message = await asks_for(town, who, name)
    outcome = await town.tenant.teams.presses(who, message.id, "step")
    assert outcome.dialog, outcome.failure
    return message, outcome.dialog


async def presses(town: Town, dialog: dict[str, Any], way: str = "Gem og fortsæt", **said: Any) -> Outcome:
    """Fills in what a dialog asks for, and presses one of its buttons."""
    return await town.tenant.teams.submits_dialog("mette", dialog, way, said)


async def goes_on(town: Town, dialog: dict[str, Any], way: str = "Gem og fortsæt", **said: Any) -> Any:
    """The same, where the dialog goes on with another card."""
    outcome = await presses(town, dialog, way, **said)
    assert outcome.dialog, outcome.failure or outcome.text
    return outcome.dialog


async def test_mette_fills_in_step_by_step_and_the_card_behind_is_brought_up_to_date(bakkeby: Town) -> None:
    await proposes(bakkeby)
    message, dialog = await opens(bakkeby)
    assert "Trin 1 af 7" in words(dialog["card"])
    assert "De første felter er udfyldt." in words(message.card)
    dialog = await goes_on(
        bakkeby, dialog, beneficiaries=["citizens", "employees"], area="health", purpose="service"
    )
    assert "Trin 2 af 7" in words(dialog["card"])
    dialog = await goes_on(bakkeby, dialog, technologies=["sensors"], familiarity="used")
    dialog = await goes_on(bakkeby, dialog, effort_hours="40")
    stored = proposal(bakkeby)
    assert stored.beneficiaries == (Beneficiary.CITIZENS, Beneficiary.EMPLOYEES)
    assert (stored.purpose, stored.technologies) == ("service", ("sensors",))
    assert stored.effort_hours == 40
    again = bakkeby.tenant.teams.message("mette", message.id)
    assert "De første felter er udfyldt." not in words(again.card)
    back = await goes_on(bakkeby, dialog, "Gem og gå tilbage")
    assert typed(back["card"])["effort_hours"] == "40"
    done = await presses(bakkeby, back, "Gem og luk", consequences="Færre runder.")
    assert done.text == "F-0001 er gemt. Du kan gå videre en anden dag."
    assert proposal(bakkeby).consequences == "Færre runder."


@pytest.mark.parametrize(("name", "steps"), [("F-0001", PROPOSAL_TABLE), ("L-0001", SOLUTION_TABLE)])
async def test_every_field_of_every_step_is_asked_for_with_its_line_of_help(
    bakkeby: Town, name: str, steps: FieldTable
) -> None:
    await proposes(bakkeby)
    await shares(bakkeby, "mette")
    said = texts(Language.DANISH)
    _, dialog = await opens(bakkeby, name=name)
    for place, step in enumerate(steps, start=1):
        parts = list(walk(dialog["card"]))
        asked = [one for one in parts if str(one.get("type")).startswith("Input.")]
        assert [one["id"] for one in asked] == [field.name for field in step.fields]
        for one, field in zip(asked, step.fields, strict=True):
            below = parts[parts.index(one) + 1 :]
            help_line = next(part for part in below if part.get("type") == "TextRun")
            assert help_line["text"] == advice(said, field) != ""
        if place < len(steps):
            dialog = await goes_on(bakkeby, dialog)


@pytest.mark.parametrize(("sent", "kept"), [(1_250_000, 1_250_000), (1_250_000.0, 1_250_000), (40, 40)])
async def test_a_client_may_send_a_number_as_a_number(bakkeby: Town, sent: float, kept: int) -> None:
    await proposes(bakkeby)
    _, dialog = await opens(bakkeby)
    for _ in range(2):
        dialog = await goes_on(bakkeby, dialog)
    data = cards.sent(cards.button(dialog["card"], "Gem og luk"), {})
    done = await bakkeby.tenant.teams.sends_dialog("mette", {**data, "effort_cost": sent})
    assert "er gemt" in done.text
    assert proposal(bakkeby).effort_cost == kept


async def test_one_goes_on_another_day_where_one_was(bakkeby: Town) -> None:
    await proposes(bakkeby)
    said = {"beneficiaries": ["citizens"], "area": "health", "purpose": "service"}
    await presses(bakkeby, (await opens(bakkeby))[1], "Gem og luk", **said)
    _, dialog = await opens(bakkeby)
    assert "Løsningen" in words(dialog["card"])
    assert typed(dialog["card"])["technology_choice"] == "-"


async def test_a_choice_can_be_taken_back(bakkeby: Town) -> None:
    await proposes(bakkeby)
    _, dialog = await opens(bakkeby)
    await goes_on(bakkeby, dialog, purpose="data")
    _, dialog = await opens(bakkeby)
    await goes_on(bakkeby, dialog, purpose="-")
    assert proposal(bakkeby).purpose is None


async def test_what_is_wrong_comes_back_in_the_dialog_with_everything_typed(bakkeby: Town) -> None:
    await proposes(bakkeby)
    _, dialog = await opens(bakkeby)
    for _ in range(3):
        dialog = await goes_on(bakkeby, dialog)
    again = await goes_on(bakkeby, dialog, links="Solbakken", exit_note="Vi kan stoppe hver måned.")
    assert "Skriv numre som F-0012 eller L-0007" in words(again["card"])
    assert typed(again["card"])["exit_note"] == "Vi kan stoppe hver måned."
    assert typed(again["card"])["links"] == "Solbakken"
    again = await goes_on(bakkeby, again, links="L-0009")
    assert "findes ikke" in words(again["card"])
    again = await goes_on(bakkeby, again, links="", connections="Ring til 010165-1234")
    assert "CPR-nummer" in words(again["card"])
    assert proposal(bakkeby).exit_note == ""


async def test_two_devices_at_once_show_what_changed_and_lose_nothing(bakkeby: Town) -> None:
    await proposes(bakkeby)
    _, phone = await opens(bakkeby)
    _, computer = await opens(bakkeby)
    await goes_on(bakkeby, computer, department="Solbakken")
    again = await goes_on(bakkeby, phone, department="Plejecenter Solbakken")
    assert "er blevet ændret" in words(again["card"])
    assert "Solbakken" in words(again["card"])
    assert typed(again["card"])["department"] == "Plejecenter Solbakken"
    await goes_on(bakkeby, again)
    assert proposal(bakkeby).department == "Plejecenter Solbakken"


async def test_the_same_press_twice_is_saved_once(bakkeby: Town) -> None:
    await proposes(bakkeby)
    _, dialog = await opens(bakkeby)
    await goes_on(bakkeby, dialog, department="Solbakken")
    kept = proposal(bakkeby)
    await goes_on(bakkeby, dialog, department="Solbakken")
    assert proposal(bakkeby) == kept


async def test_what_the_council_decided_meanwhile_ends_the_dialog_with_what_was_typed(bakkeby: Town) -> None:
    await proposes(bakkeby)
    _, dialog = await opens(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Vi har det allerede.")
    ended = await goes_on(bakkeby, dialog, department="Plejecenter Solbakken")
    assert "Der er taget stilling til F-0001" in words(ended["card"])
    assert "Plejecenter Solbakken" in words(ended["card"])
    assert "step" not in verbs((await asks_for(bakkeby, "mette", "F-0001")).card)


async def test_when_sharepoint_is_away_the_dialog_keeps_everything(bakkeby: Town) -> None:
    await proposes(bakkeby)
    _, dialog = await opens(bakkeby)
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    again = await goes_on(bakkeby, dialog, department="Solbakken")
    assert "IKKE gemt" in words(again["card"])
    assert typed(again["card"])["department"] == "Solbakken"


async def test_a_text_too_long_for_the_chat_stays_as_it_is(bakkeby: Town) -> None:
    await proposes(bakkeby)
    long = "Vi vækker beboerne. " * 200
    sent = {"version": proposal(bakkeby).version, "problem": long, "title": "Sensorer"}
    assert (await bakkeby.sends("mette", "proposals/1/steps/problem", sent)).status_code == 200
    _, dialog = await opens(bakkeby)
    assert "problem" not in typed(dialog["card"])
    assert "er for lang til chatten" in words(dialog["card"])
    await goes_on(bakkeby, dialog, area="health")
    assert proposal(bakkeby).problem == long.strip()
    assert proposal(bakkeby).area == "health"


async def test_nobody_fills_in_what_others_handed_in(bakkeby: Town) -> None:
    await proposes(bakkeby)
    message = await asks_for(bakkeby, "jonas", "F-0001")
    assert "step" not in str(message.card)
    _, dialog = await opens(bakkeby)
    data = dialog["card"]["actions"][0]["data"] | {"title": "Jonas'", "problem": "x"}
    outcome = await bakkeby.tenant.teams.sends_dialog("jonas", data)
    assert outcome.dialog
    assert "indsendt af en anden" in words(outcome.dialog["card"])
    await bakkeby.tenant.teams.installs("gustav")
    outcome = await bakkeby.tenant.teams.sends_dialog("gustav", data)
    assert outcome.dialog
    assert "gæst" in words(outcome.dialog["card"])
    assert proposal(bakkeby).title == "Sensorer på natteronden"


async def test_a_dialog_of_an_older_version_is_stopped_with_what_was_typed(bakkeby: Town) -> None:
    await proposes(bakkeby)
    for data in ({"v": 0, "verb": "save_step"}, {"v": 1, "verb": "nonsense"}, {}, None, [1], "x"):
        sent = data | {"name": "F-0001", "connections": "Kaldeanlægget"} if isinstance(data, dict) else data
        outcome = await bakkeby.tenant.teams.sends_dialog("mette", sent)
        assert outcome.dialog
        assert "gået i stykker" in words(outcome.dialog["card"])
        assert ("Kaldeanlægget" in words(outcome.dialog["card"])) == isinstance(data, dict)


async def test_a_solution_card_is_filled_in_the_same_way(bakkeby: Town) -> None:
    await shares(bakkeby, "mette")
    message, dialog = await opens(bakkeby, name="L-0001")
    assert "Trin 1 af 5" in words(dialog["card"])
    said = {"summary": "Tolv briller på tur.", "purpose": "service", "beneficiaries": ["citizens"]}
    await presses(bakkeby, dialog, "Gem og luk", **said)
    assert solution(bakkeby).summary == "Tolv briller på tur."
    assert "1 af 5" in words(bakkeby.tenant.teams.message("mette", message.id).card)


async def test_in_english_the_dialog_is_english(bakkeby: Town) -> None:
    bakkeby.tenant.teams.speaks("mette", "en-GB")
    await bakkeby.tenant.teams.opens("mette")
    sent = {**SENSORS, "submission_key": "p" * 22}
    await bakkeby.sends("mette", "proposals", sent)
    message = await asks_for(bakkeby, "mette", "F-0001")
    outcome = await bakkeby.tenant.teams.presses("mette", message.id, "Fill in step by step")
    assert outcome.dialog
    assert "Step 1 of 7" in words(outcome.dialog["card"])


async def test_the_houses_guideline_stands_beside_the_questions_of_data_ethics(bakkeby: Town) -> None:
    written = {"text": "Spørg altid borgeren først.", "link": ""}
    assert (await bakkeby.sends("hanne", "guideline", written)).status_code == 200
    await proposes(bakkeby)
    _, dialog = await opens(bakkeby)
    while "Trin 7 af 7" not in words(dialog["card"]):
        assert "Spørg altid borgeren først." not in words(dialog["card"])
        dialog = await goes_on(bakkeby, dialog)
    assert "Spørg altid borgeren først." in words(dialog["card"])
