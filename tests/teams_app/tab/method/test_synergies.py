"""The council treats proposals as one: found, gathered, put on one agenda, decided alike."""

from uuid import uuid4

from technology_map.council.life_cycle import Status
from tests.stories.playing import CLOSED_SITE, OPEN_SITE
from tests.teams_app.tab.council.councils import hands_in
from tests.teams_app.tab.meetings.meeting_days import ALL, REASON, begins, plans
from tests.teams_app.tab.method.method_things import NIGHT, proposes
from tests.teams_app.tab.pages import read
from tests.town import Town


async def gathers(at: Town, *names: str, who: str = "karen") -> int:
    """Karen gathers proposals; the status of the answer."""
    sent = {"title": "Tryghed om natten", "why": "Det er det samme.", "proposals": list(names)}
    answer = await at.sends(who, "synergies", {**sent, "submission_key": uuid4().hex})
    return answer.status_code


async def test_the_same_problem_technology_and_competence_are_found(bakkeby: Town) -> None:
    await proposes(bakkeby, "Fald om natten", problem=NIGHT, technologies=("sensors",))
    await proposes(bakkeby, "Faldalarm", problem=NIGHT, area="social", technologies=("drone",))
    await proposes(bakkeby, "Tælle cykler", problem="Vi tæller cykler i hånden.", technologies=("drone",))
    for number, name in ((1, "Læse data"), (3, "læse  Data")):
        row = {"name": name, "submission_key": uuid4().hex}
        await bakkeby.sends("mette", f"proposals/{number}/details/competences", row)
    shown = read((await bakkeby.reads("jonas", "synergies")).text)
    assert "Problemerne ligner hinanden" in shown.words("h3")
    assert "Samme teknologi: Drone" in shown.words("h3")
    assert any(one.startswith("Samme kompetence: ") for one in shown.words("h3"))
    assert shown.all("form") == []


async def test_karen_gathers_two_and_their_pages_say_so(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    assert await gathers(bakkeby, "F-0001", "F-0002") == 200
    for number, other in ((1, "F-0002"), (2, "F-0001")):
        said = (await bakkeby.reads("mette", f"proposals/{number}/details")).text
        assert "Behandles samlet: Tryghed om natten" in said
        assert other in said
    [row] = bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "SynergyGroups")
    assert row["Proposals"].split("\n") == ["F-0001", "F-0002"]


async def test_who_is_not_on_the_council_and_who_chooses_one_is_refused(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    assert await gathers(bakkeby, "F-0001", "F-0002", who="mette") == 403
    assert await gathers(bakkeby, "F-0001") == 422
    assert await gathers(bakkeby, "F-0001", "F-0009") == 422


async def test_a_group_is_put_on_the_agenda_and_decided_alike(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await gathers(bakkeby, "F-0001", "F-0002", "F-0003")
    await plans(bakkeby)
    put = await bakkeby.sends("hanne", "synergies/1/agenda", {"meeting": "1"})
    assert put.status_code == 200, put.text
    assert "F-0001, F-0002, F-0003 er sat på dagsordenen." in put.text
    await begins(bakkeby, *ALL)
    await bakkeby.sends("karen", "meetings/1/items/1/turn", {})
    shown = read((await bakkeby.reads("karen", "meetings/1/hold")).text)
    assert [one.attributes["value"] for one in shown.all("input", name="together")] == ["F-0002", "F-0003"]
    sent = {
        "end": Status.PRIORITISED.value,
        "reason": REASON,
        "version": shown.filled()["version"],
        "together": ["F-0003"],
    }
    decided = await bakkeby.sends("karen", "meetings/1/items/1/decide", sent)
    assert decided.status_code == 200, decided.text
    drafts = {
        row["Proposal"]: row for row in bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "DraftDecisions")
    }
    assert {number for number, row in drafts.items() if row.get("Reason") == REASON} == {1, 3}


async def test_a_group_can_be_dissolved_and_had_back(bakkeby: Town) -> None:
    await hands_in(bakkeby, 2)
    await gathers(bakkeby, "F-0001", "F-0002")
    assert (await bakkeby.sends("mette", "synergies/1/dissolve", {})).status_code == 403
    gone = await bakkeby.sends("karen", "synergies/1/dissolve", {})
    assert gone.status_code == 200
    assert bakkeby.tenant.sharepoint.true_rows(OPEN_SITE, "SynergyGroups") == []
    [form] = read(gone.text).all("form", class_="notice")
    assert "Fortryd" in form.words
    back = {
        "title": "Tryghed om natten",
        "why": "Det er det samme.",
        "proposals": "F-0001,F-0002",
        "submission_key": uuid4().hex,
    }
    assert (await bakkeby.sends("karen", "synergies", back)).status_code == 200
