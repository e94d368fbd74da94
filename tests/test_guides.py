"""The guides for people: the same in both languages, with pictures that are there and words of the app."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.verbs import VERBS, understood
from docs.scenes import SCENES
from teams_app.tab.addresses import READ, WRITE
from technology_map.people.people import Language
from technology_map.texts import texts

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAIRS = (
    ("medarbejder", "employee"),
    ("raad", "council"),
    ("moeder", "meetings"),
    ("workshop", "workshops"),
    ("sammen", "together"),
    ("gevinster", "benefits"),
    ("administrator", "administrator"),
    ("persondata", "personal_data"),
)
DRAFTS = ("behandlingsfortegnelse", "tilgaengelighedserklaering")
"""Documents that a Danish municipality makes its own: in Danish only."""
GUIDES = [(DOCS / "da" / f"{danish}.md", DOCS / "en" / f"{english}.md") for danish, english in PAIRS]
DOCUMENTS = [ROOT / "README.md", *sorted(DOCS.glob("*.md")), *sorted(DOCS.glob("*/*.md"))]
MANIFESTS = {Language.DANISH: "manifest.json", Language.ENGLISH: "en.json"}
EXPLAINED = {Language.DANISH: "fed", Language.ENGLISH: "bold"}
"""The one bold word of a guide that is no screen's: it says what bold means."""


def titles(part: object, key: str = "") -> Iterator[str]:
    """Every title in a manifest, or in a translation of one."""
    if isinstance(part, dict):
        for name, value in part.items():
            yield from titles(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from titles(value)
    elif isinstance(part, str) and key.rpartition(".")[2] == "title":
        yield part


def targets(document: Path) -> list[Path]:
    """The files of ours that a document points to."""
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text("utf-8"))
    return [(document.parent / link).resolve() for link in links]


@pytest.mark.parametrize(("danish", "english"), GUIDES)
def test_a_guide_has_the_same_parts_in_both_languages(danish: Path, english: Path) -> None:
    shapes = [
        re.findall(r"^(#+|!|\d\.|-|\|)", one.read_text("utf-8"), re.MULTILINE) for one in (danish, english)
    ]
    assert shapes[0] == shapes[1]
    assert english.resolve() in targets(danish)
    assert danish.resolve() in targets(english)


def test_there_are_no_other_guides() -> None:
    drafts = [DOCS / "da" / f"{name}.md" for name in DRAFTS]
    assert sorted(DOCS.glob("*/*.md")) == sorted([*drafts, *(one for pair in GUIDES for one in pair)])


def test_every_link_and_picture_leads_somewhere() -> None:
    missing = [
        f"{one.relative_to(ROOT)}: {to}" for one in DOCUMENTS for to in targets(one) if not to.exists()
    ]
    assert missing == []


def test_every_picture_is_shown_and_taken_by_a_scene() -> None:
    shown = {to for one in DOCUMENTS for to in targets(one) if to.suffix == ".png"}
    assert set((DOCS / "pictures").rglob("*.png")) == shown
    taken = {DOCS / "pictures" / one / f"{scene.__name__}.png" for one in Language for scene in SCENES}
    assert shown == taken


def test_pictures_are_light() -> None:
    heavy = [str(one) for one in (DOCS / "pictures").rglob("*.png") if one.stat().st_size > 250_000]
    assert heavy == []


@pytest.mark.parametrize("language", list(Language))
def test_every_bold_word_is_a_word_on_the_screen(language: Language) -> None:
    manifest = json.loads((ROOT / "manifest" / MANIFESTS[language]).read_text("utf-8"))
    known = {*texts(language).sentences.values(), *titles(manifest), EXPLAINED[language]}
    strange = [
        f"{guide.name}: {word}"
        for guide in (DOCS / language.value).glob("*.md")
        for word in re.findall(r"\*\*(.+?)\*\*", guide.read_text("utf-8"))
        if word not in known
    ]
    assert strange == []


@pytest.mark.parametrize("pair", GUIDES)
def test_a_guide_is_short(pair: tuple[Path, Path]) -> None:
    for guide in pair:
        assert len(guide.read_text("utf-8").split()) <= 1_300


NOT_YET = {
    "assessments": r"\b(?:medlemmer\w*|alle|members|everybody)\b[^.|]{0,60}\b(?:vurder|assess)",
    "meetings": r"\breferat|\bminutes of",
    "benefits": r"\b(?:gevinsterne|benefits)\b[^.|]{0,30}\b(?:måles|registreres|are measured|are recorded)",
}
"""What a guide or the demo may speak of only when the tab has a page of it: a route begins so."""


@pytest.mark.parametrize("thing", NOT_YET)
def test_nothing_is_promised_that_has_no_page(thing: str) -> None:
    if any(path.startswith(thing) for path, _ in (*READ, *WRITE)):
        return
    guides = {one.name: one.read_text("utf-8") for pair in GUIDES for one in pair}
    seeds = {one.name: one.read_text("utf-8") for one in (ROOT / "teams_app" / "seed").glob("*.toml")}
    promised = [
        f"{name}: {found[0]}"
        for name, text in {**guides, **seeds}.items()
        for found in re.finditer(NOT_YET[thing], text, re.IGNORECASE)
    ]
    assert promised == []


@pytest.mark.parametrize("pair", GUIDES[:2])
def test_what_a_guide_says_to_write_to_the_bot_is_a_command(pair: tuple[Path, Path]) -> None:
    for guide in pair:
        for written in re.findall(r"`([^`]+)`", guide.read_text("utf-8")):
            verb, _ = understood(written.replace("…", "robot"))
            assert verb in VERBS, written
            assert verb != "anything", written
