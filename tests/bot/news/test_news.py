"""When something happens to a proposal its submitter is told in the chat, and told why; once, and surely."""

import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from local_tenant import people
from local_tenant.app import LittleTenant
from local_tenant.faults import Fault
from local_tenant.teams import Message
from teams_app.app import serving
from teams_app.store_access import provision
from technology_map.council.life_cycle import Status
from technology_map.people.news import DecisionLost
from tests.bot.chatting import AFTERWARDS, SENSORS, asks_for, known, moves, proposal, proposes, verbs, words
from tests.teams_app.tab.pages import proposal as proposal_of_tab
from tests.town import Town, installation

WHY = "Vi mangler at vide, hvor mange senge det handler om."
LINE = r"^/teams/connector/.*/activities"


def news(message: Message) -> bool:
    """Whether it is news of a proposal."""
    return any("Der er nyt om" in words(card) for card in message.cards)


def saying(text: str) -> Callable[[Message], bool]:
    """Whether a message's card says this."""
    return lambda message: any(text in words(card) for card in message.cards)


def told(town: Town, who: str = "mette") -> list[Message]:
    """All news that somebody got."""
    return [one for one in town.tenant.teams.messages(who) if news(one)]


async def test_mette_is_told_with_the_reason_when_hanne_asks(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    bakkeby.tenant.counts.reset()
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.server.sweeper.settled()
    assert bakkeby.tenant.counts.total == 2 + AFTERWARDS
    card = (await bakkeby.tenant.teams.arrives("mette", news)).card
    for part in ("Der er nyt om F-0001", "Afklaring", "Rådet venter på dit svar", WHY, SENSORS["title"]):
        assert part in words(card)
    assert card["actions"][0]["verb"] == "answer"
    await bakkeby.server.messenger.settled()
    assert len(told(bakkeby)) == 1


async def test_the_notification_says_which_and_how(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.REJECTED, WHY)
    message = await bakkeby.tenant.teams.arrives("mette", news)
    assert message.activity["summary"] == "F-0001 er nu: Afvist"


async def test_news_come_in_the_persons_language(bakkeby: Town) -> None:
    bakkeby.tenant.teams.speaks("mette", "en-US")
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, WHY)
    message = await bakkeby.tenant.teams.arrives("mette", saying("There is news"))
    assert "There is news about F-0001" in words(message.card)


async def test_every_card_shows_the_present_state_whenever_it_is_looked_at(bakkeby: Town) -> None:
    form, _ = await proposes(bakkeby)
    asked = await asks_for(bakkeby, "mette", "F-0001")
    jonas = await asks_for(bakkeby, "jonas", "F-0001")
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    first = await bakkeby.tenant.teams.arrives("mette", news)
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    for who, message in (("mette", form), ("mette", asked), ("mette", first), ("jonas", jonas)):
        await bakkeby.tenant.teams.displays(who, message.id)
        shown = bakkeby.tenant.teams.message(who, message.id).card
        assert "Afvist" in words(shown)
        assert "Det findes allerede." in words(shown)
        assert not {"answer", "edit_proposal", "withdraw"} & set(verbs(shown))
    assert "Der er nyt om F-0001" in words(bakkeby.tenant.teams.message("mette", first.id).card)


async def test_the_state_is_as_old_as_the_last_decision_not_as_the_last_edit(bakkeby: Town) -> None:
    await proposes(bakkeby)
    before = proposal(bakkeby).submitted_at
    row = bakkeby.tenant.sharepoint.true_rows("teknologikort", "Proposals")[0]["id"]
    edited = (before + timedelta(days=400)).strftime("%Y-%m-%dT%H:%M:%SZ")
    bakkeby.tenant.sharepoint.edit_as(None, "teknologikort", "Proposals", int(row), {"ChangedAt": edited})
    await bakkeby.server.store.catch_up()
    assert proposal(bakkeby).changed_at > before
    assert f". {before.year}" not in words((await asks_for(bakkeby, "mette", "F-0001")).card)
    assert f"{before.year + 1}" not in words((await asks_for(bakkeby, "mette", "F-0001")).card)


async def test_who_moves_the_own_proposal_is_not_told_about_it(bakkeby: Town) -> None:
    await proposes(bakkeby, "hanne")
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, "Den skal vi se på.")
    await bakkeby.server.messenger.settled()
    assert told(bakkeby, "hanne") == []


