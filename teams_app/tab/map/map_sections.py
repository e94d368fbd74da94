"""What stands on the map, in words: sections with named things, or with groups and their counts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from teams_app.tab.filters import map_address
from teams_app.tab.map.map_chips import chips, with_chips
from teams_app.tab.map.map_parts import Entry, Section
from teams_app.tab.sentences import purpose_colour, word, words
from technology_map.cards.map_index import OnTheMap
from technology_map.cards.map_places import NONE, Dimension, MapFilter, Thing, phase, technologies
from technology_map.cards.solution_cards import SolutionCard
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import ValueList, codes_of
from technology_map.words.value_lists import code_word as list_word
from technology_map.words.values import Phase

LISTS: dict[Dimension, ValueList] = {
    Dimension.PURPOSE: TermList.PURPOSE,
    Dimension.AREA: TermList.AREA,
    Dimension.PHASE: Phase,
}
NAMED = 12
"""So many things have their names under a purpose on the whole map; more become groups."""
IN_A_SECTION = 8
GROUPS = 16
"""So many areas are drawn under a purpose; with more of them the smallest are a line that leads to all."""
CHIPS, CHIPS_ALONE = 8, 15
"""So many technologies are drawn in a panel among others, and in one of their own."""
AT_FIRST = 60


@dataclass(frozen=True, slots=True)
class _Part:
    """Things that have a code in common."""

    dimension: Dimension
    key: str
    things: OnTheMap


def sections(t: Texts, things: OnTheMap, asked: MapFilter, shown: int = AT_FIRST) -> list[Section]:
    """The whole map by purpose; one purpose by area; one area of it by phase; else all in one."""
    if not asked.purpose:
        return _by_purpose(t, things, asked)
    dimension = next((d for d in (Dimension.AREA, Dimension.PHASE) if not getattr(asked, d.value)), None)
    parts = things.by(dimension) if dimension else {asked.purpose: things}
    if dimension is None or len(parts) < 2:
        whole = dimension or Dimension.PURPOSE
        alone = [_alone(t, _Part(whole, key, found), asked, shown) for key, found in parts.items()]
        return [*alone, *_technologies(t, things, asked)]
    made = []
    for key in in_order(t, dimension, parts):
        narrower = map_address("map", replace(asked, **{dimension.value: key}))
        entries = _newest(t, parts[key], IN_A_SECTION, narrower)
        made.append(_section(t, _Part(dimension, key, parts[key]), asked, narrower, entries))
    return [*made, *_technologies(t, things, asked)]


def code_word(t: Texts, dimension: Dimension, code: str) -> str:
    """The word for a code, also for the code of having none."""
    return t(f"tab.map.none.{dimension.value}") if code == NONE else list_word(t, LISTS[dimension], code)


def in_order(t: Texts, dimension: Dimension, parts: Mapping[str, object]) -> list[str]:
    """Each list in its own order; what has none is last."""
    own = codes_of(t, LISTS[dimension], list(parts))
    return [key for key in (*own, NONE) if key in parts]


def counts(t: Texts, things: OnTheMap) -> str:
    """How many solution cards and how many proposals."""
    cards = things.cards
    proposals = len(things) - cards
    said = [t.many("tab.solutions.found", cards)] if cards or not proposals else []
    return " · ".join([*said, t.many("tab.board.found", proposals)] if proposals else said)


def _by_purpose(t: Texts, things: OnTheMap, asked: MapFilter) -> list[Section]:
    purposes = codes_of(t, TermList.PURPOSE)
    parts = dict.fromkeys(purposes, things.none()) | things.by(Dimension.PURPOSE)
    made = []
    for key in in_order(t, Dimension.PURPOSE, parts):
        narrower = replace(asked, purpose=key)
        entries = _entries(t, parts[key], narrower)
        part = _Part(Dimension.PURPOSE, key, parts[key])
        found = _with_groups(t, _section(t, part, narrower, map_address("map", narrower), entries))
        made.append(with_chips(t, found, chips(t, parts[key], narrower), CHIPS, found.address))
    return made


def _entries(t: Texts, things: OnTheMap, narrower: MapFilter) -> tuple[Entry, ...]:
    """Names while they are few, else the areas with counts, the newest where the area is chosen."""
    if len(things) <= NAMED or narrower.area:
        return _newest(t, things, NAMED, map_address("map", narrower))
    parts = things.by(Dimension.AREA)
    return tuple(_group(t, key, parts[key], narrower) for key in in_order(t, Dimension.AREA, parts))


def _with_groups(t: Texts, section: Section) -> Section:
    """The section with as many groups as a picture has room for, the largest, in the order of the list."""
    if not section.grouped or len(section.entries) <= GROUPS:
        return section
    largest = sorted(section.entries, key=lambda one: -one.count)[: GROUPS - 1]
    kept = {one.key for one in largest}
    said = t.many("tab.map.more_areas", len(section.entries) - len(kept))
    last = Entry("more", f"more-{section.code}", said, section.address, said)
    return replace(section, drawn=(*(one for one in section.entries if one.key in kept), last))


def _group(t: Texts, area: str, things: OnTheMap, narrower: MapFilter) -> Entry:
    title = code_word(t, Dimension.AREA, area)
    return Entry(
        kind="group",
        key=f"{narrower.purpose}-{area}",
        text=title,
        address=map_address("map", replace(narrower, area=area)),
        label=f"{title} {t.number(len(things))}: {counts(t, things)}",
        count=len(things),
        number=t.number(len(things)),
        cards=t.number(things.cards),
        proposals=t.number(len(things) - things.cards),
    )


def _newest(t: Texts, things: OnTheMap, limit: int, more: str) -> tuple[Entry, ...]:
    """The names of all, or of the newest and how many more there are."""
    if len(things) <= limit:
        return tuple(_named(t, one) for one in things)
    rest, first = len(things) - (limit - 1), things.first(limit)
    said = t.many("tab.map.more", rest)
    last = Entry("more", f"more-{first[-1].name}", said, more, said, count=rest)
    return (*(_named(t, one) for one in first[:-1]), last)


def _named(t: Texts, thing: Thing) -> Entry:
    kind = "solution" if isinstance(thing, SolutionCard) else "proposal"
    place = "solutions" if kind == "solution" else "proposals"
    found, area = phase(thing), word(t, TermList.AREA, thing.area)
    title = " ".join(thing.title.split()) or thing.name
    facts = (f"{t(f'tab.kind.{kind}')} {thing.name}: {title}", area, word(t, Phase, found))
    return Entry(
        kind=kind,
        key=thing.name,
        text=title,
        address=f"{place}/{thing.number}",
        label=". ".join(fact for fact in facts if fact),
        name=thing.name,
        area=area,
        phase=word(t, Phase, found),
        technologies=words(t, TermList.TECHNOLOGY, technologies(thing)),
    )


def _alone(t: Texts, part: _Part, asked: MapFilter, shown: int) -> Section:
    more = map_address("map", asked, shown=shown + AT_FIRST)
    return _section(t, part, asked, "", _newest(t, part.things, shown, more))


def _technologies(t: Texts, things: OnTheMap, asked: MapFilter) -> list[Section]:
    """A section of nothing but the technologies, where one purpose fills the map."""
    found = chips(t, things, asked)
    if not found:
        return []
    title = t("tab.fact.technologies")
    colour = purpose_colour(t, asked.purpose)
    section = Section("technologies", colour, title, "", 0, "", "", title, False, (), (), ())
    return [with_chips(t, section, found, CHIPS_ALONE, "glossary")]


def _section(t: Texts, part: _Part, asked: MapFilter, narrower: str, entries: tuple[Entry, ...]) -> Section:
    title, said = code_word(t, part.dimension, part.key), counts(t, part.things)
    return Section(
        code=part.key,
        purpose=purpose_colour(t, asked.purpose),
        title=title,
        counts=said,
        total=len(part.things),
        number=t.number(len(part.things)),
        address=narrower,
        label=t("tab.map.only", title=title, counts=said),
        grouped=bool(entries) and entries[0].kind == "group",
        entries=entries,
        drawn=entries,
        chips=(),
    )
