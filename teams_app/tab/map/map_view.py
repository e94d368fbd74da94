"""The technology map as it is drawn: the picture in two shapes, the table beside it, the way back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from teams_app.tab.filters import map_address, read_count, read_map_filter
from teams_app.tab.map.map_layout import picture
from teams_app.tab.map.map_parts import Section
from teams_app.tab.map.map_sections import AT_FIRST, code_word, counts, sections
from teams_app.tab.map.map_shapes import Frames, Picture
from teams_app.tab.sentences import Option, options
from technology_map.cards.map_index import OnTheMap
from technology_map.cards.map_places import LEFT_OUT, NONE, Dimension, MapFilter
from technology_map.overview import Overview
from technology_map.search.facet_index import FacetKey
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.values import Phase


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the way from the whole map to what is shown; the last one leads nowhere."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class MapPage:
    """Everything on the map; `live` and `place` as on the board."""

    sections: list[Section]
    pictures: tuple[Picture, ...]
    heading: str
    summary: str
    notes: list[str]
    way: list[Step]
    empty: bool
    none_at_all: bool
    filtered: bool
    live: str
    place: str


@dataclass(frozen=True, slots=True)
class MapChoices:
    """The map's filter as it is drawn."""

    purposes: list[Option]
    areas: list[Option]
    phases: list[Option]
    technologies: list[Option]


def map_page(t: Texts, overview: Overview, query: Mapping[str, str]) -> MapPage:
    """The map that an address asks for."""
    asked = read_map_filter(query, overview.vocabulary)
    found = overview.map.fitting(asked)
    shown = read_count(query, "shown", AT_FIRST)
    kept = {"shown": shown} if shown != AT_FIRST else {}
    made = sections(t, found, asked, shown)
    way = _way(t, asked)
    shapes = Frames if asked.purpose else (Frames.WIDE, Frames.TALL)
    return MapPage(
        sections=made,
        pictures=tuple(picture(made, shape.value, whole=not asked.purpose) for shape in shapes),
        heading=way[-1].text if way else t("tab.map.whole"),
        summary=counts(t, found),
        notes=_notes(t, overview, asked, found),
        way=way,
        empty=not found,
        none_at_all=not len(overview.proposals) and not len(overview.solution_cards),
        filtered=asked != MapFilter(),
        live=map_address("map/results", asked, **kept),
        place=map_address("map", asked, **kept),
    )


def map_choices(t: Texts, asked: MapFilter) -> MapChoices:
    """What can be chosen in the filter, and what is."""

    def with_none(found: list[Option], dimension: Dimension, chosen: str) -> list[Option]:
        return [*found, Option(NONE, code_word(t, dimension, NONE), chosen == NONE)]

    phases = [Option(one.value, t(f"phase.{one.value}"), one.value == asked.phase) for one in Phase]
    return MapChoices(
        purposes=with_none(options(t, TermList.PURPOSE, asked.purpose), Dimension.PURPOSE, asked.purpose),
        areas=with_none(options(t, TermList.AREA, asked.area), Dimension.AREA, asked.area),
        phases=with_none(phases, Dimension.PHASE, asked.phase),
        technologies=options(t, TermList.TECHNOLOGY, asked.technology),
    )


def _way(t: Texts, asked: MapFilter) -> list[Step]:
    """From the whole map, through the purpose and the area, to what is shown."""
    steps, so_far = [Step(t("tab.map.whole"), "map")], MapFilter()
    for dimension in Dimension:
        if chosen := getattr(asked, dimension.value):
            so_far = replace(so_far, **{dimension.value: chosen})
            steps.append(Step(code_word(t, dimension, chosen), map_address("map", so_far)))
    if asked.technology:
        steps.append(Step(t.term(TermList.TECHNOLOGY, asked.technology), map_address("map", asked)))
    return steps if len(steps) > 1 else []


def _notes(t: Texts, overview: Overview, asked: MapFilter, found: OnTheMap) -> list[str]:
    """What a reader would otherwise wonder about."""
    made = []
    unplaced = len(found.by(Dimension.PURPOSE).get(NONE, ()))
    if unplaced and not asked.purpose:
        made.append(t.many("tab.map.unplaced", unplaced))
    if asked.technology:
        made.append(t("tab.map.technology_note"))
    if (ended := overview.proposals.facets.count(FacetKey(), LEFT_OUT)) and asked == MapFilter():
        made.append(t.many("tab.map.left_out", ended))
    return made
