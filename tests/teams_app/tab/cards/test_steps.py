"""The whole card in the tab: step by step, saved one by one, never lost, seen by everybody."""

import re
from typing import Any

import pytest

from technology_map.cards.field_table import PROPOSAL_TABLE, SOLUTION_TABLE
from tests.bot.chatting import proposal as stored
from tests.bot.chatting import solution as stored_card
from tests.teams_app.tab.council.test_moving import moves
from tests.teams_app.tab.pages import Page, proposal, read, solution_card
from tests.town import Town

GUIDEPOSTS = {"involvement": "high", "involvement_how": "En prøveuge på én afdeling."}


async def opens(town: Town, code: str, who: str = "mette", path: str = "proposals/1") -> Page:
    """The page of a step."""
    answer = await town.reads(who, f"{path}/steps/{code}")
    assert answer.status_code == 200, answer.text
    return read(answer.text)


async def saves(town: Town, code: str, who: str = "mette", path: str = "proposals/1", **said: Any) -> Page:
    """Somebody fills in a step as it stands now, and saves it."""
    sent = {**(await opens(town, code, who, path)).filled(), "then": "next", **said}
    answer = await town.sends(who, f"{path}/steps/{code}", sent)
    assert answer.status_code == 200, answer.text
    return read(answer.text)


async def test_after_handing_in_the_page_invites_into_the_steps(bakkeby: Town) -> None:
    page = read((await bakkeby.sends("mette", "proposals", proposal())).text)
    assert "Gør forslaget stærkere" in page.words("h2")
    assert page.words("a", id="onward") == ["Gå til Problemet"]
    wishes = page.words("ul", class_="wishes")[0]
    assert "de fire spørgsmål om dataetik" in wishes
    assert [one.attributes["href"] for one in page.all("a") if "steps/" in one.attributes["href"]]
    card = read((await bakkeby.sends("jonas", "solutions", solution_card())).text)
    assert "Gør løsningskortet mere nyttigt" in card.words("h2")


