"""The bell: secretaries hear of what waits for them, and a decision reaches whom the chat cannot reach."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from local_tenant.faults import Fault
from local_tenant.people import person
from local_tenant.teams import Message
from local_tenant.teams.places.activity_feed import Notification
from local_tenant.teams.places.package import AppPackage
from technology_map.council.life_cycle import Status
from tests.bot.chatting import SENSORS, asks_for, known, moves, proposal, proposes, words
from tests.stories.playing import server_in, tenant_with_lists
from tests.town import Town

WHY = "Vi mangler at vide, hvor mange senge det handler om."
FEED = r"^/v1.0/users/.*/sendActivityNotification$"
ANSWER = {"reason": "Det er 40 senge på to afdelinger."}


def saying(text: str) -> Callable[[Message], bool]:
    """Whether a message's card says this."""
    return lambda message: any(text in words(card) for card in message.cards)


def bell(town: Town, who: str) -> list[Notification]:
    """What stands under somebody's bell, the newest first."""
    return [one for _, one in town.tenant.teams.feed.of(person(who))]


def shown(town: Town, who: str, language: str = "da-DK") -> list[str]:
    """The same as the person reads it."""
    teams = town.tenant.teams
    return [one["text"] for one in teams.feed.shown(person(who), teams.package, language)]


async def settled(town: Town, *with_the_app: str) -> None:
    """These people have the app, and every message has been tried."""
    for who in with_the_app:
        await town.tenant.teams.installs(who)
    await town.server.messenger.settled()


