"""A meeting whose members are served by two instances: what one wrote, the other publishes."""

from pathlib import Path

from technology_map.council.life_cycle import Status
from tests.bot.chatting import proposal
from tests.stories.playing import server_in, tenant_with_lists
from tests.teams_app.tab.meetings.meeting_days import ALL, REASON, begins, decides, planned, publishes, sees
from tests.teams_app.tab.pages import read
from tests.town import Town


async def caught_up(*towns: Town) -> None:
    for one in towns:
        await one.server.store.catch_up()


async def test_peter_writes_at_one_instance_and_karen_publishes_at_the_other(tmp_path: Path) -> None:
    async with (
        tenant_with_lists(tmp_path) as tenant,
        server_in(tenant, tmp_path / "one") as one,
        server_in(tenant, tmp_path / "two") as two,
    ):
        await planned(one, 2)
        await begins(one, *ALL)
        await caught_up(two)
        assert (await decides(two, 1, who="peter")).status_code == 200
        assert (await decides(two, 2, "pilot", who="lise")).status_code == 200
        answer = await publishes(one)
        assert answer.status_code == 200, answer.text
        assert "Mødet er offentliggjort." in answer.text
        await caught_up(two)
        for town in (one, two):
            assert proposal(town, 1).status is Status.PRIORITISED
            assert proposal(town, 2).status is Status.PILOT
            assert len(town.server.store.overview.log.of(1)) == 4


async def test_two_who_write_the_same_item_overwrite_nothing(tmp_path: Path) -> None:
    async with (
        tenant_with_lists(tmp_path) as tenant,
        server_in(tenant, tmp_path / "one") as one,
        server_in(tenant, tmp_path / "two") as two,
    ):
        await planned(one, 1)
        await begins(one, *ALL)
        await caught_up(one, two)
        kept = await one.sends("karen", "meetings/1/items/1/draft", {"end": "pilot", "reason": "Vi prøver."})
        assert "Gemt klokken" in kept.text
        await caught_up(two)
        first = await one.sends(
            "karen", "meetings/1/items/1/draft", {"end": "pilot", "reason": "Vi prøver det."}
        )
        assert "Gemt klokken" in first.text
        late = await two.sends("peter", "meetings/1/items/1/draft", {"end": "rejected", "reason": "Nej."})
        assert "En anden har ændret det imens." in late.text
        (row,) = tenant.sharepoint.true_rows("teknologikort-raad", "DraftDecisions")
        assert row["Reason"] == "Vi prøver det."


async def test_two_who_write_at_one_instance_overwrite_nothing(bakkeby: Town) -> None:
    await planned(bakkeby, 1)
    await begins(bakkeby, *ALL)
    await bakkeby.sends("karen", "meetings/1/items/1/turn", {})
    seen = (await sees(bakkeby, "peter", "meetings/1/hold")).filled()
    kept = await bakkeby.sends("karen", "meetings/1/items/1/draft", {**seen, "reason": "Vi prøver det."})
    assert "Gemt klokken" in kept.text
    late = await bakkeby.sends("peter", "meetings/1/items/1/draft", {**seen, "reason": "Nej."})
    assert "En anden har ændret det imens." in late.text
    pressed = await decides(bakkeby, 1, who="peter", version=seen["version"])
    assert pressed.status_code == 409
    again = read(pressed.text).filled()
    assert again["reason"] == REASON, "what Peter typed stays on his page"
    assert again["version"] == read(kept.text).filled()["version"]
    shown = (await sees(bakkeby, "lise", "meetings/1/hold")).filled()
    assert shown["reason"] == "Vi prøver det."
