"""Two servers on one tenant are one to everybody who comes: one row, one decision, the same number."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from local_tenant.app import LittleTenant
from local_tenant.teams import Message
from technology_map.council.life_cycle import Status
from tests.bot.chatting import SENSORS, asks_for, moves, proposal, words
from tests.stories.playing import chats_with, rows, server_in, tenant_with_lists
from tests.teams_app.tab import pages
from tests.teams_app.tab.pages import read
from tests.town import Town

LEAK_SECONDS = 2.0
KAREN, PETER = "Vi prøver det på to gange.", "Det findes allerede."


@dataclass(frozen=True, slots=True)
class Municipality:
    """The tenant, and the two servers in it."""

    tenant: LittleTenant
    first: Town
    second: Town

    @property
    def servers(self) -> tuple[Town, Town]:
        """Both."""
        return self.first, self.second

    async def catches_up(self) -> None:
        """Both servers read what changed, and put right what does not fit; two rounds as in real life."""
        for _ in range(2):
            for at in self.servers:
                await at.server.store.catch_up()
                await at.server.opened.reconciler.run(grace=0)
        for at in self.servers:
            await at.server.store.catch_up()

    def leaks(self) -> None:
        """From now on unique columns let two through that come together."""
        self.tenant.sharepoint.mode.uniqueness_leaks = True
        self.tenant.sharepoint.mode.leak_window = LEAK_SECONDS


@pytest.fixture
async def municipality(tmp_path: Path) -> AsyncIterator[Municipality]:
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        tenant = await enter(tenant_with_lists(tmp_path / "lists"))
        first = await enter(server_in(tenant, tmp_path / "1"))
        yield Municipality(tenant, first, await enter(server_in(tenant, tmp_path / "2")))


async def on_agenda(at: Municipality) -> None:
    """Mette's proposal waits for the council, and both servers know."""
    await at.first.sends("mette", "proposals", pages.proposal())
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(at.first, "hanne", 1, end, "Det er klart.")
    await at.second.server.store.catch_up()


async def decides(at: Town, who: str, end: Status, reason: str) -> httpx.Response:
    """Somebody opens the dialog, writes and decides."""
    form = read((await at.reads(who, f"proposals/1/moves/{end.value}")).text).filled()
    return await at.sends(who, "proposals/1/moves", {**form, "reason": reason})


def lost(message: Message) -> bool:
    """Whether the message says that a decision does not count."""
    return bool(message.cards) and "Din beslutning om F-0001 gælder ikke" in words(message.card)


async def test_what_one_house_stores_the_other_shows(municipality: Municipality) -> None:
    first, second = municipality.servers
    await first.sends("mette", "proposals", pages.proposal())
    await second.sends("jonas", "solutions", pages.solution_card())
    assert (await second.reads("amina", "proposals/1")).status_code == 404
    await municipality.catches_up()
    for at in municipality.servers:
        assert read((await at.reads("amina", "board")).text).words("h3") == ["Sensorer på natteronden"]
        assert "Gulvsensorer på Solbakken" in (await at.reads("amina", "solutions")).text
    await moves(second, "hanne", 1, Status.ASSESSMENT, "Rådet ser på det.")
    await first.server.store.catch_up()
    page = read((await first.reads("amina", "proposals/1")).text)
    assert page.words("span", class_="pill")[0] == "Under vurdering"
    assert page.words("blockquote")[0] == "Rådet ser på det."


async def test_who_changes_houses_in_the_chat_goes_on_where_they_were(municipality: Municipality) -> None:
    chats_with(municipality.first)
    form = await asks_for(municipality.first, "mette", "nyt forslag")
    chats_with(municipality.second)
    outcome = await municipality.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert outcome.card is not None
    assert "gemt som F-0001" in words(outcome.card)
    chats_with(municipality.first)
    again = await municipality.tenant.teams.line.send(municipality.tenant.teams.turns[-1].activity)
    assert "gemt som F-0001" in words(again.body["value"])
    assert len(rows(municipality.tenant, "Proposals")) == 1


