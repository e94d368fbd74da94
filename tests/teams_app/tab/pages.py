"""Reading the tab's pages as a person does: words, links, buttons, fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = frozenset({"input", "meta", "link", "br", "circle", "path"})


@dataclass(slots=True)
class Element:
    """A piece of a page with its attributes and the words inside it."""

    tag: str
    attributes: dict[str, str]
    words: str = ""


@dataclass(slots=True)
class Page(HTMLParser):
    """A parsed answer. `elements` come in the order of the page."""

    elements: list[Element] = field(default_factory=list)
    _open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super(Page, self).__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and what was left open within it."""
        if tag in VOID:
            return
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Words belong to every element they are in."""
        for element in self._open:
            element.words += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """The elements with this tag and these attributes; a class counts as one of several."""
        return [one for one in self.elements if one.tag == tag and _fits(one, attributes)]

    def words(self, tag: str, **attributes: str) -> list[str]:
        """The words in each of them, on one line."""
        return [" ".join(one.words.split()) for one in self.all(tag, **attributes)]

    def filled(self) -> dict[str, str]:
        """What a browser would send for the form on the page, as it was drawn; no boxes are ticked."""
        found = {
            one.attributes["name"]: one.attributes.get("value", "")
            for one in self.all("input")
            if "name" in one.attributes and one.attributes.get("type") not in ("radio", "checkbox")
        }
        found |= {one.attributes["name"]: one.words.removeprefix("\n") for one in self.all("textarea")}
        for one in self.all("select"):
            found[one.attributes["name"]] = ""
        return found

    def ticked(self, name: str) -> list[str]:
        """The values of the radios or boxes with this name that are chosen."""
        return [
            one.attributes["value"] for one in self.all("input", name=name) if "checked" in one.attributes
        ]


def _fits(one: Element, wanted: dict[str, str]) -> bool:
    for name, value in wanted.items():
        got = one.attributes.get(name.strip("_").replace("_", "-"), "")
        if value not in (got, *got.split()):
            return False
    return True


def read(html: str) -> Page:
    """The page that the text is."""
    page = Page()
    page.feed(html)
    return page


def proposal(**other: Any) -> dict[str, Any]:
    """A proposal as the tab's form sends it."""
    return {
        "submission_key": "proposal-key-0000001",
        "problem": "Vi går 40 gange om natten for at se, om beboerne sover.",
        "title": "Sensorer på natteronden",
        "solution": "En sensor under madrassen.",
        "expected_benefits": "Beboerne sover, og vi går færre gange forgæves.",
        "area": "health",
        "purpose": "service",
        **other,
    }


def solution_card(**other: Any) -> dict[str, Any]:
    """A solution card as the tab's form sends it."""
    return {
        "submission_key": "solution-key-0000001",
        "title": "Gulvsensorer på Solbakken",
        "challenges": "Nattevagten opdagede for sent, når en beboer var faldet.",
        "background": "En måtte i gulvet giver besked til nattevagtens telefon.",
        "area": "health",
        **other,
    }
