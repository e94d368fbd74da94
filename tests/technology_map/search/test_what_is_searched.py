"""What a card is found by: its words, and the municipality's own words that it has."""

from dataclasses import replace

import pytest

from technology_map.search.finding import search
from technology_map.words.terms import TermList
from tests.technology_map.sheets.made_sheets import card as solution_card
from tests.technology_map.sheets.made_sheets import proposal
from tests.words import overview as fresh_overview


@pytest.mark.parametrize(
    "asked",
    [
        "IoT",
        "machine learning",
        "maskinlæring",
        "27.36.04",
        "Serviceloven",
        "Vibeke Krog",
        "Hørby Software",
        "Cura",
        "Sundhed",
        "sund",
    ],
)
def test_a_solution_card_is_found_by_its_technologies_area_vendor_law_and_contact(asked: str) -> None:
    overview = fresh_overview()
    card = solution_card(
        title="Nattevagten",
        technologies=("iot", "machine_learning"),
        area="health",
        kle="27.36.04",
        legal_basis="Serviceloven § 83",
        contact_name="Vibeke Krog",
        vendor="Hørby Software",
        systems="Cura",
    )
    overview.put_solution_card(card)
    assert [one.name for one in search(overview, asked).things] == [card.name]
    assert search(overview, "drone").total == 0


def test_a_renamed_area_is_found_by_its_new_and_its_former_name() -> None:
    overview = fresh_overview()
    overview.put_proposal(proposal(area="health"))
    term = overview.vocabulary.get(TermList.AREA, "health")
    assert term
    before = search(overview, "trivselscenter").total
    renamed = replace(term, name_da="Trivselscenter", former_names=(*term.former_names, term.name_da))
    overview.put_term(renamed)
    assert (before, search(overview, "trivselscenter").total) == (0, 1)
    assert search(overview, term.name_da).total == 1


def test_another_technology_and_it_is_found_by_the_old_one_no_more() -> None:
    overview = fresh_overview()
    one = proposal(technologies=("drone",))
    overview.put_proposal(one)
    assert search(overview, "droner").total == 1
    overview.put_proposal(replace(one, technologies=("ai",)))
    assert search(overview, "droner").total == 0
    overview.drop_proposal(one.number)
    assert search(overview, "kunstig intelligens").total == 0


@pytest.mark.parametrize("asked", ["sen\u00adsorer", "sensorer\u200b", "nat\u00adsensorer", "natsensor"])
def test_signs_that_nobody_sees_part_no_word(asked: str) -> None:
    overview = fresh_overview()
    overview.put_proposal(proposal(title="Nat\u00adsen\u200bsorer og sensorer"))
    assert search(overview, asked).total == 1
