"""Several people at one thing: one wins, the others see what changed, and nobody loses what was typed."""

import asyncio
from pathlib import Path

import httpx
import pytest

from local_tenant.faults import Fault
from technology_map.council.life_cycle import Status
from tests.bot.chatting import SENSORS, asks_for, moves, proposal, proposes, typed, words
from tests.stories.playing import rows, server_in, tenant_with_lists
from tests.teams_app.tab.pages import Page, read
from tests.town import Town

KAREN, PETER = "Vi prøver det på to gange.", "Vi vil vide mere om risikoen først."


async def on_agenda(at: Town) -> None:
    """Mette's proposal waits for the council."""
    await proposes(at)
    for end in (Status.ASSESSMENT, Status.READY, Status.ON_AGENDA):
        await moves(at, "hanne", 1, end, "Det er klart.")


async def dialog(at: Town, who: str, end: Status) -> dict[str, str]:
    """Somebody opens the dialog of a move: what its form holds."""
    answer = await at.reads(who, f"proposals/1/moves/{end.value}")
    assert answer.status_code == 200
    return read(answer.text).filled()


async def edit_form(at: Town, who: str = "mette") -> dict[str, str]:
    """Somebody opens the form with the proposal: what it holds, with the choices as they stand."""
    page = read((await at.reads(who, "proposals/1/edit")).text)
    return page.filled()


async def decides(at: Town, who: str, form: dict[str, str], reason: str) -> httpx.Response:
    """Somebody writes a reason and decides."""
    return await at.sends(who, "proposals/1/moves", {**form, "reason": reason})


def told(page: Page) -> str:
    """What the page says has changed."""
    return "\n".join(page.words("div", class_="changed"))


