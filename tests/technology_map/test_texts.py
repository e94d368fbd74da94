"""The catalogues are complete in both languages, whole, and hold nothing that no code asks for."""

import re
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from technology_map import decisions, forms, life_cycle, people, values
from technology_map.people import Language
from technology_map.texts import texts
from technology_map.whole_card import FAMILIES as FAMILIES_OF_CARDS

ROOT = Path(__file__).parents[2]
ROOMS = ("technology_map", "sharepoint_lists", "bot", "teams_app")
FAMILIES: dict[str, type[StrEnum]] = {
    "status": life_cycle.Status,
    "purpose": values.Purpose,
    "area": values.Area,
    "phase": values.Phase,
    "reception": values.Reception,
    "technology": values.Technology,
    **{family.rstrip("."): codes for codes, family in FAMILIES_OF_CARDS.items()},
    "mover": life_cycle.Mover,
    "standing": people.Standing,
    "chain": decisions.ChainFault,
}


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_have_the_same_sentences_with_the_same_blanks() -> None:
    danish, english = texts(Language.DANISH).sentences, texts(Language.ENGLISH).sentences
    assert set(danish) == set(english)
    assert {k for k in danish if blanks(danish[k]) != blanks(english[k])} == set()


@pytest.mark.parametrize(
    "file", sorted((ROOT / "technology_map/texts").glob("*/*.po")), ids=lambda f: f"{f.parent.name}-{f.stem}"
)
def test_no_sentence_is_empty_fuzzy_or_there_twice(file: Path) -> None:
    with file.open("rb") as opened:
        catalogue = read_po(opened, charset="utf-8", abort_invalid=True)
    assert [m.id for m in catalogue if m.id and (m.fuzzy or not str(m.string).strip())] == []
    keys = re.findall(r'^msgid "(.+)"$', file.read_text("utf-8"), re.MULTILINE)
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_code_of_a_value_list_has_its_word(family: str) -> None:
    sentences = texts(Language.DANISH).sentences
    assert {f"{family}.{code.value}" for code in FAMILIES[family]} <= set(sentences)


def source() -> str:
    """Everything that can ask for a sentence: our Python, the templates and the client's modules."""
    found = [
        path.read_text("utf-8")
        for room in ROOMS
        for pattern in ("*.py", "*.html", "*.js")
        for path in (ROOT / room).rglob(pattern)
        if "dist" not in path.parts
    ]
    return "\n".join(found)


def asked_for(key: str, code: str) -> bool:
    """Whether the code names the key, its stem before `.one`/`.many`, or builds it from its head."""
    stem = re.sub(r"\.(one|many)$", "", key)
    if re.search(rf"[\"'`]{re.escape(stem)}[\"'`]", code):
        return True
    parts = stem.split(".")
    if re.search(rf"\bwords?\([\w.]+, \"{parts[0]}\"", code):  # the tab's word(texts, family, value)
        return True
    heads = (".".join(parts[:n]) for n in range(1, len(parts)))
    tails = (re.escape("." + ".".join(parts[n:])) for n in range(2, len(parts)))
    if any(re.search(rf"[\"'`]{re.escape(head)}\.(\{{|\"|'|` ?\+)", code) for head in heads):
        return True
    return any(re.search(rf"\}}{tail}[\"'`]", code) for tail in tails)


def test_no_sentence_is_unused() -> None:
    code = source()
    unused = [key for key in texts(Language.DANISH).sentences if not asked_for(key, code)]
    assert unused == []


def test_every_refusal_in_the_code_has_its_sentence() -> None:
    sentences = texts(Language.DANISH).sentences
    codes = set(re.findall(r"Refused\(\s*\"(\w+)\"", source()))
    assert codes
    assert {f"refusal.{code}" for code in codes} <= set(sentences)
    fields = set(re.findall(r"fields=\{\"\w+\": \"(\w+)\"\}", source())) | set(forms._CODES.values())
    assert {f"field.{code}" for code in fields} <= set(sentences)
