"""Hanne gets spreadsheets as offices have them: what is clear is taken, and nothing is lost unsaid."""

import io
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from technology_map.cards.solution_cards import SolutionCard
from technology_map.imports.foreign_import import Plan
from technology_map.sheets.sheet_marks import SheetMarks, marks_of
from technology_map.validation.refusals import Refused
from tests.technology_map.imports.test_sheet_import import EXPECTED, one_row, planned

CARD = "Gulvsensorer på Ærø;Nattevagten kom for sent;En måtte"
FILE = f"{EXPECTED}\n{CARD}\n"
HEAD, ROW = EXPECTED.split(";"), CARD.split(";")
Rows = Sequence[Sequence[Any]]


def only(found: Plan) -> SolutionCard:
    """The one card of a plan in which nothing is refused."""
    assert found.refused == []
    (one,) = found.cards
    return one.card


def workbook(sheets: dict[str, Rows], change: Callable[[Workbook], None] = lambda _: None) -> bytes:
    """A workbook with these sheets, changed by hand."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        f"sep=;\n{FILE}".encode("utf-8-sig"),
        f'"sep=;"\r\n{FILE}'.encode(),
        f"sep=,\n{FILE}".replace(";", ",").encode(),
        FILE.encode("utf-16"),
        FILE.replace(";", "\t").encode("utf-16"),
        b"\xfe\xff" + FILE.encode("utf-16-be"),
        unicodedata.normalize("NFD", FILE).encode(),
        f"\n\n{FILE}".encode(),
    ],
    ids=["sep", "quoted sep", "sep comma", "UTF-16", "tabs", "big-endian", "decomposed", "empty lines"],
)
def test_a_file_is_read_whatever_program_saved_it(content: bytes) -> None:
    assert only(planned(content)).title == "Gulvsensorer på Ærø"


def test_one_letter_of_another_encoding_is_named_and_spoils_no_other() -> None:
    content = f"{FILE}Åkander;på søen;æøå\n".encode() + b"B\xf8rn;a;b\n"
    for file in (content, b"\xef\xbb\xbf" + content):
        with pytest.raises(Refused, match="sheet_mixed_encoding") as refused:
            planned(file)
        assert refused.value.refusal.data == {"line": 4}


@pytest.mark.parametrize("above", [1, 2, 5])
def test_titles_above_the_headings_are_passed_over_and_it_is_said(above: int) -> None:
    found = planned("Digital status, juni\n" * above + FILE)
    assert (only(found).title, found.headings_row) == ("Gulvsensorer på Ærø", above + 1)
    with pytest.raises(Refused, match="sheet_columns_missing"):
        planned("Digital status\n" * 10 + FILE)


@pytest.mark.parametrize(
    "headings",
    [
        "TITEL:;UDFORDRING *;Baggrund",
        '"Titel\n*";Udford\u00adring;\u200bBaggrund',
        "Navn;Problem;Løsning",
        "Løsningens navn;Problemstilling;Beskrivelse",
    ],
)
def test_headings_are_known_as_people_write_them(headings: str) -> None:
    card = only(planned(f"{headings}\n{CARD}\n"))
    assert (card.title, card.challenges, card.background) == tuple(ROW)


def test_a_synonym_is_known_until_the_own_heading_stands_beside_it() -> None:
    known = {"Forvaltning": "Social", "Formål": "Bedre og mere sikker brug af data", "Status": "idrift"}
    card = only(one_row(**known, **{"Taget i brug": "3. november 2024"}))
    assert (card.department, card.purpose, card.phase) == ("Social", "data", "in_operation")
    assert card.in_operation_since == date(2024, 11, 3)
    both = one_row(Forvaltning="Social", Afdeling="Hjemmeplejen")
    assert (only(both).department, both.strange_columns) == ("Hjemmeplejen", ("Forvaltning",))


@pytest.mark.parametrize(
    ("text", "day", "guessed"),
    [
        ("3. november 2024", "2024-11-03", False),
        ("den 3. nov. 2024", "2024-11-03", False),
        ("03.11.24", "2024-11-03", False),
        ("3/11-2024", "2024-11-03", False),
        ("2024-11-03 00:00:00", "2024-11-03", False),
        ("03-11-2024 14:05", "2024-11-03", False),
        ("2024", "2024-01-01", True),
        ("12/2021", "2021-12-01", True),
        ("maj 2023", "2023-05-01", True),
        ("45599", "2024-11-03", True),
    ],
)
def test_a_day_is_read_and_a_guess_is_said(text: str, day: str, guessed: bool) -> None:
    found = one_row(**{"I drift siden": text})
    assert str(only(found).in_operation_since) == day
    assert [one.code for one in found.notes] == (["sheet_day_guessed"] if guessed else [])


@pytest.mark.parametrize(
    ("text", "kle"),
    [
        ("02-34-02", "02.34.02"),
        ("2.34.2", "02.34.02"),
        ("02.34.02 Byggesager", "02.34.02"),
        ("02.34", "02.34"),
        ("27", "27"),
    ],
)
def test_a_kle_number_is_taken_where_it_is_clear(text: str, kle: str) -> None:
    assert only(one_row(**{"KLE-nummer": text})).kle == kle


def test_a_row_with_more_cells_than_headings_is_refused_and_named() -> None:
    found = planned(f"{EXPECTED}\nDroner; og sensorer;x;y\n{CARD}\n")
    assert [(one.row, one.reason) for one in found.refused] == [(2, "sheet_too_many_cells")]
    assert len(found.cards) == 1


@pytest.mark.parametrize("title", ["\u200b\u200b", "\u3164", "\ufeff "])
def test_a_title_that_nobody_can_see_is_none(title: str) -> None:
    assert [one.reason for one in one_row(Titel=title).refused] == ["sheet_missing"]


def test_a_very_long_cell_is_too_long_in_its_column() -> None:
    found = one_row(Baggrund="x" * 150_000)
    assert [(one.row, one.reason, one.data["column"]) for one in found.refused] == [
        (2, "sheet_too_long", "Baggrund")
    ]


def test_the_example_is_never_a_card_though_its_first_column_was_deleted() -> None:
    with pytest.raises(Refused, match="import_no_rows"):
        planned(f"{EXPECTED}\nEKSEMPEL: Gulvsensorer på Solbakken;For sent;En måtte\n")


def test_short_names_of_technologies_are_words_of_the_list() -> None:
    assert set(only(one_row(Teknologier="AI, IoT, VR")).technologies) == {"ai", "iot", "vr"}


def test_the_sheet_with_the_headings_is_read_and_a_hidden_one_never() -> None:
    def hidden(book: Workbook) -> None:
        book["Gammelt"].sheet_state = "hidden"

    cards, old = [HEAD, ROW], [HEAD, ["Gammelt kort", "a", "b"]]
    front = workbook({"Forside": [["Digital status"]], "Kort": cards})
    assert only(planned(front)).title == ROW[0]
    assert only(planned(workbook({"Gammelt": old, "Kort": cards}, hidden))).title == ROW[0]
    with pytest.raises(Refused, match="sheet_two_sheets") as refused:
        planned(workbook({"Gammelt": old, "Kort": cards}))
    assert refused.value.refusal.data["sheets"] == "»Gammelt«, »Kort«"


def test_values_stand_in_a_text_as_excel_shows_them() -> None:
    def shown(book: Workbook) -> None:
        for at, form in ((1, "0%"), (2, "General"), (3, "[h]:mm:ss"), (4, "General")):
            book["Kort"].cell(2, 3 + at).number_format = form

    heads = [*HEAD, "Effekt", "Leverandør", "Systemer", "Retsgrundlag"]
    values = [*ROW, 0.3, 0.3, timedelta(hours=30), True]
    card = only(planned(workbook({"Kort": [heads, values]}, shown)))
    assert (card.effect, card.vendor, card.systems, card.legal_basis) == ("30 %", "0,3", "30:00:00", "Sandt")


def test_a_coloured_empty_cell_far_down_counts_for_nothing() -> None:
    def coloured(book: Workbook) -> None:
        book["Kort"].cell(150_000, 2).number_format = "0.00"

    assert only(planned(workbook({"Kort": [HEAD, ROW]}, coloured))).title == ROW[0]


def test_an_area_merged_over_several_rows_belongs_to_each_of_them() -> None:
    rows = [[*HEAD, "Fagområde"], ["A", "b", "c", "Teknik"], ["B", "b", "d"], ["C", "b", "e"], ["", "", ""]]

    def merged(book: Workbook) -> None:
        book.worksheets[0].merge_cells("D2:D3")
        book.worksheets[0].merge_cells("B2:B9")

    found = planned(workbook({"Kort": rows}, merged))
    assert found.refused == []
    assert [one.card.area for one in found.cards] == ["technical", "technical", None]
    assert [one.card.challenges for one in found.cards] == ["b", "b", "b"]


@pytest.mark.parametrize("formula", ['="Tek"&"nik"', "=A2"])
def test_a_formula_that_nobody_calculated_is_named_as_not_read(formula: str) -> None:
    found = planned(workbook({"Kort": [[*HEAD, "Fagområde"], [*ROW, formula]]}))
    assert only(found).area is None
    assert [(one.row, one.code) for one in found.notes] == [(2, "sheet_not_calculated")]
    needed = planned(workbook({"Kort": [HEAD, [ROW[0], ROW[1], formula], ROW]}))
    assert [one.reason for one in needed.refused] == ["sheet_missing"]
    assert [(one.row, one.code) for one in needed.notes] == [(2, "sheet_not_calculated")]


@given(st.binary(max_size=300))
def test_the_marks_of_whatever_is_in_a_sheet_can_be_read(xml: bytes) -> None:
    marks = marks_of(xml)
    assert list(marks.applied([(1, ["a"])])) == [(1, ["a"])] or marks != SheetMarks()
