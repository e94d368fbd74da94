"""A department head opens the template: choices to pick from, help in every column, an example."""

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from technology_map.imports.sheet_import import Here, plan_sheet
from technology_map.people.people import Language
from technology_map.sheets.columns import SOLUTION_COLUMNS, Kind
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.sheets.guidance import fillable
from technology_map.sheets.reading import read_lines
from technology_map.sheets.template import FIRST, LINES
from technology_map.validation.refusals import Refused
from technology_map.words.value_lists import choices_of
from tests.technology_map.sheets.made_sheets import HANNE, NOW
from tests.words import WORDS, speaking


def opened(language: Language) -> Any:
    return load_workbook(io.BytesIO(sheet_file(What.TEMPLATE, FileForm.XLSX, [], speaking(language))))


def saved(book: Any) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("language", Language)
def test_every_column_has_its_heading_a_line_of_help_and_its_check(language: Language) -> None:
    t, book = speaking(language), opened(language)
    sheet, lists = book.worksheets
    checks = {
        str(one.sqref).rstrip("0123456789").split(":")[0].rstrip("0123456789"): one
        for one in sheet.data_validations.dataValidation
    }
    for column, cells in zip(fillable(), sheet.iter_cols(max_row=3), strict=True):
        assert cells[0].value.removesuffix(" *") == t(f"sheet.{column.field}")
        assert cells[1].value
        if column.told:
            continue
        check = checks[cells[0].column_letter]
        assert (
            str(check.sqref) == f"{cells[0].column_letter}{FIRST}:{cells[0].column_letter}{FIRST + LINES - 1}"
        )
        assert check.error
        assert len(check.error) <= 255
        if column.words:
            place = check.formula1.split("!")[1].replace("$", "")
            words = [row[0].value for row in lists[place]]
            assert words == [word for _, word in choices_of(t, column.words)]
            assert check.showErrorMessage == (column.kind is Kind.CHOICE)
        elif column.limit:
            assert (check.type, check.formula1) == ("textLength", str(column.limit))


def test_what_can_be_imported_can_be_filled_in() -> None:
    assert {one.field for one in fillable()} - {"number"} == {
        one.field for one in SOLUTION_COLUMNS if not one.told
    }


@pytest.mark.parametrize("language", Language)
def test_the_template_as_it_comes_holds_no_card(language: Language) -> None:
    with pytest.raises(Refused, match="import_no_rows"):
        plan_sheet(read_lines(saved(opened(language))), Here(), NOW, HANNE, WORDS)


def test_a_card_written_over_the_example_counts() -> None:
    book = opened(Language.DANISH)
    book.worksheets[0]["B3"] = "Droner over tage"
    planned = plan_sheet(read_lines(saved(book)), Here(), NOW, HANNE, WORDS)
    assert [one.card.title for one in planned.cards] == ["Droner over tage"]


def test_the_example_itself_would_be_a_good_card() -> None:
    book = opened(Language.DANISH)
    book.worksheets[0]["A3"] = None
    planned = plan_sheet(read_lines(saved(book)), Here(), NOW, HANNE, WORDS)
    assert planned.refused == []
    assert planned.cards[0].card.title.startswith("EKSEMPEL")
