"""One's own things in the chat: edit, withdraw, answer the council; and never anybody else's."""

import pytest

from local_tenant.faults import Fault
from local_tenant.teams import Message, Outcome
from local_tenant.teams.chat.cards import NotPressable
from technology_map.council.life_cycle import Status
from tests.bot.chatting import (
    AFTERWARDS,
    GLASSES,
    SENSORS,
    Card,
    asks_for,
    count,
    known,
    moves,
    proposal,
    proposes,
    shares,
    solution,
    typed,
    verbs,
    words,
)
from tests.town import Town

QUESTION = "Hvor mange senge handler det om?"


async def opened(town: Town, verb: str, name: str = "F-0001", who: str = "mette") -> Message:
    """Somebody asks for the thing and presses a button of its card: the message with what came."""
    message = await asks_for(town, who, name)
    outcome = await town.tenant.teams.presses(who, message.id, verb)
    assert outcome.ok, outcome.failure
    return town.tenant.teams.message(who, message.id)


async def pressed(town: Town, message: Message, verb: str, who: str = "mette", **typed_in: str) -> Card:
    """The card that comes instead."""
    outcome = await town.tenant.teams.presses(who, message.id, verb, typed_in)
    return card_of(outcome)


def card_of(outcome: Outcome) -> Card:
    assert outcome.ok, outcome.failure
    assert outcome.card is not None, outcome.text
    return outcome.card


