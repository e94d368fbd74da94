"""Which files may be attached: by the end of the name, and by how the file begins."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from technology_map.validation.refusals import Refused

MEGABYTES = 50
LARGEST = MEGABYTES * 1024 * 1024
NAME_LIMIT = 120
HEAD = 64
"""Bytes from the beginning of a file that are enough to tell its kind."""

Begins = Callable[[bytes], bool]


def _with(*starts: bytes) -> Begins:
    return lambda head: head.startswith(starts)


def _text(head: bytes) -> bool:
    return b"\x00" not in head


def _media_box(head: bytes) -> bool:
    """ISO base media: films and pictures of phones."""
    return head[4:8] == b"ftyp"


def _webp(head: bytes) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


@dataclass(frozen=True, slots=True)
class FileKind:
    """How files of a kind begin, and whether they are pictures."""

    begins: Begins
    picture: bool = False


_ZIP, _JPEG = FileKind(_with(b"PK\x03\x04")), FileKind(_with(b"\xff\xd8\xff"), picture=True)
KINDS: Mapping[str, FileKind] = {
    ".pdf": FileKind(_with(b"%PDF-")),
    ".docx": _ZIP,
    ".xlsx": _ZIP,
    ".pptx": _ZIP,
    ".odt": _ZIP,
    ".ods": _ZIP,
    ".odp": _ZIP,
    ".txt": FileKind(_text),
    ".csv": FileKind(_text),
    ".png": FileKind(_with(b"\x89PNG\r\n\x1a\n"), picture=True),
    ".jpg": _JPEG,
    ".jpeg": _JPEG,
    ".gif": FileKind(_with(b"GIF87a", b"GIF89a"), picture=True),
    ".webp": FileKind(_webp, picture=True),
    ".heic": FileKind(_media_box, picture=True),
    ".mp4": FileKind(_media_box),
    ".mov": FileKind(_media_box),
}
"""Documents, pictures and short films; nothing that a computer runs, and no page with scripts."""

_FORBIDDEN = re.compile('["*:<>?/\\\\|#%\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\Z|.*_vti_|~\$", re.IGNORECASE)


def kind_of(name: str) -> FileKind:
    """The kind that a name says. Raises Refused(`file_kind`)."""
    found = KINDS.get(PurePosixPath(name).suffix.lower())
    if found is None:
        raise Refused("file_kind", kinds=", ".join(one.removeprefix(".") for one in KINDS))
    return found


def is_picture(name: str) -> bool:
    """Whether a file with this name is a picture."""
    found = KINDS.get(PurePosixPath(name).suffix.lower())
    return found is not None and found.picture


def clean_name(name: str) -> str:
    """The name as SharePoint takes it, at most NAME_LIMIT characters. Raises Refused(`file_kind`)."""
    path = PurePosixPath(" ".join(unicodedata.normalize("NFC", _FORBIDDEN.sub(" ", name)).split()))
    kind_of(path.name)
    stem = path.stem.strip(" .~")[: NAME_LIMIT - len(path.suffix)].strip(" .") or "bilag"
    return f"{'bilag ' if _RESERVED.match(stem) else ''}{stem}{path.suffix.lower()}"


def free_name(name: str, taken: set[str]) -> str:
    """The name, or with the first number that nobody has; `taken` is lower case."""
    path, number, found = PurePosixPath(name), 1, name
    while found.lower() in taken:
        number += 1
        found = f"{path.stem} ({number}){path.suffix}"
    return found


def require_kind(name: str, head: bytes) -> None:
    """Raises Refused(`file_mismatch`) for a file that does not begin as its name says."""
    if not kind_of(name).begins(head[:HEAD]):
        raise Refused("file_mismatch")
