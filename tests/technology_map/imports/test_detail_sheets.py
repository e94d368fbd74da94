"""Hanne imports benefits and other rows: what went out comes in, once, and each fault is told."""

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from technology_map.benefits.benefits import BENEFITS, Benefit, BenefitType
from technology_map.cards.fields import Field, Kind
from technology_map.details.details import Detail, DetailKind
from technology_map.details.kinds import KINDS
from technology_map.imports.foreign_import import Plan
from technology_map.imports.matching import Matching
from technology_map.imports.sheet_import import Here, people_in, plan_sheet
from technology_map.method.competences import Competence
from technology_map.method.involvement import INVOLVEMENTS, Involvement
from technology_map.method.reuses import REUSES, Reuse, ReuseResult
from technology_map.people.people import Language, Person
from technology_map.sheets.cells import heading
from technology_map.sheets.detail_files import detail_file
from technology_map.sheets.files import FileForm
from technology_map.sheets.guidance import fillable_rows
from technology_map.sheets.reading import read_lines
from technology_map.sheets.template import rows_template
from technology_map.validation.cpr import find_cpr
from technology_map.validation.forms import one_line, tamed_text
from technology_map.validation.refusals import Refused
from technology_map.words.terms import TermList
from technology_map.words.values import Beneficiary
from tests.sweeps import examples, swept
from tests.technology_map.sheets.made_sheets import HANNE, NOW, card, of_xlsx, proposal
from tests.words import AREAS, WORDS, speaking

BIRGIT = Person("11111111-0000-4000-8000-000000000005", "Birgit Dahl")
TOWN = Here(cards=[card(number=7)], proposals=[proposal(number=42)])
BENEFIT = Benefit(
    key="k",
    thing="F-0042",
    indicator="Besøg",
    unit="besøg",
    type=BenefitType.QUALITY,
    target=Decimal("-7.125"),
    target_on=date(2027, 2, 1),
)
REUSE = Reuse(key="k", thing="L-0007", by_area=AREAS[0], contact="Mette", result=ReuseResult.WORKS)
HEARD = Involvement(key="k", thing="F-0042", who=Beneficiary.CITIZENS, how="Café", said="Ja.")
COMPETENCE = Competence(key="k", thing="F-0042", name="Læse et datasæt", how_many=12)
TYPE, QUALITY = "Hvilken slags gevinst er det?", "Kvalitet og borgeroplevelse"
HARD = [Decimal(one) for one in ("7.125", "-0.125", "999.999", "99999999999.9999", "-12345678901.2345", "0")]
"""Figures that look like thousands, or have every digit that SharePoint keeps."""
THINGS: dict[str, Any] = TOWN.things


def planned(text: str | bytes, here: Here = TOWN, matching: Matching | None = None) -> Plan:
    content = text.encode("utf-8-sig") if isinstance(text, str) else text
    return plan_sheet(read_lines(content), here, NOW, HANNE, WORDS, matching=matching or Matching())


def sheet(kind: DetailKind, *rows: Detail, form: FileForm = FileForm.CSV, said: Language) -> bytes:
    return detail_file(kind, form, rows, THINGS, speaking(said))


def one_row(**cells: str) -> Plan:
    usual = {
        "Hører til": "F-0042",
        "Hvad måler I?": "Besøg",
        "Enhed": "besøg",
        TYPE: QUALITY,
    }
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(usual | cells)
    writer.writerow((usual | cells).values())
    return planned(written.getvalue())


def typed(field: Field) -> st.SearchStrategy[Any]:
    """What can stand in a field."""
    begin = st.sampled_from(["", "=", "+1", "-", "@", "'=", "\n=", "7.125", "F-0042", "æ"])
    text = st.builds("{}{}".format, begin, st.text(max_size=12))
    match field.kind:
        case Kind.TEXT:
            return text.map(lambda one: str(tamed_text(one)))
        case Kind.LINE:
            return text.map(lambda one: str(one_line(one))[: min(field.limit, 30)].strip())
        case Kind.CHOICE:
            codes = AREAS if isinstance(field.words, TermList) else list(field.words or ())
            return st.sampled_from([*([] if field.needed else [None]), *codes])
        case Kind.NUMBER:
            return st.none() | st.integers(0, field.limit)
        case Kind.DECIMAL:
            any_figure = st.decimals(-99_999_999_999, 99_999_999_999, places=4)
            return (
                st.none() | st.sampled_from(HARD) | any_figure.map(lambda one: one.normalize() + Decimal(0))
            )
        case _:
            return st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))