async def test_mette_edits_her_proposal(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await opened(bakkeby, "edit_proposal")
    assert typed(form.card) == SENSORS
    saved = await pressed(bakkeby, form, "save_proposal", solution="En måtte foran sengen.")
    assert "En måtte foran sengen." in words(saved)
    assert proposal(bakkeby).solution == "En måtte foran sengen."
    assert count(bakkeby) == (1, 0, 0)


async def test_jonas_edits_his_solution_card(bakkeby: Town) -> None:
    await shares(bakkeby)
    form = await opened(bakkeby, "edit_solution_card", "L-0001", "jonas")
    assert typed(form.card) == GLASSES
    saved = await pressed(bakkeby, form, "save_solution_card", "jonas", area="it", title="VR-briller")
    assert "VR-briller" in words(saved)
    assert (solution(bakkeby).title, solution(bakkeby).area) == ("VR-briller", "it")


async def test_a_form_stays_while_somebody_is_typing_until_it_is_put_back(bakkeby: Town) -> None:
    await proposes(bakkeby)
    for verb in ("edit_proposal", "withdraw"):
        form = await opened(bakkeby, verb)
        await bakkeby.tenant.teams.opens("mette")
        still = bakkeby.tenant.teams.message("mette", form.id)
        assert typed(still.card)
        await pressed(bakkeby, still, "put_back")
        await bakkeby.tenant.teams.opens("mette")
        assert typed(bakkeby.tenant.teams.message("mette", form.id).card) == {}
    assert count(bakkeby) == (1, 0, 0)


async def test_an_edit_is_checked_like_a_new_proposal(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await opened(bakkeby, "edit_proposal")
    back = await pressed(bakkeby, form, "save_proposal", problem="Ring til 010190-1234", title="Ny titel")
    assert "CPR-nummer" in words(back)
    assert typed(back)["title"] == "Ny titel"
    form = bakkeby.tenant.teams.message("mette", form.id)
    saved = await pressed(bakkeby, form, "save_proposal", problem="Ring til os")
    assert "Ny titel" in words(saved)
    assert (proposal(bakkeby).title, proposal(bakkeby).problem) == ("Ny titel", "Ring til os")


async def test_who_comes_second_sees_what_stands_and_keeps_what_was_typed(bakkeby: Town) -> None:
    await proposes(bakkeby)
    old, new = await opened(bakkeby, "edit_proposal"), await opened(bakkeby, "edit_proposal")
    await pressed(bakkeby, new, "save_proposal", solution="En måtte.")
    again = await pressed(bakkeby, old, "save_proposal", solution="En klokke.")
    assert "er blevet ændret, siden du åbnede det" in words(again)
    assert "Det står der nu:\nEn måtte." in words(again)
    assert typed(again)["solution"] == "En klokke."
    assert proposal(bakkeby).solution == "En måtte."
    old = bakkeby.tenant.teams.message("mette", old.id)
    await pressed(bakkeby, old, "save_proposal")
    assert proposal(bakkeby).solution == "En klokke."


async def test_a_solution_card_that_changed_comes_back_the_same_way(bakkeby: Town) -> None:
    await shares(bakkeby)
    ask = (bakkeby, "edit_solution_card", "L-0001", "jonas")
    old, new = await opened(*ask), await opened(*ask)
    await pressed(bakkeby, new, "save_solution_card", "jonas", background="Tyve briller.")
    again = await pressed(bakkeby, old, "save_solution_card", "jonas", background="Tredive briller.")
    assert "Tyve briller." in words(again)
    assert typed(again)["background"] == "Tredive briller."


async def test_an_edit_while_it_is_assessed_says_what_that_means(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, "Det skal rådet se.")
    form = await opened(bakkeby, "edit_proposal")
    assert "alle se, hvad du har ændret" in words(form.card)


async def test_what_is_decided_cannot_be_edited_but_nothing_typed_is_lost(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await opened(bakkeby, "edit_proposal")
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Vi har det allerede.")
    after = await pressed(bakkeby, form, "save_proposal", solution="En helt ny idé.")
    assert "Der er taget stilling til F-0001" in words(after)
    assert "En helt ny idé." in words(after)
    assert "Vi har det allerede." in words(after)
    await bakkeby.tenant.teams.opens("mette")
    assert "En helt ny idé." in words(bakkeby.tenant.teams.message("mette", form.id).card)
    assert proposal(bakkeby).solution == SENSORS["solution"]


async def test_a_text_too_long_for_the_chat_is_edited_in_the_tab(bakkeby: Town) -> None:
    await proposes(bakkeby)
    long = {**SENSORS, "solution": "lang " * 1_000}
    form = await opened(bakkeby, "edit_proposal")
    await bakkeby.tenant.teams.presses("mette", form.id, "save_proposal", long, checked=False)
    told = await opened(bakkeby, "edit_proposal")
    assert "for lang til at blive redigeret i chatten" in words(told.card)
    assert typed(told.card) == {}


async def test_mette_withdraws_with_a_reason_in_two_round_trips(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await opened(bakkeby, "withdraw")
    with pytest.raises(NotPressable):
        await bakkeby.tenant.teams.presses("mette", form.id, "confirm_withdraw")
    empty = await bakkeby.tenant.teams.presses("mette", form.id, "confirm_withdraw", checked=False)
    assert "Udfyld dette felt." in words(card_of(empty))
    await known(bakkeby, "mette")
    bakkeby.tenant.counts.reset()
    gone = await pressed(bakkeby, form, "confirm_withdraw", reason="Vi fandt noget andet.")
    await bakkeby.server.sweeper.settled()
    assert bakkeby.tenant.counts.total == 2 + AFTERWARDS
    assert "Trukket tilbage" in words(gone)
    assert "Vi fandt noget andet." in words(gone)
    assert proposal(bakkeby).status is Status.WITHDRAWN
    assert not {"edit_proposal", "withdraw"} & set(verbs(gone))
    again = await bakkeby.tenant.teams.line.send(bakkeby.tenant.teams.turns[-1].activity)
    assert words(again.body["value"]) == words(gone)
    assert count(bakkeby) == (1, 0, 1)


async def test_what_was_moved_meanwhile_is_not_withdrawn_and_the_reason_is_kept(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await opened(bakkeby, "withdraw")
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, "Det skal rådet se.")
    after = await pressed(bakkeby, form, "confirm_withdraw", reason="Vi fandt noget andet.")
    assert "er blevet ændret" in words(after)
    assert "Det skrev du:\nVi fandt noget andet." in words(after)
    assert "Under vurdering" in words(after)
    await bakkeby.tenant.teams.opens("mette")
    assert "Vi fandt noget andet." in words(bakkeby.tenant.teams.message("mette", form.id).card)
    assert proposal(bakkeby).status is Status.ASSESSMENT


async def test_mette_answers_the_council(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, QUESTION)
    form = await opened(bakkeby, "answer")
    assert QUESTION in words(form.card)
    back = await pressed(bakkeby, form, "send_answer", reason="Hos 010190-1234 og andre")
    assert typed(back)["reason"] == "Hos 010190-1234 og andre"
    form = bakkeby.tenant.teams.message("mette", form.id)
    done = await pressed(bakkeby, form, "send_answer", reason="Tolv senge.")
    assert "Indsendt" in words(done)
    assert "svarede forslagsstilleren på rådets spørgsmål" in words(done)
    last = bakkeby.server.store.overview.log.of(1)[-1]
    assert (last.end, last.reason, last.decided_as) == (Status.SUBMITTED, "Tolv senge.", "submitter")


async def test_while_sharepoint_is_away_nothing_moves_and_the_reason_is_kept(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await opened(bakkeby, "withdraw")
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0/", status=403, times=None))
    after = await pressed(bakkeby, form, "confirm_withdraw", reason="Vi fandt noget andet.")
    assert "IKKE gemt." in words(after)
    assert typed(after)["reason"] == "Vi fandt noget andet."
    edit = await opened(bakkeby, "edit_proposal")
    unsaved = await pressed(bakkeby, edit, "save_proposal", title="Nyt navn")
    assert "IKKE gemt." in words(unsaved)
    assert typed(unsaved)["title"] == "Nyt navn"
    assert proposal(bakkeby).title == SENSORS["title"]
    bakkeby.tenant.faults.clear()


VERBS = ["edit_proposal", "save_proposal", "withdraw", "confirm_withdraw", "answer", "send_answer"]


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["jonas", "hanne", "karen"])
async def test_nobody_touches_somebody_elses_proposal_in_the_chat(bakkeby: Town, who: str, verb: str) -> None:
    await proposes(bakkeby)
    message = await asks_for(bakkeby, who, "F-0001")
    assert not set(verbs(message.card)) & set(VERBS)
    key = "a-key-of-sixteen"
    data = {"v": 1, "verb": verb, "name": "F-0001", "seq": 0, "key": key, "reason": "Fordi.", **SENSORS}
    outcome = await bakkeby.tenant.teams.executes(who, message.id, {"verb": verb, "data": data})
    assert "er indsendt af en anden" in words(card_of(outcome))
    assert "Indsendt" in words(card_of(outcome))
    assert count(bakkeby) == (1, 0, 0)
    assert proposal(bakkeby).title == SENSORS["title"]


@pytest.mark.parametrize("verb", ["edit_solution_card", "save_solution_card"])
async def test_nobody_touches_somebody_elses_solution_card(bakkeby: Town, verb: str) -> None:
    await shares(bakkeby)
    message = await asks_for(bakkeby, "mette", "L-0001")
    data = {"v": 1, "verb": verb, "name": "L-0001", "version": solution(bakkeby).version, **GLASSES}
    changed = {**data, "title": "Kapret"}
    outcome = await bakkeby.tenant.teams.executes("mette", message.id, {"verb": verb, "data": changed})
    assert "er indsendt af en anden" in words(card_of(outcome))
    assert solution(bakkeby).title == GLASSES["title"]
