"""Mette has only her phone, on which Action.Execute is said to have failed whatever the bot answered."""

import asyncio
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from local_tenant.people import person
from local_tenant.teams import Message, Outcome
from local_tenant.teams.chat.cards import NotPressable, buttons
from sharepoint_lists import Intervals
from teams_app.app import serving
from teams_app.store_access import store_settings
from technology_map.council.life_cycle import Status
from tests.bot.chatting import (
    GLASSES,
    SENSORS,
    Card,
    asks_for,
    count,
    known,
    moves,
    proposal,
    proposes,
    solution,
    typed,
    walk,
    words,
)
from tests.provisioned import provisioned
from tests.town import NEVER, Town, installation


@pytest.fixture
def phone(bakkeby: Town) -> Town:
    for who in ("mette", "jonas"):
        bakkeby.tenant.teams.uses(who, "Android" if who == "mette" else "iOS")
    return bakkeby


def executes(card: Card) -> list[Card]:
    return [one for one in walk(card) if one.get("type") == "Action.Execute"]


async def presses(town: Town, who: str, message: Message, which: str, **typed_in: str) -> Outcome:
    outcome = await town.tenant.teams.presses(who, message.id, which, typed_in)
    assert outcome.ok, outcome.failure
    return outcome


async def opens_dialog(town: Town, who: str, message: Message, which: str) -> Card:
    outcome = await presses(town, who, message, which)
    assert outcome.dialog, words(message.card)
    return dict(outcome.dialog)


async def sends(town: Town, dialog: Card, which: str, who: str = "mette", **typed_in: str) -> Outcome:
    outcome = await town.tenant.teams.submits_dialog(who, dialog, which, typed_in)
    assert outcome.ok, outcome.failure
    return outcome


def last(town: Town, who: str = "mette") -> Message:
    return town.tenant.teams.messages(who)[-1]


async def hands_in(town: Town, **changed: str) -> Message:
    """Mette hands in from her phone: the message with the receipt."""
    opener = await asks_for(town, "mette", "nyt forslag")
    dialog = await opens_dialog(town, "mette", opener, "new_proposal")
    await sends(town, dialog, "propose", **{**SENSORS, **changed})
    return last(town)


async def test_mette_does_everything_an_employee_does_from_her_phone(phone: Town) -> None:
    receipt = await hands_in_and_edits(phone)
    await answers_the_council(phone, receipt)
    await finds_and_withdraws(phone)
    cards = [card for one in phone.tenant.teams.messages("mette") for card in one.cards]
    assert all(executes(card) == [] for card in cards)


async def hands_in_and_edits(phone: Town) -> Message:
    """The form begins at the problem; the receipt comes below, and follows what is edited."""
    teams = phone.tenant.teams
    opener = await asks_for(phone, "mette", "nyt forslag")
    assert typed(opener.card) == {}
    dialog = await opens_dialog(phone, "mette", opener, "new_proposal")
    assert dialog["title"] == "Nyt forslag"
    assert next(iter(typed(dialog["card"]))) == "problem"
    done = await sends(phone, dialog, "propose", **SENSORS)
    assert (done.dialog, done.text) == (None, "")
    receipt = last(phone)
    assert "gemt som F-0001" in words(receipt.card)
    assert "Nyt forslag" in words(teams.message("mette", opener.id).card)

    steps = await opens_dialog(phone, "mette", receipt, "step")
    await sends(phone, steps, "Gem og luk")

    edit = await opens_dialog(phone, "mette", teams.message("mette", receipt.id), "edit_proposal")
    assert edit["title"] == "Ret F-0001"
    assert typed(edit["card"])["title"] == SENSORS["title"]
    await sends(phone, edit, "save_proposal", title="Sensorer i sengene")
    assert "Sensorer i sengene" in words(teams.message("mette", receipt.id).card)
    return receipt


