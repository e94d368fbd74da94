"""The text of HTML, as its reader sees it: of messages in Teams, and of what was pasted into SharePoint."""

import re
from html.parser import HTMLParser

_BREAKS = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})
_CELLS = frozenset({"td", "th"})
"""Cells stand beside each other: a tab parts them, and becomes a bar between two that say something."""
_SILENT = frozenset({"script", "style", "title", "template", "attachment", "systemeventmessage"})


class _Reader(HTMLParser):
    """Gathers text. Markup is never passed on, and what is quoted of an earlier message is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        reply = tag == "blockquote" and "schema.skype.com/reply" in str(given.get("itemtype")).lower()
        if tag in _SILENT or reply or (self._silent and tag == self._silent[-1]):
            self._silent.append(tag)
        elif tag in _BREAKS:
            self.found.append("\n")
        elif tag in _CELLS:
            self.found.append("\t")
        elif tag in ("emoji", "img") and not self._silent:
            self.found.append(str(given.get("alt") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _BREAKS and tag != "br":
            self.found.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(" ".join(re.split(r"[\n\t]", data)))


def text_of_html(html: str) -> str:
    """What it says, line by line; the cells of a table with a bar between them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tidy("".join(reader.found))


def tidy(text: str) -> str:
    """Each line with single spaces; the cells of a row with a bar between them."""
    rows = ((" ".join(cell.split()) for cell in line.split("\t")) for line in text.split("\n"))
    lines = (" | ".join(cell for cell in row if cell) for row in rows)
    return "\n".join(line for line in lines if line)
