"""Every card in both languages, with the nastiest and the longest texts: sound, light, and harmless."""

import json
import shutil
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.adaptive_cards.elements import harmless, paragraphs, said, shortened, weight
from bot.adaptive_cards.plain import Card
from bot.card_data import NOT_IN_DATA
from technology_map.people.people import Language
from tests.bot.adaptive_cards.gallery import Gallery
from tests.bot.chatting import walk
from tests.sweeps import examples, swept

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT.parent / "shared/schemas/adaptive-card-1.5.json"
RENDERER = ROOT / "node_modules/adaptivecards/dist/adaptivecards.js"
BUDGET = 25 * 1024

PLAIN = "Nattevagten vækker beboerne, når vi ser til dem. " * 40
MARK = "\u2063user\u2063"
HOSTILE = (
    f'{MARK} [tryk](https://evil.example) ![x](https://evil.example/x.png) **fed** <img src=x onerror="y">'
    f' {{{{DATE(2020-01-01T00:00:00Z, LONG)}}}} ${{userName}} \\" </at> &lt; \n# overskrift\n- punkt\n\n'
)
TEXTS = {
    "plain": PLAIN,
    "hostile": HOSTILE * 20,
    "lines": "a\n" * 1_400,
    "one word": "x" * 1_400,
    "quotes": '"' * 1_400,
    "emoji": "🦄" * 700,
    "empty": " ",
}
both = pytest.mark.parametrize("language", list(Language))
every_text = pytest.mark.parametrize("text", TEXTS)


@cache
def gallery(language: Language, text: str) -> dict[str, Card]:
    """The cards, with a text that a person's field takes: 1,400 of JavaScript's characters."""
    return Gallery(language, TEXTS[text]).cards()


def node() -> str | None:
    """Where Node is."""
    return shutil.which("node", path=f"{ROOT / '.venv/bin'}") or shutil.which("node")


@both
@every_text
def test_every_card_is_parsed_without_a_warning_and_its_inputs_have_labels(
    language: Language, text: str
) -> None:
    found = node()
    if found is None or not RENDERER.exists():
        pytest.skip("Node and npm's adaptivecards are needed: make setup")
    cards = gallery(language, text)
    run = subprocess.run(
        [found, str(Path(__file__).parent / "parse_cards.cjs"), str(RENDERER)],
        input=json.dumps(cards),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    told = json.loads(run.stdout)
    assert told.keys() == cards.keys()
    assert {name: wrong for name, wrong in told.items() if wrong} == {}


@both
@every_text
def test_no_card_is_too_heavy(language: Language, text: str) -> None:
    weights = {name: weight(card) for name, card in gallery(language, text).items()}
    assert {name: size for name, size in weights.items() if size > BUDGET} == {}


def as_the_schema_knows_it(part: Any) -> Any:
    """Without the look-up of a people picker, which is newer than version 1.5 (platform.md 7)."""
    if isinstance(part, dict):
        return {name: as_the_schema_knows_it(one) for name, one in part.items() if name != "choices.data"}
    return [as_the_schema_knows_it(one) for one in part] if isinstance(part, list) else part


@pytest.mark.parametrize("language", swept([*Language]))
def test_every_card_validates_against_the_schema(language: Language) -> None:
    if not SCHEMA.exists():
        pytest.skip("the schema is not beside this repository")
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    check = jsonschema.Draft7Validator(schema)
    for text in ("hostile", "empty"):
        for name, card in gallery(language, text).items():
            plain = as_the_schema_knows_it({key: it for key, it in card.items() if key != "msteams"})
            assert [error.message[:300] for error in check.iter_errors(plain)] == [], name


@both
def test_every_button_has_a_fallback_that_sends_the_same(language: Language) -> None:
    for name, card in gallery(language, "plain").items():
        executes = [one for one in walk(card) if one.get("type") == "Action.Execute"]
        refresh = card.get("refresh", {}).get("action")
        for one in executes:
            if one is refresh:
                continue
            fallback = one["fallback"]
            assert fallback["type"] == "Action.Submit", name
            assert fallback["data"] == one["data"], name
            assert fallback.get("associatedInputs") == one.get("associatedInputs"), name
            assert one["data"]["verb"] == one["verb"], name
            assert one["data"]["v"] == 1, name


def names_in(data: Any) -> set[str]:
    """Every name in the data of a button, at any depth."""
    if isinstance(data, dict):
        return {*data, *(name for one in data.values() for name in names_in(one))}
    return {name for one in data for name in names_in(one)} if isinstance(data, list) else set()


@both
@every_text
def test_no_data_has_a_name_that_a_client_cannot_carry(language: Language, text: str) -> None:
    for name, card in gallery(language, text).items():
        for one in walk(card):
            sent = names_in(one.get("data", {})) | ({one["id"]} if "id" in one else set())
            assert not sent & NOT_IN_DATA, (name, sent & NOT_IN_DATA)


@both
def test_no_card_has_the_same_input_twice_or_an_empty_button(language: Language) -> None:
    for name, card in gallery(language, "hostile").items():
        ids = [one["id"] for one in walk(card) if "id" in one]
        assert len(ids) == len(set(ids)), name
        titles = [one["title"] for one in card.get("actions", [])]
        assert all(titles), name
        assert len(titles) == len(set(titles)), name
        assert len(titles) <= 6, name


@both
def test_what_people_write_lies_only_where_it_can_do_nothing(language: Language) -> None:
    seen = 0
    for name, card in gallery(language, "hostile").items():
        for one in walk(card):
            for key, value in one.items():
                if isinstance(value, str) and (MARK in value or "evil" in value):
                    seen += 1
                    kind = one.get("type", "data")
                    allowed = {
                        ("TextRun", "text"),
                        ("Input.Text", "value"),
                        ("data", "asked"),
                        ("data", "file"),
                    }
                    assert (kind, key) in allowed, (name, kind, key)
                    assert kind != "TextRun" or "{{" not in value, name
        links = [one["url"] for one in walk(card) if one.get("type") == "Action.OpenUrl"]
        assert all(link.startswith("https://teams.microsoft.com/l/entity/app-id/") for link in links)
    assert seen > 100


@given(st.text() | st.text(alphabet="{}ab\u200b"))
def test_a_run_says_exactly_what_was_written_but_for_the_break(text: str) -> None:
    [run] = said(text)["inlines"]
    assert "{{" not in run["text"]
    assert run["text"].replace("\u200b", "") == text.replace("\u200b", "")
    if "{{" not in text:
        assert run["text"] == text


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_a_beginning_and_says_so(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@settings(max_examples=examples(60))
@given(st.lists(st.text(alphabet="ab æ", max_size=4), max_size=60))
def test_paragraphs_say_every_line_in_order(lines: list[str]) -> None:
    shown = [run["text"] for block in paragraphs("\n".join(lines), 10_000) for run in block["inlines"]]
    assert "\n".join(shown).split("\n") == [line for line in lines if line.strip()] or not shown
    assert len(shown) <= 7


@given(st.text(alphabet="{x"))
def test_a_broken_text_stays_broken(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once
    assert not any(a == b == "{" for a, b in pairwise(once))


def test_the_gallery_holds_something_of_everything() -> None:
    cards: dict[str, Any] = gallery(Language.DANISH, "plain")
    assert len(cards) > 40
