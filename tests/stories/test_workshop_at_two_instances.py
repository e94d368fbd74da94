"""A workshop whose participants are served by two instances: what was placed at one counts at the other."""

from pathlib import Path

from tests.stories.playing import server_in, tenant_with_lists
from tests.teams_app.tab.method.workshops import FOUR, begun, leads, places, sees, spread_of
from tests.town import Town


async def caught_up(*towns: Town) -> None:
    for one in towns:
        await one.server.store.look_again()


async def test_placements_of_two_instances_are_one_spread_and_stay_it(tmp_path: Path) -> None:
    async with (
        tenant_with_lists(tmp_path) as tenant,
        server_in(tenant, tmp_path / "one") as one,
        server_in(tenant, tmp_path / "two") as two,
    ):
        await begun(one, 1)
        await two.server.store.catch_up()
        for town, who in zip((one, two, one, two), FOUR, strict=True):
            assert (await places(town, who, 1, "service")).status_code == 200
        assert (await places(two, "mette", 1, "process")).status_code == 200, "changed at another instance"
        assert len(tenant.sharepoint.true_rows("teknologikort-raad", "Placements")) == len(FOUR)
        assert (await leads(one, "show")).status_code == 200
        said = spread_of(await sees(one, "hanne"))
        assert said == [
            "Højere niveau af borgerservice: 3 af 4",
            "Bedre processer og smidigere arbejdsgange: 1 af 4",
        ]
        late = await places(two, "birgit", 1, "process")
        assert late.status_code == 200, "the other instance has not heard yet"
        await caught_up(one, two)
        for town in (one, two):
            assert spread_of(await sees(town, "birgit")) == said, "what came too late counts nowhere"
        assert (await places(two, "birgit", 1, "service")).status_code == 409


async def test_shown_at_both_instances_at_once_there_is_one_spread(tmp_path: Path) -> None:
    async with (
        tenant_with_lists(tmp_path) as tenant,
        server_in(tenant, tmp_path / "one") as one,
        server_in(tenant, tmp_path / "two") as two,
    ):
        await begun(one, 1)
        for who in FOUR:
            await places(one, who, 1, "service")
        await two.server.store.catch_up()
        first, second = await leads(one, "show"), await leads(two, "show")
        assert first.status_code == 200
        assert second.status_code in (200, 409)
        assert len(tenant.sharepoint.true_rows("teknologikort", "WorkshopCards")) == 1
