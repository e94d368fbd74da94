"""The catalogues are complete in both languages, whole, and hold nothing that no code asks for."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from technology_map.benefits.benefits import BenefitType
from technology_map.benefits.follow_ups import FollowUpState
from technology_map.council import decisions, life_cycle, notices
from technology_map.meetings.meetings import ItemState, MeetingState
from technology_map.method.cockpit import StepState
from technology_map.method.reuses import ReuseResult
from technology_map.method.workshops import WorkshopState
from technology_map.people import people
from technology_map.people.people import Language
from technology_map.people.preferences import FollowedNews
from technology_map.plan.year import EventKind
from technology_map.talk.value_questions import ValueTopic
from technology_map.talk.worries import WorryTheme
from technology_map.texts import texts
from technology_map.validation import forms
from technology_map.words import values
from technology_map.words.terms import TechnologyKind, TermUse
from technology_map.words.value_lists import family

ROOT = Path(__file__).parents[3]
ROOMS = ("technology_map", "sharepoint_lists", "bot", "teams_app")
FAMILIES: dict[str, type[StrEnum]] = {
    "status": life_cycle.Status,
    "phase": values.Phase,
    "reception": values.Reception,
    **{
        family(kind).rstrip("."): kind
        for kind in (*vars(values).values(), decisions.Outcome, people.Language, TermUse, TechnologyKind)
        if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum
    },
    "mover": life_cycle.Mover,
    "role": people.Role,
    "chain": decisions.ChainFault,
    "notice_state": notices.NoticeState,
    "followed_news": FollowedNews,
    "meeting_state": MeetingState,
    "worry_theme": WorryTheme,
    "workshop_state": WorkshopState,
    "item_state": ItemState,
    "reuse_result": ReuseResult,
    "step_state": StepState,
    "value_topic": ValueTopic,
    "benefit_type": BenefitType,
    "follow_up_state": FollowUpState,
    "event_kind": EventKind,
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


@pytest.mark.parametrize("name", FAMILIES)
def test_every_code_of_a_value_list_has_its_word(name: str) -> None:
    sentences = texts(Language.DANISH).sentences
    assert {f"{name}.{code.value}" for code in FAMILIES[name]} <= set(sentences)


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


@dataclass(frozen=True, slots=True)
class Asked:
    """What the code names of the catalogues: whole keys, families, and the heads and tails it builds of."""

    whole: frozenset[str]
    families: frozenset[str]
    heads: frozenset[str]
    tails: frozenset[str]

    @classmethod
    def by(cls, code: str) -> "Asked":
        """Read once: the catalogues have more than a thousand keys."""

        def found(pattern: str) -> frozenset[str]:
            return frozenset(re.findall(pattern, code))

        return cls(
            whole=found(r"[\"'`]([\w.-]+)(?=[\"'`])"),
            families=frozenset(FAMILIES),  # named after the classes of value lists
            heads=found(r"[\"'`]([\w.-]+)\.(?=\{|\"|'|` ?\+)"),
            tails=found(r"\}((?:\.[\w-]+)+)[\"'`]"),
        )

    def for_key(self, key: str) -> bool:
        """Whether the code names the key, its stem before `.one`/`.many`, or builds it from its head."""
        stem = re.sub(r"\.(one|many)$", "", key)
        parts = stem.split(".")
        heads = {".".join(parts[:n]) for n in range(1, len(parts))}
        tails = {"." + ".".join(parts[n:]) for n in range(2, len(parts))}
        return bool(
            {stem} & self.whole or {parts[0]} & self.families or heads & self.heads or tails & self.tails
        )


def test_no_sentence_is_unused() -> None:
    asked = Asked.by(source())
    assert [key for key in texts(Language.DANISH).sentences if not asked.for_key(key)] == []


def test_every_refusal_in_the_code_has_its_sentence() -> None:
    sentences = texts(Language.DANISH).sentences
    codes = set(re.findall(r"Refused\(\s*\"(\w+)\"", source()))
    assert codes
    assert {f"refusal.{code}" for code in codes} <= set(sentences)
    fields = set(re.findall(r"fields=\{\"\w+\": \"(\w+)\"\}", source())) | set(forms._CODES.values())
    assert {f"field.{code}" for code in fields} <= set(sentences)
