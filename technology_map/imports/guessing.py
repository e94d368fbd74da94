"""Guesses which of our names somebody meant who wrote another: `Miljø og teknik`, `Miljo`."""

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

CLOSE = 0.84
"""How alike two spellings must be (difflib's ratio) to be taken for one."""
MOST_WORDS = 4
"""A text with more words is a sentence, and names nothing."""
MOST_AROUND = 2
"""So few words may stand around a name, with it: `dato for mødet` is no `dato`."""
_DANISH = str.maketrans({"ø": "o", "å": "a", "æ": "ae"})
_APART = re.compile(r"[^a-z0-9]+")
_SMALL = frozenset("og and i in af of for til to på pa the den det er is".split())


def closest(said: str, names: Mapping[str, str]) -> str:
    """What the name stands for that is most like the one said; nothing where no name, or two, could be meant.

    `names` are names and what each stands for, as field or code.
    """
    words = _words(said)
    if not words or len(words) > MOST_WORDS:
        return ""
    known = [(_words(name), meant) for name, meant in names.items()]
    same = {meant for one, meant in known if one == words}
    around = len(words) <= MOST_AROUND
    within = {meant for one, meant in known if one and (words < one or (around and one < words))}
    for found in (same, within):
        if found:
            return found.pop() if len(found) == 1 else ""
    spelt = {" ".join(sorted(one)): meant for one, meant in known if one}
    alike = get_close_matches(" ".join(sorted(words)), spelt, n=1, cutoff=CLOSE)
    return spelt[alike[0]] if alike else ""


def _words(text: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_DANISH))
    said = _APART.split(plain.encode("ascii", "ignore").decode())
    return frozenset(one for one in said if one and one not in _SMALL)
