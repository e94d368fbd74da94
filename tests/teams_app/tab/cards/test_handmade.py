"""Hanne finds rows that somebody made in SharePoint, and cards of which somebody emptied something."""

from local_tenant.faults import Fault
from tests.stories.playing import OPEN_SITE
from tests.teams_app.tab.pages import proposal, read
from tests.town import Town


async def made_by_hand(at: Town, title: str, name: str = "Proposals") -> int:
    """Karen makes a row in the list itself."""
    number = await at.tenant.sharepoint.create_as("karen", OPEN_SITE, name, {"Title": title})
    await at.server.store.catch_up()
    return int(number)


async def test_hanne_takes_one_in_and_leaves_the_other(bakkeby: Town) -> None:
    first = await made_by_hand(bakkeby, "Cykler til hjemmeplejen")
    other = await made_by_hand(bakkeby, "Kladde", "SolutionCards")
    assert read((await bakkeby.reads("amina", f"proposals/{first}")).text).words("h1") != ["Cykler"]
    assert "Lavet direkte" not in (await bakkeby.reads("karen", "mine")).text
    page = read((await bakkeby.reads("hanne", "mine")).text)
    told = " ".join(page.words("p"))
    assert "Cykler til hjemmeplejen – række 1, lavet af Karen" in told
    addresses = [one.attributes["hx-post"] for one in page.all("button") if "hx-post" in one.attributes]
    assert f"/tab/part/rows/proposals/{first}/take-in" in addresses
    taken = read((await bakkeby.sends("hanne", f"rows/proposals/{first}/take-in", {})).text)
    assert taken.words("p", class_="toast") == ["F-0001 er taget ind."]
    left = read((await bakkeby.sends("hanne", f"rows/solutions/{other}/leave", {})).text)
    assert "Lavet direkte i SharePoint" not in left.words("h2")
    shown = read((await bakkeby.reads("amina", f"proposals/{first}")).text)
    assert shown.words("h1") == ["Cykler til hjemmeplejen"]
    again = await bakkeby.sends("hanne", f"rows/proposals/{first}/take-in", {})
    assert again.status_code == 404


async def test_a_card_with_an_emptied_key_says_so_on_its_page(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    at = bakkeby.tenant.sharepoint
    at.edit_as("karen", OPEN_SITE, "Proposals", 1, {"SubmissionKey": None})
    await bakkeby.server.store.catch_up()
    page = read((await bakkeby.reads("amina", "proposals/1")).text)
    assert page.words("h1") == ["Sensorer på natteronden"]
    [note] = page.words("p", role="note")
    assert note.startswith("Noget af rækken mangler eller kan ikke læses i SharePoint: ")


async def test_where_sharepoint_is_away_hanne_is_told_so_and_presses_again(bakkeby: Town) -> None:
    row = await made_by_hand(bakkeby, "Cykler til hjemmeplejen")
    for address in (f"rows/proposals/{row}/take-in", f"rows/proposals/{row}/leave"):
        bakkeby.tenant.faults.add(Fault("before", "PATCH", "/items/", times=None, status=403))
        refused = await bakkeby.sends("hanne", address, {})
        assert refused.status_code == 503
        assert "IKKE gemt" in refused.text
        bakkeby.tenant.faults.clear()
    assert (await bakkeby.sends("hanne", f"rows/proposals/{row}/take-in", {})).status_code == 200


async def test_what_was_left_and_whose_answer_was_lost_is_said_to_be_left(bakkeby: Town) -> None:
    row, other = [await made_by_hand(bakkeby, title, "SolutionCards") for title in ("Kladde", "Prøve")]
    bakkeby.tenant.faults.add(Fault("after", "PATCH", "/items/"))
    left = await bakkeby.sends("hanne", f"rows/solutions/{row}/leave", {})
    assert left.status_code == 200, left.text
    bakkeby.tenant.faults.add(Fault("after", "PATCH", "/items/"))
    bakkeby.tenant.faults.add(Fault("before", "GET", "/items/", times=None, status=403))
    unknown = await bakkeby.sends("hanne", f"rows/solutions/{other}/leave", {})
    assert "Vi ved ikke, om det blev gemt" in unknown.text
