"""A meeting's pack and minutes as Word documents (DOCX)."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from technology_map.validation.invisible import without_invisible

if TYPE_CHECKING:
    from docx.document import Document as Made

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGE = {"da": "da-DK", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands below it: a line about it, and a text of paragraphs."""

    heading: str
    about: str
    text: str


def pack_document(title: str, about: str, parts: Sequence[Part], language: str) -> bytes:
    """The agenda with a cover note for each item, each on a page of its own after the first."""
    made = _begun(title, about, language)
    for place, part in enumerate(parts):
        heading = made.add_heading(_written(part.heading), level=1)
        heading.paragraph_format.page_break_before = place > 0
        _paragraph(made, part.about)
        _text(made, part.text)
    return _bytes(made)


def minutes_document(title: str, text: str, language: str) -> bytes:
    """The minutes."""
    made = _begun(title, "", language)
    _text(made, text)
    return _bytes(made)


def _begun(title: str, about: str, language: str) -> "Made":
    from docx import Document  # 16 MiB, which only who asks for a file shall cost

    made = Document()
    made.core_properties.title = _written(title)
    made.core_properties.author = "Teknologikort"
    made.core_properties.language = LANGUAGE.get(language, language)
    made.add_heading(_written(title), level=0)
    _paragraph(made, about)
    return made


def _text(made: "Made", text: str) -> None:
    for line in text.split("\n"):
        _paragraph(made, line)


def _paragraph(made: "Made", line: str) -> None:
    if line.strip():
        made.add_paragraph(_written(line))


def _written(text: str) -> str:
    """The text as XML can keep it: without control characters, and without signs that nobody sees."""
    plain = "".join(one for one in text if one in "\t\n" or ord(one) >= 32)
    return without_invisible(plain.encode("utf-8", "ignore").decode())


def _bytes(made: "Made") -> bytes:
    file = BytesIO()
    made.save(file)
    return file.getvalue()
