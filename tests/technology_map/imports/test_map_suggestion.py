"""Hanne has a list of another's, and gets a map to begin with instead of an empty page."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from technology_map.imports.csv_rows import read_rows
from technology_map.imports.foreign_import import Plan, plan
from technology_map.imports.import_map import read_map
from technology_map.imports.map_suggestion import suggested_map
from technology_map.people.people import Language, Person
from technology_map.validation.refusals import Refused
from tests.sweeps import examples
from tests.words import WORDS, speaking

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HANNE = Person("11111111-0000-4000-8000-000000000009", "Hanne Brandt")
FILE = """Digital status 2025;;;;;;
;;;;;;
Navn;Problem;Løsning;Område;Teknologi;Taget i brug;Ejer
Droner over Åsen;Vi ser ikke skaderne.;En drone flyver.;Miljø og teknik;Droner, Laserøjne;01-05-2023;Vejchefen
Chatrobot;Telefonen er optaget.;En robot svarer.;Uddannelse;AI;12/06/2024;Skolechefen
"""


def suggested(text: str = FILE, encoding: str = "utf-8", name: str = "Status på øen 2025.csv") -> str:
    return suggested_map(text.encode(encoding), name, speaking(Language.DANISH))


def planned(toml: str, text: str = FILE, encoding: str = "utf-8") -> Plan:
    by = read_map(toml, WORDS)
    return plan(read_rows(text.encode(encoding), by), by, [], NOW, HANNE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_what_is_recognised_is_filled_in_and_can_be_imported_at_once(encoding: str) -> None:
    found = planned(suggested(encoding=encoding), encoding=encoding)
    drones, robot = (one.card for one in found.cards)
    assert found.refused == []
    assert (drones.title, drones.challenges) == ("Droner over Åsen", "Vi ser ikke skaderne.")
    assert robot.area == "education"
    assert [str(one.in_operation_since) for one in (drones, robot)] == ["2023-05-01", "2024-06-12"]
    assert robot.technologies
    assert [one.row for one in found.cards] == [4, 5]


def test_what_is_not_recognised_is_asked_with_the_codes_there_are() -> None:
    toml = suggested()
    assert '# "Miljø og teknik" = ' in toml
    assert "environment (Miljø)" in toml
    assert "Laserøjne" in toml
    assert "Ejer" in toml
    found = planned(toml)
    assert [one.code for one in found.notes] == ["unknown_value"]
    assert found.cards[0].card.area is None
    filled = toml.replace('# "Miljø og teknik" = ', '"Miljø og teknik" = "environment"')
    assert planned(filled).cards[0].card.area == "environment"


def test_a_missing_column_is_named_with_those_it_could_be() -> None:
    toml = suggested(FILE.replace("Løsning", "Hvad gjorde vi"))
    assert "Hvad gjorde vi" in toml.split("[fields.background]")[1].splitlines()[1]
    filled = toml.replace("columns = []", 'columns = ["Hvad gjorde vi"]')
    assert planned(filled, FILE.replace("Løsning", "Hvad gjorde vi")).cards[0].card.background


def test_a_line_that_names_the_separator_is_passed_over() -> None:
    text = "sep=;\n" + FILE
    assert [one.card.title for one in planned(suggested(text), text).cards] == [
        "Droner over Åsen",
        "Chatrobot",
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [("Navn;Problem;Løsning\n".encode(), "import_no_rows"), (FILE.encode("utf-16"), "sheet_encoding")],
)
def test_a_file_that_no_map_helps_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        suggested_map(content, "x.csv", speaking(Language.ENGLISH))
    assert refused.value.refusal.code == code


CELL = st.text(st.characters(codec="utf-8", exclude_characters='"\x00\r'), max_size=20)


@settings(max_examples=examples(150))
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6), st.text(max_size=30))
def test_whatever_the_cells_say_the_map_can_be_read(rows: list[tuple[str, str, str]], name: str) -> None:
    def quoted(cells: tuple[str, ...]) -> str:
        return ";".join(f'"{one}"' for one in cells)

    text = "\n".join(map(quoted, [("Titel", "Fagområde", "Teknologier"), *rows]))
    toml = suggested_map(text.encode(), f"{name}.csv", speaking(Language.DANISH))
    assert read_map(toml, WORDS).headings_line == 1
