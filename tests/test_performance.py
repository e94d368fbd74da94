"""docs/performance.md shows what the bench measures, line by line."""

from pathlib import Path

from bench.pages import COUNCIL_PAGES, PAGES

TABLE = Path(__file__).parents[1] / "docs/performance.md"


def test_the_table_has_every_page_that_is_measured_and_no_other() -> None:
    lines = [line.split("|")[1].strip() for line in TABLE.read_text("utf-8").splitlines() if line[:2] == "| "]
    assert [line.removeprefix("page: ") for line in lines if line.startswith("page: ")] == [
        *PAGES,
        *COUNCIL_PAGES,
    ]
