"""Old, damaged and forged cards: a clear sentence and a fresh card, and nothing is written."""

import copy
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.verbs import VERBS
from local_tenant.teams import Message, Outcome
from local_tenant.teams.chat.cards import buttons, sent
from technology_map.council.life_cycle import Status
from tests.bot.chatting import (
    GLASSES,
    SENSORS,
    asks_for,
    count,
    known,
    moves,
    proposal,
    proposes,
    shares,
    solution,
    typed,
    walk,
    words,
)
from tests.sweeps import examples
from tests.town import Town

STALE = "er for gammelt eller gået i stykker"
KEY = "a-key-of-sixteen"


async def sends(town: Town, who: str, message: Message, data: Any) -> Outcome:
    """Somebody's client sends this, whatever the card says."""
    return await town.tenant.teams.executes(who, message.id, {"verb": "x", "data": data})


DAMAGED: dict[str, Any] = {
    "nothing at all": {},
    "no version": {"verb": "help"},
    "an old version": {"v": 0, "verb": "help"},
    "a version to come": {"v": 2, "verb": "mine"},
    "a version that is none": {"v": [1], "verb": "mine"},
    "an unknown verb": {"v": 1, "verb": "drop_everything"},
    "a verb that is none": {"v": 1, "verb": {"name": "help"}},
    "no verb": {"v": 1},
    "no name": {"v": 1, "verb": "edit_proposal"},
    "a name that is none": {"v": 1, "verb": "withdraw", "name": 42},
    "a solution card to withdraw": {"v": 1, "verb": "withdraw", "name": "L-0001"},
    "a proposal as a solution card": {"v": 1, "verb": "edit_solution_card", "name": "F-0001"},
}


@pytest.mark.parametrize("what", DAMAGED)
async def test_a_damaged_button_gets_a_sentence_and_a_fresh_card(bakkeby: Town, what: str) -> None:
    await proposes(bakkeby)
    await shares(bakkeby)
    message = await asks_for(bakkeby, "mette", "hjælp")
    outcome = await sends(bakkeby, "mette", message, DAMAGED[what])
    assert outcome.card is not None
    assert STALE in words(outcome.card)
    assert buttons(outcome.card)
    assert count(bakkeby) == (1, 1, 0)


@pytest.mark.parametrize("verb", [name for name in VERBS if name.split("_")[0] in ("show", "put", "open")])
async def test_a_card_of_something_that_is_gone_says_so(bakkeby: Town, verb: str) -> None:
    message = await asks_for(bakkeby, "mette", "hjælp")
    for name in ("F-9999", "L-9999"):
        outcome = await sends(bakkeby, "mette", message, {"v": 1, "verb": verb, "name": name})
        assert outcome.card is not None
        assert "Vi kan ikke finde det" in words(outcome.card)


@pytest.mark.parametrize(
    ("data", "whole"),
    [
        ({"verb": "propose", "key": KEY}, SENSORS),
        ({"v": 1, "verb": "propose", "key": "../../etc"}, SENSORS),
        ({"v": 1, "verb": "propose"}, SENSORS),
        ({"v": 1, "verb": "gone", "key": KEY}, SENSORS),
        ({"v": 0, "verb": "share", "key": KEY}, GLASSES),
        ({"v": 1, "verb": "share", "key": ["x"]}, GLASSES),
    ],
    ids=str,
)
async def test_a_damaged_form_comes_back_whole_with_what_was_typed(
    bakkeby: Town, data: dict[str, Any], whole: dict[str, str]
) -> None:
    message = await asks_for(bakkeby, "mette", "hjælp")
    outcome = await sends(bakkeby, "mette", message, {**data, **whole})
    assert outcome.card is not None
    assert "Denne formular er gået i stykker" in words(outcome.card)
    assert typed(outcome.card) == whole
    assert count(bakkeby) == (0, 0, 0)
    verb = "propose" if whole is SENSORS else "share"
    await bakkeby.tenant.teams.presses("mette", message.id, verb)
    assert sum(count(bakkeby)) == 1


