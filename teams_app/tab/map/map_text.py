"""How wide a text is about to be, and where to cut it: a picture cannot wrap its words by itself."""

from functools import cache, lru_cache
from itertools import accumulate, takewhile

SHARES = {
    **dict.fromkeys(".,:;'|!ijlI", 0.28),
    **dict.fromkeys("frt()[]-/ ", 0.34),
    **dict.fromkeys("ckszvxyJ", 0.5),
    **dict.fromkeys("mw", 0.84),
    **dict.fromkeys("MW@%—…", 1.0),
}
"""The width of letters as a share of the font's size, after Segoe UI and Liberation Sans."""
ELLIPSIS = "…"
SOFT_HYPHEN = "\u00ad"


@lru_cache(maxsize=20_000)
def width_of(text: str, size: float) -> float:
    """About how wide a text is in a font of that size, rather too wide than too narrow."""
    return size * sum(_share(letter) for letter in text)


@cache
def _share(letter: str) -> float:
    return SHARES.get(letter) or (1.0 if ord(letter) > 0x2E7F else 0.7 if letter.isupper() else 0.56)


@lru_cache(maxsize=20_000)
def cut(text: str, size: float, room: float) -> str:
    """As many words as there is room for, and an ellipsis where something is missing.

    Only a first word that is too long is cut in two: what is seen should be part of what is heard.
    """
    if width_of(text, size) <= room:
        return text
    room -= width_of(" " + ELLIPSIS, size)
    widths = accumulate(size * _share(letter) for letter in text)
    kept = text[: sum(1 for _ in takewhile(lambda width: width <= room, widths))]
    if text[len(kept)] != " " and " " in kept.strip():
        kept = kept.rstrip().rsplit(" ", 1)[0]
    return f"{kept.rstrip()} {ELLIPSIS}" if " " in text else kept.rstrip() + ELLIPSIS


def parted(text: str, shown: str) -> str:
    """The text with a soft hyphen where `shown`, its cut beginning, ends in the middle of a word.

    What is seen is then part of what is heard, word by word (WCAG 2.5.3).
    """
    kept = shown.removesuffix(ELLIPSIS).rstrip()
    if shown == text or not kept or not text[len(kept) :].strip() or text[len(kept)].isspace():
        return text
    return kept + SOFT_HYPHEN + text[len(kept) :]


def wrapped(text: str, size: float, room: float, lines: int) -> list[str]:
    """The text on at most so many lines, broken between words; the last is cut where it must be."""
    made = [""]
    for word in text.split():
        longer = f"{made[-1]} {word}".strip()
        if width_of(longer, size) <= room or len(made) == lines or not made[-1]:
            made[-1] = longer
        else:
            made.append(word)
    return [cut(line, size, room) for line in made]
