"""The day's news: what is due, and what happened to what one follows, in one message each morning."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from local_tenant.app import LittleTenant
from technology_map.council.life_cycle import Status
from technology_map.texts import COPENHAGEN
from tests.bot.chatting import Card, asks_for, moves, typed, verbs, words
from tests.stories.playing import CLOSED_SITE, server_in, tenant_with_lists, utc_now
from tests.teams_app.tab.assessing.assessors import gives
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.meetings.meeting_days import adds, plans
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town


def today() -> date:
    return utc_now().astimezone(COPENHAGEN).date()


async def goes_round(tenant: LittleTenant, folder: Path, days: int, *, hour: int = 9) -> None:
    """The server on these files as it is so many days later, at an hour in Copenhagen."""
    day = datetime.combine(today(), datetime.min.time(), COPENHAGEN) + timedelta(days=days)
    then = day.replace(hour=hour)
    async with server_in(tenant, folder, now=lambda: then) as later:
        await later.server.sweeper.round(timedelta(0))
        await later.server.messenger.settled()


def heard(tenant: LittleTenant, who: str) -> list[Card]:
    """Every card that somebody got."""
    return [content for one in tenant.teams.messages(who) for content in one.cards]


def days_of(tenant: LittleTenant, who: str) -> list[str]:
    """The day's news that somebody got, as text."""
    return [text for text in map(words, heard(tenant, who)) if "Dagens overblik" in text]


def told(tenant: LittleTenant) -> list[dict[str, Any]]:
    """What truly stands in the list of notices about persons."""
    found = tenant.sharepoint.true_rows(CLOSED_SITE, "Notices")
    return [row for row in found if row.get("ToldId")]


async def meets(at: Town, *people: str) -> None:
    for who in people:
        await at.tenant.teams.says(who, "hej")


async def test_mette_is_reminded_of_an_answer_after_a_week_and_hanne_of_a_parked_one(tmp_path: Path) -> None:
    again = today() + timedelta(days=10)
    async with tenant_with_lists(tmp_path) as tenant:
        async with server_in(tenant, tmp_path) as town:
            await meets(town, "mette", "hanne", "jonas")
            await town.sends("mette", "proposals", proposal())
            other = proposal(submission_key="another-key-0000000", title="Droner over tagene")
            await town.sends("jonas", "proposals", other)
            await moves(town, "hanne", 1, Status.CLARIFICATION, "Hvor mange går I?")
            for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
                await moves(town, "hanne", 2, end, "Klart.")
            await moves(town, "karen", 2, Status.PARKED, "Vi venter.", review_date=again.isoformat())
            await town.server.messenger.settled()
        await goes_round(tenant, tmp_path, 6)
        await goes_round(tenant, tmp_path, 7, hour=7)
        assert days_of(tenant, "mette") == days_of(tenant, "hanne") == []
        for _ in range(2):
            await goes_round(tenant, tmp_path, 7)
        (day,) = days_of(tenant, "mette")
        assert "F-0001 · Sensorer på natteronden" in day
        assert "Rådet har spurgt dig om noget. Dit svar mangler." in day
        assert days_of(tenant, "hanne") == []
        for days in (10, 11):
            await goes_round(tenant, tmp_path, days)
        (day,) = days_of(tenant, "hanne")
        assert "F-0002 · Droner over tagene" in day
        assert "nu er dagen kommet, hvor det tages op igen" in day
        card = next(one for one in heard(tenant, "hanne") if words(one) == day)
        assert verbs(card) == ["open", "preferences"]
        assert len(days_of(tenant, "mette")) == 1
        assert {row["State"] for row in told(tenant)} == {"Gjort"}


