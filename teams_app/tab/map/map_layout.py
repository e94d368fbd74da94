"""Where everything on the map stands: pure arithmetic from sections to boxes, in the picture's units."""

from collections.abc import Sequence
from dataclasses import replace
from math import cos, pi, sin

from teams_app.tab.map.map_parts import Chip, Entry, Section
from teams_app.tab.map.map_shapes import Box, Frame, Panel, Picture, Placed, Segment
from teams_app.tab.map.map_text import cut, width_of, wrapped
from technology_map.cards.map_places import NONE

PAD, GAP = 14, 24
HEADING, NUMBER, TITLE_LINE, COUNT_LINE = 16.0, 17.0, 22, 20
ENTRY, CHIP, GROUP_ROW, CHIP_ROW = 14.0, 13.0, 34, 30


def picture(found: Sequence[Section], frame: Frame, *, whole: bool) -> Picture:
    """The sections around the centre where the map is whole, else in columns."""
    most = max((entry.count for one in found for entry in one.entries), default=1)
    column = (frame.width - (frame.columns - 1) * GAP * 1.5) / frame.columns
    panels = [_panel(one, column, frame, most) for one in found]
    if whole and frame.columns > 1:
        return _around(panels, frame)
    top = 2 * frame.hub + GAP if whole else 0
    placed = _stacked(panels, frame, column, top)
    height = max((p.box.y + p.box.height for p in placed), default=frame.row)
    centre = (frame.width / 2, float(frame.hub))
    shown = _purposes(placed) if whole else []
    ring = tuple(_segment(p, n, len(shown), frame, centre) for n, p in enumerate(shown))
    return Picture(frame, height, tuple(placed), ring, centre)


def _panel(section: Section, width: float, frame: Frame, most: int) -> Panel:
    room, y = width - 2 * PAD, float(PAD)
    lines = wrapped(section.title, HEADING * 1.06, room, 2)
    title = tuple((y + 16 + TITLE_LINE * n, line) for n, line in enumerate(lines))
    y += TITLE_LINE * len(lines)
    counts_at = y + 14
    y += COUNT_LINE + 6 if section.counts else 6
    placer = _groups if section.grouped else _names
    entries = placer(section.drawn, room, y, frame, most)
    y = _below(entries, y)
    chips = _chips(section.drawn_chips, room, y + 8 if entries else y)
    return Panel(section, Box(0, 0, width, _below(chips, y) + PAD), title, counts_at, entries, chips)


def _names(entries: Sequence[Entry], room: float, top: float, frame: Frame, most: int) -> tuple[Placed, ...]:
    boxes = [Box(PAD, top + n * frame.row, room, frame.row) for n in range(len(entries))]
    return tuple(Placed(e, b, cut(e.text, ENTRY, room - 24)) for e, b in zip(entries, boxes, strict=True))


def _groups(entries: Sequence[Entry], room: float, top: float, frame: Frame, most: int) -> tuple[Placed, ...]:
    """Two columns, read downwards; the bar is as long as the group is large beside the largest."""
    width, half = (room - PAD) / 2, (len(entries) + 1) // 2
    made = []
    for n, entry in enumerate(entries):
        column, row = divmod(n, half)
        box = Box(PAD + column * (width + PAD), top + row * GROUP_ROW, width, GROUP_ROW)
        text = cut(entry.text, ENTRY, width - width_of(entry.number, ENTRY) - 10)
        made.append(Placed(entry, box, text, round(max(4.0, (width - 4) * entry.count / most), 1)))
    return tuple(made)


def _chips(chips: Sequence[Chip], room: float, top: float) -> tuple[Placed, ...]:
    made, x, y = [], 0.0, top
    for chip in chips:
        text = cut(chip.text, CHIP, room - 18)
        width = min(room, width_of(text, CHIP) + 18)
        if x + width > room:
            x, y = 0.0, y + CHIP_ROW
        made.append(Placed(chip, Box(PAD + x, y, width, CHIP_ROW - 4), text))
        x += width + 6
    return tuple(made)


def _below(placed: Sequence[Placed], otherwise: float) -> float:
    return max((one.box.y + one.box.height for one in placed), default=otherwise)


def _at(panel: Panel, x: float, y: float) -> Panel:
    return replace(panel, box=replace(panel.box, x=round(x, 1), y=round(y, 1)))