async def test_karen_and_peter_decide_in_two_houses_and_one_wins(municipality: Municipality) -> None:
    await on_agenda(municipality)
    answers = await asyncio.gather(
        decides(municipality.first, "karen", Status.PILOT, KAREN),
        decides(municipality.second, "peter", Status.REJECTED, PETER),
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    karen_won = answers[0].status_code == 200
    page = read(answers[1 if karen_won else 0].text)
    assert (KAREN if karen_won else PETER) in "".join(page.words("div", class_="changed"))
    assert page.filled()["reason"] == (PETER if karen_won else KAREN)
    await municipality.catches_up()
    await both_show(municipality, "Pilot" if karen_won else "Afvist", KAREN if karen_won else PETER)
    assert len(rows(municipality.tenant, "Decisions")) == 4


async def both_show(at: Municipality, status: str, reason: str) -> None:
    """Both servers and SharePoint say the same."""
    for server in at.servers:
        page = read((await server.reads("jonas", "proposals/1")).text)
        assert page.words("span", class_="pill")[0] == status
        assert page.words("blockquote")[0] == reason
    [row] = rows(at.tenant, "Proposals")
    assert (row["Status"], row["StatusReason"], row["LastSeq"]) == (status, reason, 4)


async def test_where_both_decisions_leak_in_one_stands_and_the_other_is_told(
    municipality: Municipality,
) -> None:
    await on_agenda(municipality)
    for who in ("karen", "peter"):
        await municipality.tenant.teams.opens(who)
    municipality.leaks()
    answers = await asyncio.gather(
        decides(municipality.first, "karen", Status.PILOT, KAREN),
        decides(municipality.second, "peter", Status.REJECTED, PETER),
    )
    log = rows(municipality.tenant, "Decisions")
    assert [row["DecisionKey"] for row in log[3:]] == ["F-0001|4"] * 2
    await municipality.catches_up()
    status = log[3]["ToStatus"]
    await both_show(municipality, status, log[3]["Reason"])
    loser, told = ("peter", answers[1]) if status == "Pilot" else ("karen", answers[0])
    for at in municipality.servers:
        await at.server.messenger.settled()
    if told.status_code == 200:
        await municipality.tenant.teams.arrives(loser, lost)
    winner = "karen" if loser == "peter" else "peter"
    assert not [one for one in municipality.tenant.teams.messages(winner) if lost(one)]
    page = await municipality.first.reads("jonas", "proposals/1")
    assert "står to gange i beslutningsloggen" in page.text


@pytest.mark.parametrize("leaks", [False, True])
async def test_one_form_sent_to_both_houses_is_one_row_with_one_number(
    municipality: Municipality, leaks: bool
) -> None:
    if leaks:
        municipality.leaks()
    answers = await asyncio.gather(
        *(at.sends("mette", "proposals", pages.proposal()) for at in municipality.servers)
    )
    assert [one.status_code for one in answers] == [200, 200]
    await municipality.catches_up()
    [row] = rows(municipality.tenant, "Proposals")
    assert row["id"] == 1
    for at in municipality.servers:
        assert [one.number for one in at.server.store.overview.proposals] == [1]
        [shown] = read((await at.reads("mette", "mine")).text).words("h3")
        assert shown == "Sensorer på natteronden"
        again = await at.sends("mette", "proposals", pages.proposal())
        assert "F-0001" in again.text
    assert len(rows(municipality.tenant, "Proposals")) == 1


async def test_both_answers_name_the_same_number(municipality: Municipality) -> None:
    municipality.leaks()
    answers = await asyncio.gather(
        *(at.sends("mette", "proposals", pages.proposal()) for at in municipality.servers)
    )
    names = [read(one.text).words("span", class_="number")[0] for one in answers]
    assert names == ["F-0001", "F-0001"]
    assert len(rows(municipality.tenant, "Proposals")) == 2
    await municipality.catches_up()
    for name in names:
        for at in municipality.servers:
            assert (await at.reads("mette", f"named/{name}")).status_code == 200


async def test_the_same_key_of_two_people_is_two_proposals(municipality: Municipality) -> None:
    await asyncio.gather(
        municipality.first.sends("mette", "proposals", pages.proposal()),
        municipality.second.sends("jonas", "proposals", pages.proposal(title="Noget andet")),
    )
    await municipality.catches_up()
    submitters = {row["SubmitterName"] for row in rows(municipality.tenant, "Proposals")}
    assert submitters == {"Mette Holm", "Jonas Lind"}


async def test_an_edit_and_a_move_in_two_houses_keep_both(municipality: Municipality) -> None:
    await municipality.first.sends("mette", "proposals", pages.proposal())
    await municipality.second.server.store.catch_up()
    form = read((await municipality.first.reads("mette", "proposals/1/edit")).text).filled()
    edited, _ = await asyncio.gather(
        municipality.first.sends("mette", "proposals/1/edit", {**form, "solution": "En måtte."}),
        moves(municipality.second, "hanne", 1, Status.ASSESSMENT, "Rådet ser på det."),
    )
    await municipality.catches_up()
    [row] = rows(municipality.tenant, "Proposals")
    assert (row["Status"], row["StatusReason"]) == ("Under vurdering", "Rådet ser på det.")
    kept = row["Solution"] if edited.status_code == 200 else read(edited.text).filled()["solution"]
    assert kept == "En måtte."
    for at in municipality.servers:
        assert (proposal(at).status, proposal(at).solution) == (Status.ASSESSMENT, row["Solution"])


async def test_who_left_the_council_has_left_it_in_both_houses(municipality: Municipality) -> None:
    await on_agenda(municipality)
    del municipality.tenant.teams.roster["karen"]
    for at in municipality.servers:
        assert await at.server.opened.roster.refresh()
        assert (await at.reads("karen", "proposals/1/moves/pilot")).status_code == 403


async def test_who_follows_at_one_house_is_told_by_the_other_and_support_is_one(
    municipality: Municipality,
) -> None:
    first, second = municipality.servers
    await first.sends("mette", "proposals", pages.proposal())
    await municipality.catches_up()
    chats_with(first)
    await asks_for(first, "amina", "hjælp")
    await first.sends("amina", "proposals/1/follow", {})
    for at in municipality.servers:
        await at.sends("jonas", "proposals/1/support", {})
    assert len(rows(municipality.tenant, "Supports")) == 1
    await municipality.catches_up()
    for at in municipality.servers:
        assert read((await at.reads("karen", "proposals/1")).text).words("summary") == ["1 bakker op"]
    await moves(second, "hanne", 1, Status.ASSESSMENT, "Rådet ser på det.")
    for at in municipality.servers:
        await at.server.messenger.settled()
    shown = [words(card) for one in municipality.tenant.teams.messages("amina") for card in one.cards]
    assert sum("fordi du følger F-0001" in card for card in shown) == 1