@st.composite
def rows(draw: st.DrawFn, kind: DetailKind) -> Detail:
    """A row as the tab lets one be written."""
    values = {one.name: draw(typed(one)) for one in kind.fields}
    for one in kind.fields:
        if one.needed and values[one.name] == "":
            values[one.name] = "x"
    if kind is REUSES and values["result"] in (ReuseResult.ADAPTED, ReuseResult.DROPPED):
        values["why"] = values["why"] or "x"
    thing = "L-0007" if kind is REUSES else "F-0042"
    return kind.record(key="k", thing=thing, author_name="Mette", written_at=NOW, **values)


def told(kind: DetailKind, one: Detail) -> dict[str, Any]:
    return {"thing": one.thing, **{field.name: getattr(one, field.name) for field in kind.fields}}


@pytest.mark.parametrize("language", swept([*Language]))
@pytest.mark.parametrize("form", FileForm)
@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.code)
@settings(max_examples=examples(25), deadline=None)
@given(data=st.data())
def test_what_went_out_comes_in_and_a_second_time_nothing(
    data: st.DataObject, kind: DetailKind, form: FileForm, language: Language
) -> None:
    sent = data.draw(rows(kind))
    content = detail_file(kind, form, [sent], THINGS, speaking(language))
    found = planned(content)
    assert found.kind == kind.code
    if found.refused:
        said = [str(value) for value in told(kind, sent).values()]
        assert {one.reason for one in found.refused} <= {"sheet_cpr_found", "sheet_cpr_doubtful"}
        assert any(find_cpr(one, NOW.date()) for one in said)
        return
    (got,) = [one.card for one in found.details]
    assert told(kind, got) == told(kind, sent)
    assert (got.author_name, got.written_at) == (HANNE.name, NOW)
    for here in (got, replace(sent, row=3)):
        again = planned(content, replace(TOWN, details={kind.code: [here]}))
        assert (again.details, again.already_there) == ([], [2])
    changed: dict[str, Any] = {kind.fields[-1].name: kind.fields[-1].empty, "author_name": "Birgit"}
    edited = replace(got, **changed)
    assert not planned(content, replace(TOWN, details={kind.code: [edited]})).details


def test_a_benefit_of_a_card_comes_back_to_the_card() -> None:
    sent = Benefit(key="k", thing="L-0007", indicator="Søvn", unit="timer", type=BenefitType.WELLBEING)
    (got,) = planned(sheet(BENEFITS, sent, said=Language.DANISH)).details
    assert got.card.thing == "L-0007"
    assert got.title == "L-0007 Søvn"


@pytest.mark.parametrize(
    ("cells", "reason", "column"),
    [
        ({"Hører til": ""}, "sheet_missing", "Hører til"),
        ({"Hører til": "Sengealarm"}, "sheet_not_a_name", "Hører til"),
        ({"Hører til": "F-0042, L-0007"}, "sheet_not_a_name", "Hører til"),
        ({"Hører til": "F-0043"}, "sheet_no_such_card", "Hører til"),
        ({"Enhed": ""}, "sheet_missing", "Enhed"),
        ({TYPE: ""}, "sheet_missing", TYPE),
        ({TYPE: "Guld"}, "sheet_not_a_choice", TYPE),
        ({"Hvor er I nu?": "mange"}, "sheet_not_a_number", "Hvor er I nu?"),
        ({"Sager om året": "-3"}, "sheet_not_a_number", "Sager om året"),
        ({"Sager om året": "3,5"}, "sheet_not_whole", "Sager om året"),
        ({"Hvor meget falder væk, i procent?": "101"}, "sheet_too_much", "Hvor meget falder væk, i procent?"),
        ({"Første opfølgning": "snart"}, "sheet_not_a_date", "Første opfølgning"),
        ({"Hvordan måles den?": "010190-1234"}, "sheet_cpr_found", "Hvordan måles den?"),
    ],
)
def test_each_fault_is_told_with_its_row_and_its_column(
    cells: dict[str, str], reason: str, column: str
) -> None:
    found = one_row(**cells)
    assert found.details == []
    assert [(one.row, one.reason, one.data["column"]) for one in found.refused] == [(2, reason, column)]
    assert speaking()(f"import.reason.{reason}", **found.refused[0].data)


