"""Somebody uploads a spreadsheet that means harm: it is refused by its reader, and harms nobody."""

import json
import resource
import subprocess
import sys

import openpyxl
import pytest

from teams_app.server.sheet_reader import SECONDS, SheetReader
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.validation.refusals import Refused
from tests.sweeps import swept
from tests.teams_app.server.hostile_sheets import HOSTILE, good, row, sheet, text

GROWTH = 64 * 1024


def test_the_xml_parser_is_the_careful_one() -> None:
    assert openpyxl.DEFUSEDXML is True


async def test_a_workbook_without_harm_is_read() -> None:
    assert await SheetReader().read(good()) == [
        (1, ["Titel", "Udfordring", "Baggrund"]),
        (2, ["Sensorer", "For sent", "En måtte"]),
    ]


def told(content: bytes) -> bytes:
    """What the process tells of a file. Had it to be ended for the time it takes, it would tell no end."""
    command = [sys.executable, "-m", "teams_app.server.sheet_process", str(SECONDS)]
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout


@pytest.mark.parametrize("name", swept([*HOSTILE], 6))
def test_a_hostile_file_is_refused_by_the_reader_itself_and_in_time(name: str) -> None:
    make, code = HOSTILE[name]
    (end,) = told(make()).splitlines()
    assert json.loads(end)["refused"] == code


@pytest.mark.parametrize("name", swept([*HOSTILE], 6))
async def test_who_uploads_a_hostile_file_is_told_what_to_do_and_it_costs_us_little(name: str) -> None:
    make, code = HOSTILE[name]
    content = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as refused:
        await SheetReader().read(content)
    assert refused.value.refusal.code == code
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GROWTH
    for language in Language:
        assert texts(language)(f"refusal.{code}", **refused.value.refusal.data)


async def test_more_rows_than_there_may_be_are_refused() -> None:
    rows = sheet(b"".join(row(n, text(f"A{n}")) for n in range(1, 20_010)))
    with pytest.raises(Refused, match="import_too_many_rows"):
        await SheetReader().read(rows)


def test_the_process_has_no_more_memory_than_it_may() -> None:
    takes_all = "from teams_app.server import sheet_process as p; p._limit(9); bytearray(p.MEMORY)"
    done = subprocess.run([sys.executable, "-c", takes_all], capture_output=True, check=False)
    assert done.returncode != 0
    assert b"MemoryError" in done.stderr


async def test_who_runs_out_of_time_is_refused_in_the_same_words() -> None:
    rows = sheet(b"".join(row(n, b"".join(text(f"A{n}") for _ in range(40))) for n in range(1, 15_000)))
    with pytest.raises(Refused, match="sheet_swollen"):
        await SheetReader(1).read(rows)