async def test_amina_hears_once_a_day_birgit_nothing_and_mette_at_once(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path) as tenant:
        async with server_in(tenant, tmp_path) as town:
            await meets(town, "mette", "amina", "birgit")
            await town.sends("mette", "proposals", proposal())
            for who, choice in (("amina", "daily"), ("birgit", "nothing")):
                await town.sends(who, "proposals/1/follow", {})
                chosen = {"followed": choice, "quiet_from": "0", "quiet_to": "0"}
                page = read((await town.sends(who, "preferences", chosen)).text)
                assert page.words("p", class_="toast") == ["Dit valg er gemt."]
            before = {who: len(heard(tenant, who)) for who in ("mette", "amina", "birgit")}
            await moves(town, "hanne", 1, Status.ASSESSMENT, "Problemet er klart.")
            await moves(town, "hanne", 1, Status.READY, "Rådet kan tage det.")
            await town.server.messenger.settled()
            assert len(heard(tenant, "mette")) == before["mette"] + 2, "it is hers: told at once"
            assert len(heard(tenant, "amina")) == before["amina"]
        for _ in range(2):
            await goes_round(tenant, tmp_path, 1)
        (day,) = days_of(tenant, "amina")
        assert "Klar til råd. Rådet kan tage det." in day
        assert len(heard(tenant, "amina")) == before["amina"] + 1
        assert len(heard(tenant, "birgit")) == before["birgit"]


async def test_what_comes_in_mettes_quiet_hours_waits_until_they_are_over(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path) as tenant:
        async with server_in(tenant, tmp_path) as town:
            await meets(town, "mette")
            await town.sends("mette", "proposals", proposal())
            hour = utc_now().astimezone(COPENHAGEN).hour
            always = {"followed": "at_once", "quiet_from": str(hour), "quiet_to": str((hour + 12) % 24)}
            await town.sends("mette", "preferences", always)
            before = len(heard(tenant, "mette"))
            await moves(town, "hanne", 1, Status.ASSESSMENT, "Problemet er klart.")
            await town.server.messenger.settled()
            assert len(heard(tenant, "mette")) == before
        await goes_round(tenant, tmp_path, 1, hour=(hour + 11) % 24)
        assert len(heard(tenant, "mette")) == before
        await goes_round(tenant, tmp_path, 2, hour=(hour + 12) % 24)
        assert len(heard(tenant, "mette")) == before + 1


async def test_one_chooses_in_the_chat_and_sees_it_in_the_tab(bakkeby: Town) -> None:
    shown = await asks_for(bakkeby, "amina", "besked")
    assert verbs(shown.card) == ["keep_preferences"]
    assert typed(shown.card) == {"followed": "at_once"}
    await bakkeby.tenant.teams.presses("amina", shown.id, "keep_preferences", {"followed": "daily"})
    page = read((await bakkeby.reads("amina", "preferences")).text)
    assert page.ticked("followed") == ["daily"]
    again = await bakkeby.sends("amina", "preferences", {"followed": "sometimes"})
    assert again.status_code == 422
    assert "Vælg, hvornår du vil have besked." in again.text


async def test_two_instances_and_one_of_them_gone_tell_each_line_once(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path) as tenant:
        async with server_in(tenant, tmp_path / "one") as town:
            await meets(town, "mette")
            await town.sends("mette", "proposals", proposal())
            await moves(town, "hanne", 1, Status.CLARIFICATION, "Hvor mange går I?")
            await town.server.messenger.settled()
        for days, folder in ((7, "one"), (7, "two"), (8, "one"), (14, "two"), (21, "two"), (21, "one")):
            await goes_round(tenant, tmp_path / folder, days)
        assert len(days_of(tenant, "mette")) == 2
        assert len(told(tenant)) == len({row["NoticeKey"] for row in told(tenant)}) == 2


async def test_lise_is_reminded_of_what_she_has_to_assess_before_the_deadline(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path) as tenant:
        async with server_in(tenant, tmp_path) as town:
            await meets(town, "lise", "karen")
            await hands_in(town, 1)
            await plans(town, days=12)
            await adds(town, 1, 1)
            await gives(town, "karen", 1, 4)
            await town.server.messenger.settled()
        for days in (6, 7, 8, 9, 10, 11):
            await goes_round(tenant, tmp_path, days)
        first, last = days_of(tenant, "lise")
        assert "Du mangler at vurdere forslaget før rådets møde." in first
        assert "Du mangler at vurdere forslaget før rådets møde." in last
        assert days_of(tenant, "karen") == [], "she has given hers"