def _stacked(panels: Sequence[Panel], frame: Frame, column: float, top: float) -> list[Panel]:
    """Each in the column that is shortest so far."""
    ends = [top] * frame.columns
    made = []
    for panel in panels:
        shortest = ends.index(min(ends))
        made.append(_at(panel, shortest * (column + GAP * 1.5), ends[shortest]))
        ends[shortest] += panel.box.height + GAP
    return made


def _around(panels: Sequence[Panel], frame: Frame) -> Picture:
    """The first purpose on top, then clockwise; what has no purpose below the centre."""
    purposes = _purposes(panels)
    below = next((panel for panel in panels if panel.section.code == NONE), None)
    top, others = purposes[0], purposes[1:]
    half = (len(others) + 1) // 2
    right, left = others[:half], others[half:][::-1]
    reach = GAP + frame.hub
    centre_y = max(top.box.height + reach, _above(left), _above(right))
    under = below.box.height + reach if below else frame.hub
    end = centre_y + max(under, _above(left[::-1]), _above(right[::-1]))
    far, middle = frame.width - top.box.width, (frame.width - top.box.width) / 2
    placed = [
        _at(top, middle, centre_y - reach - top.box.height),
        *_side(right, far, centre_y),
        *_side(left, 0, centre_y)[::-1],
    ]
    centre, count = (frame.width / 2, round(centre_y, 1)), len(placed)
    ring = tuple(
        _segment(p, n, count, frame, centre, line=_line(p, _angle(n, count), n, frame, centre))
        for n, p in enumerate(placed)
    )
    if below:
        placed.append(_at(below, middle, centre_y + reach))
    return Picture(frame, round(end, 1), tuple(placed), ring, centre)


def _purposes(panels: Sequence[Panel]) -> list[Panel]:
    return [panel for panel in panels if panel.section.code != NONE]


def _above(side: Sequence[Panel]) -> float:
    """How far a side reaches above the centre: its middle gap, or its middle panel, stands level with it."""
    half, odd = divmod(len(side), 2)
    upper = sum(panel.box.height + GAP for panel in side[:half])
    return upper + side[half].box.height / 2 if odd else max(0.0, upper - GAP / 2)


def _side(side: Sequence[Panel], x: float, centre_y: float) -> list[Panel]:
    """The panels of one side, one below the other."""
    y, made = centre_y - _above(side), []
    for panel in side:
        made.append(_at(panel, x, y))
        y += panel.box.height + GAP
    return made


def _angle(place: int, count: int) -> float:
    return (-90 + 360 / count * place) * pi / 180


def _line(panel: Panel, angle: float, place: int, frame: Frame, centre: tuple[float, float]) -> str:
    """From the ring to the panel: straight where the panel stands level with its part of the ring."""
    x = round(centre[0] + frame.hub * cos(angle), 1)
    y = round(centre[1] + frame.hub * sin(angle), 1)
    box = panel.box
    if place == 0:
        return f"M{x} {y}V{round(box.y + box.height, 1)}"
    level = min(max(y, box.y + 8), round(box.y + box.height - 8, 1))
    edge = box.x if box.x > centre[0] else round(box.x + box.width, 1)
    if abs(level - y) <= frame.hub:
        return f"M{x} {level}H{edge}"
    turn = round(edge + (14 if edge < centre[0] else -14), 1)
    return f"M{x} {y}H{turn}V{level}H{edge}"


def _segment(
    panel: Panel, place: int, count: int, frame: Frame, centre: tuple[float, float], *, line: str = ""
) -> Segment:
    """A purpose's part of the ring, with a little air on both sides."""
    outer, inner, half = frame.hub, frame.hub - 40, pi / count - 0.02
    middle = _angle(place, count)

    def point(radius: float, angle: float) -> str:
        return f"{round(centre[0] + radius * cos(angle), 1)} {round(centre[1] + radius * sin(angle), 1)}"

    path = (
        f"M{point(outer, middle - half)}A{outer} {outer} 0 0 1 {point(outer, middle + half)}"
        f"L{point(inner, middle + half)}A{inner} {inner} 0 0 0 {point(inner, middle - half)}Z"
    )
    x = centre[0] + (outer - 20) * cos(middle)
    size = round(min(NUMBER, 36 / width_of(panel.section.number, 1)), 1)
    y = centre[1] + (outer - 20) * sin(middle) + size * 0.35
    return Segment(panel.section, path, round(x, 1), round(y, 1), size, line)
