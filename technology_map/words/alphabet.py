"""The Danish alphabet: æ, ø and å come last, and aa is an old way to write å (DS 377)."""

import unicodedata

_PLACES = str.maketrans({"æ": "{a", "ä": "{b", "ø": "{c", "ö": "{d", "å": "{e", "ü": "y"})
"""The sign `{` comes right after z. The letters that Swedes and Germans write stand with ours."""


def in_order(text: str) -> tuple[str, str]:
    """What a word is sorted by; words that differ in capitals only have an order, too."""
    plain = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_PLACES)
    letters = unicodedata.normalize("NFD", plain)
    return "".join(sign for sign in letters if not unicodedata.combining(sign)), text
