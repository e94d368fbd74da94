"""A meeting that is held: Karen leads, Peter writes, and all becomes public together."""

from local_tenant.faults import Fault
from technology_map.council.decisions import chain_faults
from technology_map.council.life_cycle import Status
from tests.bot.chatting import proposal
from tests.stories.playing import CLOSED_SITE
from tests.teams_app.tab.assessing.assessors import gives
from tests.teams_app.tab.council.councils import comes_to, hands_in
from tests.teams_app.tab.meetings.meeting_days import (
    ALL,
    REASON,
    adds,
    agenda_of,
    begins,
    day,
    decides,
    object_id,
    planned,
    plans,
    publishes,
    sees,
)
from tests.teams_app.tab.pages import proposal as sent_proposal
from tests.teams_app.tab.pages import read
from tests.town import Town


async def test_what_is_decided_is_nobody_elses_until_it_is_published(bakkeby: Town) -> None:
    await planned(bakkeby, 3)
    await plans(bakkeby, days=21, key="meeting-key-0000002")
    await bakkeby.tenant.teams.says("mette", "hej")
    await begins(bakkeby, "karen", "peter", "hanne")
    await bakkeby.sends("karen", "meetings/1/items/1/turn", {})
    before = {who: (await bakkeby.reads(who, "proposals/1")).text for who in ("mette", "jonas")}
    assert (await decides(bakkeby, 1, who="peter")).status_code == 200
    step = await decides(bakkeby, 2, "pilot", next_step="Hent et tilbud", doer="Peter", next_step_due=day(30))
    assert step.status_code == 200
    late = await decides(bakkeby, 3, "parked")
    assert late.status_code == 422, "a parked one needs a day"
    assert read(late.text).filled()["reason"] == REASON
    await bakkeby.sends("karen", "meetings/1/items/3/postpone", {"reason": "Vi nåede det ikke."})
    for who, text in before.items():
        assert (await bakkeby.reads(who, "proposals/1")).text == text
        assert (await bakkeby.reads(who, "meetings/1/hold")).status_code == 403
        assert "Besluttet" not in (await bakkeby.reads(who, "meetings/1")).text
    assert len(bakkeby.server.store.overview.log.of(1)) == 3


async def mette_waits_while_they_meet(at: Town) -> None:
    """Mette has been told of all that went before, and Karen opens the meeting without Lise."""
    await at.tenant.teams.says("mette", "hej")
    await at.server.messenger.settled()
    await begins(at, "karen", "peter", "hanne")


async def test_karen_publishes_all_together_and_those_who_wait_are_told(bakkeby: Town) -> None:
    await planned(bakkeby, 3)
    await plans(bakkeby, days=21, key="meeting-key-0000002")
    await mette_waits_while_they_meet(bakkeby)
    await decides(bakkeby, 1, who="peter")
    await decides(bakkeby, 2, "pilot", next_step="Hent et tilbud", doer="Peter", next_step_due=day(30))
    await bakkeby.sends("karen", "meetings/1/items/3/postpone", {"reason": "Vi nåede det ikke."})
    page = read((await bakkeby.sends("karen", "meetings/1/close", {})).text)
    (minutes,) = page.words("textarea")
    assert "Til stede: Karen Friis, Peter Ravn, Hanne Brandt." in minutes
    assert "Fraværende: Lise Toft." in minutes
    assert f"Beslutning: Prioriteret. Begrundelse: {REASON}" in minutes
    assert "Næste skridt: Peter: Hent et tilbud" in minutes
    edited = page.filled()["minutes"] + "\nMødet sluttede klokken 14."
    await bakkeby.sends("karen", "meetings/1/minutes", {"minutes": edited})
    page = read((await bakkeby.sends("karen", "meetings/1/publish", {})).text)
    assert page.words("p", class_="toast") == ["Mødet er offentliggjort."]
    await bakkeby.server.messenger.settled()
    for number, end in ((1, Status.PRIORITISED), (2, Status.PILOT), (3, Status.ON_AGENDA)):
        assert proposal(bakkeby, number).status is end
        assert not chain_faults(bakkeby.server.store.overview.log.rows(number))
    assert proposal(bakkeby, 2).next_step == "Peter: Hent et tilbud"
    assert agenda_of(bakkeby, 2) == [3], "what was postponed is on the next agenda"
    page = await sees(bakkeby, "jonas", "meetings/1")
    assert "Mødet sluttede klokken 14." in page.words("p")
    told = [one for one in bakkeby.tenant.teams.messages("mette") if REASON in str(one.cards)]
    assert len(told) == 2
    again = await bakkeby.sends("karen", "meetings/1/publish", {})
    assert again.status_code == 200
    assert len(bakkeby.server.store.overview.log.of(1)) == 4
    assert (await decides(bakkeby, 1)).status_code == 409


