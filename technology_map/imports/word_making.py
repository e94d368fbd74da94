"""The words that an import adds to the municipality's lists, where somebody said so."""

import hashlib
from collections.abc import Iterator

from technology_map.imports.matching import Matched
from technology_map.words.editing import new_code
from technology_map.words.forms import NewTerm
from technology_map.words.terms import TechnologyKind, Term, TermList
from technology_map.words.vocabulary import Vocabulary


def new_words(matched: Matched) -> Iterator[NewTerm]:
    """A form for each word that is to be made; its key is the word's own, so that twice is once."""
    for one in matched.to_make():
        of = one.column.words
        assert isinstance(of, TermList)  # noqa: S101 - only such may be made
        key = hashlib.sha256(f"{of.value}|{one.key}".encode()).hexdigest()[:32]
        kind = TechnologyKind.PRODUCT if of is TermList.TECHNOLOGY else None
        yield NewTerm(list=of, name_da=one.word, submission_key=key, kind=kind)


def words_to_be(words: Vocabulary, matched: Matched) -> Vocabulary:
    """The vocabulary as it will be when the words are made; the same where none is."""
    forms = list(new_words(matched))
    if not forms:
        return words
    found = Vocabulary()
    for term in words:
        found.put(term)
    for place, form in enumerate(forms, start=1):
        code = new_code(form.name_da, form.submission_key)
        last = max((one.order for one in found.terms(form.list)), default=0)
        number = -place
        found.put(Term(form.list, code, form.name_da, form.name_da, order=last + 1, number=number))
    return found
