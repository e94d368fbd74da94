"""Birgit looks at her area: how far it is, what is missing, what others have that it can use."""

from datetime import date

from technology_map.words.values import Degree, Familiarity, Transferability
from tests.teams_app.tab.details.test_details import HEARD, NEEDED, REUSED, keyed
from tests.teams_app.tab.method.method_things import NIGHT, proposes, shares
from tests.teams_app.tab.pages import Page, read
from tests.town import Town


async def page(at: Town, part: str, who: str = "jonas", **query: str) -> Page:
    answer = await at.reads(who, part, **query)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


def links(shown: Page) -> list[str]:
    """Where the buttons that stand out lead."""
    return [one.attributes.get("href", "") for one in shown.all("a", class_="primary")]


def text_of(shown: Page, tag: str = "div") -> str:
    """Everything the page says, on one line."""
    return " ".join(shown.words(tag)[0].split())


async def test_an_area_without_anything_is_told_where_to_begin(bakkeby: Town) -> None:
    shown = await page(bakkeby, "areas/technical")
    assert shown.words("h1") == ["Teknik"]
    said = text_of(shown)
    assert "Området har ingen løsningskort endnu." in said
    assert "#new/solution" in links(shown)


async def test_the_steps_say_what_is_done_of_what(bakkeby: Town) -> None:
    await shares(bakkeby, "Måtter", effect="Færre fald", purpose="service", technologies=("sensors",))
    await shares(bakkeby, "Lys")
    await proposes(bakkeby, "Sengealarm", next_step="Spørg natholdet", next_step_due=date(2030, 1, 1))
    said = text_of(await page(bakkeby, "areas/health"))
    assert "1 af 2 løsningskort fortæller, hvad løsningen har ført til." in said
    assert "1 af 2 løsningskort har et primært formål." in said
    assert "På 1 af 3 kort og forslag står, hvilken teknologi det er." in said
    assert "0 af 3 kort og forslag er drøftet" in said
    assert "1 af 1 forslag i gang har et næste skridt." in said


async def test_a_technology_stands_where_the_area_knows_it_best(bakkeby: Town) -> None:
    await shares(bakkeby, "Måtter", technologies=("sensors",))
    await proposes(bakkeby, "Dronekig", technologies=("drone",), familiarity=Familiarity.KNOWN)
    shown = await page(bakkeby, "areas/health")
    [table] = shown.all("table", class_="maturity")
    head = [one for one in shown.words("th", scope="col") if one != "Hvor afprøvet"]
    assert "Sensorer" in table.words
    assert head == ["Ingen", "Kender", "Bruger", "Mestrer", "Ikke oplyst"]
    assert "1 løsningskort og 0 forslag" in text_of(shown)


async def test_a_transferable_solution_is_offered_to_the_area_with_the_same_problem(bakkeby: Town) -> None:
    await shares(bakkeby, "Gulvmåtter", challenges=NIGHT, transferability=Transferability.ADAPTABLE)
    await proposes(bakkeby, "Fald om natten", problem=NIGHT, area="social")
    offered = text_of(await page(bakkeby, "areas/social"))
    assert "Gulvmåtter" in offered
    assert "F-0001 Fald om natten" in offered
    assert "Gulvmåtter" not in text_of(await page(bakkeby, "areas/health"))
    on_proposal = await page(bakkeby, "proposals/1/details")
    assert "Andre har løst noget, der ligner" in on_proposal.words("h2")
    on_card = await page(bakkeby, "solutions/1/details")
    assert "Her har nogen det samme problem" in on_card.words("h2")
    await bakkeby.sends("amina", "solutions/1/details/reuses", keyed(REUSED, by_area="social"))
    assert "Vi kender ingen overførbar løsning" in text_of(await page(bakkeby, "areas/social"))


