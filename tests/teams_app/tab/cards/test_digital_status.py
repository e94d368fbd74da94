"""Amina looks at the digital status: areas that fold, phases that are counted, filters that narrow."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from teams_app.tab.cards.digital_status_view import status_page
from technology_map.cards.digital_status import by_area, matching, phases
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Filter, Overview
from technology_map.people.people import Language
from technology_map.words.terms import TermList
from technology_map.words.values import Phase
from tests import words
from tests.teams_app.server.access_rows import SHARED
from tests.teams_app.tab.pages import read
from tests.technology_map.sheets.made_sheets import card
from tests.town import Town
from tests.words import overview as fresh_overview
from tests.words import speaking

SILENT = "Fagområder uden løsningskort"
AREAS = (None, "health", "technical")
PHASES = (None, Phase.IDEA, Phase.IN_OPERATION)
MADE = ("drone", "sensors")
CARDS = st.builds(
    lambda number, key, area, phase, purpose, made: card(
        number=number, submission_key=f"key-{key}", area=area, phase=phase, purpose=purpose, technologies=made
    ),
    st.integers(1, 12),
    st.integers(1, 8),
    st.sampled_from(AREAS),
    st.sampled_from(PHASES),
    st.sampled_from((None, "data")),
    st.lists(st.sampled_from(MADE), max_size=3).map(tuple),
)
FILTERS = st.builds(
    Filter,
    area=st.sampled_from(AREAS),
    phase=st.sampled_from(PHASES),
    purpose=st.sampled_from((None, "data")),
    technology=st.sampled_from((None, *MADE)),
    text=st.sampled_from(("", "", "gulvsensorer")),
)


def walked(kept: dict[int, SolutionCard], asked: Filter) -> list[SolutionCard]:
    """The same, the slow way: of rows with one key the first, the newest first."""
    first: dict[str, SolutionCard] = {}
    for number in sorted(kept):
        first.setdefault(kept[number].submission_key, kept[number])
    return [
        one
        for one in sorted(first.values(), key=lambda one: -one.number)
        if asked.area in (None, one.area)
        and asked.phase in (None, one.phase)
        and asked.purpose in (None, one.purpose)
        and (asked.technology is None or asked.technology in one.technologies)
    ]


@given(st.lists(st.one_of(CARDS, st.integers(1, 12)), max_size=40), FILTERS)
def test_the_facet_index_says_what_walking_every_card_says(
    changes: list[SolutionCard | int], asked: Filter
) -> None:
    overview, kept = fresh_overview(), dict[int, SolutionCard]()
    for change in changes:
        if isinstance(change, int):
            overview.drop_solution_card(change)
            kept.pop(change, None)
        else:
            overview.put_solution_card(change)
            kept[change.number] = change
    found, wanted = by_area(overview, asked), walked(kept, asked)
    for area in AREAS:
        cards = sorted(one.number for one in wanted if one.area is area)
        assert sorted(one.number for one in (found[area].cards if area in found else ())) == cards
    if not asked.text:
        assert [one.number for one in overview.filtered_solution_cards(asked)] == [
            one.number for one in wanted
        ]
    counted = phases(found.values())
    assert {phase: counted.get(phase, 0) for phase in PHASES} == {
        phase: sum(one.phase is phase for one in wanted) for phase in PHASES
    }


def crowded(count: int) -> Overview:
    overview = fresh_overview()
    for number in range(1, count + 1):
        overview.put_solution_card(
            card(
                number=number,
                submission_key=f"key-{number}",
                title=f"Kort {number}",
                area=words.AREAS[number % 4],
                phase=list(Phase)[number % 3],
                purpose="data",
            )
        )
    return overview


def test_few_cards_lie_open_and_many_are_folded_by_area() -> None:
    t = speaking(Language.DANISH)
    few, many = status_page(t, crowded(8), {}), status_page(t, crowded(400), {})
    assert [group.open for group in few.groups] == [True] * 4
    assert [group.open for group in many.groups] == [False] * 4
    assert [(group.title, group.count, len(group.rows)) for group in many.groups] == [
        ("Administration", "100", 6),
        ("Beskæftigelse", "100", 6),
        ("Bæredygtighed", "100", 6),
        ("Demokrati", "100", 6),
    ]
    assert [one.words for one in many.phases] == ["Idé", "Foranalyse", "Specifikation"]
    assert sum(int(one.count) for one in many.phases) == 400


def test_more_of_an_area_is_shown_when_asked_for_and_the_address_keeps_it() -> None:
    t, overview = speaking(Language.DANISH), crowded(400)
    more = status_page(t, overview, {"phase": "idea"}).groups[0].more
    assert more == "solutions/results?phase=idea&administration=30"
    again = status_page(t, overview, {"phase": "idea", "administration": "30"})
    assert (len(again.groups[0].rows), again.groups[0].open, again.groups[1].open) == (30, True, False)
    assert again.place == "solutions?phase=idea&administration=30"


async def test_amina_finds_a_card_by_area_phase_purpose_technology_and_words(bakkeby: Town) -> None:
    overview = bakkeby.server.store.overview
    overview.put_solution_card(
        card(area="health", purpose="wellbeing", technologies=("sensors",), phase=Phase.IDEA)
    )
    overview.put_solution_card(
        replace(card(), number=2, submission_key="key-2", title="Droner over tage", area=None, phase=None)
    )
    page = read((await bakkeby.reads("amina", "solutions")).text)
    assert page.words("h1") == ["Digital status"]
    assert page.words("h2") == ["Sundhed", "Uden fagområde", SILENT]
    assert page.words("ul", class_="phases") == ["Idé 1 Uden fase 1"]
    rarer = ["Hvem er det til?", "Kan andre bruge det?", "Hvis er det?"]
    assert page.words("label") == ["Søg", "Fagområde", "Fase", "Formål", "Teknologi", *rarer]
    for query in (
        {"area": "health"},
        {"phase": "idea"},
        {"purpose": "wellbeing"},
        {"technology": "sensors"},
        {"text": "gulv"},
        {"text": "L-0001", "technology": "", "status": "pilot"},
    ):
        found = read((await bakkeby.reads("amina", "solutions/results", **query)).text)
        assert found.words("h3") == ["Gulvsensorer"], query
    assert "Ingen passer" in (await bakkeby.reads("amina", "solutions/results", phase="retired")).text


async def test_only_the_secretary_sees_the_way_to_the_import(bakkeby: Town) -> None:
    for who, count in (("amina", 0), ("karen", 0), ("hanne", 1)):
        page = read((await bakkeby.reads(who, "solutions")).text)
        assert len(page.all("a", href="#solutions/import")) == count
        assert page.all("button", data_what="template")


def test_a_number_shows_its_card_only_where_the_other_filters_let_it_through() -> None:
    overview = fresh_overview()
    overview.put_solution_card(card(area="health", phase=Phase.IN_OPERATION, technologies=("drone",)))
    fits = Filter(text="L-0001", area="health", phase=Phase.IN_OPERATION, technology="drone")
    assert [one.name for one in matching(overview, fits)] == ["L-0001"]
    for other in ({"area": "technical"}, {"phase": Phase.IDEA}, {"technology": "sensors"}):
        assert list(matching(overview, replace(fits, **other))) == []


def test_the_areas_that_nobody_has_told_of_are_named_until_a_filter_narrows() -> None:
    t, overview = speaking(Language.DANISH), crowded(8)
    page = status_page(t, overview, {})
    told = {group.title for group in page.groups}
    assert set(page.silent) == {t.term(TermList.AREA, area) for area in words.AREAS} - told
    assert page.silent
    assert status_page(t, overview, {"phase": "idea"}).silent == ()
    assert status_page(t, fresh_overview(), {}).silent == ()


async def test_a_retired_area_is_silent_without_being_named(bakkeby: Town) -> None:
    await bakkeby.sends("amina", "solutions", {**SHARED, "submission_key": "key-0000000000000001"})
    before = read((await bakkeby.reads("jonas", "solutions/results")).text)
    assert "Social" in " ".join(before.words("section", class_="silent"))
    pressed = await bakkeby.sends("hanne", "setup/terms/area/social/press", {"change": "retire"})
    assert pressed.status_code == 200
    after = read((await bakkeby.reads("jonas", "solutions/results")).text)
    assert "Social" not in " ".join(after.words("section", class_="silent"))