async def answers_the_council(phone: Town, receipt: Message) -> None:
    """The news come below, and the answer is given from them."""
    teams = phone.tenant.teams
    await moves(phone, "hanne", 1, Status.CLARIFICATION, "Hvor mange beboere drejer det sig om?")
    news = await teams.arrives("mette", lambda one: "Afklaring" in words(one.card) if one.cards else False)
    assert executes(news.card) == []
    answer = await opens_dialog(phone, "mette", news, "answer")
    assert "Hvor mange beboere" in words(answer["card"])
    await sends(phone, answer, "send_answer", reason="Det er 24.")
    assert proposal(phone).status is Status.SUBMITTED
    assert "Indsendt" in words(teams.message("mette", news.id).card)
    assert "Sensorer i sengene" in words(teams.message("mette", receipt.id).card)


async def finds_and_withdraws(phone: Town) -> None:
    """A search, what it found, and the way out."""
    found = await asks_for(phone, "mette", "find sensorer")
    opened = await presses(phone, "mette", found, "open")
    assert "Sensorer i sengene" in words(opened.replies[0].card)

    state = opened.replies[0]
    withdraw = await opens_dialog(phone, "mette", state, "withdraw")
    await sends(phone, withdraw, "confirm_withdraw", reason="Vi får andre senge.")
    assert proposal(phone).status is Status.WITHDRAWN


async def test_jonas_shares_backs_and_follows_from_his_iphone(phone: Town) -> None:
    teams = phone.tenant.teams
    await hands_in(phone)
    opener = await asks_for(phone, "jonas", "nyt løsningskort")
    dialog = await opens_dialog(phone, "jonas", opener, "new_solution_card")
    await sends(phone, dialog, "share", "jonas", **GLASSES)
    assert "gemt som L-0001" in words(last(phone, "jonas").card)
    assert solution(phone).title == GLASSES["title"]
    seen = await asks_for(phone, "jonas", "F-0001")
    await presses(phone, "jonas", seen, "support")
    assert phone.server.store.overview.supports.has(person("jonas").object_id, "F-0001")
    shown = teams.message("jonas", seen.id)
    await presses(phone, "jonas", shown, "follow")
    assert phone.server.store.follows.has(person("jonas").object_id, "F-0001")


async def test_mette_hands_in_with_colleagues_and_the_card_behind_the_dialog_follows(phone: Town) -> None:
    receipt = await hands_in(phone)
    dialog = await opens_dialog(phone, "mette", receipt, "co_submitters")
    added = await sends(phone, dialog, "add_co_submitters", ids=person("jonas").object_id)
    assert added.dialog is not None
    assert proposal(phone).co_submitter_ids
    behind = phone.tenant.teams.message("mette", receipt.id)
    assert "Sammen med" in words(behind.card) or "sammen med" in words(behind.card)
    removed = await sends(phone, dict(added.dialog), "remove_co_submitter")
    assert removed.dialog is not None
    done = await sends(phone, dict(removed.dialog), "put_back")
    assert done.dialog is None
    assert not proposal(phone).co_submitter_ids


@pytest.mark.parametrize("refused", [{"problem": "Ring til 010190-1234"}, {"title": "x" * 66}], ids=str)
async def test_a_refused_form_stays_in_the_dialog_with_all_that_was_typed(
    phone: Town, refused: dict[str, str]
) -> None:
    opener = await asks_for(phone, "mette", "nyt forslag")
    dialog = await opens_dialog(phone, "mette", opener, "new_proposal")
    sent = {**SENSORS, **refused}
    again = await phone.tenant.teams.submits_dialog("mette", dialog, "propose", sent, checked=False)
    assert again.dialog is not None
    back = typed(again.dialog["card"])
    assert {name: back[name] for name in sent} == sent
    assert count(phone) == (0, 0, 0)
    await sends(phone, dict(again.dialog), "propose", **SENSORS)
    assert "gemt som F-0001" in words(last(phone).card)


async def test_no_button_in_the_dialog_throws_away_what_is_typed(phone: Town) -> None:
    opener = await asks_for(phone, "mette", "nyt forslag")
    dialog = await opens_dialog(phone, "mette", opener, "new_proposal")
    assert [one.action["data"]["verb"] for one in buttons(dialog["card"])] == ["propose"]


async def test_a_dialog_sent_twice_stores_once(phone: Town) -> None:
    opener = await asks_for(phone, "mette", "nyt forslag")
    dialog = await opens_dialog(phone, "mette", opener, "new_proposal")
    await asyncio.gather(*(sends(phone, dialog, "propose", **SENSORS) for _ in range(3)))
    assert count(phone) == (1, 0, 0)


