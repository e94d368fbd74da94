"""Karen, Peter and Lise assess: each alone, then together, the widest disagreement first."""

from local_tenant.faults import Fault
from tests.stories.playing import CLOSED_SITE
from tests.teams_app.tab.assessing.assessors import CODES, gives, in_assessment, marks, sees, spread_of
from tests.teams_app.tab.council.councils import comes_to
from tests.teams_app.tab.pages import read
from tests.town import Town


async def test_karens_queue_counts_down_and_the_spread_comes_when_hers_is_given(bakkeby: Town) -> None:
    await in_assessment(bakkeby, 2)
    queue = read((await bakkeby.reads("karen", "assessments")).text)
    assert "Du mangler at vurdere 2 forslag." in queue.words("strong")
    assert [
        one.attributes["href"] for one in queue.all("a") if "#assessments/" in one.attributes["href"]
    ] == [
        "#assessments/1",
        "#assessments/2",
    ]
    assert (
        await gives(bakkeby, "peter", 1, 5, 4, 4, 4, 4, 4, 1, comment="Vi mangler folk.")
    ).status_code == 200
    page = await sees(bakkeby, "karen", 1)
    assert page.words("p", class_="quiet")[0] == "1 af 4 i rådet har vurderet"
    assert "Vi mangler folk." not in " ".join(one.words for one in page.elements)
    assert not page.all("ul", class_="spread-rows")
    page = read((await gives(bakkeby, "karen", 1, 4, 4, 4, 4, 4, 4, 5)).text)
    assert page.words("p", class_="toast") == ["Din vurdering er afgivet."]
    assert spread_of(page)[0] == "Gennemførlighed: modenhed og kompetencer"
    assert "I er meget uenige. Det giver 0,30 til det samlede tal." in page.words("p", class_="quiet")
    assert page.words("p", class_="score") == ["4,00 af 5"], "(4,0 + 4,0) / 2: 5·20+4·70+1·10 and 4·90+5·10"
    assert "Vi mangler folk." in page.words("blockquote")
    assert [one.attributes["href"] for one in page.all("a", class_="primary")][-1] == "#assessments/2"
    again = read((await bakkeby.reads("karen", "assessments")).text)
    assert "Du mangler at vurdere ét forslag." in again.words("strong")
    once = await gives(bakkeby, "karen", 1, 4, 4, 4, 4, 4, 4, 5)
    assert once.status_code == 200, "sent twice it is given once"
    other = await gives(bakkeby, "karen", 1, 1)
    assert other.status_code == 409
    assert "Den står, som den er, til forslagets tekst bliver ændret." in other.text


