"""The technology map as people open it: the same in picture and table, narrowed, kept new."""

import pytest

from technology_map.cards.solution_cards import SolutionCard
from tests.teams_app.tab.map.maps import METTE, MOMENT
from tests.teams_app.tab.pages import proposal, read, solution_card
from tests.town import Town


async def hand_in(bakkeby: Town) -> None:
    """A proposal and two solution cards, under two purposes and under none."""
    await bakkeby.sends("mette", "proposals", proposal())
    await bakkeby.sends("mette", "solutions", solution_card())
    robot = SolutionCard(
        "Softwarerobot fordeler post",
        "x",
        "y",
        METTE,
        "robot-key-000001",
        MOMENT,
        MOMENT,
        "it",
        purpose="process",
        technologies=("software_robot",),
    )
    await bakkeby.server.store.add_solution_card(robot)


async def test_what_is_handed_in_stands_on_everybodys_map(bakkeby: Town) -> None:
    await hand_in(bakkeby)
    for who in ("amina", "karen", "hanne"):
        page = read((await bakkeby.reads(who, "map")).text)
        panels = {one.attributes["aria-label"]: one for one in page.all("svg", class_="map-panel")}
        assert "Højere niveau af borgerservice: 1 forslag" in panels
        assert "Bedre processer og smidigere arbejdsgange: 1 løsningskort" in panels
        assert "Trivsel og kompetencer: 0 løsningskort" in panels
        assert "Endnu uden formål: 1 løsningskort" in panels
        assert page.all("a", id="wide-F-0001")[0].attributes["href"] == "#proposals/1"
        assert page.all("a", id="tall-L-0002")[0].attributes["href"] == "#solutions/2"
        label = page.all("a", id="wide-L-0001")[0].attributes["aria-label"]
        assert label == "Løsningskort L-0001: Gulvsensorer på Solbakken. Sundhed. I drift"
        assert "1 har endnu ikke et formål" in page.words("p", class_="map-note")[0]
    nav = read((await bakkeby.reads("amina", "start")).text).words("a", data_nav="map")
    assert nav == ["Kort"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, {"F-0001", "L-0001", "L-0002"}),
        ({"purpose": "process"}, {"L-0002"}),
        ({"purpose": "none"}, {"L-0001"}),
        ({"area": "health"}, {"F-0001", "L-0001"}),
        ({"phase": "idea"}, {"F-0001"}),
        ({"phase": "in_operation"}, {"L-0001", "L-0002"}),
        ({"area": "health", "phase": "in_operation", "purpose": "none"}, {"L-0001"}),
        ({"technology": "software_robot"}, {"L-0002"}),
        ({"technology": "drone"}, set()),
        ({"purpose": "<script>", "area": "noget andet"}, {"F-0001", "L-0001", "L-0002"}),
    ],
)
async def test_picture_and_table_show_the_same_and_are_narrowed_alike(
    bakkeby: Town, query: dict[str, str], found: set[str]
) -> None:
    await hand_in(bakkeby)
    page = read((await bakkeby.reads("birgit", "map/results", **query)).text)
    for place in ("wide", "tall", "row"):
        links = [one.attributes.get("id", "") for one in page.all("a")]
        assert {
            i.removeprefix(f"{place}-") for i in links if i.startswith((f"{place}-F", f"{place}-L"))
        } == found
    ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))


async def test_the_picture_keeps_to_the_policy_and_says_what_it_is(bakkeby: Town) -> None:
    await hand_in(bakkeby)
    page = read((await bakkeby.reads("mette", "map")).text)
    assert not [one for one in page.elements if "style" in one.attributes or one.tag in ("style", "script")]
    for one in page.all("svg", class_="map"):
        said = {each.attributes.get("id"): each.words for each in page.elements}
        assert said[one.attributes["aria-labelledby"]] == "Teknologikort: Hele kortet"
        assert said[one.attributes["aria-describedby"]]
        assert one.attributes["viewbox"].startswith("0 0 ")
    assert all(one.attributes["aria-label"] for one in page.all("a", class_="map-entry"))


async def test_an_empty_map_says_what_to_do_and_a_guest_reads_nothing(bakkeby: Town) -> None:
    page = read((await bakkeby.reads("mette", "map")).text)
    assert "Kortet er tomt endnu" in page.words("h2")
    assert page.all("a", href="#new/solution")
    assert (await bakkeby.reads("gustav", "map")).status_code == 403
    assert (await bakkeby.http.get("/tab/part/map")).status_code == 401


async def test_an_open_map_learns_what_others_hand_in_and_asks_sharepoint_nothing(bakkeby: Town) -> None:
    before = (await bakkeby.reads("jonas", "changes")).json()
    await hand_in(bakkeby)
    after = (await bakkeby.reads("jonas", "changes", since=before["state"])).json()
    assert after["content"] != before["content"]
    asked = bakkeby.tenant.counts.total
    shown = read((await bakkeby.reads("jonas", "map", area="health")).text)
    live = shown.all("div", id="live")[0].attributes
    assert live["data-live"] == "map/results?area=health"
    assert live["data-place"] == "map?area=health"
    assert (await bakkeby.reads("jonas", live["data-live"])).status_code == 200
    assert bakkeby.tenant.counts.total == asked
