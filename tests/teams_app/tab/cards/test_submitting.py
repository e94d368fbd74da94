"""Handing in, editing and finding one's own again."""

from local_tenant.faults import Fault
from tests.teams_app.tab.council.test_moving import moves
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.town import Town


async def test_mette_proposes_from_the_tab(bakkeby: Town) -> None:
    form = read((await bakkeby.reads("mette", "new/proposal")).text)
    assert form.words("label")[0] == "Hvad er problemet?"
    sent = {**proposal(), "submission_key": form.filled()["submission_key"]}
    page = read((await bakkeby.sends("mette", "proposals", sent)).text)
    assert page.words("p", class_="toast") == ["Tak. Dit forslag er gemt som F-0001."]
    assert page.words("h1") == ["Sensorer på natteronden"]


async def test_the_same_form_sent_twice_is_one_proposal(bakkeby: Town) -> None:
    for _ in range(2):
        assert "F-0001" in (await bakkeby.sends("mette", "proposals", proposal())).text
    assert "1 forslag" in (await bakkeby.reads("jonas", "board")).text


async def test_what_is_missing_is_said_at_each_field_and_nothing_typed_is_lost(bakkeby: Town) -> None:
    typed = proposal(title="", solution="", area="education")
    answer = await bakkeby.sends("mette", "proposals", typed)
    page = read(answer.text)
    assert answer.status_code == 422
    assert [one.attributes["name"] for one in page.elements if "aria-invalid" in one.attributes] == [
        "title",
        "solution",
    ]
    assert page.words("p", class_="error") == ["Udfyld dette felt."] * 2
    assert page.filled()["problem"] == typed["problem"]
    assert page.filled()["submission_key"] == typed["submission_key"]
    assert next(o.words for o in page.all("option") if "selected" in o.attributes) == "Uddannelse"


async def test_a_number_that_is_no_cpr_number_may_be_explained(bakkeby: Town) -> None:
    doubtful = proposal(problem="Journal 0101901111 ligger tre steder.")
    answer = await bakkeby.sends("mette", "proposals", doubtful)
    page = read(answer.text)
    assert answer.status_code == 422
    assert page.all("textarea", name="not_cpr")
    explained = {**page.filled(), "area": "", "not_cpr": "Det er et journalnummer."}
    assert (await bakkeby.sends("mette", "proposals", explained)).status_code == 200


async def test_a_damaged_form_is_replaced_by_a_fresh_one(bakkeby: Town) -> None:
    answer = await bakkeby.sends("mette", "proposals", proposal(submission_key="short", status="pilot"))
    page = read(answer.text)
    assert answer.status_code == 422
    assert len(page.filled()["submission_key"]) >= 16
    assert page.filled()["title"] == "Sensorer på natteronden"


async def test_while_sharepoint_is_away_there_is_a_receipt(bakkeby: Town) -> None:
    bakkeby.tenant.faults.add(Fault("before", path=r"^/v1\.0", status=403, times=None))
    page = read((await bakkeby.sends("mette", "proposals", proposal())).text)
    assert page.words("h1") == ["Modtaget, men endnu ikke i SharePoint"]
    assert page.words("p", class_="receipt-code")[0].startswith("Din kvittering: ")


async def test_while_a_title_is_typed_similar_things_are_shown(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card())
    near = await bakkeby.reads("mette", "similar", title="Gulvsensorer til Solbakken", problem="")
    page = read(near.text)
    assert page.words("h2") == ["Har en kollega det allerede?"]
    assert page.all("a", href="#solutions/1")
    assert (await bakkeby.reads("mette", "similar", title="Noget helt andet", problem="")).text.strip() == ""


async def test_the_problem_alone_is_enough_and_each_hit_says_why(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "proposals", proposal(problem="Vi vækker beboerne på hver runde om natten."))
    near = await bakkeby.reads("mette", "similar", problem="Beboerne vågner, når vi går runde om natten")
    page = read(near.text)
    assert page.words("summary")[0].startswith("Sensorer på natteronden F-0001")
    assert "Samme ord under “Hvad er problemet?”: beboerne, runde, natten" in page.words("li")
    assert (await bakkeby.reads("mette", "similar", problem="Vi vil")).text.strip() == ""
    itself = await bakkeby.reads("jonas", "similar", problem="Vi vækker beboerne om natten", but="F-0001")
    assert itself.text.strip() == ""


async def test_amina_backs_what_resembles_hers_without_leaving_the_form(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "proposals", proposal())
    near = read((await bakkeby.reads("amina", "similar", title="Sensorer om natten")).text)
    addresses = [one.attributes["hx-post"] for one in near.all("button")]
    assert addresses == [f"/tab/part/proposals/1/{verb}?from=similar" for verb in ("support", "follow")]
    answer = await bakkeby.sends("amina", "proposals/1/support?from=similar", {})
    pressed = read(answer.text)
    assert pressed.words("button") == ["Træk opbakning tilbage", "Følg"]
    assert pressed.words("p", class_="toast") == ["Du bakker nu op om F-0001."]
    assert not pressed.all("h1")
    refused = await bakkeby.sends("jonas", "proposals/1/support?from=similar", {})
    assert refused.status_code == 403
    assert read(refused.text).all("p", role="alert")


