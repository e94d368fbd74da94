"""Draws the app's two icons into manifest/: `python -m docs.icons`."""

import struct
import zlib
from collections.abc import Callable
from math import hypot
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "manifest"
TEAL, AMBER, WHITE = (11, 90, 94), (230, 150, 20), (255, 255, 255)

Colour = tuple[int, int, int]
Distance = Callable[[float, float], float]
"""How many pixels a point lies outside a shape; negative inside."""
Layer = tuple[Distance, Colour]
Pixel = tuple[int, int, int, int]


def box(left: float, top: float, right: float, bottom: float, corner: float) -> Distance:
    """A rectangle with round corners."""
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    half_x, half_y = (right - left) / 2 - corner, (bottom - top) / 2 - corner

    def distance(x: float, y: float) -> float:
        over_x, over_y = abs(x - middle_x) - half_x, abs(y - middle_y) - half_y
        return hypot(max(over_x, 0), max(over_y, 0)) + min(max(over_x, over_y), 0) - corner

    return distance


def dot(x: float, y: float, radius: float) -> Distance:
    """A full circle."""
    return box(x - radius, y - radius, x + radius, y + radius, radius)


def ring(shape: Distance, width: float) -> Distance:
    """The edge of a shape, on its inner side."""
    return lambda x, y: abs(shape(x, y) + width / 2) - width / 2


def colour_icon() -> list[list[Pixel]]:
    """192 × 192: a card with its headline, and the way of a proposal below it."""
    return drawn(
        192,
        [
            (lambda _x, _y: -1.0, TEAL),
            (box(38, 48, 154, 144, 12), WHITE),
            (box(54, 66, 120, 76, 5), TEAL),
            (box(62, 109, 130, 115, 3), TEAL),
            (dot(64, 112, 10), TEAL),
            (dot(96, 112, 10), TEAL),
            (dot(128, 112, 13), AMBER),
        ],
    )


def outline_icon() -> list[list[Pixel]]:
    """32 × 32: the same card in white lines on nothing."""
    return drawn(
        32,
        [
            (ring(box(3, 6, 29, 26, 3.5), 2), WHITE),
            (box(7, 10, 19, 12, 1), WHITE),
            (box(9, 18, 23, 19.6, 0.8), WHITE),
            (dot(9.6, 18.8, 2.4), WHITE),
            (dot(16, 18.8, 2.4), WHITE),
            (dot(22.4, 18.8, 2.4), WHITE),
        ],
    )


def drawn(size: int, layers: list[Layer]) -> list[list[Pixel]]:
    """The rows of pixels; a later layer covers an earlier one, edges are smooth."""
    return [[_pixel(x + 0.5, y + 0.5, layers) for x in range(size)] for y in range(size)]


def _pixel(x: float, y: float, layers: list[Layer]) -> Pixel:
    red, green, blue, alpha = 255.0, 255.0, 255.0, 0.0
    for distance, colour in layers:
        cover = min(max(0.5 - distance(x, y), 0.0), 1.0)
        total = cover + alpha * (1 - cover)
        share = cover / total if total else 0.0
        red, green, blue = (
            new * share + old * (1 - share) for new, old in zip(colour, (red, green, blue), strict=True)
        )
        alpha = total
    return round(red), round(green), round(blue), round(alpha * 255)


def png(rows: list[list[Pixel]]) -> bytes:
    """The picture as PNG, eight bits each of red, green, blue and alpha."""
    head = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 6, 0, 0, 0)
    raw = b"".join(b"\0" + bytes(part for pixel in row for part in pixel) for row in rows)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


if __name__ == "__main__":
    (FOLDER / "color.png").write_bytes(png(colour_icon()))
    (FOLDER / "outline.png").write_bytes(png(outline_icon()))
