"""Hanne imports a spreadsheet of our own: what comes in is what went out, and each fault has its column."""

import csv
import io
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.solution_cards import SolutionCard
from technology_map.imports.card_form import sheet_form
from technology_map.imports.foreign_import import Plan
from technology_map.imports.sheet_import import Here, plan_sheet
from technology_map.people.people import Language
from technology_map.sheets.columns import SOLUTION_COLUMNS
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.sheets.reading import read_lines
from technology_map.validation.forms import tamed_text
from technology_map.validation.refusals import Refused
from tests.technology_map.sheets.made_sheets import HANNE, NOW, card, filled
from tests.words import WORDS, speaking

OWN = {
    *("submitter", "submission_key", "submitted_at", "changed_at", "number", "version"),
    *("responsible_id", "responsible_name", "edited_by", "edited_at", "edited_why"),
}
"""What a new town gives a card itself."""
EXPECTED = "Titel;Udfordring;Baggrund"


def planned(text: str | bytes, here: Here | None = None) -> Plan:
    content = text.encode("utf-8-sig") if isinstance(text, str) else text
    return plan_sheet(read_lines(content), here or Here(), NOW, HANNE, WORDS)


def taken(cards: list[SolutionCard], form: FileForm, language: Language, here: Here) -> Plan:
    return planned(sheet_file(What.SOLUTIONS, form, cards, speaking(language)), here)


def one_row(**cells: str) -> Plan:
    usual = {"Titel": "Sensorer", "Udfordring": "For sent", "Baggrund": "En måtte", **cells}
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(usual)
    writer.writerow(usual.values())
    return planned(written.getvalue())


def reasons(found: Plan) -> list[tuple[str, str]]:
    return [(one.reason, one.data.get("column", "")) for one in found.refused]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FileForm)
@pytest.mark.parametrize("turn", range(4))
def test_every_field_comes_into_an_empty_town_as_it_went_out(
    form: FileForm, language: Language, turn: int
) -> None:
    sent = replace(filled(SolutionCard, turn), from_proposal=42)
    found = taken([sent], form, language, Here(realised={42}))
    assert (found.refused, found.notes) == ([], [])
    (got,) = [one.card for one in found.cards]
    for field in fields(SolutionCard):
        if field.name not in OWN:
            assert getattr(got, field.name) == getattr(sent, field.name), field.name
    assert got.submitter == HANNE


def test_every_column_that_is_read_is_one_that_is_written() -> None:
    assert set(sheet_form().model_fields) | {"from_proposal"} == {
        one.field for one in SOLUTION_COLUMNS if not one.told
    }


@pytest.mark.parametrize("form", FileForm)
def test_an_almost_empty_card_comes_in_as_it_went_out(form: FileForm) -> None:
    sent = card(phase=None)
    (one,) = taken([sent], form, Language.DANISH, Here()).cards
    assert replace(one.card, submitter=sent.submitter, submission_key="key-1", number=1) == sent


@given(st.text(min_size=1, max_size=60), st.sampled_from([*"=+-@'＝", "''=", "=1+1;", '"', "\n=", ""]))
def test_hostile_texts_come_in_as_they_went_out(text: str, begin: str) -> None:
    tamed = str(tamed_text(begin + text))
    sent = card(background=tamed or "-", phase=None)
    for form in FileForm:
        found = taken([sent], form, Language.DANISH, Here())
        assert [one.card.background for one in found.cards] in ([sent.background], [])
        assert bool(found.cards) != bool(found.refused)
        assert {one.reason for one in found.refused} <= {"sheet_cpr_found", "sheet_cpr_doubtful"}


def test_a_second_run_and_an_export_of_this_town_add_nothing() -> None:
    first = taken([card(title="Ét"), card(title="To", number=2)], FileForm.CSV, Language.DANISH, Here())
    stored = [replace(one.card, number=at) for at, one in enumerate(first.cards, 1)]
    edited = [replace(stored[0], title="Ét, rettet"), stored[1]]
    own = [card(title="Min egen"), card(title="Min anden", submission_key="key-2", number=2)]
    for cards, here in ((stored, stored), (own, own)):
        for form in FileForm:
            for language in Language:
                again = taken(cards, form, language, Here(cards=here))
                assert (again.cards, again.already_there) == ([], [2, 3])
    typed = card(title="Min\xa0 egen", background="Først\r\n dette.\x7f ", effect="Bedre\u2028 søvn")
    for form in FileForm:
        again = taken([typed], form, Language.DANISH, Here(cards=[typed]))
        assert (again.cards, again.already_there) == ([], [2]), "typed in SharePoint, taken along as it is"
    same_file = sheet_file(What.SOLUTIONS, FileForm.CSV, stored, speaking(Language.DANISH))
    assert planned(same_file, Here(cards=edited)).cards == []


