"""Somebody uploads a spreadsheet that means harm: it is refused within two seconds, and harms nobody."""

import os
import resource
import subprocess
import sys

import openpyxl
import pytest

from teams_app.sheet_process import MEMORY
from teams_app.sheet_reader import SheetReader
from technology_map.people import Language
from technology_map.refusals import Refused
from technology_map.texts import texts
from tests.teams_app.hostile_sheets import HOSTILE, good, row, sheet, text

PROMISED = 2
"""Seconds of processor time in which every hostile file is refused; the process is ended after them."""
GROWTH = 64 * 1024


def test_the_xml_parser_is_the_careful_one() -> None:
    assert openpyxl.DEFUSEDXML is True


async def test_a_workbook_without_harm_is_read() -> None:
    assert await SheetReader(PROMISED).read(good()) == [
        (1, ["Titel", "Udfordring", "Baggrund"]),
        (2, ["Sensorer", "For sent", "En måtte"]),
    ]


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_refused_and_told_what_to_do(name: str) -> None:
    make, code = HOSTILE[name]
    content = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(Refused) as refused:
        await SheetReader(PROMISED).read(content)
    assert refused.value.refusal.code == code
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GROWTH
    for language in Language:
        assert texts(language)(f"refusal.{code}", **refused.value.refusal.data)


async def test_more_rows_than_there_may_be_are_refused() -> None:
    rows = sheet(b"".join(row(n, text(f"A{n}")) for n in range(1, 20_010)))
    with pytest.raises(Refused, match="import_too_many_rows"):
        await SheetReader().read(rows)


def test_the_process_has_no_more_memory_than_it_may_and_tells_nothing_of_what_it_refuses() -> None:
    command = [sys.executable, "-m", "teams_app.sheet_process", str(PROMISED)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(HOSTILE["one text in fifteen thousand cells"][0]())
        process.stdin.close()
        told = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert len(told) < 1_000
    assert used.ru_maxrss * 1024 < MEMORY


async def test_who_runs_out_of_time_is_refused_in_the_same_words() -> None:
    rows = sheet(b"".join(row(n, b"".join(text(f"A{n}") for _ in range(40))) for n in range(1, 15_000)))
    with pytest.raises(Refused, match="sheet_swollen"):
        await SheetReader(1).read(rows)
