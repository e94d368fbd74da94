"""Signs that nobody sees: soft hyphens, joiners, marks of direction. They come along from other programs."""

import re

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Unicode's category Cf (format), and the combining grapheme joiner."""


def without_invisible(text: str) -> str:
    """The text as it is seen: two that look alike are alike.

    Most texts here are Latin-1, which has only the soft hyphen: those are looked at as bytes.
    """
    try:
        if b"\xad" not in text.encode("latin-1"):
            return text
    except UnicodeEncodeError:
        pass
    return _INVISIBLE.sub("", text)
