"""The words that the bench fills its cards with: those that every municipality starts with."""

from technology_map.words.seed import seed_vocabulary
from technology_map.words.terms import TermList

_WORDS = seed_vocabulary()
AREAS, PURPOSES, TECHNOLOGIES = (
    [one.code for one in _WORDS.offered(of)] for of in (TermList.AREA, TermList.PURPOSE, TermList.TECHNOLOGY)
)
