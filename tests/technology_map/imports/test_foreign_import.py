"""The plan of an import: which rows become cards, which are refused, and what is worth knowing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from technology_map.cards.solution_cards import SolutionCard
from technology_map.imports.csv_rows import Row, read_rows
from technology_map.imports.foreign_cards import split_title
from technology_map.imports.foreign_import import Plan, plan, row_key
from technology_map.imports.import_map import ImportMap, read_map
from technology_map.people.people import Person
from technology_map.validation.forms import one_line
from technology_map.validation.limits import TITLE_LIMIT
from technology_map.words.values import Phase
from tests.technology_map.imports.import_files import MAP, csv_bytes, row, trouble_map, trouble_rows
from tests.words import WORDS

NOW = datetime(2026, 3, 2, 9, 30, 15, 123456, tzinfo=UTC)
HANNE = Person("11111111-0000-4000-8000-000000000009", "Hanne Brandt")


def planned(
    rows: list[list[str]], existing: list[SolutionCard] | None = None, by: ImportMap | None = None
) -> Plan:
    by = by or trouble_map()
    return plan(read_rows(csv_bytes(rows), by), by, existing or [], NOW, HANNE)


def test_a_cell_that_is_far_too_long_refuses_its_row_and_not_the_file() -> None:
    found = planned([row("x" * 200_000), row("Chatbot")])
    assert [(one.row, one.reason, one.data) for one in found.refused] == [
        (2, "too_long", {"field": "background"})
    ]
    assert [one.card.title for one in found.cards] == ["Chatbot"]


def stored(found: Plan) -> list[SolutionCard]:
    return [replace(one.card, number=n) for n, one in enumerate(found.cards, start=1)]


def test_a_row_becomes_a_card_of_the_person_who_imports() -> None:
    (one,) = planned([row("Chatbot  i\nhallen", Mere="et\r\nto")]).cards
    card = one.card
    assert (one.row, card.title, card.department) == (2, "Chatbot i hallen", "Vejstyrelsen / Nord")
    assert card.challenges == "Folk går forgæves hver dag."
    assert card.background == "Fra: Vejstyrelsen\nMere: et\nto"
    assert (card.area, card.phase) == ("health", Phase.IN_OPERATION)
    assert card.technologies == ("ai", "chatbot")
    assert card.in_operation_since == date(2024, 2, 1)
    assert card.submitter == HANNE
    assert card.submitted_at == card.changed_at == datetime(2026, 3, 2, 9, 30, 15, tzinfo=UTC)


def test_the_troubles_of_a_real_file() -> None:
    found = planned(trouble_rows(44))
    assert (found.rows, len(found.cards), len(found.already_there)) == (50, 44, 0)
    assert found.note_codes() == {"title_continued": 1, "date_left_out": 1, "unknown_value": 1}
    assert [(one.row, one.reason, one.data) for one in found.refused] == [
        (46, "repeat", {"first": 7}),
        (47, "repeat", {"first": 7}),
        (48, "cpr_found", {}),
        (49, "cpr_doubtful", {}),
        (50, "unknown_value", {"field": "phase", "column": "Trin"}),
        (51, "cell_count", {}),
    ]


def test_a_second_run_finds_everything_there() -> None:
    first = planned(trouble_rows())
    second = planned(trouble_rows(), stored(first))
    assert (second.cards, second.notes) == ([], [])
    assert len(second.already_there) == len(first.cards)
    assert second.reasons() == first.reasons()


def test_a_row_corrected_at_its_source_comes_as_new_with_a_word_about_the_old_card() -> None:
    old = stored(planned([row("Drone"), row("Andet")]))
    found = planned([row("Drone", Formål="Rettet."), row("Andet")], old)
    assert [one.row for one in found.cards] == [2]
    assert [(one.code, one.data) for one in found.notes] == [("same_name", {"name": "L-0001"})]


def test_after_an_interruption_rows_of_the_same_name_are_no_news() -> None:
    rows = [row("Samme navn"), row("Samme navn", Formål="Et andet.")]
    found = planned(rows, stored(planned(rows))[:1])
    assert ([one.row for one in found.cards], found.notes) == ([3], [])


def test_a_number_that_looks_like_a_cpr_number_is_not_repeated_in_the_report() -> None:
    (one,) = planned([row("Sag om 010203-1234")]).refused
    assert (one.reason, one.title) == ("cpr_found", "")


@pytest.mark.parametrize("number", ["010203-1234", "0102031234"])
def test_a_cpr_number_across_the_cut_of_a_title_is_found(number: str) -> None:
    for start in range(TITLE_LIMIT - 14, TITLE_LIMIT + 1):
        title = ("x" * (start - 1) + " " + number + " og endnu mere tekst").strip()
        assert planned([row(title)]).reasons().total() == 1


def test_only_an_explained_doubtful_number_comes_through() -> None:
    cells = {"Resultat": "Pakke 0102031235", "Formål": "Borgeren 010203-1234"}
    explained = "".join(f'\n"{cell}" = "Pakkens nummer."' for cell in cells.values())
    by = read_map(f"{MAP}\n[not_cpr]{explained}", WORDS)
    found = planned([row(Resultat=cells["Resultat"]), row(Formål=cells["Formål"])], by=by)
    assert [one.card.effect for one in found.cards] == ["Pakke 0102031235"]
    assert found.note_codes() == {"not_cpr": 1}
    assert found.reasons() == {"cpr_found": 1}


def test_texts_that_are_missing_or_too_long_are_refused_and_the_field_named() -> None:
    rows = [
        row(""),
        row("A", Resultat="x" * 10_001),
        row("B", Styrelse="x" * 260),
        row("C", Resultat="x" * 10_000),
    ]
    found = planned(rows)
    assert [(one.reason, one.data) for one in found.refused] == [
        ("missing", {"field": "title"}),
        ("too_long", {"field": "effect"}),
        ("too_long", {"field": "department"}),
    ]
    assert len(found.cards) == 1


def test_a_map_may_refuse_long_titles() -> None:
    by = trouble_map('title_over_limit = "refuse"')
    assert planned([row("x" * 66), row("x" * 65)], by=by).reasons() == {"too_long": 1}


@pytest.mark.parametrize(
    ("cell", "day", "notes"),
    [
        ("2024-02-29", date(2024, 2, 29), 0),
        ("29-02-2024", date(2024, 2, 29), 0),
        ("29-02-2023", None, 1),
        ("24-Oct", None, 1),
        ("01-01-0024", None, 1),
        ("N/A", None, 0),
        ("", None, 0),
    ],
)
def test_a_date_that_cannot_be_read_is_left_out_with_a_note(cell: str, day: date | None, notes: int) -> None:
    found = planned([row(I_brug=cell)])
    assert found.cards[0].card.in_operation_since == day
    assert found.note_codes()["date_left_out"] == notes


def test_control_characters_and_direction_overrides_do_not_come_in() -> None:
    (one,) = planned([row("Pæn\x07 titel", Resultat="a\x1bb\tc")]).cards
    assert (one.card.title, one.card.effect) == ("Pæn titel", "ab\tc")


TEXTS = st.text(max_size=200)


@given(TEXTS)
def test_a_title_and_how_it_goes_on_are_the_whole(text: str) -> None:
    whole = str(one_line(text))
    title, rest = split_title(whole)
    assert len(title) <= TITLE_LIMIT
    assert (title[:-1] + rest[1:] if rest else title) == whole
    assert (rest == "") == (len(whole) <= TITLE_LIMIT)
    if rest:
        assert title.endswith("…")
        assert rest.startswith("…")


@given(st.lists(st.text("abcdæøå ", min_size=1, max_size=12), min_size=8, max_size=30).map(" ".join))
def test_a_title_of_words_is_cut_between_two(text: str) -> None:
    title, rest = split_title(str(one_line(text)))
    if rest:
        assert rest[1] == " "
        assert not title[:-1].endswith(" ")


@given(st.lists(st.text("abcæøå ", min_size=1, max_size=40), min_size=1, max_size=20).map(" ".join))
def test_nothing_of_a_title_is_lost_on_the_card(text: str) -> None:
    found = planned([row(f"T{text}")])
    (card,) = (one.card for one in found.cards)
    whole = str(one_line(f"T{text}"))
    if len(whole) > TITLE_LIMIT:
        rest = card.background.split("\n\n")[0]
        assert card.title[:-1] + rest[1:] == whole
    else:
        assert card.title == whole


CELLS = st.text("ab \n\t", max_size=6)


@given(st.dictionaries(st.sampled_from("ABCDE"), CELLS), st.dictionaries(st.sampled_from("ABCDE"), CELLS))
def test_two_rows_share_a_key_if_and_only_if_their_cells_say_the_same(
    first: dict[str, str], second: dict[str, str]
) -> None:
    by = trouble_map()

    def said(cells: dict[str, str]) -> dict[str, str]:
        return {column: " ".join(cell.split()) for column, cell in cells.items() if cell.strip()}

    same = row_key(Row(2, first), by) == row_key(Row(3, second), by)
    assert same == (said(first) == said(second))


def test_key_columns_alone_tell_rows_apart_where_the_map_names_some() -> None:
    by = trouble_map('key = ["Navn"]')
    found = planned([row("A"), row("A", Formål="Et andet."), row("B")], by=by)
    assert [one.row for one in found.cards] == [2, 4]
    assert found.reasons() == {"repeat": 1}
