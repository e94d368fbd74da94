"""The next step: set by the council, read by everyone, and nothing typed is lost."""

from datetime import UTC, datetime, timedelta

from local_tenant.faults import Fault
from tests.bot.chatting import asks_for, words
from tests.stories.playing import rows
from tests.teams_app.tab.council.councils import comes_to, hands_in, placed, writes_alone
from tests.teams_app.tab.pages import read
from tests.town import Town

STEP = "IT henter et tilbud på fem brønde."


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


async def dialog(at: Town, who: str = "karen") -> dict[str, str]:
    """What the form in the dialog holds."""
    return read((await at.reads(who, "proposals/1/next-step")).text).filled()


async def test_karen_sets_it_with_one_write_and_everyone_reads_it(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    form = await dialog(bakkeby)
    bakkeby.tenant.counts.reset()
    sent = {**form, "next_step": STEP, "next_step_due": in_days(10)}
    answer = await bakkeby.sends("karen", "proposals/1/next-step", sent)
    assert writes_alone(bakkeby)
    assert answer.headers["HX-Retarget"] == "#main"
    assert read(answer.text).words("p", class_="toast") == ["F-0001 har fået et nyt næste skridt."]
    [row] = rows(bakkeby.tenant, "Proposals")
    assert row["NextStep"] == STEP
    stored = bakkeby.server.store.overview.proposals.get(1)
    assert stored
    assert str(stored.next_step_due) == in_days(10)
    for who in ("jonas", "mette", "peter"):
        page = read((await bakkeby.reads(who, "proposals/1")).text)
        [line] = page.words("p", class_="next-step")
        assert line.startswith(f"Næste skridt: {STEP} Senest ")
        assert bool(page.all("button", id="next-step")) is (who == "peter")


async def test_both_fields_empty_take_it_away(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    await bakkeby.sends("karen", "proposals/1/next-step", {**await dialog(bakkeby), "next_step": STEP})
    form = await dialog(bakkeby)
    assert form["next_step"] == STEP
    answer = await bakkeby.sends("hanne", "proposals/1/next-step", {**form, "next_step": ""})
    assert read(answer.text).words("p", class_="toast") == ["F-0001 har ikke noget næste skridt længere."]
    assert not read((await bakkeby.reads("jonas", "proposals/1")).text).all("p", class_="next-step")


async def test_what_cannot_be_is_refused_and_stays_typed(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    form = await dialog(bakkeby)
    for typed, field, sentence in (
        ({"next_step_due": in_days(5)}, "next_step", "Skriv, hvad der skal ske den dag."),
        ({"next_step": STEP, "next_step_due": in_days(-2)}, "next_step_due", "Vælg i dag"),
        ({"next_step": STEP, "next_step_due": "i morgen"}, "next_step_due", "Skriv en dato."),
        ({"next_step": "x" * 256}, "next_step", "Teksten er for lang."),
        ({"next_step": "Ring til 010190-1234"}, "next_step", "CPR-nummer"),
    ):
        answer = await bakkeby.sends("karen", "proposals/1/next-step", {**form, **typed})
        page = read(answer.text)
        assert answer.status_code == 422
        assert sentence in page.words("p", id=f"f-{field}-error")[0]
        assert page.filled() | typed == page.filled()
    assert not rows(bakkeby.tenant, "Proposals")[0].get("NextStep")


async def test_the_second_of_two_members_sees_the_first_ones_step_and_keeps_their_own(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    form = await dialog(bakkeby, "peter")
    await bakkeby.sends("karen", "proposals/1/next-step", {**await dialog(bakkeby), "next_step": STEP})
    refused = await bakkeby.sends("peter", "proposals/1/next-step", {**form, "next_step": "Vi venter."})
    page = read(refused.text)
    assert refused.status_code == 409
    assert page.words("blockquote") == [STEP]
    assert page.filled()["next_step"] == "Vi venter."
    assert (await bakkeby.sends("peter", "proposals/1/next-step", page.filled())).status_code == 200
    assert rows(bakkeby.tenant, "Proposals")[0]["NextStep"] == "Vi venter."


async def test_a_move_in_the_order_meanwhile_is_no_conflict(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    form = await dialog(bakkeby)
    await placed(bakkeby, 2, 1)
    sent = {**form, "next_step": STEP}
    assert (await bakkeby.sends("karen", "proposals/1/next-step", sent)).status_code == 200
    assert rows(bakkeby.tenant, "Proposals")[0]["Rank"]


async def test_what_has_ended_has_no_next_step(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    form = await dialog(bakkeby)
    await bakkeby.sends("karen", "proposals/1/next-step", {**form, "next_step": STEP})
    await comes_to(bakkeby, 1, "on_agenda", "rejected")
    assert (await bakkeby.reads("karen", "proposals/1/next-step")).status_code == 409
    refused = await bakkeby.sends("karen", "proposals/1/next-step", {**form, "next_step": "Mere"})
    assert refused.status_code == 409
    assert "F-0001 er afsluttet" in refused.text
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert not page.all("p", class_="next-step")


async def test_without_sharepoint_it_is_said_not_to_be_saved(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    form = await dialog(bakkeby)
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    answer = await bakkeby.sends("karen", "proposals/1/next-step", {**form, "next_step": STEP})
    assert answer.status_code == 503
    assert read(answer.text).filled()["next_step"] == STEP


async def test_the_status_card_in_chat_says_the_place_and_the_next_step(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await placed(bakkeby, 3, 2, 1)
    await bakkeby.sends("karen", "proposals/1/next-step", {**await dialog(bakkeby), "next_step": STEP})
    said = words((await asks_for(bakkeby, "jonas", "status F-0001")).card)
    assert "Nummer 3 i rådets rækkefølge" in said
    assert STEP in said