async def test_a_damaged_edit_is_still_an_edit(bakkeby: Town) -> None:
    await proposes(bakkeby)
    message = await asks_for(bakkeby, "mette", "hjælp")
    data = {"v": 0, "verb": "save_proposal", "name": "F-0001", **SENSORS, "title": "Nyt navn"}
    outcome = await sends(bakkeby, "mette", message, data)
    assert outcome.card is not None
    assert typed(outcome.card)["title"] == "Nyt navn"
    await bakkeby.tenant.teams.presses("mette", message.id, "save_proposal")
    assert count(bakkeby) == (1, 0, 0)
    assert proposal(bakkeby).title == "Nyt navn"


@pytest.mark.parametrize("verb", ["confirm_withdraw", "send_answer"])
async def test_a_reason_written_on_an_old_card_is_given_back(bakkeby: Town, verb: str) -> None:
    await proposes(bakkeby)
    message = await asks_for(bakkeby, "mette", "hjælp")
    data = {"v": 0, "verb": verb, "name": "F-0001", "reason": "Min lange begrundelse."}
    outcome = await sends(bakkeby, "mette", message, data)
    assert outcome.card is not None
    assert STALE in words(outcome.card)
    assert "Det skrev du:\nMin lange begrundelse." in words(outcome.card)
    assert "Indsendt" in words(outcome.card)


async def test_what_was_typed_about_something_that_is_gone_is_given_back(bakkeby: Town) -> None:
    message = await asks_for(bakkeby, "mette", "hjælp")
    data = {"v": 1, "verb": "save_proposal", "name": "F-0404", "version": "1", **SENSORS}
    outcome = await sends(bakkeby, "mette", message, data)
    assert outcome.card is not None
    assert "Vi kan ikke finde det" in words(outcome.card)
    for text in SENSORS.values():
        assert text in words(outcome.card)


async def collected(town: Town) -> list[dict[str, Any]]:
    """Every button of every card that Mette meets while her proposal is new."""
    teams, found = town.tenant.teams, []
    await proposes(town)
    for text in ("hjælp", "mine", "F-0001", "søg sensorer", "nyt forslag"):
        found.append((await asks_for(town, "mette", text)).card)
    state = await asks_for(town, "mette", "F-0001")
    for verb in ("edit_proposal", "withdraw"):
        outcome = await teams.presses("mette", state.id, verb)
        assert outcome.card is not None
        found.append(outcome.card)
        await teams.presses("mette", state.id, "put_back")
    pressed = [one for card in found for one in buttons(copy.deepcopy(card))]
    typed_in = {"reason": "For sent.", "title": "For sent"}
    return [
        sent(one, {k: v for k, v in typed_in.items() if k in {i["id"] for i in one.inputs}}, checked=False)
        for one in pressed
        if one.action["type"] == "Action.Execute"
    ]


async def test_every_card_of_an_earlier_state_can_be_pressed_later(bakkeby: Town) -> None:
    old = await collected(bakkeby)
    for end, reason in ((Status.ASSESSMENT, "Den ser vi på."), (Status.CLARIFICATION, "Hvor mange?")):
        await moves(bakkeby, "hanne", 1, end, reason)
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Vi har det allerede.")
    before = proposal(bakkeby)
    message = await asks_for(bakkeby, "mette", "hjælp")
    for data in old:
        outcome = await sends(bakkeby, "mette", message, data)
        assert outcome.ok, (data, outcome.failure)
        if data["verb"] in ("edit_proposal", "save_proposal", "withdraw", "confirm_withdraw"):
            assert outcome.card is not None
            assert "Afvist" in words(outcome.card)
            assert "Vi har det allerede." in words(outcome.card)
            assert {"save_proposal", "confirm_withdraw"} & {v["verb"] for v in _data(outcome.card)} == set()
    assert proposal(bakkeby) == before
    assert count(bakkeby) == (1, 0, 3)


def _data(card: dict[str, Any]) -> list[dict[str, Any]]:
    return [one["data"] for one in walk(card) if one.get("type") == "Action.Execute"]


async def test_a_form_from_before_its_key_was_renamed_still_hands_in_once(bakkeby: Town) -> None:
    """Mette's card has lain in her chat since `form_key` was called `key`."""
    message = await asks_for(bakkeby, "mette", "hjælp")
    data = {"v": 1, "verb": "propose", "key": "a-key-of-sixteen", **SENSORS}
    for _ in range(2):
        outcome = await sends(bakkeby, "mette", message, data)
        assert outcome.card is not None
        assert "F-0001" in words(outcome.card)
    assert count(bakkeby)[0] == 1


