"""The technology map: everything once and in its place, calm with forty things and with two thousand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from teams_app.tab.filters import map_address, read_map_filter
from teams_app.tab.map_layout import Box, Frames, Panel, Picture, picture
from teams_app.tab.map_lines import cut, width_of, wrapped
from teams_app.tab.map_sections import NAMED, Entry, sections
from teams_app.tab.map_view import map_page
from teams_app.tab.pages import drawn
from technology_map.life_cycle import Status
from technology_map.map_things import LEFT_OUT, NONE, MapFilter, Thing, on_the_map
from technology_map.overview import Overview
from technology_map.people import Caller, Language, Person
from technology_map.proposals import Proposal
from technology_map.solution_cards import SolutionCard
from technology_map.texts import texts
from technology_map.values import Area, Phase, Purpose, Technology
from tests.teams_app.tab.pages import Page, proposal, read, solution_card
from tests.town import Town

METTE = Person("11111111-0000-4000-8000-000000000001", "Mette Holm")
DANISH = texts(Language.DANISH)
MOMENT = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)

purposes = st.none() | st.sampled_from(Purpose)
areas = st.none() | st.sampled_from(Area)
titles = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=65)
cards = st.builds(
    lambda title, purpose, area, phase, used: SolutionCard(
        title,
        "x",
        "y",
        METTE,
        "key",
        MOMENT,
        MOMENT,
        area,
        purpose=purpose,
        phase=phase,
        technologies=tuple(used),
    ),
    titles,
    purposes,
    areas,
    st.none() | st.sampled_from(Phase),
    st.lists(st.sampled_from(Technology), max_size=3),
)
proposals = st.builds(
    lambda title, purpose, area, status: Proposal(
        title, "x", "y", "z", METTE, "key", MOMENT, MOMENT, area, purpose=purpose, status=status
    ),
    titles,
    purposes,
    areas,
    st.sampled_from(Status),
)
things = st.lists(cards | proposals, max_size=60)
filters = st.builds(
    MapFilter,
    purpose=st.sampled_from(["", NONE, *(one.value for one in Purpose)]),
    area=st.sampled_from(["", NONE, *(one.value for one in Area)]),
    phase=st.sampled_from(["", NONE, *(one.value for one in Phase)]),
    technology=st.sampled_from(["", *(one.value for one in Technology)]),
)


def overview_of(found: list[Thing]) -> Overview:
    """An overview with these things, each with a number of its own."""
    overview = Overview()
    for number, thing in enumerate(found, start=1):
        at = MOMENT + timedelta(hours=number)
        if isinstance(thing, SolutionCard):
            card = replace(thing, number=number, submission_key=f"card-{number}", submitted_at=at)
            overview.put_solution_card(card)
        else:
            made = replace(thing, number=number, submission_key=f"proposal-{number}", submitted_at=at)
            overview.put_proposal(made)
    return overview


def many(count: int) -> Overview:
    """An overview with cards under every purpose and in every area in turn."""
    found: list[Thing] = [
        SolutionCard(
            f"Løsning {n}",
            "x",
            "y",
            METTE,
            "key",
            MOMENT,
            MOMENT,
            list(Area)[n // 5 % len(Area)],
            purpose=list(Purpose)[n % 5],
            technologies=(list(Technology)[n % len(Technology)],),
        )
        for n in range(count)
    ]
    return overview_of(found)


def pictures(overview: Overview, asked: MapFilter) -> Iterator[Picture]:
    """The map in its shapes."""
    made = sections(DANISH, on_the_map(overview, asked), asked)
    for shape in Frames if asked.purpose else (Frames.WIDE, Frames.TALL):
        yield picture(made, shape.value, whole=not asked.purpose)


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x + 0.11
        or other.x + other.width <= one.x + 0.11
        or one.y + one.height <= other.y + 0.11
        or other.y + other.height <= one.y + 0.11
    )


def within(inner: Box, width: float, height: float) -> bool:
    return (
        inner.x >= 0
        and inner.y >= 0
        and inner.x + inner.width <= width + 0.11
        and inner.y + inner.height <= height + 0.11
    )


def check_panel(panel: Panel) -> None:
    """Nothing leaves its panel, nothing lies on anything else, and no text is longer than its room."""
    lines = [*panel.entries, *panel.chips]
    assert all(within(one.box, panel.box.width, panel.box.height) for one in lines)
    assert all(apart(one.box, other.box) for one, other in combinations(lines, 2))
    assert all(one.bar <= one.box.width for one in panel.entries)
    assert all(width_of(one.text, 14) <= one.box.width for one in panel.entries)
    assert all(y < min((one.box.y for one in lines), default=panel.box.height) for y, _ in panel.title)


@given(things, filters | st.just(MapFilter()))
def test_everything_has_its_own_room(found: list[Thing], asked: MapFilter) -> None:
    for drawing in pictures(overview_of(found), asked):
        boxes = [panel.box for panel in drawing.panels]
        assert all(within(box, drawing.frame.width, drawing.height) for box in boxes)
        if drawing.segments:
            (x, y), hub = drawing.centre, drawing.frame.hub
            boxes.append(Box(x - hub, y - hub, 2 * hub, 2 * hub))
            assert within(boxes[-1], drawing.frame.width, drawing.height)
        assert all(apart(one, other) for one, other in combinations(boxes, 2))
        for panel in drawing.panels:
            check_panel(panel)


@given(things, filters | st.just(MapFilter()))
def test_everything_is_counted_exactly_once(found: list[Thing], asked: MapFilter) -> None:
    overview = overview_of(found)
    shown = on_the_map(overview, asked)
    for drawing in pictures(overview, asked):
        placed = [one.of for panel in drawing.panels for one in panel.entries]
        entries = [one for one in placed if isinstance(one, Entry)]
        assert len(entries) == len(placed)
        assert sum(one.count for one in entries) == len(shown)
        assert sum(panel.section.total for panel in drawing.panels) == len(shown)
        named = [one.name for one in entries if one.name]
        assert len(named) == len(set(named))
        assert set(named) <= {one.name for one in shown}
        assert not drawing.segments or len(drawing.segments) == len(Purpose)


@given(things, filters)
def test_the_same_things_make_the_same_picture(found: list[Thing], asked: MapFilter) -> None:
    assert list(pictures(overview_of(found), asked)) == list(pictures(overview_of(found), asked))


@given(filters)
def test_a_filter_survives_its_address(asked: MapFilter) -> None:
    assert read_map_filter(URL(f"/{map_address('map', asked)}").query) == asked


@given(st.text(max_size=200), st.floats(30, 400))
def test_a_cut_text_fits_and_is_the_beginning(text: str, room: float) -> None:
    kept = cut(text, 14, room)
    assert kept == text or width_of(kept, 14) <= room
    assert text.startswith(kept.removesuffix("…").rstrip())
    assert len(wrapped(text, 16, room, 2)) <= 2


@given(things)
def test_what_came_to_nothing_or_lives_on_as_a_card_is_not_there(found: list[Thing]) -> None:
    overview = overview_of(found)
    shown = on_the_map(overview, MapFilter())
    assert not [one for one in shown if isinstance(one, Proposal) and one.status in LEFT_OUT]
    for one in [one for one in shown if isinstance(one, Proposal)][:1]:
        card = SolutionCard("x", "x", "y", METTE, "new", MOMENT, MOMENT, number=900, from_proposal=one.number)
        overview.put_solution_card(card)
        names = {thing.name for thing in on_the_map(overview, MapFilter())}
        assert names == {thing.name for thing in shown} - {one.name} | {"L-0900"}


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_a_title_holds_is_only_words_on_the_map(title: str) -> None:
    def page_of(named: str) -> Page:
        card = SolutionCard(named, "x", "y", METTE, "key", MOMENT, MOMENT, purpose=Purpose.DATA)
        page = map_page(DANISH, overview_of([card]), {})
        return read(drawn("map_results.html", t=DANISH, page=page, caller=Caller(METTE)))

    assert [one.tag for one in page_of(title).elements] == [one.tag for one in page_of("x").elements]


def test_two_thousand_things_are_groups_and_one_purpose_opens_them() -> None:
    overview = many(2_000)
    whole = map_page(DANISH, overview, {})
    assert {entry.kind for one in whole.sections for entry in one.entries} == {"group"}
    assert sum(len(one.entries) for one in whole.sections) == len(Purpose) * len(Area)
    assert all(drawing.height < 6_000 for drawing in whole.pictures)
    data = map_page(DANISH, overview, {"purpose": "data"})
    assert len([one for one in data.sections if one.total]) == len(Area)
    assert data.sections[0].entries[-1].kind == "more"
    area = map_page(DANISH, overview, dict(parse_qsl(URL(data.sections[0].address).query_string)))
    assert {entry.kind for one in area.sections for entry in one.entries} == {"solution"}
    assert area.way[0].address == "map"


def test_a_few_things_have_their_names_the_newest_first() -> None:
    for count, kinds in ((NAMED * 5, {"solution"}), (NAMED * 5 + 5, {"group"})):
        found = map_page(DANISH, many(count), {}).sections
        assert {entry.kind for one in found for entry in one.entries} == kinds
    names = [entry.name for entry in map_page(DANISH, many(40), {}).sections[0].entries]
    assert names == sorted(names, reverse=True)


def test_a_long_list_at_the_bottom_can_be_made_longer() -> None:
    found: list[Thing] = [
        SolutionCard(f"Løsning {n}", "x", "y", METTE, "k", MOMENT, MOMENT, Area.HEALTH, purpose=Purpose.DATA)
        for n in range(150)
    ]
    overview = overview_of(found)
    query = {"purpose": "data", "area": "health", "phase": "in_operation"}
    seen = 0
    while (last := (page := map_page(DANISH, overview, query)).sections[0].entries[-1]).kind == "more":
        assert len(page.sections[0].entries) > seen
        seen = len(page.sections[0].entries)
        query = dict(parse_qsl(URL(last.address).query_string))
    assert len(page.sections[0].entries) == 150


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
        Area.IT,
        purpose=Purpose.PROCESS,
        technologies=(Technology.SOFTWARE_ROBOT,),
    )
    await bakkeby.house.store.add_solution_card(robot)


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
