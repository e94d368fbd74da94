"""Column formatting, version 2: checked when it is set, and drawn for one cell.

Only what is safe and known is drawn: elements, text, classes, a few styles, links. A formatter
with anything else in it makes the cell plain.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from local_tenant.sharepoint.pages.expressions import OPERATORS, Cell, NotKnown, text_of, worked_out

ELEMENTS = ("div", "span", "a", "img", "svg", "path", "button", "p", "filepreview")
_DRAWN = ("div", "span", "a", "p")
_KEYS = set(
    "$schema elmType txtContent style attributes children debugMode forEach customRowAction "
    "customCardProps defaultHoverField columnFormatterReference inlineEditField filePreviewProps".split()
)
_DRAWN_KEYS = {"$schema", "elmType", "txtContent", "style", "attributes", "children", "debugMode"}
_ATTRIBUTES = set(
    "href rel src class target title role iconName d aria data-interception viewBox "
    "preserveAspectRatio draggable alt".split()
)
_STYLES = set(
    "background-color border border-color border-radius color display flex-direction font-size "
    "font-style font-weight line-height margin margin-left margin-right margin-top margin-bottom "
    "max-width min-width overflow box-sizing padding text-align text-decoration text-overflow vertical-align "
    "white-space width height".split()
)
_PLAIN_STYLE = re.compile(r"[\w #.,%-]{1,60}")
_CLASSES = re.compile(r"[\w -]*")
_LINK = re.compile(r"(https?://|mailto:|/)", re.IGNORECASE)
_FIELD = re.compile(r"\[\$(\w+)")


class BadFormatter(Exception):  # noqa: N818 - says what is wrong with it
    """The JSON is no column formatter."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """An element of a drawn cell; `style` holds names and values that are safe to write."""

    tag: str
    text: str = ""
    classes: str = ""
    href: str = ""
    title: str = ""
    style: tuple[tuple[str, str], ...] = ()
    children: tuple["Drawn", ...] = ()


def check(formatter: Any, names: set[str]) -> None:
    """Raises BadFormatter where the formatter of a list with these columns is malformed."""
    if not isinstance(formatter, dict) or formatter.keys() - _KEYS:
        raise BadFormatter("A formatter has unknown properties.")
    if formatter.get("elmType") not in ELEMENTS:
        raise BadFormatter(f"'{formatter.get('elmType')}' is no elmType.")
    attributes, styles = formatter.get("attributes", {}), formatter.get("style", {})
    if not isinstance(attributes, dict) or attributes.keys() - _ATTRIBUTES:
        raise BadFormatter("A formatter has an attribute that is not allowed.")
    if not isinstance(styles, dict) or not all(re.fullmatch(r"-?-?[a-z-]+", name) for name in styles):
        raise BadFormatter("A formatter has a style that is not allowed.")
    for expression in (formatter.get("txtContent", ""), *attributes.values(), *styles.values()):
        _check_expression(expression, names)
    for child in formatter.get("children", []):
        check(child, names)


def draw(formatter: dict[str, Any], cell: Cell) -> Drawn | None:
    """The cell as the formatter says; None where it hides it. NotKnown where that is not known here."""
    if formatter.keys() - _DRAWN_KEYS or formatter.get("elmType") not in _DRAWN:
        raise NotKnown(str(formatter.get("elmType")))
    style = dict(_styles(formatter, cell))
    if style.get("display") == "none":
        return None
    said = {name: text_of(worked_out(one, cell)) for name, one in formatter.get("attributes", {}).items()}
    href, classes = said.get("href", ""), said.get("class", "")
    if (href and not _LINK.match(href)) or not _CLASSES.fullmatch(classes):
        raise NotKnown("an address or a class")
    children = (draw(child, cell) for child in formatter.get("children", []))
    has_text = "txtContent" in formatter
    return Drawn(
        tag=str(formatter["elmType"]),
        text=text_of(worked_out(formatter.get("txtContent", ""), cell)),
        classes=classes,
        href=href,
        title=said.get("title", ""),
        style=tuple(sorted(style.items())),
        children=() if has_text else tuple(one for one in children if one is not None),
    )


def _styles(formatter: dict[str, Any], cell: Cell) -> Iterator[tuple[str, str]]:
    for name, expression in formatter.get("style", {}).items():
        value = text_of(worked_out(expression, cell))
        if name not in _STYLES or (value and not _PLAIN_STYLE.fullmatch(value)):
            raise NotKnown(name)
        if value:
            yield name, value


def _check_expression(expression: Any, names: set[str]) -> None:
    if isinstance(expression, dict):
        if expression.keys() != {"operator", "operands"} or expression["operator"] not in OPERATORS:
            raise BadFormatter(f"'{expression.get('operator')}' is no operator.")
        if not isinstance(expression["operands"], list):
            raise BadFormatter("Operands are a list.")
        for one in expression["operands"]:
            _check_expression(one, names)
    elif isinstance(expression, str):
        unknown = [name for name in _FIELD.findall(expression) if name not in names]
        if unknown:
            raise BadFormatter(f"Field '{unknown[0]}' does not exist.")
    elif not isinstance(expression, (int, float, bool)):
        raise BadFormatter("An expression is a text, a number or an operation.")