async def test_too_few_decide_nothing(bakkeby: Town) -> None:
    await planned(bakkeby, 1)
    page = read((await begins(bakkeby, "karen", "peter")).text)
    assert "Der mangler én, før rådet kan beslutte noget." in page.words("span")
    await decides(bakkeby, 1)
    answer = await publishes(bakkeby)
    assert answer.status_code == 409
    assert "Der var for få til stede til" in answer.text
    assert proposal(bakkeby, 1).status is Status.ON_AGENDA


async def test_a_proposal_that_was_moved_meanwhile_has_to_be_taken_again(bakkeby: Town) -> None:
    await planned(bakkeby, 2)
    await begins(bakkeby, *ALL)
    await decides(bakkeby, 1)
    await decides(bakkeby, 2)
    await comes_to(bakkeby, 1, "clarification")
    answer = await publishes(bakkeby)
    assert answer.status_code == 409
    assert "F-0001 er flyttet, siden I besluttede." in answer.text
    assert proposal(bakkeby, 2).status is Status.ON_AGENDA, "nothing at all was published"


async def test_red_ethics_cannot_be_decided_past(bakkeby: Town) -> None:
    assert (await bakkeby.sends("mette", "proposals", sent_proposal(title="Forslag 1"))).status_code == 200
    step = read((await bakkeby.reads("mette", "proposals/1/steps/ethics")).text).filled()
    red = {**step, "human_first": "red", "human_first_why": "Ingen ser på det.", "then": "close"}
    assert (await bakkeby.sends("mette", "proposals/1/steps/ethics", red)).status_code == 200
    await comes_to(bakkeby, 1, "assessment", "ready")
    await plans(bakkeby)
    await adds(bakkeby, 1, 1)
    await begins(bakkeby, *ALL)
    answer = await decides(bakkeby, 1)
    assert answer.status_code == 409
    assert read(answer.text).filled()["reason"] == REASON, "what was typed stays"
    assert (await decides(bakkeby, 1, "clarification")).status_code == 200
    none = await decides(bakkeby, 1, "")
    assert none.status_code == 422


async def test_half_a_decision_is_kept_and_a_changed_one_must_be_made_again(bakkeby: Town) -> None:
    await planned(bakkeby, 1)
    await begins(bakkeby, *ALL)
    await bakkeby.sends("karen", "meetings/1/items/1/turn", {})
    kept = await bakkeby.sends("karen", "meetings/1/items/1/draft", {"end": "pilot", "reason": "Vi prø"})
    assert "Gemt klokken" in kept.text
    page = await sees(bakkeby, "peter", "meetings/1/hold")
    assert page.filled()["reason"] == "Vi prø"
    await decides(bakkeby, 1)
    assert "Besluttet: Prioriteret" in (await sees(bakkeby, "lise", "meetings/1/hold")).words(
        "span", class_="pill"
    )
    await bakkeby.sends("karen", "meetings/1/items/1/draft", {"end": "pilot", "reason": "Vi prøver det."})
    assert not (await sees(bakkeby, "lise", "meetings/1/hold")).words("span", class_="pill")


