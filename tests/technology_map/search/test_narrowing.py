"""Filters in words: understood in both languages, combined, and left as words where nobody knows them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.council.life_cycle import Status
from technology_map.people.people import Language
from technology_map.search.narrowing import KEYS, Narrowed, found_in, narrowed
from technology_map.words.values import Beneficiary, Phase, Transferability
from tests.sharepoint_lists.municipality import card, one, proposal
from tests.words import overview, speaking

METTE = one("mette").object_id
THINGS = overview()
for number, (title, area) in enumerate((("Drone over tage", "health"), ("Drone i skolen", "education")), 1):
    who = "mette" if number == 1 else "jonas"
    THINGS.put_proposal(replace(proposal(title, who), number=number, area=area, submission_key=f"p{number}"))
    made = replace(
        card(f"{title} i drift", who),
        number=number,
        area=area,
        submission_key=f"c{number}",
        phase=Phase.IN_OPERATION,
        transferability=Transferability.FULL if number == 1 else None,
        beneficiaries=(Beneficiary.CITIZENS,) if number == 1 else (),
    )
    THINGS.put_solution_card(made)


def asked(text: str, who: str = METTE, language: Language = Language.DANISH) -> Narrowed:
    return narrowed(text, speaking(language), THINGS, who)


def names(text: str, who: str = METTE, language: Language = Language.DANISH) -> set[str]:
    return {thing.name for thing in found_in(THINGS, asked(text, who, language), limit=50).things}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("drone", {"F-0001", "F-0002", "L-0001", "L-0002"}),
        ("drone område: sundhed", {"F-0001", "L-0001"}),
        ("drone fagområde: SUNDHED.", {"F-0001", "L-0001"}),
        ("område: uddannelse drone", {"F-0002", "L-0002"}),
        ("drone kun: mine", {"F-0001", "L-0001"}),
        ("drone kun: mit område", {"F-0001", "L-0001"}),
        ("kun: løsningskort", {"L-0001", "L-0002"}),
        ("kun: forslag, kun: mine", {"F-0001"}),
        ("drone status: indsendt", {"F-0001", "F-0002"}),
        ("fase: i drift", {"L-0001", "L-0002"}),
        ("overførbar: fuldt", {"L-0001"}),
        ("til gavn for: borgere", {"L-0001"}),
        ("gavner: borgere, kun: forslag", set()),
        ("findesikke kun: mine", set()),
    ],
)
def test_what_is_let_through(text: str, found: set[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("drone area: health", {"F-0001", "L-0001"}),
        ("drone only: mine", {"F-0001", "L-0001"}),
        ("only: solution cards", {"L-0001", "L-0002"}),
        ("only: my area, status: submitted", {"F-0001"}),
        ("transferable: full", {"L-0001"}),
    ],
)
def test_in_english_too(text: str, found: set[str]) -> None:
    assert names(text, language=Language.ENGLISH) == found


def test_mine_is_whoever_reads_it() -> None:
    assert names("kun: mine", one("jonas").object_id) == {"F-0002", "L-0002"}
    assert names("kun: mine", one("karen").object_id) == set()


def test_a_filter_that_nobody_knows_is_words() -> None:
    left = asked("drone område månen")
    assert (left.narrows, left.words) == (False, "drone område månen")
    assert asked("drone kun: mit område", one("karen").object_id).narrows is False


def test_what_is_told_names_each_filter() -> None:
    assert asked("drone område: sundhed, kun: mine").told == ("Fagområde: Sundhed", "Kun mine")
    assert asked("drone status: indsendt").asked.status is Status.SUBMITTED


@given(
    st.lists(st.sampled_from([*KEYS, ":", ",", " ", "mine", "drone", "område", "F-1", "a\n"]), max_size=12)
)
def test_whatever_is_written_is_a_search(parts: list[str]) -> None:
    narrow = asked(" ".join(parts))
    found = found_in(THINGS, narrow, limit=50)
    assert len(found.things) == found.total
    assert all(narrow.fits(thing) for thing in found.things)