def test_a_number_is_read_as_people_write_it() -> None:
    found = one_row(**{"Hører til": " f42", "Hvor er I nu?": "1.200,5", "Målt den": "3. november 2024"})
    (got,) = [one.card for one in found.details]
    assert isinstance(got, Benefit)
    assert (got.thing, got.baseline, got.baseline_on) == ("F-0042", Decimal("1200.5"), date(2024, 11, 3))


def test_offices_own_headings_and_words_are_known() -> None:
    text = f"Forslag;Gevinst;Gevinsttype;Enhed;Måltal;Gevinstejer\nF-0042;Besøg;{QUALITY.lower()};besøg;12;\n"
    (got,) = [one.card for one in planned(text).details]
    assert isinstance(got, Benefit)
    assert (got.indicator, got.type, got.target) == ("Besøg", BenefitType.QUALITY, Decimal(12))


def test_an_involvement_belongs_to_a_proposal_only() -> None:
    text = "Hører til;Hvilken gruppe er hørt?;Hvordan?\nL-0007;Borgere;Café\nF-0042;Borgere;Café\n"
    found = planned(text)
    assert (found.kind, [one.card.thing for one in found.details]) == (INVOLVEMENTS.code, ["F-0042"])
    assert [(one.row, one.reason) for one in found.refused] == [(2, "sheet_not_of_this_card")]


def test_a_list_of_proposals_stays_one_though_a_column_says_where_it_belongs() -> None:
    found = planned("Hører til;Titel;Problem;Status;Begrundelse\nSundhed;Lås;Nøgler;Indsendt;\n")
    assert (found.kind, len(found.proposals)) == ("proposals", 1)


def owner_of(text: str, people: dict[str, Person] | None) -> tuple[Any, list[str]]:
    found = planned(text, replace(TOWN, people=people))
    (got,) = [one.card for one in found.details]
    return got, [one.code for one in found.notes]


@pytest.mark.parametrize("said", ["Birgit Dahl", "BIRGIT@bakkeby.example", "birgit  dahl"])
def test_an_owner_is_the_person_whom_the_directory_knows(said: str) -> None:
    text = f"Forslag;Gevinst;Gevinsttype;Enhed;Gevinstejer\nF-0042;Besøg;{QUALITY};besøg;{said}\n"
    assert people_in(list(read_lines(text.encode()))) == [" ".join(said.split())]
    known = {"birgit dahl": BIRGIT, "birgit@bakkeby.example": BIRGIT}
    got, notes = owner_of(text, known)
    assert (got.owner, got.owner_id, notes) == (BIRGIT.name, BIRGIT.object_id, [])
    for people, note in (({}, "sheet_nobody"), (None, "sheet_not_looked_up")):
        unknown, notes = owner_of(text, people)
        assert (unknown.owner, unknown.owner_id, notes) == (" ".join(said.split()), "", [note])
    again = planned(text, replace(TOWN, people=known, details={"benefits": [replace(got, key="another")]}))
    assert (again.details, again.already_there) == ([], [2])


def test_a_row_that_is_called_like_another_is_named() -> None:
    old = Benefit(key="k", row=1, thing="F-0042", indicator="BESØG", unit="besøg", type=BenefitType.QUALITY)
    text = f"Forslag;Gevinst;Gevinsttype;Enhed;Måltal\nF-0042;Besøg;{QUALITY};besøg;12\n"
    found = planned(text, replace(TOWN, details={"benefits": [old]}))
    assert [(one.code, one.data) for one in found.notes] == [("sheet_same_row", {"name": "F-0042"})]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", KINDS, ids=lambda one: one.code)
def test_the_template_of_a_kind_is_filled_in_and_read(kind: DetailKind, language: Language) -> None:
    content = rows_template(kind.code, speaking(language))
    with pytest.raises(Refused, match="import_no_rows"):
        planned(content)
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    heads = [str(one.value).rstrip(" *") for one in sheet[1]]
    assert heads == [heading(one, speaking(language)) for one in fillable_rows(kind.code)]
    sent = {"benefits": BENEFIT, "reuses": REUSE, "involvements": HEARD, "competences": COMPETENCE}[kind.code]
    written = of_xlsx(detail_file(kind, FileForm.XLSX, [sent], THINGS, speaking(language)))
    cells = dict(zip(written[0], written[1], strict=True))
    for at, name in enumerate(heads, start=1):
        sheet.cell(3, at, cells[name])
    saved = io.BytesIO()
    book.save(saved)
    (got,) = [one.card for one in planned(saved.getvalue()).details]
    assert told(kind, got) == told(kind, sent)
