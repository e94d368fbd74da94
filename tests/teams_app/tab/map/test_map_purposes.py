"""The map is drawn for as many purposes as a municipality has, from three to nine, and stays calm."""

from dataclasses import replace

import pytest

from teams_app.tab.map.map_layout import picture
from teams_app.tab.map.map_sections import sections
from teams_app.tab.map.map_shapes import Box, Frames, Panel, Picture
from technology_map.cards.map_places import MapFilter
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.words.terms import Term, TermList, TermUse
from tests.teams_app.tab.map.maps import many
from tests.words import WORDS

LONG = "Mere tid sammen med borgerne og mindre tid foran skærmen i alle dele af kommunen"


def with_purposes(count: int, cards: int) -> list[Picture]:
    """The whole map of a municipality with so many purposes, in both shapes."""
    overview = many(cards)
    for place, term in enumerate(WORDS.terms(TermList.PURPOSE)):
        overview.put_term(replace(term, use=TermUse.OFFERED if place < count else TermUse.RETIRED))
    for place in range(len(WORDS.terms(TermList.PURPOSE)), count):
        name = LONG[:60] if place % 2 else f"Formål {place}"
        overview.put_term(Term(TermList.PURPOSE, f"own_{place}", name, name, 100 + place, number=100 + place))
    for place, card in enumerate(list(overview.solution_cards)):
        codes = [one.code for one in overview.vocabulary.offered(TermList.PURPOSE)]
        overview.put_solution_card(replace(card, purpose=codes[place % count] if place % 7 else None))
    t = texts(Language.DANISH).with_words(overview.vocabulary)
    made = sections(t, overview.map.fitting(MapFilter()), MapFilter())
    return [picture(made, shape.value, whole=True) for shape in (Frames.WIDE, Frames.TALL)]


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


def hub(drawn: Picture) -> Box:
    reach = drawn.frame.hub
    return Box(drawn.centre[0] - reach, drawn.centre[1] - reach, 2 * reach, 2 * reach)


@pytest.mark.parametrize("cards", [0, 12, 400])
@pytest.mark.parametrize("count", range(3, 10))
def test_every_purpose_has_its_own_room_and_its_own_part_of_the_ring(count: int, cards: int) -> None:
    for drawn in with_purposes(count, cards):
        boxes = [panel.box for panel in drawn.panels]
        assert len(boxes) == count + (1 if cards else 0)
        assert len(drawn.segments) == count
        for at, box in enumerate(boxes):
            assert all(apart(box, other) for other in boxes[at + 1 :])
            assert apart(box, hub(drawn))
            assert box.x >= 0
            assert box.x + box.width <= drawn.frame.width + 0.1
            assert box.y >= 0
            assert box.y + box.height <= drawn.height + 0.1


@pytest.mark.parametrize("count", range(3, 10))
def test_the_purposes_stand_clockwise_each_in_a_colour_of_its_own(
    count: int,
) -> None:
    wide, _ = with_purposes(count, 40)
    shown: list[Panel] = [panel for panel in wide.panels if panel.section.code != "none"]
    assert len(shown) == count
    half = count // 2
    right, left = shown[1 : half + 1], shown[half + 1 :]
    assert [one.box.y for one in right] == sorted(one.box.y for one in right)
    assert [one.box.y for one in left] == sorted((one.box.y for one in left), reverse=True)
    assert len({segment.section.purpose for segment in wide.segments}) == count
