"""A text that looks like a CPR number is stopped; numbers of other kinds pass."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.validation.cpr import Certainty, find_cpr, masked

TODAY = date(2026, 11, 24)
WITHOUT_MODULUS_11_DAYS = [
    f"0101{year:02d}" for year in (60, 64, 65, 66, 69, 70, 80, 82, 84, 85, 86, 87, 88, 89, 90)
]


def _century_digits(day: date) -> str:
    if day.year < 1900:
        return "5678"
    if day.year < 2000:
        return "0123" if day.year < 1937 else "012349"
    return "456789" if day.year <= 2036 else "5678"


@st.composite
def cpr_numbers(draw: st.DrawFn) -> str:
    day = draw(st.dates(min_value=date(1858, 1, 1), max_value=TODAY))
    seventh = draw(st.sampled_from(_century_digits(day)))
    rest = draw(st.integers(0, 999))
    separator = draw(st.sampled_from(["", "-", " ", "\u2011", "\u2013", "\u00a0", " - "]))
    return f"{day:%d%m%y}{separator}{seventh}{rest:03d}"


@given(cpr_numbers(), st.text(max_size=20), st.text(max_size=20))
def test_every_valid_number_is_found_in_any_text(number: str, before: str, after: str) -> None:
    text = f"{before} / {number} / {after}"
    assert find_cpr(text, TODAY)


@pytest.mark.parametrize("day", WITHOUT_MODULUS_11_DAYS)
def test_numbers_issued_without_modulus_11_are_found(day: str) -> None:
    assert find_cpr(f"Kontakt {day}-4000", TODAY)[0].certainty is Certainty.CERTAIN


@pytest.mark.parametrize(
    "text",
    [
        "Ring på 86 12 34 56",
        "CVR 12345678",
        "EAN 5798000123456",
        "Sag 2024-123456-7890",
        "P-nummer 1002345678",
        "IBAN DK5000400440116243",
        "6f1c2a70-0d0e-4c39-9f0a-3d2b5c1e7a01",
        "310265-1234 har ingen 31. februar",
        "Den 24-11-2026 kl. 1430",
        "Budget 1.010.165.123 kr.",
        "Sag 101901234",
        "CPR 990190123 er ingen dato",
        "en\n123456\n\n\n\n7890",
    ],
)
def test_other_numbers_pass(text: str) -> None:
    assert find_cpr(text, TODAY) == []


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("010165-1234", Certainty.CERTAIN),
        ("borger 0101651234", Certainty.CERTAIN),
        ("journal 0102030405", Certainty.DOUBTFUL),
        ("\uff10\uff11\uff10\uff11\uff16\uff15-\uff11\uff12\uff13\uff14", Certainty.CERTAIN),
        ("0101\u200b65-1234", Certainty.CERTAIN),
        ("CPR 101901234", Certainty.DOUBTFUL),
        ("personnummer: 10190-1234", Certainty.DOUBTFUL),
        ("010190-\r\n1234", Certainty.CERTAIN),
        ("borgeren er 010190\n1234", Certainty.CERTAIN),
        ("010165\n1234", Certainty.DOUBTFUL),
        ("<b>010165</b> 610165-1234", Certainty.CERTAIN),
    ],
)
def test_how_sure_we_are(text: str, certainty: Certainty) -> None:
    assert [hit.certainty for hit in find_cpr(text, TODAY)] == [certainty]


def test_a_date_that_has_not_come_yet_is_no_birthday() -> None:
    assert find_cpr("251126-4321", TODAY) == []
    assert find_cpr("241126-4321", TODAY)


@given(st.text())
def test_a_text_without_a_certain_number_is_masked_nowhere(text: str) -> None:
    certain = any(hit.certainty is Certainty.CERTAIN for hit in find_cpr(text, datetime.now(UTC).date()))
    assert certain or masked(text) is text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ring til 010190-1234.", "Ring til ••••••-••••."),
        ("cpr 0101901234 og 020290 1234 cpr", "cpr ••••••-•••• og ••••••-•••• cpr"),
        ("Sag 2024-0101901 fra 12.03.2024", "Sag 2024-0101901 fra 12.03.2024"),
    ],
)
def test_a_number_is_hidden_and_the_words_around_it_stay(text: str, shown: str) -> None:
    assert masked(text) == shown