async def test_a_press_that_comes_twice_does_one_thing(phone: Town) -> None:
    await hands_in(phone)
    found = await asks_for(phone, "mette", "mine")
    before = len(phone.tenant.teams.messages("mette"))
    await asyncio.gather(*(presses(phone, "mette", found, "open") for _ in range(3)))
    await presses(phone, "mette", found, "open")
    assert len(phone.tenant.teams.messages("mette")) == before + 1


async def test_a_card_drawn_on_a_computer_answers_on_the_phone_and_is_mended_by_it(bakkeby: Town) -> None:
    await proposes(bakkeby, "jonas")
    seen = await asks_for(bakkeby, "mette", "F-0001")
    assert executes(seen.card)
    bakkeby.tenant.teams.uses("mette", "iOS")
    outcome = await bakkeby.tenant.teams.presses("mette", seen.id, "support")
    assert not outcome.ok
    mended = bakkeby.tenant.teams.message("mette", seen.id)
    assert "Du bakker nu op om F-0001." in words(mended.card)
    assert executes(mended.card) == []
    assert "refresh" not in mended.card


async def test_a_form_filled_in_on_a_computer_and_sent_on_the_phone_is_taken(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    bakkeby.tenant.teams.uses("mette", "Android")
    await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert "gemt som F-0001" in words(bakkeby.tenant.teams.message("mette", form.id).card)
    again = await asks_for(bakkeby, "mette", "hjælp")
    assert executes(again.card) == []


async def test_a_button_for_a_form_on_an_older_card_leads_to_the_dialog(bakkeby: Town) -> None:
    help_card = await asks_for(bakkeby, "mette", "hjælp")
    bakkeby.tenant.teams.uses("mette", "iOS")
    outcome = await bakkeby.tenant.teams.presses("mette", help_card.id, "new_proposal")
    [opener] = outcome.replies
    dialog = await opens_dialog(bakkeby, "mette", opener, "new_proposal")
    await sends(bakkeby, dialog, "propose", **SENSORS)
    assert count(bakkeby) == (1, 0, 0)


async def test_who_has_a_phone_gets_news_that_work_there_also_after_a_day_at_the_computer(
    bakkeby: Town,
) -> None:
    bakkeby.tenant.teams.uses("mette", "Android")
    await hands_in(bakkeby)
    bakkeby.tenant.teams.uses("mette", "Windows")
    computer = await asks_for(bakkeby, "mette", "hjælp")
    assert executes(computer.card)
    await known(bakkeby, "mette")
    await bakkeby.server.messenger.settled()
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, "Den skal vi se på.")
    news = await bakkeby.tenant.teams.arrives(
        "mette", lambda one: bool(one.cards) and "Under vurdering" in words(one.card)
    )
    assert executes(news.card) == []


async def test_a_guest_on_a_phone_is_told_so_and_gets_no_form(phone: Town) -> None:
    phone.tenant.teams.uses("gustav", "iOS")
    said = await asks_for(phone, "gustav", "nyt forslag")
    assert buttons(said.card) == []


async def test_where_the_setting_says_so_every_client_is_treated_as_a_phone(tmp_path: Path) -> None:
    async with provisioned(tmp_path, units_per_minute=1250) as tenant:
        installed = installation(tenant, tmp_path)
        settings = installed.settings.model_copy(update={"card_actions": "submit"})
        installed = replace(installed, settings=settings)
        intervals = Intervals(lively=NEVER, calm=NEVER, roster=NEVER, outbox=NEVER, words=NEVER)
        lists = replace(store_settings(installed), intervals=intervals)
        async with serving(installed, lists=lists) as server, httpx.AsyncClient(base_url=server.url) as http:
            tenant.teams.line.app_url = server.url
            town = Town(tenant, server, http)
            receipt = await hands_in(town)
            assert executes(receipt.card) == []


async def test_on_a_computer_the_form_stays_a_card(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    assert next(iter(typed(form.card))) == "problem"
    with pytest.raises(NotPressable):
        await bakkeby.tenant.teams.presses("mette", form.id, "new_proposal")