async def test_hanne_hears_of_a_new_proposal_and_opens_it(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    await proposes(bakkeby)
    await settled(bakkeby)
    [one] = bell(bakkeby, "hanne")
    assert (one.activity_type, one.parameters) == ("proposalSubmitted", {"proposal": "F-0001"})
    assert one.topic == f"F-0001: {SENSORS['title']}"
    assert "F-0001" in one.web_url
    assert shown(bakkeby, "hanne") == ["Nyt forslag: F-0001"]
    assert shown(bakkeby, "hanne", "en-US") == ["New proposal: F-0001"]
    assert person("mette").name not in str(one)
    assert [bell(bakkeby, who) for who in ("karen", "mette", "jonas")] == [[], [], []]


async def test_the_same_news_come_once_however_often_the_form_is_sent(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    await proposes(bakkeby)
    await settled(bakkeby)
    sends = bakkeby.tenant.counts.feed
    turn = next(
        one for one in bakkeby.tenant.teams.turns if one.activity.get("name") == "adaptiveCard/action"
    )
    for _ in range(2):
        await bakkeby.tenant.teams.line.send(turn.activity)
    await settled(bakkeby)
    assert (len(bell(bakkeby, "hanne")), bakkeby.tenant.counts.feed) == (1, sends)


async def test_a_secretary_is_not_told_what_the_secretary_did(bakkeby: Town) -> None:
    bakkeby.tenant.teams.roster["birgit"] = "owner"
    await bakkeby.server.opened.roster.refresh()
    await bakkeby.tenant.teams.installs("birgit")
    await proposes(bakkeby, "hanne")
    await settled(bakkeby)
    assert bell(bakkeby, "hanne") == []
    assert len(bell(bakkeby, "birgit")) == 1


async def test_hanne_hears_when_mette_has_answered(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    card = await asks_for(bakkeby, "mette", "F-0001")
    await bakkeby.tenant.teams.presses("mette", card.id, "answer")
    await bakkeby.tenant.teams.presses("mette", card.id, "send_answer", ANSWER)
    await settled(bakkeby)
    assert shown(bakkeby, "hanne") == ["Rådet har fået svar om F-0001", "Nyt forslag: F-0001"]


async def test_a_reopened_proposal_is_no_answer(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.REJECTED, WHY)
    await moves(bakkeby, "hanne", 1, Status.SUBMITTED, "Vi tager den op igen.")
    await settled(bakkeby)
    assert len(bell(bakkeby, "hanne")) == 1


@pytest.mark.parametrize(("language", "said"), [("da-DK", "F-0001 er nu: Afvist"), ("en-US", "Rejected")])
async def test_who_has_blocked_the_bot_hears_of_the_decision_by_the_bell(
    bakkeby: Town, language: str, said: str
) -> None:
    bakkeby.tenant.teams.speaks("mette", language)
    await proposes_in(bakkeby, language)
    await known(bakkeby, "mette")
    bakkeby.tenant.teams.blocks("mette")
    await moves(bakkeby, "hanne", 1, Status.REJECTED, WHY)
    await settled(bakkeby)
    [one] = bell(bakkeby, "mette")
    assert (one.activity_type, one.preview) == ("proposalDecided", WHY)
    assert said in shown(bakkeby, "mette", language)[0]
    assert bakkeby.server.store.contact(person("mette").object_id) is None


async def proposes_in(town: Town, language: str) -> None:
    """Mette's proposal, in her language."""
    form = await asks_for(town, "mette", "nyt forslag" if language == "da-DK" else "new proposal")
    assert (await town.tenant.teams.presses("mette", form.id, "propose", SENSORS)).ok


async def test_who_hears_in_the_chat_does_not_hear_it_again_by_the_bell(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    await moves(bakkeby, "hanne", 1, Status.REJECTED, WHY)
    await settled(bakkeby)
    assert bell(bakkeby, "mette") == []


async def test_who_has_not_got_the_app_is_left_in_peace(bakkeby: Town) -> None:
    await proposes(bakkeby)
    await known(bakkeby, "mette")
    await bakkeby.tenant.teams.uninstalls("mette")
    await moves(bakkeby, "hanne", 1, Status.REJECTED, WHY)
    await settled(bakkeby)
    asked = bakkeby.tenant.counts.feed
    assert asked == 2
    await settled(bakkeby)
    assert bakkeby.tenant.counts.feed == asked
    assert bell(bakkeby, "mette") == bell(bakkeby, "hanne") == []


async def test_without_the_consent_the_bell_is_silent_and_the_chat_is_not(
    bakkeby: Town, tmp_path: Path
) -> None:
    bakkeby.tenant.teams.package = AppPackage.read(tmp_path)
    await bakkeby.tenant.teams.installs("hanne")
    await proposes(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await settled(bakkeby)
    assert bell(bakkeby, "hanne") == []
    assert any(WHY in words(one.card) for one in bakkeby.tenant.teams.messages("mette") if one.cards)


async def test_while_the_feed_gives_no_answer_news_come_in_the_chat(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    stalled = bakkeby.tenant.faults.add(Fault("stall", "POST", FEED, seconds=3600))
    bakkeby.tenant.clock.freeze()
    await proposes(bakkeby)
    await bakkeby.tenant.clock.somebody_sleeps()
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    await bakkeby.tenant.teams.arrives("mette", saying(WHY))
    assert proposal(bakkeby).status is Status.CLARIFICATION
    assert stalled.seen == 1


async def test_a_throttled_feed_holds_back_nobody_who_reads_or_writes(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    fault = bakkeby.tenant.faults.add(Fault("throttle", "POST", FEED, times=None, retry_after=300))
    await proposes(bakkeby)
    await settled(bakkeby)
    assert fault.seen == 1
    await moves(bakkeby, "hanne", 1, Status.CLARIFICATION, WHY)
    assert proposal(bakkeby).status is Status.CLARIFICATION


async def test_while_the_roster_cannot_be_read_the_news_wait(tmp_path: Path) -> None:
    later = timedelta()
    async with tenant_with_lists(tmp_path / "lists") as tenant:
        away = Fault("before", "GET", r"^/v1.0/teams/", status=403, times=None)
        tenant.faults.add(away)
        async with server_in(tenant, tmp_path / "server", now=lambda: datetime.now(UTC) + later) as at:
            await tenant.teams.installs("hanne")
            await proposes(at)
            await settled(at)
            assert bell(at, "hanne") == []
            assert away.seen
            tenant.faults.clear()
            later = timedelta(minutes=1)
            await settled(at)
            assert shown(at, "hanne") == ["Nyt forslag: F-0001"]


async def test_a_proposal_that_waited_in_the_outbox_is_news_when_it_is_stored(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    await bakkeby.tenant.teams.installs("mette")
    await known(bakkeby, "hanne")
    await known(bakkeby, "mette")
    bakkeby.tenant.faults.add(Fault("before", "POST", r"/items$", status=403, times=1))
    await proposes(bakkeby)
    await settled(bakkeby)
    assert bell(bakkeby, "hanne") == []
    assert bakkeby.server.opened.drain is not None
    await bakkeby.server.opened.drain.run()
    await bakkeby.tenant.teams.arrives("mette", saying("Nu er det gemt"))
    await settled(bakkeby)
    assert shown(bakkeby, "hanne") == ["Nyt forslag: F-0001"]


async def test_the_council_hears_what_comes_on_the_agenda_but_for_who_put_it_there(bakkeby: Town) -> None:
    for who in ("karen", "peter", "hanne", "jonas"):
        await bakkeby.tenant.teams.installs(who)
    await proposes(bakkeby)
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(bakkeby, "hanne", 1, end, "Det er klart.")
    await bakkeby.server.sweeper.settled()
    await settled(bakkeby)
    for who in ("karen", "peter"):
        assert shown(bakkeby, who) == ["På dagsordenen: F-0001"]
    assert shown(bakkeby, "karen", "en-US") == ["On the agenda: F-0001"]
    assert "På dagsordenen: F-0001" not in shown(bakkeby, "hanne")
    assert shown(bakkeby, "jonas") == []
    await bakkeby.server.sweeper.sweep()
    await settled(bakkeby)
    assert len(bell(bakkeby, "karen")) == 1
