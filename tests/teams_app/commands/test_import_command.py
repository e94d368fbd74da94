"""`teknologikort import` as hanne runs it: preview, question, batches, and what became of each row."""

import asyncio
import csv
import io
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from openpyxl import Workbook
from rich.console import Console

from local_tenant.faults import Fault
from teams_app.commands.importing import Exit, run_import
from teams_app.commands.shell import BAD_SETTINGS
from teams_app.installation import DEMO_FOLDER, note_running
from technology_map.council.life_cycle import Status
from technology_map.people.people import Language
from technology_map.search.finding import search
from technology_map.texts import texts
from tests.teams_app.commands.lists_alone import Lists, lists_alone, person
from tests.technology_map.imports.import_files import HEADINGS, MAP, csv_bytes, row, trouble_rows


@pytest.fixture
async def lists(tmp_path: Path) -> AsyncIterator[Lists]:
    async with lists_alone(tmp_path) as opened:
        yield opened


class CommandLine:
    """What hanne runs the command with: a file, a map, and what it said so far."""

    def __init__(self, folder: Path, rows: list[list[str]], lists: Lists) -> None:
        self.file = folder / "brug.csv"
        self.map_file: Path = folder / "opskrift.toml"
        self.has_map = True
        self.file.write_bytes(csv_bytes(rows))
        self.map_file.write_text(MAP, encoding="utf-8")
        self.lists = lists
        self.said = io.StringIO()

    async def runs(
        self,
        *,
        dry_run: bool = False,
        report: Path | None = None,
        language: Language = Language.DANISH,
    ) -> int:
        return await run_import(
            self.file,
            self.map_file if self.has_map else None,
            self.lists.store,
            person("hanne"),
            texts=texts(language),
            console=Console(file=self.said, width=200),
            yes=True,
            dry_run=dry_run,
            report=report,
        )

    @property
    def cards(self) -> int:
        return len(self.lists.store.overview.solution_cards)


async def test_a_second_run_adds_nothing(lists: Lists, tmp_path: Path) -> None:
    line = CommandLine(tmp_path, trouble_rows(44), lists)
    assert await line.runs() == Exit.DONE
    assert (line.cards, lists.batches) == (44, 3)
    assert "44 løsningskort er gemt." in line.said.getvalue()
    lists.tenant.counts.reset()
    assert await line.runs() == Exit.DONE
    assert (line.cards, lists.tenant.counts.total) == (44, 0)
    assert "Der er ingen nye løsningskort i filen." in line.said.getvalue()


@pytest.mark.parametrize(("rows", "batches"), [(1, 1), (20, 1), (21, 2), (60, 3)])
async def test_twenty_rows_go_in_one_round_trip(
    lists: Lists, tmp_path: Path, rows: int, batches: int
) -> None:
    line = CommandLine(tmp_path, [row(f"Løsning {n}") for n in range(rows)], lists)
    assert await line.runs() == Exit.DONE
    assert (line.cards, lists.batches) == (rows, batches)


async def test_a_dry_run_shows_the_preview_and_stores_nothing(lists: Lists, tmp_path: Path) -> None:
    line = CommandLine(tmp_path, trouble_rows(44), lists)
    assert await line.runs(dry_run=True) == Exit.DONE
    assert (line.cards, lists.tenant.counts.total) == (0, 0)
    lines = [" ".join(line.split()) for line in line.said.getvalue().splitlines()]
    assert {"Rækker i filen 50", "Nye løsningskort 44", "Magen til en tidligere række 2"} <= set(lines)
    assert line.said.getvalue().count("Vejstyrelsen / Nord") == 5


