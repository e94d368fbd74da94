"""The shapes that the map's picture is made of, in its own units."""

from dataclasses import dataclass
from enum import Enum

from teams_app.tab.map.map_parts import Chip, Entry, Section
from teams_app.tab.map.map_text import parted


@dataclass(frozen=True, slots=True)
class Frame:
    """A shape of the picture: for a screen or a sheet that is wide, or for a phone."""

    name: str
    width: int
    columns: int
    row: int
    hub: int


class Frames(Enum):
    """The shapes: a screen, a phone, and an A3 sheet for one purpose (the whole map prints as WIDE)."""

    WIDE = Frame("wide", 1200, 3, 26, 124)
    TALL = Frame("tall", 328, 1, 32, 118)
    SHEET = Frame("sheet", 2000, 5, 26, 124)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry or a chip in its box, with as much of its text as there is room for; `bar` is a length."""

    of: Entry | Chip
    box: Box
    text: str
    bar: float = 0

    @property
    def label(self) -> str:
        """What a screen reader says: a word that is cut in two on the picture may be parted there."""
        return self.of.label.replace(self.of.text, parted(self.of.text, self.text), 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """A section in its box. Everything within is measured from the box's corner."""

    section: Section
    box: Box
    title: tuple[tuple[float, str], ...]
    counts_at: float
    entries: tuple[Placed, ...]
    chips: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A purpose's part of the ring; `line` leads from it to the purpose's panel, `size` is its number's."""

    section: Section
    path: str
    x: float
    y: float
    size: float
    line: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; on the whole map with the ring around the centre."""

    frame: Frame
    height: float
    panels: tuple[Panel, ...]
    segments: tuple[Segment, ...]
    centre: tuple[float, float]
