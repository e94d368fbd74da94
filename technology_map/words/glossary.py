"""The glossary: what a word means, found by any of its names, and where it stands in a text."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from technology_map.people.people import Language
from technology_map.words.alphabet import in_order
from technology_map.words.terms import Term, TermList, TermUse
from technology_map.words.vocabulary import Vocabulary, folded

_QUESTION = re.compile(r"[?.!…»«\"“”'’]+")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a term: from `start` up to `end`."""

    start: int
    end: int
    term: Term


def entries(words: Vocabulary, language: Language) -> list[Term]:
    """Every technology and word that has an explanation, in the order of the alphabet."""
    found = [one for one in words.terms(TermList.TECHNOLOGY) if one.use is TermUse.OFFERED]
    return sorted(
        (one for one in found if one.explained(language)), key=lambda one: in_order(one.called(language))
    )


def looked_up(words: Vocabulary, asked: str) -> Term | None:
    """The entry that a question names, by a name or synonym in any language; None where there is none."""
    wanted = folded(_QUESTION.sub(" ", asked))
    for term in words.terms(TermList.TECHNOLOGY):
        if term.use is not TermUse.MERGED and wanted in set(names(term)):
            return term
    return None


def like(words: Vocabulary, asked: str, count: int = 5) -> list[Term]:
    """Entries in whose names a question stands, or whose name stands in it: to be offered instead."""
    wanted = folded(_QUESTION.sub(" ", asked))
    if len(wanted) < 2:
        return []
    offered = [one for one in words.terms(TermList.TECHNOLOGY) if one.use is TermUse.OFFERED]
    found = [one for one in offered if any(wanted in name or name in wanted for name in names(one))]
    return found[:count]


def names(term: Term) -> Iterator[str]:
    """Everything a term is called, folded: a name with brackets also without them, and what is in them."""
    for said in (term.name_da, term.name_en, *term.synonyms_da, *term.synonyms_en, *term.former_names):
        whole = folded(said)
        if whole:
            yield whole
        bare = folded(_IN_BRACKETS.sub("", said))
        if bare and bare != whole:
            yield bare
            yield from (folded(inside) for inside in re.findall(r"\(([^)]+)\)", said))


class Mentions:
    """Finds the terms that a text names: the longest name first, whole words only."""

    def __init__(self, words: Vocabulary, language: Language) -> None:
        self._by_name: dict[str, Term] = {}
        for term in entries(words, language):
            for name in names(term):
                self._by_name.setdefault(name, term)
        told = sorted(self._by_name, key=len, reverse=True)
        pattern = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in told)
        self._pattern = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE) if told else None

    def first(self, text: str, but: Container[str] = ()) -> Mention | None:
        """The first term that the text names, other than those with a code in `but`; None for none."""
        for found in self._pattern.finditer(text) if self._pattern else ():
            term = self._by_name.get(folded(found.group()))
            if term is not None and term.code not in but:
                return Mention(found.start(), found.end(), term)
        return None