async def test_every_refused_row_is_on_the_screen_and_in_the_report_and_no_number_is(
    lists: Lists, tmp_path: Path
) -> None:
    report = tmp_path / "rapport.csv"
    rows = [*trouble_rows(44), row("Borger 010203-1234"), row("@SUM(1)", Trin="Måske")]
    line = CommandLine(tmp_path, rows, lists)
    assert await line.runs(report=report) == Exit.DONE
    written = report.read_text("utf-8-sig")
    for text in (line.said.getvalue(), written):
        assert "Rækken er magen til række 7" in text
        assert "010203" not in text
    lines = list(csv.reader(io.StringIO(written, newline=""), delimiter=";"))
    assert lines[0] == ["Række", "Titel", "Hvad der skete", "Forklaring"]
    left_out = [line for line in lines if line[2] == "Ikke importeret"]
    assert [line[0] for line in left_out] == ["46", "47", "48", "49", "50", "51", "52", "53"]
    assert left_out[-2][1] == ""
    assert left_out[-1][1] == "'@SUM(1)"
    assert len([line for line in lines if line[2] == "Importeret med en bemærkning"]) == 3


async def test_twenty_refused_rows_are_shown_and_the_rest_is_counted(lists: Lists, tmp_path: Path) -> None:
    line = CommandLine(tmp_path, [row(f"Nr. {n}", Trin="Måske") for n in range(25)], lists)
    assert await line.runs(language=Language.ENGLISH) == Exit.DONE
    said = line.said.getvalue()
    assert said.count("The word in the column") == 20
    assert "And 5 more." in said


async def test_what_sharepoint_refuses_is_told_and_comes_with_the_next_run(
    lists: Lists, tmp_path: Path
) -> None:
    line = CommandLine(tmp_path, [row(f"Løsning {n}") for n in range(30)], lists)
    lists.tenant.faults.add(Fault("before", method="POST", path="/items$", nth=7, status=400, inner=True))
    assert await line.runs() == Exit.NOT_ALL_STORED
    assert line.cards == 29
    assert "SharePoint tog ikke imod 1 løsningskort." in line.said.getvalue()
    assert await line.runs() == Exit.DONE
    assert line.cards == 30


async def test_an_interrupted_import_goes_on_where_it_stopped(lists: Lists, tmp_path: Path) -> None:
    line = CommandLine(tmp_path, [row(f"Løsning {n}") for n in range(400)], lists)
    running = asyncio.create_task(line.runs())
    while line.cards < 20 and not running.done():  # noqa: ASYNC110
        await asyncio.sleep(0)  # lets the import run on; there is nothing to wait for
    running.cancel()
    assert await running == Exit.INTERRUPTED
    assert "Importen er stoppet." in line.said.getvalue()
    await lists.store.catch_up()
    assert line.cards < 400
    assert await line.runs() == Exit.DONE
    await lists.store.catch_up()
    assert line.cards == 400
    assert lists.store.overview.solution_cards.copies() == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x00", "Filen er ikke en tekstfil."),
        (csv_bytes([row("Ærø")], encoding="utf-8"), "Bogstaverne i filen passer ikke"),
        (csv_bytes([row()], ["Titel", *HEADINGS[1:]]), "men ikke i filen: Navn."),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_in_plain_words(
    lists: Lists, tmp_path: Path, content: bytes, sentence: str
) -> None:
    line = CommandLine(tmp_path, [], lists)
    line.file.write_bytes(content)
    assert await line.runs() == Exit.FILE_REFUSED
    assert sentence in line.said.getvalue()
    assert line.cards == 0


async def test_a_report_that_cannot_be_written_stops_the_import_before_it_begins(
    lists: Lists, tmp_path: Path
) -> None:
    line = CommandLine(tmp_path, [row()], lists)
    assert await line.runs(report=tmp_path / "mangler" / "rapport.csv") == Exit.FILE_REFUSED
    assert (line.cards, lists.tenant.counts.total) == (0, 0)