async def test_half_an_assessment_is_kept_for_lise_alone_and_no_mark_may_lack(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    begun = {"criteria": "first", "mark-problem": "3", "comment": "Hvem passer dem?"}
    kept = await bakkeby.sends("lise", "assessments/1/draft", begun)
    assert "Kun du kan se det." in kept.text
    page = await sees(bakkeby, "lise", 1)
    assert page.ticked("mark-problem") == ["3"]
    assert page.filled()["comment"] == "Hvem passer dem?"
    assert page.words("p", class_="quiet")[0] == "0 af 4 i rådet har vurderet"
    assert (await sees(bakkeby, "karen", 1)).ticked("mark-problem") == []
    lacking = await bakkeby.sends("lise", "assessments/1", begun)
    assert lacking.status_code == 422
    page = read(lacking.text)
    assert "Vælg et tal for hvert kriterium, før du afgiver din vurdering." in page.words("p")
    assert len(page.words("p", class_="error")) == len(CODES) - 1
    assert page.ticked("mark-problem") == ["3"]


async def test_nobody_reads_marks_in_sharepoint(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    await gives(bakkeby, "karen", 1, 5, comment="Den skal vi have.")
    await bakkeby.sends("lise", "assessments/1/draft", {"criteria": "first", **marks(2), "comment": "Nej."})
    rows = bakkeby.tenant.sharepoint.true_rows(CLOSED_SITE, "Assessments")
    assert sorted(row["MemberName"] for row in rows) == ["Karen Friis", "Lise Toft"]
    assert len({len(row["Sealed"]) for row in rows}) == 1, "the length tells nothing either"
    assert not any("skal vi have" in str(row) or "problem" in str(row) for row in rows)


async def test_peter_is_out_of_it_and_in_again(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    await gives(bakkeby, "karen", 1, 4)
    page = read(
        (await bakkeby.sends("peter", "assessments/1/conflict", {"reason": "Min bror sælger dem."})).text
    )
    assert page.words("p", class_="quiet")[0] == "1 af 3 i rådet har vurderet"
    assert not page.all("ul", class_="spread-rows"), "out of it is not in the know"
    refused = await gives(bakkeby, "peter", 1, 3)
    assert refused.status_code == 409
    page = read((await gives(bakkeby, "lise", 1, 4)).text)
    assert "Peter Ravn deltager ikke: Min bror sælger dem." in page.words("li")
    await bakkeby.sends("peter", "assessments/1/conflict/withdraw", {})
    assert (await gives(bakkeby, "peter", 1, 3)).status_code == 200


async def test_an_edit_makes_assessments_stale_and_karen_gives_hers_again(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    await gives(bakkeby, "karen", 1, 4)
    await gives(bakkeby, "peter", 1, 2)
    form = read((await bakkeby.reads("mette", "proposals/1/edit")).text).filled()
    changed = {**form, "solution": "En måtte i gulvet.", "area": "health"}
    assert (await bakkeby.sends("mette", "proposals/1/edit", changed)).status_code == 200
    queue = await bakkeby.reads("karen", "assessments")
    assert "Teksten er ændret. Vurdér igen" in queue.text
    page = await sees(bakkeby, "karen", 1)
    assert "Forslagets tekst er ændret, siden du vurderede det." in " ".join(page.words("p"))
    assert page.ticked("mark-problem") == ["4"]
    page = read((await gives(bakkeby, "karen", 1, 5)).text)
    assert "Én vurdering er af teksten, som den var før den blev ændret." in page.words("span")


async def test_new_criteria_leave_old_assessments_as_they_came_about(bakkeby: Town) -> None:
    await in_assessment(bakkeby, 2)
    await gives(bakkeby, "karen", 1, 5)
    form = read((await bakkeby.reads("hanne", "criteria/edit")).text).filled()
    assert form["name_da-0"] == "Løser et reelt problem"
    form |= {"weight-0": "50"}
    wrong = await bakkeby.sends("hanne", "criteria", form)
    assert wrong.status_code == 422
    assert "Vægtene giver 130. De skal give 100 tilsammen." in wrong.text
    assert read(wrong.text).filled()["weight-0"] == "50", "nothing typed is lost"
    form |= {"name_da-3": "", "weight-3": "0", "weight-0": "40"}
    page = read((await bakkeby.sends("hanne", "criteria", form)).text)
    assert page.words("p", class_="toast") == ["Kriterierne er gemt og gælder fra i dag."]
    twice = await bakkeby.sends("hanne", "criteria", form)
    assert twice.status_code == 200
    page = read((await bakkeby.reads("jonas", "criteria")).text)
    assert len(page.all("details")) == 1, "the version before can still be read, and there are two"
    assert len(bakkeby.tenant.sharepoint.true_rows("teknologikort", "Criteria")) == len(CODES) - 1
    shown = await sees(bakkeby, "karen", 1)
    assert "Gevinst i forhold til indsats" in spread_of(shown), "by the old criteria"
    page = await sees(bakkeby, "karen", 2)
    assert len(page.all("fieldset")) == len(CODES) - 1
    old = await gives(bakkeby, "karen", 2, 5)
    assert old.status_code == 409
    assert "Kriterierne er ændret imens." in old.text
    for who, status in (("karen", 403), ("mette", 403)):
        assert (await bakkeby.sends(who, "criteria", form)).status_code == status


async def test_what_is_decided_is_assessed_no_more(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    await comes_to(bakkeby, 1, "clarification")
    late = await gives(bakkeby, "karen", 1, 5)
    assert late.status_code == 409
    assert "F-0001 vurderes ikke nu." in late.text
    for who in ("mette", "birgit"):
        assert (await bakkeby.reads(who, "assessments/1")).status_code == 403


async def test_when_sharepoint_is_away_the_marks_stay_on_the_page(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    bakkeby.tenant.faults.add(Fault("before", method="POST", path=r"/items", status=403, times=None))
    answer = await gives(bakkeby, "karen", 1, 4, comment="Klart behov.")
    assert answer.status_code == 503
    page = read(answer.text)
    assert page.ticked("mark-problem") == ["4"]
    assert page.filled()["comment"] == "Klart behov."


async def test_the_council_page_tells_all_how_and_members_what_waits(bakkeby: Town) -> None:
    await in_assessment(bakkeby)
    for who, waits in (("karen", True), ("mette", False)):
        page = read((await bakkeby.reads(who, "council")).text)
        assert ("Du mangler at vurdere ét forslag." in page.words("p")) is waits
        assert "Løser et reelt problem 20 %" in page.words("li")
