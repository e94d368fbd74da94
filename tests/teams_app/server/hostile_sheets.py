"""Spreadsheets that mean harm, each made here: what the file is, and what it is refused with."""

import io
import struct
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

TYPES = "[Content_Types].xml"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEADINGS = ("Titel", "Udfordring", "Baggrund")
_HEAD = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
_TAIL = b"</worksheet>"


def good() -> bytes:
    """A workbook with one card."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADINGS)
    sheet.append(("Sensorer", "For sent", "En måtte"))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def remade(changed: dict[str, bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The good workbook with some parts put in the place of others, or beside them."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good())) as old, zipfile.ZipFile(written, "w", packed) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
        for name in changed.keys() - set(old.namelist()):
            new.writestr(name, changed[name])
    return written.getvalue()


def sheet(data: bytes, before: bytes = b"") -> bytes:
    """The good workbook with this in its sheet."""
    return remade({SHEET: _HEAD + before + b"<sheetData>" + data + b"</sheetData>" + _TAIL})


def types_with(old: bytes, new: bytes) -> bytes:
    """The good workbook that says it is something else."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        return remade({TYPES: archive.read(TYPES).replace(old, new)})


def row(number: int, cells: bytes) -> bytes:
    """A line of a sheet."""
    return b'<row r="%d">%s</row>' % (number, cells)


def text(place: str, said: bytes = b"x") -> bytes:
    """A cell with a text."""
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place.encode(), said)


def _headings() -> bytes:
    return row(
        1, b"".join(text(f"{letter}1", name.encode()) for letter, name in zip("ABC", HEADINGS, strict=True))
    )


def _locked() -> bytes:
    content = bytearray(good())
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    return bytes(content)


def _lies_about_its_size() -> bytes:
    content = bytearray(remade({"xl/media/big.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    at = content.find(struct.pack("<I", 3_000_007))
    while at >= 0:
        content[at : at + 4] = struct.pack("<I", 7)
        at = content.find(struct.pack("<I", 3_000_007), at + 4)
    return bytes(content)


def _twice() -> bytes:
    written = io.BytesIO(good())
    with zipfile.ZipFile(written, "a") as archive:
        assert archive.fp is not None
        archive.fp.seek(0, 2)
        archive.NameToInfo.clear()
        archive.writestr(SHEET, b"<a/>")
    return written.getvalue()


def _laughs(part: str) -> bytes:
    entities = b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"ha" * 50) for n in range(10)
    )
    return remade({part: b'<?xml version="1.0"?><!DOCTYPE x [' + entities + b"]><x>&a9;</x>"})


def _shared_bomb() -> bytes:
    """One long text, once in the file, and in fifteen thousand cells."""
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    strings = start + b"<si><t>" + b"A" * 32_000 + b"</t></si></sst>"
    data = b"".join(row(n, b'<c r="A%d" t="s"><v>0</v></c>' % n) for n in range(1, 15_001))
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        types = archive.read(TYPES)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    said = types.replace(
        b"</Types>", b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    )
    return remade(
        {TYPES: said, SHEET: _HEAD + b"<sheetData>" + data + b"</sheetData>" + _TAIL, STRINGS: strings}
    )


_IN_UTF16 = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode("utf-16")

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip at all": (lambda: b"PK\x03\x04" + b"\x07" * 500, "sheet_broken"),
    "half a workbook": (lambda: good()[: len(good()) // 2], "sheet_broken"),
    "an old or locked workbook": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
        "sheet_locked_or_old",
    ),
    "locked entries": (_locked, "sheet_locked_or_old"),
    "a program called a spreadsheet": (lambda: b"MZ\x90\x00" + b"\x00" * 500, "sheet_not_a_workbook"),
    "a zip of something else": (lambda: _zip({"readme.txt": b"hello"}), "sheet_not_a_workbook"),
    "a text document": (
        lambda: types_with(b"spreadsheetml.sheet.main", b"wordprocessingml.document.main"),
        "sheet_not_a_workbook",
    ),
    "macros": (lambda: remade({"xl/vbaProject.bin": b"x"}), "sheet_macros"),
    "macros by their type": (
        lambda: types_with(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
        "sheet_macros",
    ),
    "links to other files (DDE)": (
        lambda: remade({"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "sheet_links",
    ),
    "a zip inside": (lambda: remade({"xl/media/image1.png": good()}), "sheet_files_inside"),
    "an embedded workbook": (lambda: remade({"xl/embeddings/book.xlsx": good()}), "sheet_files_inside"),
    "a path out of the folder": (lambda: remade({"../../etc/cron.d/x": b"x"}), "sheet_broken"),
    "an absolute path": (lambda: remade({"/etc/passwd": b"x"}), "sheet_broken"),
    "a drive": (lambda: remade({"C:\\windows\\x.dll": b"x"}), "sheet_broken"),
    "a part that is there twice": (_twice, "sheet_broken"),
    "a zip bomb": (
        lambda: remade({"xl/media/bomb.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}),
        "sheet_swollen",
    ),
    "a hundred small bombs": (
        lambda: remade({f"xl/media/{n}.xml": b" " * 1_000_000 for n in range(100)}),
        "sheet_swollen",
    ),
    "a bomb that lies about its size": (_lies_about_its_size, "sheet_broken"),
    "a thousand parts": (
        lambda: remade({f"xl/media/{n}.xml": b"<a/>" for n in range(1_000)}),
        "sheet_swollen",
    ),
    "a billion laughs in the sheet": (lambda: _laughs(SHEET), "sheet_swollen"),
    "a billion laughs in the styles": (lambda: _laughs("xl/styles.xml"), "sheet_swollen"),
    "a file from the disk as an entity": (
        lambda: remade(
            {
                SHEET: b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
                + _HEAD
                + b"<sheetData>"
                + row(1, text("A1", b"&f;"))
                + b"</sheetData>"
                + _TAIL
            }
        ),
        "sheet_swollen",
    ),
    "laughs in UTF-16": (lambda: remade({SHEET: _IN_UTF16}), "sheet_broken"),
    "broken XML": (lambda: remade({SHEET: _HEAD + b"<sheetData><row><c></sheetData>"}), "sheet_broken"),
    "no sheet": (lambda: remade({"xl/workbook.xml": b"<a/>"}), "sheet_broken"),
    "sixteen thousand columns": (
        lambda: sheet(row(1, b"".join(b"<c><v>1</v></c>" for _ in range(16_384)))),
        "import_too_many_columns",
    ),
    "a million rows by its own word": (
        lambda: sheet(_headings() + row(1_048_576, text("A1048576")), b'<dimension ref="A1:XFD1048576"/>'),
        "import_too_many_rows",
    ),
    "three million cells": (
        lambda: sheet(b"".join(row(n, b"<c/>" * 100) for n in range(1, 30_001))),
        "sheet_swollen",
    ),
    "one text in fifteen thousand cells": (_shared_bomb, "sheet_swollen"),
    "XML that is nested without end": (
        lambda: remade({SHEET: _HEAD + b"<sheetData><row>" + b"<c>" * 100_000}),
        "sheet_broken",
    ),
    "more than ten megabytes": (
        lambda: remade({"xl/media/noise.bin": bytes(11_000_000)}, packed=zipfile.ZIP_STORED),
        "sheet_too_big",
    ),
}
"""By what it is: how it is made, and the refusal."""


def _zip(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return written.getvalue()
