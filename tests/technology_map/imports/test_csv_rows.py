"""A CSV file is read as the map says, or refused as a whole with a reason."""

import pytest

from technology_map.imports.csv_rows import read_rows
from technology_map.imports.import_map import read_map
from technology_map.validation.limits import CSV_SIZE_LIMIT, SHEET_ROW_LIMIT
from technology_map.validation.refusals import Refused
from tests.technology_map.imports.import_files import EXCEL_MAP, HEADINGS, MAP, csv_bytes, row, trouble_map
from tests.words import WORDS


def refusal(content: bytes, map_text: str = MAP) -> str:
    with pytest.raises(Refused) as refused:
        list(read_rows(content, read_map(map_text, WORDS)))
    return refused.value.refusal.code


def test_a_cell_of_many_lines_is_one_row_and_rows_are_numbered_as_in_a_spreadsheet() -> None:
    rows = list(read_rows(csv_bytes([row(Mere="en\nto\ntre"), row("Næste")]), trouble_map()))
    assert [one.number for one in rows] == [2, 3]
    assert rows[0].cells["Andet (2)"] == "en\nto\ntre"
    assert rows[1].cells["Navn"] == "Næste"


def test_letters_of_windows_1252_are_read() -> None:
    (one,) = read_rows(csv_bytes([row("“Ærø” – 20 €")]), trouble_map())
    assert one.cells["Navn"] == "“Ærø” – 20 €"


def test_a_danish_excel_file_with_semicolons_and_a_byte_order_mark_is_read_by_its_own_map() -> None:
    content = csv_bytes(
        [["1", "Drone; over haver", "Æbler", "Øl"]],
        ("Nr", "Løsning", "Udfordring", "Baggrund"),
        "utf-8-sig",
        ";",
    )
    (one,) = read_rows(content, read_map(EXCEL_MAP, WORDS))
    assert one.cells == {"Nr": "1", "Løsning": "Drone; over haver", "Udfordring": "Æbler", "Baggrund": "Øl"}


def test_empty_lines_and_rows_of_empty_cells_are_passed_over_but_counted() -> None:
    content = csv_bytes([row(), [], [""] * len(HEADINGS), row("Sidste")])
    assert [one.number for one in read_rows(content, trouble_map())] == [2, 5]


def test_a_row_with_too_few_or_too_many_cells_is_passed_on_as_not_whole() -> None:
    rows = list(read_rows(csv_bytes([row()[:-1], [*row(), "mere"], row()]), trouble_map()))
    assert [(one.whole, bool(one.cells)) for one in rows] == [(False, False), (False, False), (True, True)]


def test_a_file_of_the_wrong_encoding_is_refused() -> None:
    assert refusal(csv_bytes([row("Ærø")], encoding="utf-8")) == "import_wrong_encoding"
    assert refusal(csv_bytes([row("Ærø")], encoding="utf-8-sig")) == "import_wrong_encoding"
    windows = csv_bytes([["1", "Ærø", "a", "b"]], ("Nr", "Løsning", "Udfordring", "Baggrund"), delimiter=";")
    assert refusal(windows, EXCEL_MAP) == "import_wrong_encoding"
    assert refusal(csv_bytes([row("Ærø")]).replace("Æ".encode("cp1252"), b"\x81")) == "import_wrong_encoding"


def test_a_file_without_a_column_of_the_map_is_refused_and_the_column_named() -> None:
    with pytest.raises(Refused) as refused:
        list(read_rows(csv_bytes([row()[1:]], HEADINGS[1:]), trouble_map()))
    assert refused.value.refusal.code == "import_columns_missing"
    assert refused.value.refusal.data == {"columns": "Navn"}


def test_the_wrong_delimiter_shows_as_missing_columns() -> None:
    assert refusal(csv_bytes([row()], delimiter=";")) == "import_columns_missing"


def test_files_that_are_too_much_are_refused() -> None:
    assert refusal(csv_bytes([row()]) + b" " * CSV_SIZE_LIMIT) == "import_too_big"
    assert refusal(csv_bytes([row()], [*HEADINGS, *"x" * 100])) == "import_too_many_columns"
    head, line = csv_bytes([]), b",".join([b"x"] * len(HEADINGS)) + b"\r\n"
    assert refusal(head + line * (SHEET_ROW_LIMIT + 1)) == "import_too_many_rows"
    assert len(list(read_rows(head + line * SHEET_ROW_LIMIT, trouble_map()))) == SHEET_ROW_LIMIT


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import_columns_missing"),
        (csv_bytes([]), "import_no_rows"),
        (csv_bytes([row()]) + b"\x00", "import_nul"),
        (csv_bytes([row()]) + b'"aldrig lukket', "import_broken_csv"),
        (csv_bytes([row()]) + b'"lukket" for tidligt,x\r\n', "import_broken_csv"),
    ],
)
def test_broken_files_are_refused(content: bytes, code: str) -> None:
    assert refusal(content) == code


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ("source = \n", "line 1"),
        (MAP.replace('source = "proeve"', 'source = "Prøve 1"'), "source"),
        (MAP.replace('"health"', '"helth"'), "fields.area.translate.Sundhed"),
        (MAP + '\nfarve = "rød"', "fields.in_operation_since.farve"),
        (MAP.replace("[fields.title]", "[fields.titel]"), "fields.title"),
    ],
)
def test_a_map_that_cannot_be_used_is_refused_with_the_place(broken: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        read_map(broken, WORDS)
    assert refused.value.refusal.code == "import_map_unreadable"
    assert where in refused.value.refusal.data["where"]
