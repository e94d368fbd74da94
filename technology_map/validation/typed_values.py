"""What people type for a number, an address or a name of a card, read as they mean it.

Each raises ValueError with a code of ours (a key `field.*` of the catalogues); none repeats the value.
"""

import re
from decimal import Decimal
from urllib.parse import quote, urlsplit

_GROUPS = re.compile(r"\d{1,3}(?:[. ,'\u00a0\u202f]\d{3})+|\d{1,12}")
_AMOUNT = re.compile(
    r"(?:ca\.?|cirka|about|kr\.?|dkk)?\s*"
    r"(?P<whole>\d[\d. ,'\u00a0\u202f]*?)(?:,-|(?P<rest>[.,]\d{1,2}))?"
    r"\s*(?:kroner|kr\.?|dkk|time|timer|hours?|t\.?|h\.?)?",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?P<sign>-?)\s*(?:(?P<whole>\d{1,3}(?:[. ]\d{3})+|\d+)(?:[.,](?P<rest>\d{1,4}))?)", re.ASCII
)
MOST_DIGITS = 11
"""Before the decimals: SharePoint keeps fifteen digits of a number."""
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\ufe58\ufe63\uff0d"), "-")
_NAME = re.compile(r"(?:(?P<letter>[FL])\s*-?\s*|#\s*)0*(?P<number>\d{1,9})(?!\d)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:[\s,;&+/]|\b(?:og|and)\b)*", re.IGNORECASE)
_HOST_AND_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d{1,5})?(?:[/?#].*)?")
_KEPT = "/%:@!$&'()*+,;=~-._?"


def plain_dashes(text: str) -> str:
    """The text with every sign that looks like a hyphen written as one."""
    return text.translate(_DASHES)


def whole_number(text: str) -> int:
    """A whole number from 0, as `40 timer`, `1.200.000 kr.`, `250.000,-` or `250.000,00`.

    Raises ValueError: `not_whole` for a fraction, `not_a_number` for anything else.
    """
    found = (
        _AMOUNT.fullmatch(text.strip()) if text.isascii() or "\u00a0" in text or "\u202f" in text else None
    )
    if found is None:
        raise ValueError("not_a_number")
    whole, rest = found["whole"].strip(), found["rest"] or ""
    if not _GROUPS.fullmatch(whole):
        raise ValueError("not_a_number")
    if rest.strip(".,0"):
        raise ValueError("not_whole")
    return int(re.sub(r"\D", "", whole))


def decimal_number(text: str) -> Decimal:
    """A figure as `-3,5`, `1.200,50`, `7.4` or `12 %`; at most 15 digits, four of them decimals.

    A point before exactly three digits parts thousands, as Danes write it. Raises ValueError: `not_a_number`,
    `too_much`.
    """
    plain = plain_dashes(text).replace("\u00a0", " ").replace("\u202f", " ").strip().removesuffix("%").strip()
    found = _FIGURE.fullmatch(plain)
    if found is None:
        raise ValueError("not_a_number")
    whole = re.sub(r"[. ]", "", found["whole"])
    if len(whole) > MOST_DIGITS:
        raise ValueError("too_much")
    return Decimal(f"{found['sign']}{whole}.{found['rest'] or 0}").normalize() + Decimal(0)


def web_address(text: str) -> str:
    """An address that begins with https:// and names a host; what has no scheme gets it, spaces are encoded.

    Raises ValueError(`not_a_link`).
    """
    address = f"https://{text}" if "://" not in text and _HOST_AND_PATH.fullmatch(text) else text
    try:
        parts = urlsplit(address)
        fits = parts.scheme == "https" and bool(parts.hostname) and not re.search(r"[\s@]", parts.netloc)
    except ValueError:
        fits = False
    if not fits:
        raise ValueError("not_a_link")
    encoded = (quote(part, safe=_KEPT) for part in (parts.path, parts.query, parts.fragment))
    path, query, fragment = encoded
    return parts._replace(path=path, query=query, fragment=fragment).geturl()


def card_names(text: str) -> tuple[str, ...]:
    """Names of proposals and cards as we write them (F-0042, L-0007), each once, in their order.

    `F-0001 og L-2`, `f 0001, L-0002` and `#1` are taken. Raises ValueError(`not_a_name`).
    """
    plain, found, end = plain_dashes(text), dict[str, None](), 0
    for name in _NAME.finditer(plain):
        if not name[0].isascii() or not _BETWEEN.fullmatch(plain, end, name.start()):
            raise ValueError("not_a_name")
        found[f"{(name['letter'] or 'F').upper()}-{int(name['number']):04d}"] = None
        end = name.end()
    if not _BETWEEN.fullmatch(plain, end):
        raise ValueError("not_a_name")
    return tuple(found)
