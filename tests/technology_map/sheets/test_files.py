"""An employee takes the digital status along: every heading stands over its own field, in Excel and CSV."""

import io
from collections.abc import Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.people.people import Language, Person
from technology_map.sheets.cells import BETWEEN
from technology_map.sheets.columns import NEVER_TOLD, PROPOSAL_COLUMNS, SOLUTION_COLUMNS, Column, Kind
from technology_map.sheets.csv_text import TRIGGERS, guarded, unguarded
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.sheets.workbook import unescaped
from technology_map.texts import COPENHAGEN, Texts
from technology_map.words.terms import TermList
from technology_map.words.value_lists import choices_of, family
from tests.technology_map.sheets.made_sheets import card, filled, of_csv, of_xlsx
from tests.words import WORDS, speaking

KINDS: dict[What, tuple[type[Any], Sequence[Column]]] = {
    What.SOLUTIONS: (SolutionCard, SOLUTION_COLUMNS),
    What.PROPOSALS: (Proposal, PROPOSAL_COLUMNS),
}
HOSTILE = st.one_of(
    st.text(max_size=40),
    st.builds(
        lambda begin, rest: begin + rest,
        st.sampled_from(
            [*"=+-@\t\r\n'＝＋－＠", "''=", "'", "'''-", "=cmd|' /C calc'!A0", "_x003D_", "\ufeff="]
        ),
        st.text(max_size=20),
    ),
)


def said(column: Column, value: Any, t: Texts) -> Any:
    """What a person expects to read in the cell, told apart from how the product makes it."""
    if isinstance(column.words, TermList) and isinstance(value, str):
        term = WORDS.get(column.words, value)
        return term and (term.name_en if t.language is Language.ENGLISH else term.name_da)
    if isinstance(value, StrEnum):
        return t.sentences[f"{family(type(value))}{value.value}"]
    if isinstance(value, tuple):
        return BETWEEN.join(said(column, one, t) for one in value)
    if isinstance(value, Person):
        return value.name
    if isinstance(value, datetime):
        return value.astimezone(COPENHAGEN).replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day in a spreadsheet
    if column.kind in (Kind.CARD_NAME, Kind.PROPOSAL_NAME):
        return f"{'L' if column.kind is Kind.CARD_NAME else 'F'}-{value:04d}"
    return value


@pytest.mark.parametrize("what", KINDS)
def test_every_field_has_its_column_or_a_reason_to_have_none(what: What) -> None:
    kind, columns = KINDS[what]
    told = [one.field for one in columns]
    assert len(told) == len(set(told))
    assert set(told) | (NEVER_TOLD & {one.name for one in fields(kind)}) == {one.name for one in fields(kind)}
    assert not set(told) & NEVER_TOLD


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("what", KINDS)
@pytest.mark.parametrize("turn", range(4))
def test_under_each_heading_stands_its_own_field(what: What, language: Language, turn: int) -> None:
    kind, columns = KINDS[what]
    thing, t = filled(kind, turn), speaking(language)
    headings, row = of_xlsx(sheet_file(what, FileForm.XLSX, [thing], t))
    assert len(headings) == len(set(headings)) == len(columns)
    under = dict(zip(headings, row, strict=True))
    for column in columns:
        assert under[t.sentences[f"sheet.{column.field}"]] == said(column, getattr(thing, column.field), t)


@pytest.mark.parametrize("what", KINDS)
def test_csv_says_the_same_as_excel(what: What) -> None:
    thing, t = filled(KINDS[what][0]), speaking(Language.DANISH)
    excel, plain = (
        of(sheet_file(what, form, [thing], t))
        for of, form in ((of_xlsx, FileForm.XLSX), (of_csv, FileForm.CSV))
    )
    assert excel[0] == plain[0]
    for wanted, got in zip(excel[1], plain[1], strict=True):
        if isinstance(wanted, datetime):
            assert got in (wanted.strftime("%d-%m-%Y"), wanted.strftime("%d-%m-%Y %H:%M"))
        else:
            assert got == str(wanted)


def test_a_summer_evening_in_copenhagen_is_the_hour_people_saw() -> None:
    handed_in = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
    rows = of_xlsx(
        sheet_file(What.SOLUTIONS, FileForm.XLSX, [card(submitted_at=handed_in)], speaking(Language.DANISH))
    )
    assert rows[1][rows[0].index("Indsendt den")] == datetime(2026, 7, 1, 22, 30)  # noqa: DTZ001


def test_no_object_id_and_no_key_is_in_any_file() -> None:
    for what, (kind, _) in KINDS.items():
        thing = filled(kind)
        for form, of in ((FileForm.XLSX, of_xlsx), (FileForm.CSV, of_csv)):
            cells = "\n".join(
                str(one)
                for row in of(sheet_file(what, form, [thing], speaking(Language.DANISH)))
                for one in row
            )
            assert thing.submitter.object_id not in cells
            assert thing.submission_key not in cells
            assert thing.version not in cells


def test_excel_keeps_the_headings_in_view_and_can_filter() -> None:
    sheet = load_workbook(
        io.BytesIO(
            sheet_file(What.SOLUTIONS, FileForm.XLSX, [card(), card(number=2)], speaking(Language.DANISH))
        )
    ).worksheets[0]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:AG3"
    widths = [sheet.column_dimensions[letter].width for letter in ("A", "B", "I")]
    assert widths == sorted(widths)


@given(HOSTILE, HOSTILE)
def test_no_cell_of_excel_is_ever_a_formula(title: str, challenges: str) -> None:
    content = sheet_file(
        What.SOLUTIONS, FileForm.XLSX, [card(title=title, challenges=challenges)], speaking(Language.DANISH)
    )
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}


@given(HOSTILE, HOSTILE)
def test_no_cell_of_csv_begins_as_a_formula_does(title: str, challenges: str) -> None:
    content = sheet_file(
        What.SOLUTIONS, FileForm.CSV, [card(title=title, challenges=challenges)], speaking(Language.DANISH)
    )
    begins = tuple("=+-@\t\r\n\0＝＋－＠")
    assert not [cell for row in of_csv(content) for cell in row if cell.startswith(begins)]


@given(HOSTILE)
def test_what_the_guard_puts_on_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert TRIGGERS


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60),
    st.sampled_from(["_x0041_", "_x", ""]),
)
def test_a_text_comes_out_of_excel_as_it_went_in(text: str, between: str) -> None:
    said_so = (text + between + text).replace("\ufffe", "").replace("\uffff", "") or "-"
    content = sheet_file(What.SOLUTIONS, FileForm.XLSX, [card(background=said_so)], speaking(Language.DANISH))
    rows = of_xlsx(content)
    assert unescaped(rows[1][rows[0].index("Baggrund")]) == said_so


@pytest.mark.parametrize("language", Language)
def test_no_word_of_several_choices_has_a_comma(language: Language) -> None:
    for column in (*SOLUTION_COLUMNS, *PROPOSAL_COLUMNS):
        if column.kind is Kind.CHOICES:
            assert column.words
            words = [word for _, word in choices_of(speaking(language), column.words)]
            assert words
            assert not [word for word in words if "," in word or ";" in word]