async def test_mette_edits_her_own_and_nobody_else_does(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    form = read((await bakkeby.reads("mette", "proposals/1/edit")).text)
    sent = {**form.filled(), "title": "Sensorer hele natten", "area": "health"}
    assert (await bakkeby.sends("jonas", "proposals/1/edit", sent)).status_code == 403
    assert (await bakkeby.reads("jonas", "proposals/1/edit")).status_code == 403
    page = read((await bakkeby.sends("mette", "proposals/1/edit", sent)).text)
    assert page.words("h1") == ["Sensorer hele natten"]
    assert "Rettelserne i F-0001 er gemt." in page.words("p", class_="toast")


async def test_an_edit_on_an_old_form_shows_what_changed_and_may_be_sent_again(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    old = read((await bakkeby.reads("mette", "proposals/1/edit")).text).filled()
    await bakkeby.sends("mette", "proposals/1/edit", {**old, "title": "Fra telefonen", "area": "health"})
    await moves(bakkeby, "hanne", 1, "clarification", reason="Hvem passer dem?")
    sent = {**old, "title": "Fra computeren", "area": "health"}
    refused = await bakkeby.sends("mette", "proposals/1/edit?seq=0", sent)
    page = read(refused.text)
    assert refused.status_code == 409
    assert page.filled()["title"] == "Fra computeren"
    assert "Hvem passer dem?" in page.words("div", class_="changed")[0]
    assert "Fra telefonen" in page.words("blockquote")
    again = {**page.filled(), "area": "health"}
    assert read((await bakkeby.sends("mette", "proposals/1/edit?seq=1", again)).text).words("h1") == [
        "Fra computeren"
    ]


async def test_when_the_council_has_decided_the_text_stays_to_be_copied(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    old = read((await bakkeby.reads("mette", "proposals/1/edit")).text).filled()
    await moves(bakkeby, "hanne", 1, "rejected", reason="Vi har det allerede.")
    refused = await bakkeby.sends("mette", "proposals/1/edit", {**old, "title": "Nyt navn", "area": ""})
    page = read(refused.text)
    assert refused.status_code == 409
    assert page.filled()["title"] == "Nyt navn"
    assert not page.all("button", type="submit")


async def test_mine_shows_what_the_council_waits_for_first(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.sends("mette", "proposals", proposal(submission_key="another-key-000001", title="Andet"))
    await bakkeby.sends("mette", "solutions", solution_card())
    await bakkeby.sends("jonas", "proposals", proposal(submission_key="another-key-000002", title="Jonas'"))
    await moves(bakkeby, "hanne", 1, "clarification", reason="Hvem passer dem?")
    page = read((await bakkeby.reads("mette", "mine")).text)
    assert page.words("h2") == ["Rådet venter på dit svar", "Mine forslag", "Mine løsningskort"]
    assert page.words("h3") == ["Sensorer på natteronden", "Andet", "Gulvsensorer på Solbakken"]
    desk = read((await bakkeby.reads("hanne", "mine")).text)
    assert desk.words("h2")[0] == "Venter på dig"
    assert len(desk.words("h3")) == 2


async def test_the_answer_dialog_shows_the_councils_question(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    await moves(bakkeby, "hanne", 1, "clarification", reason="Hvem passer dem?")
    dialog = read((await bakkeby.reads("mette", "proposals/1/moves/submitted")).text)
    assert dialog.words("blockquote") == ["Hvem passer dem?"]
    assert "Dit svar" in dialog.words("label")


async def test_solution_cards_are_shared_listed_found_and_edited(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card())
    other = solution_card(
        submission_key="another-key-000001", title="Droner over tage", challenges="x", area="technical"
    )
    await bakkeby.sends("amina", "solutions", other)
    everything = read((await bakkeby.reads("mette", "solutions")).text)
    assert everything.words("h2") == ["Sundhed", "Teknik", "Fagområder uden løsningskort"]
    assert everything.words("h3") == ["Gulvsensorer på Solbakken", "Droner over tage"]
    for query in ({"area": "technical"}, {"text": "dron"}, {"text": "L-0002"}):
        assert read((await bakkeby.reads("mette", "solutions/results", **query)).text).words("h3") == [
            "Droner over tage"
        ]
    page = read((await bakkeby.reads("mette", "solutions/1")).text)
    assert page.words("h2")[:2] == ["Problem og formål", "Løsningen"]
    assert not page.all("a", id="edit")
    form = read((await bakkeby.reads("jonas", "solutions/1/edit")).text).filled()
    sent = {**form, "title": "Gulvsensorer alle vegne", "area": "health"}
    assert (await bakkeby.sends("mette", "solutions/1/edit", sent)).status_code == 403
    assert "Gulvsensorer alle vegne" in (await bakkeby.sends("jonas", "solutions/1/edit", sent)).text
    late = read((await bakkeby.sends("jonas", "solutions/1/edit", {**sent, "title": "Uden for døren"})).text)
    assert "Gulvsensorer alle vegne" in late.words("blockquote")


async def test_amina_would_use_what_jonas_has_and_he_hears_of_it_once(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("jonas")
    await bakkeby.sends("jonas", "solutions", solution_card())
    near = read((await bakkeby.reads("amina", "similar", title=solution_card()["title"])).text)
    assert near.words("button") == ["Vi vil bruge den", "Følg"]
    for _ in range(2):
        answer = await bakkeby.sends("amina", "solutions/1/reuse?from=similar", {})
        assert answer.status_code == 200
    pressed = read(answer.text)
    assert pressed.words("button") == ["Følg"]
    assert "har fået besked" in pressed.words("p", class_="toast")[0]
    await bakkeby.server.messenger.settled()
    told = [
        one for one in bakkeby.tenant.teams.messages("jonas") if "vil gerne bruge løsningen" in str(one.cards)
    ]
    assert len(told) == 1
    assert "vil gerne bruge løsningen" in (await bakkeby.reads("mette", "solutions/1/remarks")).text
    own = await bakkeby.sends("jonas", "solutions/1/reuse?from=similar", {})
    assert own.status_code == 403