async def test_who_leads_and_who_does_not(bakkeby: Town) -> None:
    await planned(bakkeby, 1)
    sent = {"present": [object_id("peter")]}
    assert (await bakkeby.sends("peter", "meetings/1/begin", sent)).status_code == 403
    assert (await bakkeby.sends("mette", "meetings/1/begin", sent)).status_code == 403
    assert (await begins(bakkeby, *ALL)).status_code == 200
    for part in ("close", "publish"):
        assert (await bakkeby.sends("peter", f"meetings/1/{part}", {})).status_code == 403
    early = await bakkeby.sends("karen", "meetings/1/publish", {})
    assert early.status_code == 409
    assert "Slut mødet, før du offentliggør det." in early.text


async def test_a_conflict_of_interest_is_minuted(bakkeby: Town) -> None:
    await hands_in(bakkeby, 1)
    await bakkeby.sends("peter", "assessments/1/conflict", {"reason": "Min bror sælger dem."})
    await gives(bakkeby, "karen", 1, 4)
    await plans(bakkeby)
    await adds(bakkeby, 1, 1)
    await begins(bakkeby, *ALL)
    await bakkeby.sends("karen", "meetings/1/items/1/turn", {})
    page = await sees(bakkeby, "karen", "meetings/1/hold")
    assert any("1 af 3 i rådet har vurderet. Samlet vurdering: 4,00 af 5" in one for one in page.words("p"))
    await bakkeby.sends("karen", "meetings/1/close", {})
    (minutes,) = (await sees(bakkeby, "karen", "meetings/1/minutes")).words("textarea")
    assert "Peter Ravn deltog ikke i punktet: Min bror sælger dem." in minutes


async def test_sharepoint_goes_away_in_the_middle_and_it_finishes_by_itself(bakkeby: Town) -> None:
    await planned(bakkeby, 3)
    await begins(bakkeby, *ALL)
    for number in (1, 2, 3):
        await decides(bakkeby, number)
    await bakkeby.sends("karen", "meetings/1/close", {})
    faults = bakkeby.tenant.faults
    faults.add(Fault("before", method="POST", path=r"/lists/[^/]+/items$", status=403, times=None))
    answer = await bakkeby.sends("karen", "meetings/1/publish", {})
    assert answer.status_code == 503
    assert "bliver færdig af sig selv" in answer.text
    faults.clear()
    await bakkeby.server.sweeper.round(grace=bakkeby.server.now() - bakkeby.server.now())
    for number in (1, 2, 3):
        assert proposal(bakkeby, number).status is Status.PRIORITISED
        assert len(bakkeby.server.store.overview.log.of(number)) == 4
    assert "Offentliggjort" in (await sees(bakkeby, "jonas", "meetings/1")).words("span", class_="pill")
    rows = bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "MeetingNotes")
    assert len(rows) == 1


async def test_a_decision_that_others_overtook_does_not_stand_in_the_minutes_as_if_it_held(
    bakkeby: Town,
) -> None:
    await planned(bakkeby, 2)
    await begins(bakkeby, *ALL)
    await decides(bakkeby, 1)
    await decides(bakkeby, 2)
    faults = bakkeby.tenant.faults
    faults.add(Fault("before", method="POST", path=r"/lists/[^/]+/items$", status=403, times=None))
    assert (await publishes(bakkeby)).status_code == 503
    faults.clear()
    await comes_to(bakkeby, 1, "clarification")
    await bakkeby.server.sweeper.round(grace=bakkeby.server.now() - bakkeby.server.now())
    assert proposal(bakkeby, 1).status is Status.CLARIFICATION
    assert proposal(bakkeby, 2).status is Status.PRIORITISED
    said = (await sees(bakkeby, "jonas", "meetings/1")).words("p")
    assert "F-0001 blev flyttet af andre, før mødet blev offentliggjort." in " ".join(said)
    assert "F-0002 blev flyttet" not in " ".join(said)