async def test_somebody_who_has_blocked_the_bot_is_left_in_peace(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    bakkeby.tenant.teams.blocks("mette")
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.server.messenger.settled()
    assert bakkeby.server.store.contact(people.person("mette").object_id) is None
    bakkeby.tenant.teams.blocks("mette", blocked=False)
    await asks_for(bakkeby, "mette", "hjælp")
    await known(bakkeby, "mette")
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    await bakkeby.tenant.teams.arrives("mette", news)
    assert len(told(bakkeby)) == 1


async def test_somebody_who_removed_the_app_is_forgotten(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    await bakkeby.tenant.teams.uninstalls("mette")
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.server.messenger.settled()
    assert told(bakkeby) == []
    rows = bakkeby.tenant.sharepoint.true_rows("teknologikort-raad", "Contacts")
    assert people.person("mette").object_id not in str(rows)


async def test_a_newer_version_of_the_app_is_no_news_and_forgets_nobody(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    before = len(bakkeby.tenant.teams.messages("mette"))
    [installed] = [
        turn.activity for turn in bakkeby.tenant.teams.turns if turn.activity["type"] == "installationUpdate"
    ]
    for action in ("remove-upgrade", "add-upgrade"):
        await bakkeby.tenant.teams.line.send({**installed, "action": action})
    assert len(bakkeby.tenant.teams.messages("mette")) == before
    assert bakkeby.server.store.contact(people.person("mette").object_id) is not None


@pytest.mark.parametrize(
    "fault",
    [
        Fault("throttle", "POST", LINE, times=1, retry_after=1),
        Fault("html", "POST", LINE, times=1),
        Fault("before", "POST", LINE, status=412),
        Fault("before", "POST", LINE, status=409),
        Fault("before", "POST", LINE, status=507),
        Fault("cut", "POST", LINE, when="before"),
    ],
    ids=["429", "502", "412", "409", "507", "reset"],
)
async def test_when_teams_stumbles_the_news_come_all_the_same(bakkeby: Town, fault: Fault) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    bakkeby.tenant.faults.add(fault)
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.tenant.teams.arrives("mette", news, within=15)
    assert fault.seen >= 2
    assert len(told(bakkeby)) == 1


async def test_after_an_outage_mette_is_told_that_her_proposal_is_stored(bakkeby: Town) -> None:
    form = await asks_for(bakkeby, "mette", "nyt forslag")
    await known(bakkeby, "mette")
    bakkeby.tenant.faults.add(Fault("before", "POST", r"/items$", status=403, times=1))
    outcome = await bakkeby.tenant.teams.presses("mette", form.id, "propose", SENSORS)
    assert outcome.card is not None
    assert "Modtaget" in words(outcome.card)
    assert bakkeby.server.opened.drain is not None
    await bakkeby.server.opened.drain.run()
    message = await bakkeby.tenant.teams.arrives("mette", saying("Nu er det gemt"))
    receipt = words(outcome.card).split("kvittering er ")[1].split(".")[0]
    assert receipt in words(message.card)
    opened = await bakkeby.tenant.teams.presses("mette", message.id, "open")
    assert SENSORS["title"] in words(opened.replies[0].card)


async def test_whose_decision_came_second_is_told_and_stays_told(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, WHY)
    await bakkeby.tenant.teams.opens("karen")
    await bakkeby.server.messenger.tell(people.person("karen").object_id, DecisionLost(1, 1))
    lost = await bakkeby.tenant.teams.arrives("karen", saying("gælder ikke"))
    await bakkeby.tenant.teams.displays("karen", lost.id)
    shown = words(bakkeby.tenant.teams.message("karen", lost.id).card)
    assert "Din beslutning om F-0001 gælder ikke" in shown
    assert "Under vurdering" in shown


@asynccontextmanager
async def server(tenant: LittleTenant, folder: Path, later: timedelta) -> AsyncIterator[Town]:
    """A server on the same folder, by a clock that is `later`."""
    async with AsyncExitStack() as stack:
        installed = installation(tenant, folder)
        running = await stack.enter_async_context(serving(installed, now=lambda: datetime.now(UTC) + later))
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=running.url, trust_env=False))
        tenant.teams.line.app_url = running.url
        yield Town(tenant, running, http)


async def test_news_survive_a_restart_of_the_house(tmp_path: Path) -> None:
    async with LittleTenant(None).running() as tenant:
        await provision(installation(tenant, tmp_path))
        async with server(tenant, tmp_path, timedelta()) as first:
            await proposes(first)
            await known(first, "mette")
            fault = tenant.faults.add(Fault("before", "POST", LINE, times=None))
            await moves(first, "hanne", 1, Status.CLARIFICATION, WHY)
        assert told(first) == []
        tenant.faults.clear()
        async with server(tenant, tmp_path, timedelta(minutes=1)) as second:
            await tenant.teams.arrives("mette", news, within=15)
            await second.server.messenger.settled()
            assert len(told(second)) == 1
        assert fault.seen <= 4


async def test_one_letter_that_cannot_be_drawn_keeps_no_other_waiting(bakkeby: Town, tmp_path: Path) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    broken = {"person": people.person("mette").object_id, "kind": "StatusChanged"}
    contents = ({**broken, "news": {"proposal": "one", "seq": []}}, {**broken, "kind": "Gone", "news": {}})
    with sqlite3.connect(tmp_path / "app" / "letters.sqlite") as outgoing:
        for number, content in enumerate(contents):
            row = (f"{number}", json.dumps(content).encode())
            outgoing.execute(
                "INSERT INTO waiting_row (key, content, since, attempts, due) VALUES (?, ?, 0, 0, 0)", row
            )
    outgoing.close()
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.tenant.teams.arrives("mette", news)
    assert len(told(bakkeby)) == 1


async def test_who_gets_the_app_later_hears_then_what_happened_meanwhile(bakkeby: Town) -> None:
    """Mette hands in from the tab and has never opened the chat: no news of hers is lost."""
    assert (await bakkeby.sends("mette", "proposals", proposal_of_tab())).status_code == 200
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.server.messenger.settled()
    assert told(bakkeby) == []
    assert await bakkeby.server.messenger.waiting() == 0
    await bakkeby.tenant.teams.installs("mette")
    await known(bakkeby, "mette")
    await bakkeby.server.messenger.settled()
    await bakkeby.server.messenger.settled()
    assert len(told(bakkeby)) == 1