async def test_karen_and_peter_decide_at_once_and_one_wins(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    karens = await dialog(bakkeby, "karen", Status.PILOT)
    peters = await dialog(bakkeby, "peter", Status.PRE_ANALYSIS)
    answers = await asyncio.gather(
        decides(bakkeby, "karen", karens, KAREN), decides(bakkeby, "peter", peters, PETER)
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    karen_won = answers[0].status_code == 200
    lost = read(answers[1 if karen_won else 0].text)
    won_reason, lost_reason = (KAREN, PETER) if karen_won else (PETER, KAREN)
    won_end = "Pilot" if karen_won else "Foranalyse"

    notice = told(lost)
    assert f"flyttede it-porteføljerådet forslaget fra På dagsorden til {won_end}" in notice
    assert won_reason in notice
    assert "kl." in notice
    assert not [name for name in ("Karen", "Peter") if name in notice]
    assert lost.filled()["reason"] == lost_reason

    [row] = rows(bakkeby.tenant, "Decisions")[3:]
    assert (row["ToStatus"], row["Reason"]) == (won_end, won_reason)
    assert rows(bakkeby.tenant, "Proposals")[0]["StatusReason"] == won_reason
    assert bakkeby.server.store.overview.log.faults(1) == []


async def test_the_whole_council_decides_at_once_and_one_decision_stands(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    ends = {
        "karen": Status.PILOT,
        "peter": Status.PRE_ANALYSIS,
        "lise": Status.REJECTED,
        "hanne": Status.PRIORITISED,
    }
    forms = {who: await dialog(bakkeby, who, end) for who, end in ends.items()}
    answers = await asyncio.gather(
        *(decides(bakkeby, who, form, f"{who} mener det.") for who, form in forms.items())
    )
    assert sorted(one.status_code for one in answers) == [200, 409, 409, 409]
    for who, answer in zip(forms, answers, strict=True):
        if answer.status_code == 409:
            assert read(answer.text).filled()["reason"] == f"{who} mener det."
    assert len(rows(bakkeby.tenant, "Decisions")) == 4


async def test_mette_edits_while_hanne_moves_and_keeps_her_text(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await edit_form(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, "Rådet ser på det.")
    refused = await bakkeby.sends("mette", "proposals/1/edit", {**form, "solution": "En måtte."})
    page = read(refused.text)
    assert refused.status_code == 409
    assert "flyttede rådssekretæren forslaget fra Indsendt til Under vurdering" in told(page)
    assert "Rådet ser på det." in told(page)
    assert page.filled()["solution"] == "En måtte."
    again = await bakkeby.sends("mette", "proposals/1/edit", page.filled())
    assert again.status_code == 200
    [row] = rows(bakkeby.tenant, "Proposals")
    assert (row["Solution"], row["Status"]) == ("En måtte.", "Under vurdering")


async def test_mette_edits_in_the_chat_while_hanne_moves(bakkeby: Town) -> None:
    await proposes(bakkeby)
    card = await asks_for(bakkeby, "mette", "F-0001")
    await bakkeby.tenant.teams.presses("mette", card.id, "edit_proposal")
    await moves(bakkeby, "hanne", 1, Status.ASSESSMENT, "Rådet ser på det.")
    changed = {"solution": "En måtte."}
    refused = await bakkeby.tenant.teams.presses("mette", card.id, "save_proposal", changed)
    assert refused.card is not None
    assert "F-0001 er blevet ændret" in words(refused.card)
    assert typed(refused.card)["solution"] == "En måtte."
    again = await bakkeby.tenant.teams.presses("mette", card.id, "save_proposal")
    assert again.card is not None
    assert (proposal(bakkeby).solution, proposal(bakkeby).status) == ("En måtte.", Status.ASSESSMENT)


async def test_at_the_very_same_moment_nothing_is_lost_either(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form, move = await edit_form(bakkeby), await dialog(bakkeby, "hanne", Status.ASSESSMENT)
    edited, moved = await asyncio.gather(
        bakkeby.sends("mette", "proposals/1/edit", {**form, "solution": "En måtte."}),
        decides(bakkeby, "hanne", move, "Rådet ser på det."),
    )
    assert moved.status_code == 200
    assert edited.status_code in (200, 409)
    [row] = rows(bakkeby.tenant, "Proposals")
    assert (row["Status"], row["StatusReason"]) == ("Under vurdering", "Rådet ser på det.")
    kept = row["Solution"] if edited.status_code == 200 else read(edited.text).filled()["solution"]
    assert kept == "En måtte."


async def test_hanne_moves_what_mette_has_edited_meanwhile(bakkeby: Town) -> None:
    await proposes(bakkeby)
    move = await dialog(bakkeby, "hanne", Status.ASSESSMENT)
    form = await edit_form(bakkeby)
    await bakkeby.sends("mette", "proposals/1/edit", {**form, "solution": "En måtte."})
    changed = await bakkeby.reads("hanne", "proposals/1/changed", seq="0", version=move.get("version", "-"))
    assert "Forslagets tekst er rettet" in changed.text
    assert (await decides(bakkeby, "hanne", move, "Rådet ser på det.")).status_code == 200
    [row] = rows(bakkeby.tenant, "Proposals")
    assert (row["Solution"], row["Status"]) == ("En måtte.", "Under vurdering")


async def test_who_edits_after_the_decision_keeps_the_text_and_is_told(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await edit_form(bakkeby)
    await moves(bakkeby, "hanne", 1, Status.REJECTED, "Det findes allerede.")
    refused = await bakkeby.sends("mette", "proposals/1/edit", {**form, "solution": "En måtte."})
    page = read(refused.text)
    assert refused.status_code == 409
    assert "Det findes allerede." in told(page)
    assert page.filled()["solution"] == "En måtte."
    assert not page.words("button", type="submit")
    assert rows(bakkeby.tenant, "Proposals")[0]["Solution"] == SENSORS["solution"]


async def test_a_row_edited_in_sharepoint_meanwhile_is_not_overwritten(bakkeby: Town) -> None:
    await proposes(bakkeby)
    form = await edit_form(bakkeby)
    bakkeby.tenant.sharepoint.edit_as(
        "hanne", "teknologikort", "Proposals", 1, {"Solution": "Rettet i hånden."}
    )
    refused = await bakkeby.sends("mette", "proposals/1/edit", {**form, "solution": "En måtte."})
    assert refused.status_code == 409
    assert "Rettet i hånden." in told(read(refused.text))
    assert read(refused.text).filled()["solution"] == "En måtte."
    assert rows(bakkeby.tenant, "Proposals")[0]["Solution"] == "Rettet i hånden."


async def test_who_leaves_the_council_decides_no_more(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    form = await dialog(bakkeby, "karen", Status.PILOT)
    del bakkeby.tenant.teams.roster["karen"]
    assert await bakkeby.server.opened.roster.refresh()
    refused = await decides(bakkeby, "karen", form, KAREN)
    assert refused.status_code == 403
    assert "Kun it-porteføljerådet kan flytte et forslag" in refused.text
    assert len(rows(bakkeby.tenant, "Decisions")) == 3
    assert "Start en pilot" not in (await bakkeby.reads("karen", "proposals/1")).text
    assert (await decides(bakkeby, "peter", await dialog(bakkeby, "peter", Status.PILOT), PETER)).is_success


async def test_who_joins_the_council_decides_and_an_owner_is_the_secretary(bakkeby: Town) -> None:
    await on_agenda(bakkeby)
    assert (await bakkeby.reads("birgit", "proposals/1/moves/pilot")).status_code == 403
    bakkeby.tenant.teams.roster["birgit"] = "owner"
    assert await bakkeby.server.opened.roster.refresh()
    sent_back = await decides(bakkeby, "birgit", await dialog(bakkeby, "birgit", Status.PILOT), KAREN)
    assert sent_back.status_code == 200


async def test_while_the_roster_is_refused_nobody_is_on_the_council(tmp_path: Path) -> None:
    async with tenant_with_lists(tmp_path / "lists") as tenant:
        async with server_in(tenant, tmp_path / "before") as at:
            await on_agenda(at)
        tenant.faults.add(Fault("before", path="/members", status=403, times=None))
        async with server_in(tenant, tmp_path / "after") as at:
            for who in ("karen", "peter", "lise", "hanne"):
                page = await at.reads(who, "proposals/1")
                assert page.status_code == 200
                assert "Start en pilot" not in page.text
                assert (await decides(at, who, FORGED, KAREN)).status_code == 403
        assert len(rows(tenant, "Decisions")) == 3


FORGED = {"end": "pilot", "seq": "3", "action_key": "k" * 22}
UNREADABLE = {
    "away": Fault("before", path="/members", times=None),
    "cut": Fault("cut", path="/members", times=None),
    "no JSON": Fault("html", path="/members", status=200, times=None),
    "half of it": Fault("truncate", path="/members", times=None),
}


@pytest.mark.parametrize("fault", UNREADABLE.values(), ids=UNREADABLE)
async def test_a_roster_that_is_garbled_or_away_makes_nobody_a_member(tmp_path: Path, fault: Fault) -> None:
    async with tenant_with_lists(tmp_path / "lists") as tenant:
        async with server_in(tenant, tmp_path / "before") as at:
            await on_agenda(at)
        tenant.faults.add(fault)
        async with server_in(tenant, tmp_path / "after") as at:
            assert (await decides(at, "karen", FORGED, KAREN)).status_code == 403
        assert len(rows(tenant, "Decisions")) == 3
