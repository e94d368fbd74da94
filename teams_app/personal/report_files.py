"""The report on a person as a file: JSON for machines, a spreadsheet or a text for people."""

import json
import os
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook

from teams_app.personal.looking import Looked
from teams_app.personal.report import Line, lines, notes, written
from technology_map.sheets.workbook import head_cell, saved, text_cell
from technology_map.texts import Texts
from technology_map.validation.refusals import Refused

HEADINGS = ("where", "row", "title", "column", "how", "fate", "text")
WIDTHS = (24, 10, 32, 24, 24, 24, 64)


def write_report(out: Path, looked: Looked, made: datetime, t: Texts) -> None:
    """Write it in the form that the name ends in, for the eyes of the file's owner only.

    Raises Refused: `report_form`, `sheet_out_unwritable`.
    """
    forms = {".json": _json, ".xlsx": _xlsx, ".txt": _text}
    form = forms.get(out.suffix.lower())
    if form is None:
        raise Refused("report_form")
    content = form(looked, made, t)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
            opened.write(content)
    except OSError:
        raise Refused("sheet_out_unwritable", file=str(out)) from None


def _json(looked: Looked, made: datetime, t: Texts) -> bytes:
    return json.dumps(written(looked, made, t), ensure_ascii=False, indent=2, default=str).encode()


def _text(looked: Looked, made: datetime, t: Texts) -> bytes:
    return "\n".join(said(looked, made, t)).encode() + b"\n"


def said(looked: Looked, made: datetime, t: Texts) -> list[str]:
    """The report as people read it, line by line."""
    who = looked.who
    found = [
        t("person.report.heading", id=who.object_id, names=", ".join(sorted(who.names)) or "–"),
        t("person.report.made", moment=t.moment(made)),
        "",
        *(_line(one) for one in lines(looked, t)),
    ]
    if looked.empty:
        found.append(t("person.report.nothing"))
    return [*found, "", *notes(looked, t)]


def _line(one: Line) -> str:
    place = " · ".join(part for part in (f"{one.where} {one.row}", one.title, one.column) if part)
    return f"{place} – {one.how} – {one.fate}"


def _xlsx(looked: Looked, made: datetime, t: Texts) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(t("person.report.sheet"))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFG"[place]].width = width
    sheet.append([head_cell(sheet, t(f"person.column.{name}")) for name in HEADINGS])
    for one in lines(looked, t):
        sheet.append([text_cell(sheet, str(getattr(one, name))) for name in HEADINGS])
    more = book.create_sheet(t("person.report.notes"))
    more.column_dimensions["A"].width = 120
    for sentence in said(looked, made, t)[:2] + notes(looked, t):
        more.append([text_cell(more, sentence)])
    return saved(book)
