"""What people type into fields, as they write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.proposals import proposal_number, solution_card_number
from technology_map.validation.typed_values import card_names, web_address, whole_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("40 timer", 40),
        ("40", 40),
        ("ca. 40 t.", 40),
        ("1 time", 1),
        ("1.200.000 kr.", 1_200_000),
        ("250.000,-", 250_000),
        ("250.000,00", 250_000),
        ("250.000,00 kr", 250_000),
        ("kr. 1.500", 1_500),
        ("1 200\u00a0000 DKK", 1_200_000),
        ("37,0", 37),
        ("007", 7),
    ],
)
def test_hours_and_kroner_are_taken_as_they_are_written(typed: str, number: int) -> None:
    assert whole_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("37,5", "not_whole"),
        ("37.5 timer", "not_whole"),
        ("-3", "not_a_number"),
        ("mange", "not_a_number"),
        ("1.20.000", "not_a_number"),
        ("40 dage", "not_a_number"),
        ("٤٠", "not_a_number"),
        ("", "not_a_number"),
    ],
)
def test_a_fraction_is_asked_about_and_the_rest_refused(typed: str, code: str) -> None:
    with pytest.raises(ValueError, match=code):
        whole_number(typed)


@given(st.integers(0, 999_999_999_999))
def test_any_number_is_read_with_and_without_its_thousands_set_off(number: int) -> None:
    for text in (f"{number}", f"{number:,}".replace(",", "."), f"{number:,}".replace(",", " ") + " kr."):
        assert whole_number(text) == number


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("F-0001 og L-2", ("F-0001", "L-0002")),
        ("f 0001, L-0002", ("F-0001", "L-0002")),
        ("F\u20110001", ("F-0001",)),
        ("#1", ("F-0001",)),
        ("F1 L7;f-1 & l 8", ("F-0001", "L-0007", "L-0008")),
        ("F-3 and F-4", ("F-0003", "F-0004")),
        ("", ()),
    ],
)
def test_cards_are_named_as_people_name_them(typed: str, names: tuple[str, ...]) -> None:
    assert card_names(typed) == names


@pytest.mark.parametrize("typed", ["forslaget", "F-", "F-1 x", "12", "F-1234567890", "L-٢"])
def test_what_names_no_card_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not_a_name"):
        card_names(typed)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (
            "https://sag.kommune.dk/DPIA (endelig).docx",
            "https://sag.kommune.dk/DPIA%20(endelig).docx",
        ),
        ("a.dk/x", "https://a.dk/x"),
        ("www.kommune.dk", "https://www.kommune.dk"),
        ("https://a.dk/p%C3%A6n?a=b&c=d#e", "https://a.dk/p%C3%A6n?a=b&c=d#e"),
        ("https://a.dk/pæn", "https://a.dk/p%C3%A6n"),
    ],
)
def test_an_address_is_taken_and_written_so_that_it_opens(typed: str, address: str) -> None:
    assert web_address(typed) == address
    assert web_address(address) == address


@pytest.mark.parametrize(
    "typed",
    ["http://a.dk", "javascript:alert(1)", "kommune", "https://", "https://a@b.dk/", "https://a b.dk"],
)
def test_what_opens_nothing_safely_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="not_a_link"):
        web_address(typed)


@given(st.text())
def test_any_text_is_an_address_that_stays_or_is_refused(typed: str) -> None:
    address = read(typed)
    if address is not None:
        assert address.startswith("https://")
        assert web_address(address) == address


def read(typed: str) -> str | None:
    """The address; None where it is refused."""
    try:
        return web_address(typed)
    except ValueError:
        return None


@pytest.mark.parametrize(
    "typed", ["F-0001", "f1", "F\u20110001", "F \u2013 1", "#1", "1", "F-\u200b1", " F1 "]
)
def test_a_proposal_is_named_with_any_hyphen(typed: str) -> None:
    assert proposal_number(typed) == 1
    assert solution_card_number(typed.replace("F", "L").replace("f", "l")) in (1, None)
