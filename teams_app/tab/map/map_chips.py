"""The technologies of a section of the map, and as many of them as a picture has room for."""

from dataclasses import replace

from teams_app.tab.filters import map_address
from teams_app.tab.map.map_parts import Chip, Section
from teams_app.tab.sentences import word
from technology_map.cards.map_index import OnTheMap
from technology_map.cards.map_places import MapFilter
from technology_map.texts import Texts
from technology_map.words.terms import TermList


def chips(t: Texts, things: OnTheMap, asked: MapFilter) -> tuple[Chip, ...]:
    """The technologies in these things; nothing where the map shows only one already."""
    if asked.technology:
        return ()
    return tuple(
        Chip(
            code=one,
            text=f"{word(t, TermList.TECHNOLOGY, one)} {t.number(count)}",
            address=map_address("map", replace(asked, technology=one)),
            label=t(
                "tab.map.only_technology", technology=word(t, TermList.TECHNOLOGY, one), count=t.number(count)
            ),
        )
        for one, count in things.technologies()
    )


def with_chips(t: Texts, section: Section, found: tuple[Chip, ...], limit: int, more: str) -> Section:
    """The section with its technologies; `more` leads to those that a picture has no room for."""
    rest, drawn = len(found) - (limit - 1), found
    if len(found) > limit:
        said = t.many("tab.map.more_technologies", rest)
        drawn = (*found[: limit - 1], Chip("more-technologies", said, more, said))
    return replace(section, chips=found, drawn_chips=drawn)
