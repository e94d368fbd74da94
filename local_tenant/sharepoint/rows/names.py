"""Names as SharePoint makes them: internal column names and the addresses of lists."""

import re

LONGEST = 32  # of an internal name made from a display name (platform.md 1.2)
_UNSAFE_IN_ADDRESS = re.compile(r"[^A-Za-z0-9 _.-]")


def internal_name(wanted: str) -> str:
    """`Beløb i år` becomes `Bel_x00f8_b_x0020_i_x0020__x00e5`: escaped per UTF-16 unit, then cut."""
    made = []
    for place, letter in enumerate(wanted):
        plain = letter.isascii() and (letter.isalnum() or letter == "_")
        if plain and not (place == 0 and letter.isdigit()):
            made.append(letter)
        else:
            made.append(_escaped(letter))
    return "".join(made)[:LONGEST]


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be")
    pairs = (units[at : at + 2] for at in range(0, len(units), 2))
    return "".join(f"_x{pair.hex()}_" for pair in pairs)


def address_name(display_name: str) -> str:
    """A list's name in its address: letters outside ASCII and odd signs fall away."""
    return _UNSAFE_IN_ADDRESS.sub("", display_name).strip(" .") or "List"


def free_name(wanted: str, used: set[str], longest: int = 255) -> str:
    """`wanted`, or with the first number that makes it free; `used` is lower case."""
    name, number = wanted, 0
    while name.lower() in used:
        tail = str(number)
        name = wanted[: longest - len(tail)] + tail
        number += 1
    return name