async def test_imported_cards_are_found_by_search_and_seen_in_sharepoint(
    lists: Lists, tmp_path: Path
) -> None:
    line = CommandLine(tmp_path, [row("Drone over [bold]havnen[/bold]"), row("Chatbot")], lists)
    await line.runs()
    assert "Drone over [bold]havnen[/bold]" in line.said.getvalue()
    found = search(lists.store.overview, "drone havnen")
    assert [one.title for one in found.things] == ["Drone over [bold]havnen[/bold]"]
    async with httpx.AsyncClient(base_url=lists.tenant.url, trust_env=False) as http:
        page = await http.get("/sites/teknologikort/Lists/SolutionCards")
    assert "Drone over [bold]havnen[/bold]" in page.text


@pytest.mark.parametrize(
    ("answer", "code", "cards"),
    [
        (b"no\n", Exit.DECLINED, 0),
        (b"", Exit.DECLINED, 0),
        (b"Yes\n", Exit.DONE, 3),
        (None, Exit.INTERRUPTED, 0),
    ],
    ids=["no", "end of input", "yes", "ctrl+c"],
)
async def test_the_command_asks_before_it_stores(
    lists: Lists, tmp_path: Path, answer: bytes | None, code: Exit, cards: int
) -> None:
    line = CommandLine(tmp_path, [row(f"Løsning {n}") for n in range(3)], lists)
    note_running(tmp_path / DEMO_FOLDER, lists.installation.settings, lists.tenant.url)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "teams_app", "import", line.file, "--map", line.map_file),
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[3]), "LC_ALL": "C.UTF-8"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        async with asyncio.timeout(60):
            asked = (await process.stdout.readuntil(b"Write yes or no:")).decode()
            if answer is None:
                process.send_signal(signal.SIGINT)
                await process.wait()
            else:
                await process.communicate(answer)
    finally:
        if process.returncode is None:
            process.kill()
    assert "New solution cards" in asked
    assert process.returncode == code
    await lists.store.catch_up()
    assert line.cards == cards


async def test_a_command_finds_the_demo_in_the_folder_it_is_told(lists: Lists, tmp_path: Path) -> None:
    note_running(tmp_path / "et sted", lists.installation.settings, lists.tenant.url)
    command = (sys.executable, "-m", "teams_app", "export", "--out", "status.xlsx")
    env = {"PYTHONPATH": str(Path(__file__).parents[3]), "LC_ALL": "C.UTF-8"}
    codes = []
    for more in ((), ("--folder", "et sted")):
        process = await asyncio.create_subprocess_exec(
            *command, *more, cwd=tmp_path, env=env, stderr=asyncio.subprocess.DEVNULL
        )
        codes.append(await process.wait())
    assert codes == [BAD_SETTINGS, 0]
    assert (tmp_path / "status.xlsx").stat().st_size


async def test_another_workbook_is_read_by_a_map_from_the_sheet_that_it_names(
    lists: Lists, tmp_path: Path
) -> None:
    line = CommandLine(tmp_path, [], lists)
    book = Workbook()
    book.worksheets[0].title = "Forside"
    sheet = book.create_sheet("Registrering")
    for cells in (["Eksport fra maj"], HEADINGS, *trouble_rows(44)[:3]):
        sheet.append(cells)
    line.file = tmp_path / "brug.xlsx"
    book.save(line.file)
    line.map_file.write_text(f'sheet = "Registrering"\nheadings_line = 2\n{MAP}', encoding="utf-8")
    assert await line.runs() == Exit.DONE
    assert line.cards == 3


async def test_old_proposals_come_in_by_the_command_too(lists: Lists, tmp_path: Path) -> None:
    line = CommandLine(tmp_path, [], lists)
    line.file.write_text(
        "Nr;Titel;Problem;Status;Begrundelse\n7;Droner;Stilladser;Afvist;For dyrt\n", "utf-8"
    )
    line.has_map = False
    for said in ("1 forslag er gemt.", "Der er ingen nye forslag i filen."):
        assert await line.runs() == Exit.DONE
        assert said in line.said.getvalue()
    (one,) = lists.store.overview.proposals
    assert one.status is Status.REJECTED
