"""The words of the glossary where they stand in a text: underlined, and explained at a press."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count

from technology_map.people.people import Language
from technology_map.texts import Texts
from technology_map.words.glossary import Mentions
from technology_map.words.terms import Term
from technology_map.words.vocabulary import Vocabulary

EXPLANATION = 400
"""Characters of an explanation that stand beside a text; the glossary has the whole."""


@dataclass(frozen=True, slots=True)
class TermNote:
    """An explanation: the id of its element, the word, what it means, and where the glossary has it."""

    id: str
    name: str
    explanation: str
    address: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; with a note where it is a word that the glossary explains."""

    text: str
    note: TermNote | None = None


@lru_cache(maxsize=4)
def _mentions(words: Vocabulary, _revision: int, language: Language) -> Mentions:
    return Mentions(words, language)


class TermNotes:
    """Finds the words in the texts of one page: one a paragraph, and each word once."""

    def __init__(self, t: Texts) -> None:
        self._t = t
        self._mentions = _mentions(t.vocabulary, t.vocabulary.revision, t.language)
        self._shown: set[str] = set()
        self._ids = count(1)

    def of(self, text: str) -> list[Piece]:
        """The text in pieces; together they say what it says."""
        return [piece for line in text.splitlines(keepends=True) for piece in self._of_line(line)]

    def _of_line(self, line: str) -> Iterator[Piece]:
        found = self._mentions.first(line, self._shown)
        if found is None:
            yield Piece(line)
            return
        self._shown.add(found.term.code)
        yield Piece(line[: found.start])
        yield Piece(line[found.start : found.end], self._note(found.term))
        yield Piece(line[found.end :])

    def _note(self, term: Term) -> TermNote:
        language = self._t.language
        name, said = term.called(language), " ".join(term.explained(language).split())
        if len(said) > EXPLANATION:
            said = said[: said.rfind(" ", 0, EXPLANATION)] + " …"
        return TermNote(f"term-{next(self._ids)}", name, said, f"glossary?word={term.code}")
