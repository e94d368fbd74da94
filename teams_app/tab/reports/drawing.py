"""A picture as an SVG file of its own: shapes with their colours on them, a title and a description.

Colours stand on the shapes, so that the picture is the same in a page, a browser, Word and Inkscape, and no
page needs a style of its own for it.
"""

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from teams_app.tab.council.waiting import Tone
from teams_app.tab.map.map_text import cut, wrapped

TEXT, QUIET, LINE, GROUND, WELL = "#242424", "#616161", "#d1d1d1", "#ffffff", "#ebebeb"
EXPECTED, REALISED, DANGER = "#616161", "#5b5fc7", "#b10e1c"
TONES: dict[Tone, str] = {
    Tone.NEW: "#0c3b5e",
    Tone.ASKED: "#7a2e00",
    Tone.WORK: "#383966",
    Tone.COUNCIL: "#4b1d66",
    Tone.GOOD: "#0b4a0b",
    Tone.REST: "#424242",
    Tone.ENDED: "#424242",
}
"""The colours of the default theme (`client/themes.css`); a test says that they are the same."""
FONT = "Segoe UI, Liberation Sans, Arial, sans-serif"
NAMESPACE = "http://www.w3.org/2000/svg"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(text: str) -> str:
    """The text as XML can hold it."""
    return escape(_NOT_XML.sub("", text))


@dataclass(slots=True)
class Drawing:
    """A picture that grows downwards. Measures are in its own units; `width` is fixed."""

    title: str
    described: str
    width: int = 900
    height: float = 0
    parts: list[str] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, *, fill: str, says: str = "") -> None:
        """A filled rectangle; what it `says` is told by pointing at it."""
        shape = f'<rect x="{x:g}" y="{y:g}" width="{max(width, 0):g}" height="{height:g}" fill="{fill}"'
        self.parts.append(f"{shape}><title>{plain(says)}</title></rect>" if says else f"{shape}/>")

    def text(
        self,
        x: float,
        y: float,
        said: str,
        *,
        size: float = 14,
        room: float = 0,
        bold: bool = False,
        fill: str = TEXT,
        end: bool = False,
    ) -> None:
        """A line of text, cut where there is no more `room`; at its `end` stands x, else at its beginning."""
        shown = cut(said, size, room) if room else said
        marks = ' font-weight="600"' if bold else ""
        marks += ' text-anchor="end"' if end else ""
        whole = f"<title>{plain(said)}</title>" if shown != said else ""
        marks += f' font-size="{size:g}" fill="{fill}"'
        self.parts.append(f'<text x="{x:g}" y="{y:g}"{marks}>{plain(shown)}{whole}</text>')

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        """A thin line."""
        self.parts.append(f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{LINE}" fill="none"/>')

    def svg(self, *, inside: bool = False) -> str:
        """The picture; `inside` a page it is as wide as there is room for."""
        size = "" if inside else f' width="{self.width}" height="{self.height:g}"'
        return (
            f'<svg xmlns="{NAMESPACE}" viewBox="0 0 {self.width} {self.height:g}"{size} role="img"'
            f" aria-label={quoteattr(_NOT_XML.sub('', self.title))} font-family={quoteattr(FONT)}>"
            f"<title>{plain(self.title)}</title><desc>{plain(self.described)}</desc>"
            f'<rect x="0" y="0" width="{self.width}" height="{self.height:g}" fill="{GROUND}"/>'
            f"{''.join(self.parts)}</svg>"
        )

    def file(self) -> bytes:
        """The picture as a file."""
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self.svg()}\n'.encode()


MARGIN, GAP = 24, 1.5


def begun(title: str, described: str, width: int = 900) -> Drawing:
    """A drawing with its title at the top."""
    made = Drawing(title, described, width)
    made.text(MARGIN, 40, title, size=20, bold=True, room=width - 2 * MARGIN)
    made.height = 62
    for line in wrapped(described, 13, width - 2 * MARGIN, 3):
        made.text(MARGIN, made.height, line, size=13, fill=QUIET)
        made.height += 20
    made.height += 6
    return made


def legend(made: Drawing, words: list[tuple[str, str]]) -> None:
    """What the colours mean: pairs of colour and word, on as many lines as they need."""
    x = float(MARGIN)
    for colour, word in words:
        wide = 32 + 7.6 * len(word)
        if x > MARGIN and x + wide > made.width - MARGIN:
            x, made.height = MARGIN, made.height + 22
        made.rect(x, made.height - 10, 12, 12, fill=colour)
        made.text(x + 18, made.height, word, size=13)
        x += wide
    made.height += 28


def stacked(made: Drawing, x: float, width: float, pieces: list[tuple[int, str, str]], whole: int) -> None:
    """A bar of pieces (count, colour, word) that is `width` wide where they are the `whole`."""
    at = x
    for count, colour, word in pieces:
        wide = width * count / (whole or 1)
        made.rect(at, made.height, wide - GAP, 20, fill=colour, says=f"{word}: {count}")
        if wide > 18:
            made.text(at + 6, made.height + 15, str(count), size=12, fill=GROUND)
        at += wide
