"""The layout of the technology map: everything once, in its own room, however much there is."""

import re
from collections.abc import Iterator
from itertools import combinations
from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from teams_app.tab.filters import map_address, read_map_filter
from teams_app.tab.map.map_layout import picture
from teams_app.tab.map.map_parts import Entry
from teams_app.tab.map.map_sections import NAMED, sections
from teams_app.tab.map.map_shapes import Box, Frames, Panel, Picture
from teams_app.tab.map.map_text import cut, parted, width_of, wrapped
from teams_app.tab.map.map_view import map_page
from teams_app.tab.rendering import drawn
from technology_map.cards.map_places import LEFT_OUT, MapFilter, Thing
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Overview
from tests.teams_app.tab.map.maps import DANISH, METTE, MOMENT, filters, many, overview_of, things
from tests.teams_app.tab.pages import Page, read
from tests.words import AREAS, PURPOSES, WORDS

ROUNDED = 1e-6
PARTING = re.compile(r"[\s\u00ad]+")


def pictures(overview: Overview, asked: MapFilter) -> Iterator[Picture]:
    """The map in its shapes."""
    made = sections(DANISH, overview.map.fitting(asked), asked)
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
    shown = overview.map.fitting(asked)
    for drawing in pictures(overview, asked):
        placed = [one.of for panel in drawing.panels for one in panel.entries]
        entries = [one for one in placed if isinstance(one, Entry)]
        assert len(entries) == len(placed)
        assert sum(one.count for one in entries) == len(shown)
        assert sum(panel.section.total for panel in drawing.panels) == len(shown)
        named = [one.name for one in entries if one.name]
        assert len(named) == len(set(named))
        assert set(named) <= {one.name for one in shown}
        assert not drawing.segments or len(drawing.segments) == len(PURPOSES)


@given(things, filters)
def test_the_same_things_make_the_same_picture(found: list[Thing], asked: MapFilter) -> None:
    assert list(pictures(overview_of(found), asked)) == list(pictures(overview_of(found), asked))


@given(filters)
def test_a_filter_survives_its_address(asked: MapFilter) -> None:
    assert read_map_filter(URL(f"/{map_address('map', asked)}").query, WORDS) == asked


@given(st.text(max_size=200), st.floats(30, 400))
def test_a_cut_text_fits_and_is_the_beginning(text: str, room: float) -> None:
    kept = cut(text, 14, room)
    assert width_of(kept, 14) <= room + ROUNDED
    assert (kept == text) == (width_of(text, 14) <= room)
    assert text.startswith(kept.removesuffix("…").rstrip())
    lines = wrapped(text, 16, room, 2)
    assert len(lines) <= 2
    assert all(width_of(line, 16) <= room + ROUNDED for line in lines)


@given(st.text(max_size=60), st.floats(30, 400))
def test_what_is_left_of_a_text_is_heard_word_by_word(text: str, room: float) -> None:
    shown = cut(text, 14, room)
    said = parted(text, shown)
    assert said.replace("\u00ad", "") == text.replace("\u00ad", "")
    seen = shown if shown == text else shown.removesuffix("…")
    words = list(filter(None, PARTING.split(seen)))
    assert list(filter(None, PARTING.split(said)))[: len(words)] == words


def test_only_a_word_that_is_too_long_is_cut_in_two() -> None:
    assert cut("Robotter fordeler post", 14, 100) == "Robotter …"
    assert cut("Kommuneplantillæg", 14, 100) == "Kommunepl…"
    assert parted("Robotter fordeler post", "Robotter …") == "Robotter fordeler post"
    assert parted("Kommuneplantillæg", "Kommunepl…") == "Kommunepl\u00adantillæg"


@given(things)
def test_what_came_to_nothing_or_lives_on_as_a_card_is_not_there(found: list[Thing]) -> None:
    overview = overview_of(found)
    shown = overview.map.fitting(MapFilter())
    assert not [one for one in shown if isinstance(one, Proposal) and one.status in LEFT_OUT]
    for one in [one for one in shown if isinstance(one, Proposal)][:1]:
        card = SolutionCard("x", "x", "y", METTE, "new", MOMENT, MOMENT, number=900, from_proposal=one.number)
        overview.put_solution_card(card)
        names = {thing.name for thing in overview.map.fitting(MapFilter())}
        assert names == {thing.name for thing in shown} - {one.name} | {"L-0900"}


@given(st.text(min_size=1).filter(str.strip))
def test_whatever_a_title_holds_is_only_words_on_the_map(title: str) -> None:
    def page_of(named: str) -> Page:
        card = SolutionCard(named, "x", "y", METTE, "key", MOMENT, MOMENT, purpose="data")
        page = map_page(DANISH, overview_of([card]), {})
        return read(drawn("map_drawn.html", t=DANISH, page=page))

    assert [one.tag for one in page_of(title).elements] == [one.tag for one in page_of("x").elements]


def test_two_thousand_things_are_groups_and_one_purpose_opens_them() -> None:
    overview = many(2_000)
    whole = map_page(DANISH, overview, {})
    assert {entry.kind for one in whole.sections for entry in one.entries} == {"group"}
    assert sum(len(one.entries) for one in whole.sections) == len(PURPOSES) * len(AREAS)
    assert all(drawing.height < 6_000 for drawing in whole.pictures)
    data = map_page(DANISH, overview, {"purpose": "data"})
    assert len([one for one in data.sections if one.total]) == len(AREAS)
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
        SolutionCard(f"Løsning {n}", "x", "y", METTE, "k", MOMENT, MOMENT, "health", purpose="data")
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