async def test_what_cannot_be_carried_over_is_offered_to_nobody(bakkeby: Town) -> None:
    await shares(bakkeby, "Gulvmåtter", challenges=NIGHT, transferability=Transferability.NONE)
    await proposes(bakkeby, "Fald om natten", problem=NIGHT, area="social")
    assert "Vi kender ingen overførbar løsning" in text_of(await page(bakkeby, "areas/social"))


async def test_a_reuse_is_shown_on_both_sides_and_in_the_picture(bakkeby: Town) -> None:
    await shares(bakkeby, "Gulvmåtter")
    await bakkeby.sends("amina", "solutions/1/details/reuses", keyed(REUSED, by_area="social"))
    taken = text_of(await page(bakkeby, "areas/social"))
    assert "Gulvmåtter L-0001 · fra Sundhed" in taken
    given = text_of(await page(bakkeby, "areas/health"))
    assert "Gulvmåtter L-0001 · i Social" in given
    picture = await page(bakkeby, "reuses")
    assert picture.words("title") == ["Social bruger én løsning fra Sundhed."]
    assert "Amina Yusuf" in picture.words("td")
    assert "Én løsning bruges igen et andet sted" in text_of(await page(bakkeby, "areas"))


async def test_where_nobody_was_heard_is_shown(bakkeby: Town) -> None:
    await proposes(bakkeby, "Sengealarm")
    await proposes(bakkeby, "Dørlås")
    await bakkeby.sends("mette", "proposals/1/details/involvements", keyed(HEARD))
    [section] = [
        one for one in (await page(bakkeby, "areas/health")).all("section") if "ingen er hørt" in one.words
    ]
    assert "Dørlås" in section.words
    assert "Sengealarm" not in section.words


async def test_competences_are_gathered_by_competence_and_by_area(bakkeby: Town) -> None:
    await proposes(bakkeby, "Sengealarm")
    await proposes(bakkeby, "Dørlås", area="social")
    await bakkeby.sends("mette", "proposals/1/details/competences", keyed(NEEDED))
    again = keyed(NEEDED, name="læse et  DATASÆT", how_many="", measure="Kursus")
    await bakkeby.sends("mette", "proposals/2/details/competences", again)
    shown = await page(bakkeby, "competences")
    assert shown.words("h2") == ["Læse et datasæt"]
    assert "2 behov. I alt 12 personer" in text_of(shown)
    assert "Ét behov siger ikke, hvor mange." in text_of(shown)
    assert "Ét behov har ikke noget tiltag endnu." in text_of(shown)
    by_area = await page(bakkeby, "competences", by="area")
    assert by_area.words("h2") == ["Social", "Sundhed"]
    one_area = await page(bakkeby, "competences", area="social", by="area")
    assert one_area.words("h2") == ["Social"]


async def test_the_guideposts_stand_by_area_with_their_measures(bakkeby: Town) -> None:
    await proposes(bakkeby, "Sengealarm", involvement=Degree.HIGH, involvement_how="Beboerrådet er med.")
    await proposes(bakkeby, "Dørlås", area="social", anchoring=Degree.NOT_AT_ALL)
    shown = await page(bakkeby, "guideposts")
    assert shown.words("th", scope="row") == ["Social", "Sundhed"]
    assert "1 × I høj grad" in shown.words("li")
    assert "Beboerrådet er med." in text_of(shown)
    assert "Ikke besvaret" in text_of(shown)


async def test_an_area_that_nobody_knows_is_not_found(bakkeby: Town) -> None:
    assert (await bakkeby.reads("jonas", "areas/nowhere")).status_code == 404


async def test_all_areas_stand_beside_each_other(bakkeby: Town) -> None:
    await shares(bakkeby, "Gulvmåtter")
    shown = await page(bakkeby, "areas")
    assert len(shown.words("th", scope="row")) == 15
    assert "I drift 1" in [one.attributes.get("aria-label") for one in shown.all("svg")]
    assert "#areas/health" in links(shown)
