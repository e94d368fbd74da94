"""Jonas is asked after a year whether his card still holds; the digital status stays true by itself."""

from datetime import timedelta
from pathlib import Path

from tests.bot.chatting import verbs, words
from tests.stories.playing import OPEN_SITE, server_in, tenant_with_lists, utc_now
from tests.teams_app.tab.pages import read, solution_card


async def test_jonas_is_asked_once_and_the_card_is_confirmed(tmp_path: Path) -> None:
    later = utc_now().replace(hour=11) + timedelta(days=366)
    folder = tmp_path / "server"
    async with tenant_with_lists(tmp_path / "tenant") as tenant:
        async with server_in(tenant, folder) as at:
            await tenant.teams.opens("jonas")
            assert (await at.sends("jonas", "solutions", solution_card())).status_code == 200
            assert "Stemmer kortet stadig?" not in (await at.reads("jonas", "solutions/1")).text
            await at.server.sweeper.round(timedelta(0))
        for _ in range(2):
            async with server_in(tenant, folder, now=lambda: later) as at:
                await at.server.sweeper.round(timedelta(0))
                await at.server.messenger.settled()
        told = [one for one in tenant.teams.messages("jonas") if "Stemmer det stadig?" in str(one.cards)]
        assert len(told) == 1
        async with server_in(tenant, folder):
            assert (await tenant.teams.presses("jonas", told[0].id, "ask_card")).ok
            asked = tenant.teams.messages("jonas")[-1]
            assert "Gulvsensorer på Solbakken" in words(asked.card)
            assert verbs(asked.card) == ["confirm_card", "edit_solution_card", "retire_card"]
            assert (await tenant.teams.presses("jonas", asked.id, "confirm_card")).ok
        [row] = tenant.sharepoint.true_rows(OPEN_SITE, "Confirmations")
        assert (row["ConfirmedCard"], row["ConfirmedBy"]) == ("L-0001", "Jonas Lind")


async def test_what_is_used_no_more_says_so_and_is_asked_about_no_more(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path / "tenant") as tenant, server_in(tenant, tmp_path / "s") as at:
        assert (await at.sends("jonas", "solutions", solution_card())).status_code == 200
        old = (utc_now() - timedelta(days=400)).strftime("%Y-%m-%dT%H:%M:%SZ")
        tenant.sharepoint.edit_as("hanne", "teknologikort", "SolutionCards", 1, {"ChangedAt": old})
        await at.server.store.catch_up()
        shown = read((await at.reads("jonas", "solutions/1")).text)
        assert "Ja, det stemmer" in shown.words("button")
        assert "Ja, det stemmer" not in (await at.reads("amina", "solutions/1")).text
        assert (await at.sends("amina", "solutions/1/retire", {})).status_code == 403
        for _ in range(2):
            assert (await at.sends("jonas", "solutions/1/retire", {})).status_code == 200
        assert "Taget ud af drift" in (await at.reads("amina", "solutions/1")).text
        assert "Ja, det stemmer" not in (await at.reads("jonas", "solutions/1")).text