async def test_others_see_how_complete_it_is_and_get_no_way_in(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    page = read((await bakkeby.reads("hanne", "proposals/1")).text)
    assert "Hvor udfyldt er forslaget?" in page.words("h2")
    assert "Rådet mangler at vide, hvilke personoplysninger" in page.words("ul", class_="wishes")[0]
    assert not [one for one in page.all("a") if "steps/" in one.attributes.get("href", "")]
    await bakkeby.sends("jonas", "solutions", solution_card())
    card = read((await bakkeby.reads("mette", "solutions/1")).text)
    assert not card.all("section", class_="whole")


@pytest.mark.parametrize("locale", ["da-dk", "en-gb"])
async def test_every_field_of_every_step_has_its_label_and_its_help(bakkeby: Town, locale: str) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.sends("mette", "solutions", solution_card())
    for path, steps in (("proposals/1", PROPOSAL_TABLE), ("solutions/1", SOLUTION_TABLE)):
        for step in steps:
            headers = bakkeby.headers("mette", locale)
            answer = await bakkeby.http.get(f"/tab/part/{path}/steps/{step.code}", headers=headers)
            page = read(answer.text)
            named = [one.attributes["name"] for one in page.elements if "name" in one.attributes]
            assert {field.name for field in step.fields} <= set(named)
            assert len(page.words("p", class_="hint")) == len(step.fields)
            assert all(page.words("p", class_="hint"))
            assert len(page.all("a", class_="mark")) == len(steps)


async def test_mette_goes_through_the_steps_and_everybody_reads_the_whole_card(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal(purpose="", area=""))
    await bakkeby.sends("jonas", "solutions", solution_card())
    after = await saves(
        bakkeby, "problem", beneficiaries=["citizens", "employees"], area="health", purpose="service"
    )
    assert after.words("h1") == ["Løsningen"]
    assert after.words("p", class_="toast") == ["Problemet i F-0001 er gemt."]
    await saves(bakkeby, "solution", technologies=["sensors"], technology_choice="extend")
    await saves(bakkeby, "benefits", effort_hours="1.200", consequences="Færre runder om natten.")
    await saves(bakkeby, "connections", links="l1")
    await saves(bakkeby, "guideposts", **GUIDEPOSTS)
    light = {"dignity": "green", "dignity_why": "Beboeren har sagt ja.", "data_level": "sensitive"}
    link = {"dpia": "yes", "dpia_date": "2026-10-01", "dpia_link": "https://kommune.dk/dpia"}
    page = await saves(bakkeby, "ethics", **light, **link, then="close")
    assert page.words("h1") == ["Sensorer på natteronden"]

    seen = read((await bakkeby.reads("karen", "proposals/1")).text)
    headings = [
        "Problemet", "Løsningen", "Gevinsterne", "Sammenhænge", "Pejlemærker", "Dataetik og jura",
    ]  # fmt: skip
    assert [one for one in seen.words("h2") if one in headings] == headings
    said = " ".join(seen.words("section", class_="told-step"))
    for words in (
        "Borgere, Medarbejdere",
        "Sensorer",
        "1.200",
        "I høj grad",
        "En prøveuge",
        "1. oktober 2026",
    ):
        assert words in said
    assert "Kompetencer" not in said
    assert seen.words("a", href="#solutions/1") == ["L-0001 Gulvsensorer på Solbakken"]
    assert seen.all("a", href="https://kommune.dk/dpia")[0].attributes["rel"].startswith("noopener")


async def test_one_goes_on_another_day_where_one_was(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await saves(bakkeby, "guideposts", **GUIDEPOSTS, then="close")
    again = await opens(bakkeby, "guideposts")
    assert again.ticked("involvement") == ["high"]
    assert again.filled()["involvement_how"] == "En prøveuge på én afdeling."
    assert again.words("a", aria_current="step")[0].endswith("1 af 4 udfyldt")
    back = await saves(bakkeby, "guideposts", **GUIDEPOSTS, then="back")
    assert back.words("h1") == ["Kompetencer"]


async def test_what_is_wrong_is_said_by_the_field_and_nothing_typed_is_lost(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    before = stored(bakkeby)
    sent = {**(await opens(bakkeby, "ethics")).filled(), "dpia_link": "http://x", "dignity": "yellow"}
    answer = await bakkeby.sends("mette", "proposals/1/steps/ethics", sent)
    page = read(answer.text)
    assert answer.status_code == 422
    assert page.words("p", class_="error") == [
        "Skriv adressen på en webside, for eksempel https://sag.kommune.dk/side."
    ]
    assert page.ticked("dignity") == ["yellow"]
    assert page.filled()["dpia_link"] == "http://x"
    empty = {"problem": " ", "beneficiaries": ["citizens"]}
    both = {**(await opens(bakkeby, "problem")).filled(), **empty}
    page = read((await bakkeby.sends("mette", "proposals/1/steps/problem", both)).text)
    assert page.words("p", class_="error") == ["Udfyld dette felt."]
    assert page.ticked("beneficiaries") == ["citizens"]
    assert stored(bakkeby) == before


@pytest.mark.parametrize(("links", "sentence"), [("L-0009", "findes ikke"), ("F-0001", "sig selv")])
async def test_a_link_must_lead_somewhere_else(bakkeby: Town, links: str, sentence: str) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    sent = {**(await opens(bakkeby, "connections")).filled(), "links": links}
    answer = await bakkeby.sends("mette", "proposals/1/steps/connections", sent)
    assert sentence in read(answer.text).words("p", class_="error")[0]


async def test_while_links_are_typed_cards_are_found(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.sends("jonas", "solutions", solution_card())
    found = read(
        (await bakkeby.reads("mette", "choices", kind="both", but="F-0001", links="F-1, gulvs")).text
    )
    assert [one.attributes["data-add"] for one in found.all("button")] == ["L-0001"]
    own = await bakkeby.reads("mette", "choices", kind="both", but="F-0001", links="sensorer natteronden")
    assert "F-0001" not in own.text


async def test_the_same_step_sent_twice_is_saved_once_and_an_old_one_shows_what_changed(
    bakkeby: Town,
) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    old = (await opens(bakkeby, "competences")).filled()
    sent = {**old, "competence_needs": "To timer med alle nattevagter."}
    for _ in range(2):
        assert (await bakkeby.sends("mette", "proposals/1/steps/competences", sent)).status_code == 200
    kept = stored(bakkeby)
    late = {**old, "competence_needs": "En dag."}
    answer = await bakkeby.sends("mette", "proposals/1/steps/competences?seq=0", late)
    page = read(answer.text)
    assert answer.status_code == 409
    assert page.words("blockquote") == ["To timer med alle nattevagter."]
    assert page.filled()["competence_needs"] == "En dag."
    assert stored(bakkeby) == kept
    assert page.filled()["version"] == kept.version
    again = await bakkeby.sends("mette", "proposals/1/steps/competences", page.filled())
    assert again.status_code == 200
    assert stored(bakkeby).competence_needs == "En dag."


async def test_when_the_council_has_decided_the_step_stays_to_be_copied(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    old = (await opens(bakkeby, "competences")).filled()
    await moves(bakkeby, "hanne", 1, "rejected", reason="Vi har det allerede.")
    answer = await bakkeby.sends(
        "mette", "proposals/1/steps/competences", {**old, "competence_needs": "Alt."}
    )
    page = read(answer.text)
    assert answer.status_code == 409
    assert page.filled()["competence_needs"] == "Alt."
    assert not page.all("button", type="submit")
    assert (await bakkeby.reads("mette", "proposals/1/steps/problem")).status_code == 409


async def test_a_step_that_does_not_exist_is_not_found(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.sends("mette", "solutions", solution_card())
    for path in ("proposals/1/steps/law", "solutions/1/steps/ethics", "proposals/9/steps/problem"):
        assert (await bakkeby.reads("mette", path)).status_code == 404
        assert (await bakkeby.sends("mette", path, {"version": "1"})).status_code == 404


async def test_a_solution_card_is_filled_in_by_who_shared_it(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card())
    fits = {"users_fit": "similar", "problem_fit": "same", "maturity_fit": "lower"}
    said = {"transferability": "adaptable", "contact_name": "Natholdet", **fits}
    await saves(bakkeby, "transfer", "jonas", "solutions/1", **said)
    page = await saves(bakkeby, "law", "jonas", "solutions/1", kle="27.35.04", then="close")
    assert page.words("h1") == ["Gulvsensorer på Solbakken"]
    shown = " ".join(page.words("section", class_="told-step"))
    assert re.search("Kan tilpasses.*Lignende.*Det samme.*Lavere.*Natholdet.*27.35.04", shown)
    assert stored_card(bakkeby).kle == "27.35.04"
    sent = {**(await opens(bakkeby, "law", "jonas", "solutions/1")).filled(), "kle": "27.3"}
    answer = await bakkeby.sends("jonas", "solutions/1/steps/law", sent)
    assert "tre par cifre" in read(answer.text).words("p", class_="error")[0]


async def test_a_red_answer_keeps_a_proposal_from_being_approved_until_it_is_reworked(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await saves(bakkeby, "ethics", dignity="red", then="close")
    assert (
        "godkendes, før det er arbejdet om" in (await opens(bakkeby, "ethics")).words("div", class_="warn")[0]
    )
    for end in ("assessment", "ready", "on_agenda"):
        await moves(bakkeby, "hanne", 1, end)
    for end in ("prioritised", "pre_analysis", "pilot"):
        dialog = await bakkeby.reads("karen", f"proposals/1/moves/{end}")
        assert dialog.status_code == 409
        assert "rødt svar i dataetik" in dialog.text
        sent = {"end": end, "seq": 3, "reason": "Vi vil det.", "action_key": f"approve-{end}".ljust(20, "-")}
        refused = await bakkeby.sends("karen", "proposals/1/moves", sent)
        assert refused.status_code == 409
        assert "rødt svar i dataetik" in refused.text
        assert read(refused.text).filled()["reason"] == "Vi vil det."
    await moves(bakkeby, "karen", 1, "clarification", reason="Tag kameraet væk.")
    await saves(bakkeby, "ethics", dignity="green", then="close")
    for end in ("submitted", "assessment", "ready", "on_agenda", "pilot"):
        await moves(bakkeby, "mette" if end == "submitted" else "hanne", 1, end)
    assert stored(bakkeby).status == "pilot"


async def test_what_goes_into_operation_hands_its_answers_on(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await saves(bakkeby, "problem", beneficiaries=["citizens"], purpose="service", other_purposes=["data"])
    await saves(bakkeby, "solution", technologies=["sensors", "iot"])
    await saves(bakkeby, "benefits", consequences="Færre runder.")
    for end in ("assessment", "ready", "on_agenda", "pilot", "implementation", "in_operation"):
        await moves(bakkeby, "hanne", 1, end)
    card, made = stored_card(bakkeby), stored(bakkeby)
    for name in ("other_purposes", "beneficiaries", "technologies", "consequences"):
        assert getattr(card, name) == getattr(made, name) != ()


async def test_the_map_knows_the_technologies_of_a_proposal(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    assert "F-0001" not in (await bakkeby.reads("jonas", "map/results", technology="sensors")).text
    await saves(bakkeby, "solution", technologies=["sensors"])
    assert "F-0001" in (await bakkeby.reads("jonas", "map/results", technology="sensors")).text
