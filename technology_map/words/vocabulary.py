"""The vocabulary: every term as last seen, by list and code, and the codes that words stand for."""

import re
from collections.abc import Collection, Iterator, Mapping

from technology_map.people.people import Language
from technology_map.words.terms import Term, TermList, TermUse

_MOST_MERGES = 50


def folded(text: str) -> str:
    """The text as words are compared: trimmed, every run of white space one space, case folded."""
    return " ".join(text.split()).casefold()


_IN_BRACKETS = re.compile(r"([^()]+)\(([^()]+)\)")


class Vocabulary:
    """Terms of all lists. What two rows with one code say is what the row with the lower number says."""

    def __init__(self) -> None:
        self._rows: dict[TermList, dict[int, Term]] = {one: {} for one in TermList}
        self._by_code: dict[TermList, dict[str, Term]] = {one: {} for one in TermList}
        self._codes: dict[TermList, dict[str, str]] = {one: {} for one in TermList}
        self._current: dict[TermList, frozenset[str]] = dict.fromkeys(TermList, frozenset())
        self._ordered: dict[TermList, tuple[Term, ...]] = dict.fromkeys(TermList, ())
        self._spoken: dict[TermList, dict[str, str]] = {}
        self.revision = 0

    def put(self, term: Term) -> None:
        """Take a row in, in place of what had its number."""
        self._rows[term.list][term.number] = term
        self._sort(term.list)

    def drop(self, of: TermList, number: int) -> None:
        """Forget a row that is gone from the store."""
        if self._rows[of].pop(number, None):
            self._sort(of)

    def get(self, of: TermList, code: str) -> Term | None:
        """The term with this code, also one that is retired or merged."""
        return self._by_code[of].get(code)

    def terms(self, of: TermList) -> tuple[Term, ...]:
        """Every term of a list in the municipality's order, retired and merged ones too."""
        return self._ordered[of]

    def offered(self, of: TermList, keep: Collection[str] = ()) -> tuple[Term, ...]:
        """The terms that can be chosen now, and those with a code in `keep`, which a card has already."""
        return tuple(one for one in self._ordered[of] if one.offered or one.code in keep)

    def current(self, of: TermList, code: str) -> str:
        """The code that stands in this one's place after merges; the same where it was not merged."""
        for _ in range(_MOST_MERGES):
            term = self._by_code[of].get(code)
            if term is None or not term.merged_into or term.merged_into not in self._by_code[of]:
                return code
            code = term.merged_into
        return code

    def word(self, of: TermList, code: str, language: Language) -> str:
        """The name of a code, the current one after merges; the code itself where its row is gone."""
        term = self._by_code[of].get(self.current(of, code))
        return term.called(language) if term else code

    def is_retired(self, of: TermList, code: str) -> bool:
        """Whether a card keeps a term that can be chosen no more."""
        term = self._by_code[of].get(self.current(of, code))
        return term is not None and term.use is TermUse.RETIRED

    def codes(self, of: TermList) -> Mapping[str, str]:
        """The current code by each Danish name, those that a term had before included."""
        return self._codes[of]

    def is_current(self, of: TermList, word: str) -> bool:
        """Whether a Danish word is the name that a term has now, and not one from before."""
        return word in self._current[of]

    def renamed(self, of: TermList, text: str) -> str:
        """The name that a term has now whose Danish name was `text`; the text itself where it is no term."""
        code = self._codes[of].get(text)
        return text if code is None else self.word(of, code, Language.DANISH)

    def known_as(self, of: TermList, word: str) -> str | None:
        """The current code of a word in any language: a name, a former one, or a synonym."""
        if of not in self._spoken:
            self._spoken[of] = self._speak(of)
        return self._spoken[of].get(folded(word))

    def edited_by(self, object_id: str) -> frozenset[str]:
        """The codes of the areas that a person is an editor of."""
        areas = self._by_code[TermList.AREA].values()
        return frozenset(one.code for one in areas if object_id in one.editor_ids)

    def __iter__(self) -> Iterator[Term]:
        return (term for terms in self._ordered.values() for term in terms)

    def _speak(self, of: TermList) -> dict[str, str]:
        found: dict[str, str] = {}
        for term in self._ordered[of]:
            code = self.current(of, term.code)
            others = (*term.synonyms_da, *term.synonyms_en, *term.former_names)
            for name in (term.name_da, term.name_en):
                found[folded(name)] = code
            for name in (*others, *_short_names(term)):
                found.setdefault(folded(name), code)
        return found

    def _sort(self, of: TermList) -> None:
        by_code: dict[str, Term] = {}
        for number in sorted(self._rows[of], reverse=True):
            term = self._rows[of][number]
            by_code[term.code] = term
        self._by_code[of] = by_code
        self._spoken.clear()
        self._ordered[of] = tuple(sorted(by_code.values(), key=lambda one: (one.order, one.number, one.code)))
        codes: dict[str, str] = {}
        for term in self._ordered[of]:
            for former in term.former_names:
                codes.setdefault(former, self.current(of, term.code))
        for term in reversed(self._ordered[of]):
            if term.offered or term.name_da not in codes:
                codes[term.name_da] = self.current(of, term.code)
        self._codes[of] = codes
        standing = (term for term in by_code.values() if self.current(of, term.code) == term.code)
        self._current[of] = frozenset(term.name_da for term in standing)
        self.revision += 1


def _short_names(term: Term) -> tuple[str, ...]:
    """What is short for `AI (kunstig intelligens)`: `AI`, and `kunstig intelligens`."""
    found = (_IN_BRACKETS.fullmatch(name) for name in (term.name_da, term.name_en))
    return tuple(part.strip() for one in found if one for part in one.groups())
