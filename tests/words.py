"""The municipality's words as the tests have them: those that every municipality starts with."""

from technology_map.overview import Overview
from technology_map.people.people import Language
from technology_map.texts import Texts, texts
from technology_map.words.seed import seed_vocabulary
from technology_map.words.terms import TermList

WORDS = seed_vocabulary()
AREAS = [one.code for one in WORDS.offered(TermList.AREA)]
PURPOSES = [one.code for one in WORDS.offered(TermList.PURPOSE)]
TECHNOLOGIES = [one.code for one in WORDS.offered(TermList.TECHNOLOGY)]


def speaking(language: Language = Language.DANISH) -> Texts:
    """The sentences of a language with these words."""
    return texts(language).with_words(WORDS)


def overview() -> Overview:
    """An overview with these words and nothing else."""
    found = Overview()
    for term in WORDS:
        found.put_term(term)
    return found
