"""What the map is made of, in words: sections, and the entries and technologies in them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the map: a thing (`solution`, `proposal`), a `group` of things, or how many `more`.

    `count` is how many things it stands for, `label` what a screen reader says.
    """

    kind: str
    key: str
    text: str
    address: str
    label: str
    count: int = 1
    number: str = ""
    name: str = ""
    area: str = ""
    phase: str = ""
    technologies: str = ""
    cards: str = ""
    proposals: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A technology and in how many things it is; `address` narrows the map to it."""

    code: str
    text: str
    address: str
    label: str


@dataclass(frozen=True, slots=True)
class Section:
    """What belongs together. `purpose` is the number of its colour; `address` shows only this.

    `chips` are all technologies, `drawn` and `drawn_chips` the entries and those that a picture has room for.
    """

    code: str
    purpose: str
    title: str
    counts: str
    total: int
    number: str
    address: str
    label: str
    grouped: bool
    entries: tuple[Entry, ...]
    drawn: tuple[Entry, ...]
    chips: tuple[Chip, ...]
    drawn_chips: tuple[Chip, ...] = ()
