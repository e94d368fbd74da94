"""Somebody leaves, and what they answered for is kept true: corrected, handed over, taken over, seen."""

from local_tenant import people
from tests.bot.chatting import words
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.town import Town


def chosen(*who: str) -> dict[str, str]:
    """What Teams' picker gives for these people."""
    found = [people.person(one) for one in who]
    return {"ids": ",".join(one.object_id for one in found), "names": "\n".join(one.name for one in found)}


async def edits(at: Town, who: str, address: str, **said: str) -> tuple[int, str]:
    """Somebody opens a form, changes what is said, and sends it."""
    opened = await at.reads(who, address)
    if opened.status_code != 200:
        return opened.status_code, ""
    answer = await at.sends(who, address, {**read(opened.text).filled(), **said})
    return answer.status_code, answer.text


async def test_hanne_corrects_what_jonas_shared_and_the_history_says_why(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card())
    fix = {"area": "health", "background": "En måtte foran sengen giver besked."}
    status, text = await edits(bakkeby, "hanne", "solutions/1/edit", **fix)
    assert status == 422
    assert "Skriv, hvorfor du retter i noget, andre har sendt ind." in text
    status, _ = await edits(bakkeby, "hanne", "solutions/1/edit", **fix, why="Jonas er rejst.")
    assert status == 200
    told = read((await bakkeby.reads("amina", "solutions/1/wording")).text)
    assert told.words("p", class_="happened")[0].startswith("Hanne Brandt rettede “")
    assert "Hvorfor: Jonas er rejst." in told.words("p")
    assert (await edits(bakkeby, "amina", "solutions/1/edit", **fix))[0] == 403


async def test_jonas_hands_his_card_to_amina_who_is_told_and_may_edit(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.says("amina", "hej")
    await bakkeby.sends("jonas", "solutions", solution_card())
    page = read((await bakkeby.sends("jonas", "solutions/1/responsible", chosen("amina"))).text)
    assert page.words("p", class_="toast") == ["Amina Yusuf har nu ansvaret for L-0001."]
    await bakkeby.server.messenger.settled()
    card = bakkeby.tenant.teams.messages("amina")[-1].card
    assert "Du har nu ansvaret for L-0001" in words(card)
    assert (await edits(bakkeby, "amina", "solutions/1/edit", area="health", title="Gulvmåtter"))[0] == 200
    assert "Gulvmåtter" in (await bakkeby.reads("amina", "mine")).text
    two = await bakkeby.sends("amina", "solutions/1/responsible", chosen("jonas", "mette"))
    assert two.status_code == 422
    assert "Vælg kun én kollega." in two.text


async def test_hanne_takes_over_and_a_leaver_s_things_go_on_together(bakkeby: Town) -> None:
    for place in range(3):
        await bakkeby.sends("jonas", "proposals", proposal(submission_key=f"key-{place}".ljust(20, "k")))
    await bakkeby.sends("jonas", "solutions", solution_card())
    taken = read((await bakkeby.sends("hanne", "proposals/1/responsible/take", {})).text)
    assert taken.words("p", class_="toast") == ["Du har nu ansvaret for F-0001."]
    jonas = people.person("jonas").object_id
    page = read((await bakkeby.reads("hanne", "ownership", person=jonas)).text)
    assert "Jonas Lind har ansvaret for" in page.words("h3")
    given = await bakkeby.sends("hanne", "ownership", {**chosen("mette"), "of": jonas})
    assert "3 er givet videre." in given.text
    again = await bakkeby.sends("hanne", "ownership", {**chosen("mette"), "of": jonas})
    assert "0 er givet videre." in again.text
    row = bakkeby.tenant.sharepoint.true_rows("teknologikort", "SolutionCards")[0]
    assert row["Responsible"] == "Mette Holm"
    assert (await bakkeby.reads("karen", "ownership")).status_code == 403


async def test_an_editor_corrects_what_belongs_to_the_area_and_nothing_else(bakkeby: Town) -> None:
    await bakkeby.sends("jonas", "solutions", solution_card(area="health"))
    await bakkeby.sends("jonas", "solutions", solution_card(submission_key="o" * 20, area="technical"))
    page = read((await bakkeby.sends("hanne", "setup/terms/area/health/editors", chosen("amina"))).text)
    assert "Amina Yusuf" in page.words("li")[0]
    fix = {"title": "Gulvmåtter", "why": "Navnet er forkert."}
    assert (await edits(bakkeby, "amina", "solutions/1/edit", area="health", **fix))[0] == 200
    assert (await edits(bakkeby, "amina", "solutions/2/edit", area="technical", **fix))[0] == 403
    amina = {"person": people.person("amina").object_id}
    await bakkeby.sends("hanne", "setup/terms/area/health/editors/remove", amina)
    assert (await edits(bakkeby, "amina", "solutions/1/edit", area="health", **fix))[0] == 403


async def test_mette_hands_in_for_a_colleague_who_is_told_if_she_can_be_reached(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.says("amina", "hej")
    amina = people.person("amina")
    sent = proposal(for_name=amina.name, for_id=amina.object_id)
    page = read((await bakkeby.sends("mette", "proposals", sent)).text)
    facts = dict(zip(page.words("dt"), page.words("dd"), strict=True))
    assert facts["Indsendt af"] == "Amina Yusuf"
    await bakkeby.server.messenger.settled()
    assert "F-0001 er sendt ind for dig" in words(bakkeby.tenant.teams.messages("amina")[-1].card)
    by_name = proposal(submission_key="n" * 20, for_name="Gurli i køkkenet")
    page = read((await bakkeby.sends("mette", "proposals", by_name)).text)
    assert "Gurli i køkkenet" in page.words("dd")
    assert "Mette Holm" in page.words("p")
    assert page.all("a", id="edit")
