"""Handing in from the chat: stored once, thanked for; and with every "no" all that was typed comes back."""

import asyncio
import copy
from pathlib import Path

import pytest

from local_tenant.faults import Fault
from local_tenant.teams.chat.cards import NotPressable
from tests.bot.chatting import (
    GLASSES,
    SENSORS,
    asks_for,
    count,
    hears,
    known,
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

CERTAIN, DOUBTFUL = "010190-1234", "0101901234"
HOSTILE = (
    '**fed** [link](https://evil.example) <script>x</script> {{DATE(2020-01-01,LONG)}} ${x} "\\ & æøå 🦄'
)


def away(town: Town) -> None:
    """SharePoint answers nothing but errors."""
    town.tenant.faults.add(Fault("before", path=r"^/v1\.0/", times=None))


async def test_mette_proposes_with_one_round_trip_and_is_thanked(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    assert list(typed(form.card)) == ["problem", "title", "solution", "expected_benefits"]
    await known(bakkeby, "mette")
    bakkeby.tenant.counts.reset()
    outcome = await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert bakkeby.tenant.counts.total == 1
    assert outcome.card is not None
    said = words(outcome.card)
    for part in ("gemt som F-0001", "It-porteføljerådet", "Indsendt", "Hvad sker der nu?", *SENSORS.values()):
        assert part in said
    stored = proposal(bakkeby)
    assert {name: getattr(stored, name) for name in SENSORS} == SENSORS
    assert stored.submitter.name == "Mette Holm"


async def test_the_receipt_shows_what_a_colleague_has_already(bakkeby: Town) -> None:
    await shares(bakkeby, title="Sensorer i sengene om natten", challenges="Nattevagten vækker beboerne.")
    _, outcome = await proposes(bakkeby)
    assert outcome.card is not None
    assert "Det her ligner:" in words(outcome.card)
    assert "Sensorer i sengene om natten" in words(outcome.card)


async def test_the_receipt_stands_in_the_message_for_good(bakkeby: Town) -> None:
    form, _ = await proposes(bakkeby)
    await bakkeby.tenant.teams.opens("mette")
    kept = bakkeby.tenant.teams.message("mette", form.id)
    assert kept.edited
    assert "gemt som F-0001" in words(kept.card)


async def test_jonas_shares_a_solution_card(bakkeby: Town) -> None:
    _, outcome = await shares(bakkeby)
    assert outcome.card is not None
    for part in ("gemt som L-0001", "Uddannelse", GLASSES["challenges"], GLASSES["background"], "Jonas Lind"):
        assert part in words(outcome.card)
    stored = solution(bakkeby)
    assert (stored.title, stored.area) == (GLASSES["title"], "education")


@pytest.mark.parametrize("command", ["nyt forslag", "nyt løsningskort"])
async def test_the_client_lets_no_empty_or_long_field_through(bakkeby: Town, command: str) -> None:
    form = await asks_for(bakkeby, "mette", command)
    whole = SENSORS if command == "nyt forslag" else GLASSES
    verb = "propose" if command == "nyt forslag" else "share"
    for field in whole:
        for wrong in ("", "x" * 20_000):
            with pytest.raises(NotPressable):
                await bakkeby.tenant.teams.presses("mette", form.id, verb, {**whole, field: wrong})


WRONG = [
    ({"problem": ""}, "Udfyld dette felt."),
    ({"problem": " \n\t "}, "Udfyld dette felt."),
    ({"title": "x" * 66}, "Teksten er for lang."),
    ({"solution": "x" * 10_001}, "Teksten er for lang."),
    ({"expected_benefits": f"Ring til {CERTAIN}"}, "Her ser der ud til at stå et CPR-nummer."),
    ({"problem": f"Sagen {DOUBTFUL} er tung"}, "CPR-nummer"),
]


@pytest.mark.parametrize(("changed", "said"), WRONG, ids=str)
async def test_the_server_checks_again_and_gives_everything_back(
    bakkeby: Town, changed: dict[str, str], said: str
) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    sent = {**SENSORS, **changed}
    outcome = await bakkeby.tenant.teams.presses("mette", form.id, "propose", sent, checked=False)
    assert outcome.card is not None
    assert said in words(outcome.card)
    back = typed(outcome.card)
    assert {name: back[name] for name in SENSORS} == sent
    assert count(bakkeby) == (0, 0, 0)
    await bakkeby.tenant.teams.opens("mette")
    assert typed(bakkeby.tenant.teams.message("mette", form.id).card)["title"] == sent["title"]
    again = await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert again.card is not None
    assert "gemt som F-0001" in words(again.card)


async def test_a_cpr_number_is_never_said_again_outside_its_field(bakkeby: Town) -> None:
    _, outcome = await proposes(bakkeby, problem=f"Borgeren {CERTAIN} falder.")
    assert outcome.card is not None
    assert "Det ligner et CPR-nummer" in words(outcome.card)
    assert CERTAIN not in words(outcome.card)
    assert count(bakkeby) == (0, 0, 0)


async def test_a_doubtful_number_may_stay_with_a_reason(bakkeby: Town) -> None:
    numbered = f"Vi ringer på {DOUBTFUL} hver dag."
    form, outcome = await proposes(bakkeby, problem=numbered)
    assert outcome.card is not None
    assert typed(outcome.card)["not_cpr"] == ""
    again = await bakkeby.tenant.teams.presses(
        "mette", form.id, "propose", {"not_cpr": "Det er vores telefon."}
    )
    assert again.card is not None
    assert "gemt som F-0001" in words(again.card)
    assert proposal(bakkeby).problem == numbered


async def test_the_reason_itself_must_not_be_a_cpr_number(bakkeby: Town) -> None:
    form, _ = await proposes(bakkeby, problem=f"Vi ringer på {DOUBTFUL}.")
    again = await bakkeby.tenant.teams.presses("mette", form.id, "propose", {"not_cpr": f"cpr {CERTAIN}"})
    assert again.card is not None
    assert "Her ser der ud til at stå et CPR-nummer." in words(again.card)
    assert count(bakkeby) == (0, 0, 0)


async def test_an_area_that_is_none_is_asked_for_again(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "jonas", "nyt løsningskort")
    sent = {**GLASSES, "area": "magic"}
    outcome = await bakkeby.tenant.teams.presses("jonas", form.id, "share", sent, checked=False)
    assert outcome.card is not None
    assert "Vælg en af mulighederne." in words(outcome.card)
    assert typed(outcome.card)["challenges"] == GLASSES["challenges"]


async def test_while_sharepoint_is_away_a_receipt_is_given(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    away(bakkeby)
    outcome = await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert outcome.card is not None
    said = words(outcome.card)
    assert "Modtaget. Din kvittering er" in said
    assert "Du skal ikke sende det igen." in said
    assert SENSORS["title"] in said
    again = await bakkeby.tenant.teams.line.send(bakkeby.tenant.teams.turns[-1].activity)
    assert words(again.body["value"]) == said


async def test_where_nothing_keeps_it_the_person_is_told_and_keeps_it(bakkeby: Town, tmp_path: Path) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    away(bakkeby)
    [outbox] = (tmp_path / "app").glob("*outbox*")
    outbox.unlink()
    outbox.mkdir()
    outcome = await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert outcome.card is not None
    assert "IKKE gemt." in words(outcome.card)
    assert typed(outcome.card) == SENSORS
    bakkeby.tenant.faults.clear()


async def test_the_same_activity_twice_is_one_proposal(bakkeby: Town) -> None:
    _, first = await proposes(bakkeby)
    again = await bakkeby.tenant.teams.line.send(bakkeby.tenant.teams.turns[-1].activity)
    assert again.body["value"] == first.card
    assert count(bakkeby) == (1, 0, 0)
    assert len(bakkeby.tenant.sharepoint.true_rows("teknologikort", "Proposals")) == 1


async def test_two_presses_at_once_are_one_proposal(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    teams = bakkeby.tenant.teams
    presses = [teams.presses("mette", form.id, "propose", SENSORS) for _ in range(3)]
    outcomes = await asyncio.gather(*presses)
    assert len({words(one.card or {}) for one in outcomes}) == 1
    assert count(bakkeby) == (1, 0, 0)


async def test_an_old_form_with_another_text_loses_nothing(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    old = copy.deepcopy(form.card)
    await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    pressed = next(one for one in walk(old) if one.get("verb") == "propose")
    other = {**SENSORS, "solution": "En helt anden idé."}
    late = {**pressed, "data": {**pressed["data"], **other}}
    outcome = await bakkeby.tenant.teams.executes("mette", form.id, late)
    assert outcome.card is not None
    said = words(outcome.card)
    assert "Du har allerede sendt denne formular" in said
    assert "En helt anden idé." in said
    assert "edit_proposal" in verbs(outcome.card)
    assert count(bakkeby) == (1, 0, 0)
    assert proposal(bakkeby).solution == SENSORS["solution"]


async def test_an_old_client_that_only_submits_hands_in_as_well(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    pressed = next(one for one in walk(form.card) if one.get("verb") == "propose")
    fallback = pressed["fallback"]
    assert fallback["type"] == "Action.Submit"
    assert fallback["data"] == pressed["data"]
    missing = {**fallback["data"], **SENSORS, "title": ""}
    await bakkeby.tenant.teams.submits("mette", form.id, missing)
    assert typed(bakkeby.tenant.teams.message("mette", form.id).card)["problem"] == SENSORS["problem"]
    outcome = await bakkeby.tenant.teams.submits("mette", form.id, {**fallback["data"], **SENSORS})
    assert outcome.ok
    assert "gemt som F-0001" in words(bakkeby.tenant.teams.message("mette", form.id).card)
    await bakkeby.tenant.teams.submits("mette", form.id, {**fallback["data"], **SENSORS})
    assert count(bakkeby) == (1, 0, 0)


async def test_an_old_client_whose_card_cannot_be_replaced_gets_a_message(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    bakkeby.tenant.faults.add(Fault("before", "PUT", r"/teams/connector/", status=404))
    data = {"v": 1, "verb": "propose", "key": "a-key-of-sixteen", **SENSORS}
    outcome = await bakkeby.tenant.teams.submits("mette", form.id, data)
    assert "gemt som F-0001" in words(outcome.replies[0].card)


async def test_when_teams_does_not_take_the_answer_nobody_is_sent_looking_for_it(bakkeby: Town) -> None:
    [welcome] = await bakkeby.tenant.teams.opens("mette")
    bakkeby.tenant.faults.add(Fault("before", "POST", r"/teams/connector/", status=400, times=None))
    outcome = await bakkeby.tenant.teams.presses("mette", welcome.id, "new_proposal")
    assert "Vi kan ikke få fat i Teams" in outcome.text
    bakkeby.tenant.faults.clear()


@pytest.mark.parametrize("field", list(SENSORS))
async def test_what_was_typed_is_shown_and_stored_as_it_is(bakkeby: Town, field: str) -> None:
    text = HOSTILE[:64] if field == "title" else HOSTILE
    _, outcome = await proposes(bakkeby, **{field: text})
    assert outcome.card is not None
    assert text in words(outcome.card).replace("\u200b", "")
    assert "{{" not in words(outcome.card)
    assert getattr(proposal(bakkeby), field) == text
    links = [one["url"] for one in walk(await hears(bakkeby, "jonas", "status 1")) if "url" in one]
    assert all(link.startswith("https://teams.microsoft.com/l/entity/") for link in links)


async def test_a_text_too_heavy_for_the_chat_stays_where_it_was_typed(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    heavy = {**SENSORS, "problem": "x" * 60_000}
    outcome = await bakkeby.tenant.teams.presses("mette", form.id, "propose", heavy, checked=False)
    assert outcome.card is None
    assert "IKKE gemt. Der er for meget tekst" in outcome.text
    assert count(bakkeby) == (0, 0, 0)