def test_two_equal_rows_are_one_card_and_the_second_names_the_first() -> None:
    found = planned(f"{EXPECTED}\nA;b;c\nA; b ;c\n")
    assert len(found.cards) == 1
    assert [(one.row, one.reason, one.data) for one in found.refused] == [(3, "sheet_repeat", {"first": 2})]


@pytest.mark.parametrize(
    ("cells", "reason", "column"),
    [
        ({"Titel": ""}, "sheet_missing", "Titel"),
        ({"Titel": "x" * 66}, "sheet_too_long", "Titel"),
        ({"Kort fortalt": "x" * 141}, "sheet_too_long", "Kort fortalt"),
        ({"Baggrund": "x" * 10_001}, "sheet_too_long", "Baggrund"),
        ({"Fagområde": "Rumfart"}, "sheet_not_a_choice", "Fagområde"),
        ({"Teknologier": "Drone, Trolddom"}, "sheet_not_a_choice", "Teknologier"),
        ({"I drift siden": "i fjor"}, "sheet_not_a_date", "I drift siden"),
        ({"I drift siden": "31-02-2024"}, "sheet_not_a_date", "I drift siden"),
        ({"Effekt": "#N/A"}, "sheet_cell_error", "Effekt"),
        ({"KLE-nummer": "27.3"}, "sheet_not_kle", "KLE-nummer"),
        ({"Effekt": "Borger 010190-1234 er glad"}, "sheet_cpr_found", "Effekt"),
        ({"Kontakt": "0101901234"}, "sheet_cpr_doubtful", "Kontakt"),
    ],
)
def test_each_fault_is_told_with_its_row_and_its_column(
    cells: dict[str, str], reason: str, column: str
) -> None:
    found = one_row(**cells)
    assert (found.cards, reasons(found)) == ([], [(reason, column)])
    assert found.refused[0].row == 2


def test_a_row_with_several_faults_tells_them_all_and_is_one_row() -> None:
    found = one_row(Titel="x" * 70, Fase="Måske", Farve="x")
    assert reasons(found) == [("sheet_too_long", "Titel"), ("sheet_not_a_choice", "Fase")]
    assert (found.rows, found.refused_rows, found.strange_columns) == (1, 1, ("Farve",))


def test_a_number_in_the_title_is_never_repeated() -> None:
    (refused,) = one_row(Titel="Borger 010190-1234").refused
    assert (refused.reason, refused.title) == ("sheet_cpr_found", "")


def test_words_are_known_in_both_languages_and_in_any_case() -> None:
    (one,) = one_row(**{"Area": "health", "Fase": "i DRIFT", "Teknologier": "drone; Sensors,drone"}).cards
    assert (one.card.area, one.card.phase) == ("health", "in_operation")
    assert one.card.technologies == ("drone", "sensors")


@pytest.mark.parametrize("day", ["01-03-2024", "1-3-2024", "2024-03-01", "01.03.2024", "01/03/2024"])
def test_dates_are_read_as_danes_write_them(day: str) -> None:
    (one,) = one_row(**{"I drift siden": day}).cards
    assert str(one.card.in_operation_since) == "2024-03-01"


def test_a_proposal_that_is_not_in_operation_here_is_not_named() -> None:
    found = one_row(**{"Fra forslag nr.": "F-0042"})
    assert found.cards[0].card.from_proposal == 0
    assert [(one.code, one.data) for one in found.notes] == [
        ("sheet_proposal", {"column": "Fra forslag nr."})
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import_no_rows"),
        (EXPECTED.encode(), "import_no_rows"),
        (b"Titel;Udfordring\nA;b\n", "sheet_columns_missing"),
        (f"{EXPECTED};title\nA;b;c;d\n".encode(), "sheet_column_twice"),
        (b'Titel;Udfordring;Baggrund\n"A;b;c\n', "import_broken_csv"),
        (b"\x00\x01\x02", "sheet_not_a_workbook"),
        (b"\x81\x8d\x8f\xff", "sheet_encoding"),
        ((";" * 100 + "x\n").encode(), "import_too_many_columns"),
        (f"{EXPECTED}\n".encode() + b"A;b;c\n" * 20_003, "import_too_many_rows"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_as_a_whole(content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        planned(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_csv_is_read_as_a_danish_excel_saves_it(encoding: str, delimiter: str) -> None:
    text = f"{EXPECTED}\nSmågrise på Ærø;b;c\n".replace(";", delimiter)
    (one,) = planned(text.encode(encoding)).cards
    assert one.card.title == "Smågrise på Ærø"


def test_the_sentences_about_headings_name_them() -> None:
    with pytest.raises(Refused) as refused:
        planned("Titel\nA\n")
    data: dict[str, Any] = dict(refused.value.refusal.data)
    assert data == {"columns": "»Udfordring«, »Baggrund«"}
