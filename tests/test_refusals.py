"""No "no" reaches anybody with a blank that nobody filled: every place that refuses, face and language."""

import ast
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.adaptive_cards import wording
from teams_app.commands.import_report import Screen
from teams_app.tab import sentences
from technology_map.council.life_cycle import Status
from technology_map.people.people import Language
from technology_map.texts import Texts
from technology_map.validation.refusals import Refusal, Refused
from tests.words import speaking

ROOT = Path(__file__).parents[1]
FLOORS = ("technology_map", "sharepoint_lists", "bot", "teams_app")
NUMBERS = {"limit", "line", "megabytes", "row"}
Translator = Callable[[Texts, Refusal], str]


def raised() -> Iterator[tuple[str, frozenset[str]]]:
    """Each place in the code that refuses: the code of the refusal, and the blanks that it fills."""
    for floor in FLOORS:
        for file in (ROOT / floor).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and (found := refusal_of(node)):
                    yield found


def refusal_of(node: ast.Call) -> tuple[str, frozenset[str]] | None:
    """The code and the blanks of a call that makes a refusal; None of any other."""
    if not isinstance(node.func, ast.Name) or node.func.id not in ("Refused", "Refusal") or not node.args:
        return None
    code = node.args[0]
    if not isinstance(code, ast.Constant) or not isinstance(code.value, str):
        return None
    return code.value, frozenset(
        one.arg for one in node.keywords if one.arg and one.arg not in ("fields", "doubt")
    )


def filled(name: str) -> Any:
    """A value of the kind that stands in this blank."""
    if name in NUMBERS:
        return 100
    return {"status": Status.PARKED, "current": object()}.get(name, "noget")


def on_the_command_line(texts: Texts, refusal: Refusal) -> str:
    """What the command line prints."""
    heard = StringIO()
    no = Refused(refusal.code, **refusal.data)
    Screen(Console(file=heard, width=10_000), texts).refuse(no)
    return heard.getvalue()


FACES: dict[str, Translator] = {
    "chat": wording.refusal_sentence,
    "tab": sentences.refusal_sentence,
    "command line": on_the_command_line,
}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("face", FACES)
def test_every_refusal_is_a_whole_sentence(face: str, language: Language) -> None:
    places = set(raised())
    assert len(places) > 50
    for code, names in sorted(places, key=str):
        said = FACES[face](speaking(language), Refusal(code, {name: filled(name) for name in names}))
        assert "{" not in said, (code, names, said)
        assert "}" not in said, (code, names, said)
        assert said.strip(), code
        assert said.strip() != f"refusal.{code}", code


@pytest.mark.parametrize("language", list(Language))
def test_the_sentences_beside_fields_have_no_blanks(language: Language) -> None:
    found = [said for key, said in speaking(language).sentences.items() if key.startswith("field.")]
    assert len(found) > 20
    assert [said for said in found if "{" in said] == []
