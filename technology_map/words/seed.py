"""The words that a municipality starts with: domain.md's values, written by provisioning as rows."""

import tomllib
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Any

from technology_map.words.terms import TechnologyKind, Term, TermList
from technology_map.words.values import Provenness
from technology_map.words.vocabulary import Vocabulary

STEP = 10
"""Between two places in the order."""
_FILES = {
    TermList.AREA: "areas.toml",
    TermList.PURPOSE: "purposes.toml",
    TermList.TECHNOLOGY: "technologies.toml",
}


@cache
def seed_terms() -> tuple[Term, ...]:
    """Every term of the seed, list by list, in its order."""
    return tuple(
        _term(of, entry, place)
        for of, file in _FILES.items()
        for place, entry in enumerate(_entries(of, file), start=1)
    )


def seed_vocabulary() -> Vocabulary:
    """A vocabulary of nothing but the seed."""
    found = Vocabulary()
    for number, term in enumerate(seed_terms(), start=1):
        found.put(replace(term, number=number))
    return found


def _entries(of: TermList, file: str) -> list[dict[str, Any]]:
    text = resources.files("technology_map.words").joinpath("seeds", file).read_text("utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)[of.value]
    return found


def _term(of: TermList, entry: dict[str, Any], place: int) -> Term:
    kind, proven = entry.get("kind"), entry.get("provenness")
    return Term(
        of,
        entry["code"],
        entry["name_da"],
        entry["name_en"],
        place * STEP,
        explanation_da=entry.get("explanation_da", ""),
        explanation_en=entry.get("explanation_en", ""),
        kind=TechnologyKind(kind) if kind else None,
        provenness=Provenness(proven) if proven else None,
        useful_for=tuple(entry.get("useful_for", ())),
        synonyms_da=tuple(entry.get("synonyms_da", ())),
        synonyms_en=tuple(entry.get("synonyms_en", ())),
    )
