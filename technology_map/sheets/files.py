"""The spreadsheets that anyone who may read can have: solution cards, proposals, and the template."""

from collections.abc import Iterable
from enum import StrEnum

from technology_map.sheets.cells import Thing, table
from technology_map.sheets.columns import PROPOSAL_COLUMNS, SOLUTION_COLUMNS
from technology_map.sheets.csv_text import csv_file
from technology_map.texts import Texts


class What(StrEnum):
    """Which things a file holds."""

    SOLUTIONS = "solutions"
    PROPOSALS = "proposals"
    TEMPLATE = "template"


class FileForm(StrEnum):
    """The format of a file, and the end of its name."""

    XLSX = "xlsx"
    CSV = "csv"


MEDIA = {
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileForm.CSV: "text/csv",
}
_COLUMNS = {What.SOLUTIONS: SOLUTION_COLUMNS, What.PROPOSALS: PROPOSAL_COLUMNS}


def sheet_file(what: What, form: FileForm, things: Iterable[Thing], t: Texts) -> bytes:
    """The file, in a language. A template is always an XLSX file, and has no things in it.

    openpyxl holds 13 MiB: it is loaded when somebody wants a workbook.
    """
    if what is What.TEMPLATE:
        from technology_map.sheets.template import template

        return template(t)
    made = table(t(f"sheet_file.{what.value}"), _COLUMNS[what], things, t)
    if form is FileForm.CSV:
        return csv_file(made, t.language)
    from technology_map.sheets.workbook import xlsx_file

    return xlsx_file(made)
