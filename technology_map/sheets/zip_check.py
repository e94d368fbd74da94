"""Looks at an XLSX file as the zip that it is, before it is read as a workbook (trust.md 2, row 12)."""

import io
import re
import zipfile
from collections.abc import Iterator

from technology_map.validation.refusals import Refused

_UNREADABLE = (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, OSError, EOFError, ValueError)
"""What zipfile raises for a broken zip; NotImplementedError for a way of packing that it does not know."""
SIZE_LIMIT = 10 * 1024 * 1024
ENTRIES = 200
UNPACKED = 80 * 1024 * 1024
RATIO = 150
SMALL = 1024 * 1024
"""Below this many bytes an entry may be packed as tightly as it likes: an empty grid is."""
CELLS = 2_100_000
"""A little more than 20,000 rows of 100 columns; so many cells or shared texts, and no more."""
_PIECE = 256 * 1024
_OVERLAP = 64
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TYPES = "[Content_Types].xml"
_WORKBOOK = b"spreadsheetml.sheet.main+xml"
_MACROS = b"macroEnabled"
_COUNTED = re.compile(rb"<(?:\w{1,20}:)?(?:c|si|row|col|mergeCell)[\s/>]")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


def is_zip(content: bytes) -> bool:
    """Whether the bytes begin as a zip does."""
    return content.startswith(_ZIP)


def check_kind(content: bytes) -> None:
    """Raises Refused(`sheet_locked_or_old`) for what Excel writes with a password, or as .xls."""
    if content.startswith(_OLD):
        raise Refused("sheet_locked_or_old")


def check_zip(content: bytes) -> None:
    """Raises Refused with what to do, unless the file can be read as a workbook without danger.

    `sheet_too_big`, `sheet_broken`, `sheet_locked_or_old`, `sheet_not_a_workbook`, `sheet_macros`,
    `sheet_links`, `sheet_files_inside`, `sheet_swollen`.
    """
    if len(content) > SIZE_LIMIT:
        raise Refused("sheet_too_big", megabytes=SIZE_LIMIT // (1024 * 1024))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_names(archive.infolist())
            _check_bytes(archive)
    except _UNREADABLE:
        raise Refused("sheet_broken") from None


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in entries]
    if len(names) > ENTRIES or sum(one.file_size for one in entries) > UNPACKED:
        raise Refused("sheet_swollen")
    if any(one.flag_bits & 0x1 for one in entries):
        raise Refused("sheet_locked_or_old")
    if len(set(names)) < len(names) or any(map(_strange, names)):
        raise Refused("sheet_broken")
    if any("vbaproject" in name.lower() for name in names):
        raise Refused("sheet_macros")
    if any("externallinks/" in name.lower() for name in names):
        raise Refused("sheet_links")
    for one in entries:
        if one.file_size > SMALL and one.file_size > RATIO * max(one.compress_size, 1):
            raise Refused("sheet_swollen")


def _strange(name: str) -> bool:
    """A path that leaves its folder, or is none."""
    parts = name.split("/")
    return not name or name.startswith("/") or ".." in parts or "\\" in name or ":" in name


def _check_bytes(archive: zipfile.ZipFile) -> None:
    unpacked = counted = 0
    types = b""
    for entry in archive.infolist():
        is_xml = entry.filename.lower().endswith((".xml", ".rels", ".vml"))
        for place, piece in enumerate(_pieces(archive, entry)):
            unpacked += len(piece)
            if not place and (piece.startswith((*_ZIP, _OLD))):
                raise Refused("sheet_files_inside")
            if is_xml:
                counted += _count(piece, first=not place)
            if entry.filename == _TYPES:
                types += piece
            if unpacked > UNPACKED + ENTRIES * _OVERLAP * 2 or counted > CELLS:
                raise Refused("sheet_swollen")
    _check_types(types)


def _count(piece: bytes, *, first: bool) -> int:
    """How many cells, texts and rows a piece of XML begins. Raises Refused(`sheet_swollen`) for entities."""
    if _DOCTYPE.search(piece):
        raise Refused("sheet_swollen")
    if first and piece.startswith(_UTF16):
        raise Refused("sheet_broken")
    return sum(1 for _ in _COUNTED.finditer(piece))


def _check_types(types: bytes) -> None:
    if _MACROS in types:
        raise Refused("sheet_macros")
    if _WORKBOOK not in types:
        raise Refused("sheet_not_a_workbook")


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry's bytes in pieces, each with the end of the one before."""
    with archive.open(entry) as opened:
        before = b""
        while piece := opened.read(_PIECE):
            yield before + piece
            before = piece[-_OVERLAP:]