async def test_the_keys_of_somebody_else_open_nothing(bakkeby: Town) -> None:
    form, _ = await proposes(bakkeby)
    key = next(
        turn.activity["value"]["action"]["data"]["form_key"]
        for turn in bakkeby.tenant.teams.turns
        if turn.activity.get("name") == "adaptiveCard/action"
    )
    message = await asks_for(bakkeby, "jonas", "hjælp")
    data = {"v": 1, "verb": "propose", "key": key, **GLASSES, **SENSORS, "title": "Jonas' eget"}
    outcome = await sends(bakkeby, "jonas", message, data)
    assert outcome.card is not None
    assert "gemt som F-0002" in words(outcome.card)
    assert proposal(bakkeby, 1).title == SENSORS["title"]
    assert form.id


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["F-0001", "L-0001", "F-0404", "1", "", "F-99999999999", "<F>"])
NAME_ALONE = {"follow", "unfollow", "unsupport"}
"""What a name is enough for: a button with it is whole, and may keep or remove a relation."""
DATA = st.fixed_dictionaries(
    {},
    optional={
        "v": st.sampled_from([1, 1, 1, 1, 0, "1", None]),
        "verb": st.sampled_from([*VERBS, "nothing"]) | JSON,
        "name": NAMES | JSON,
        "key": st.just("short") | JSON,
        "seq": st.integers() | JSON,
        "version": JSON,
        "skip": st.integers() | JSON,
        "text": JSON,
        "asked": JSON,
        "reason": JSON,
        "news": JSON,
        "receipt": st.booleans(),
        "lost": st.booleans(),
        "joined": st.booleans(),
        "ids": JSON,
        "person": JSON,
        "here": JSON,
        "title": JSON,
        "problem": JSON,
        "challenges": JSON,
        "area": JSON,
        "not_cpr": JSON,
    },
)


@settings(
    max_examples=examples(150),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=DATA | JSON)
async def test_no_data_of_a_button_breaks_anything_or_writes(bakkeby: Town, data: Any) -> None:
    if not len(bakkeby.server.store.overview.proposals):
        await proposes(bakkeby)
        await shares(bakkeby)
        await known(bakkeby, "jonas")
        await known(bakkeby, "mette")
        await asks_for(bakkeby, "mette", "hjælp")
    before = (proposal(bakkeby), solution(bakkeby), count(bakkeby))
    message = bakkeby.tenant.teams.messages("mette")[-1]
    calls = bakkeby.tenant.counts.total
    assert (await sends(bakkeby, "mette", message, data)).ok
    if isinstance(data, dict) and data:
        assert (await bakkeby.tenant.teams.submits("mette", message.id, data)).ok
    assert (proposal(bakkeby), solution(bakkeby), count(bakkeby)) == before
    whole = isinstance(data, dict) and str(data.get("verb")) in NAME_ALONE
    assert whole or bakkeby.tenant.counts.total == calls


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("adaptiveCard/action", None),
        ("adaptiveCard/action", []),
        ("adaptiveCard/action", {"action": "help"}),
        ("adaptiveCard/action", {"action": {"data": "help"}}),
        ("adaptiveCard/action", {"trigger": 1}),
    ],
)
async def test_an_action_without_data_is_a_damaged_card(bakkeby: Town, name: str, value: Any) -> None:
    await bakkeby.tenant.teams.opens("mette")
    answer = await bakkeby.tenant.teams.invokes("mette", name, value)
    assert answer.status == 200
    assert STALE in words(answer.body["value"])


@pytest.mark.parametrize("name", ["config/fetch", "application/search", ""])
async def test_what_we_do_not_do_is_answered_so(bakkeby: Town, name: str) -> None:
    answer = await bakkeby.tenant.teams.invokes("mette", name, {})
    assert answer.status == 501


@pytest.mark.parametrize(
    "kind", ["messageReaction", "conversationUpdate", "typing", "event", "endOfConversation", "x"]
)
async def test_activities_without_a_question_get_no_answer(bakkeby: Town, kind: str) -> None:
    await asks_for(bakkeby, "mette", "hjælp")
    activity = {**bakkeby.tenant.teams.turns[-1].activity, "type": kind}
    before = len(bakkeby.tenant.teams.messages("mette"))
    assert (await bakkeby.tenant.teams.line.send(activity)).ok
    assert len(bakkeby.tenant.teams.messages("mette")) == before
