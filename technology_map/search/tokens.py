"""The words of a text, and the stems they are looked up by."""

import re
import unicodedata
from functools import lru_cache

import Stemmer

from technology_map.validation.invisible import without_invisible

STOP_WORDS = frozenset(
    """
    af alle alt anden andet andre at blev blive bliver burde da de deres dem den denne der det dette dig din
    disse dit du efter eller en end er et for fordi fra få får gør ham han hans har hele hen hende her hos
    hun hvad hvem hver hvert hvilke hvis hvor hvordan hvorfor i ikke ind ingen intet jeg jer kan kommer
    kun kunne man mange med meget mellem men mens mere mest mig min mine mit mod må måske ned noget nogen
    nogle nu når og også om op os over på samme selv sig sin sine skal skulle som så til ud uden under
    var ved vi vil ville vor vores være været
    the a an and of to in is it for on with that this by or be are as
    """.split()
)
"""Words that say nothing about a subject, Danish and English."""
_WORD = re.compile(r"[^\W_]+")
_DANISH = Stemmer.Stemmer("danish", 0)
_ENGLISH = Stemmer.Stemmer("english", 0)


def words(text: str) -> list[str]:
    """The words of a text in lower case, in order; anything but letters and digits parts words."""
    return _WORD.findall(unicodedata.normalize("NFKC", without_invisible(text)).casefold())


@lru_cache(maxsize=4_000)
def stems(word: str) -> tuple[str, ...]:
    """The stems a word is filed under, in Danish and in English; one where they are the same."""
    danish, english = _DANISH.stemWord(word), _ENGLISH.stemWord(word)
    return (danish,) if danish == english else (danish, english)


def telling(text: str) -> list[str]:
    """The words of a question that tell something, each once; where none does, all of them.

    What was said last stays last: it may be half typed.
    """
    said = words(text)
    left = [word for word in said if word not in STOP_WORDS] or said
    return list(dict.fromkeys(word for word in left if word != left[-1])) + left[-1:]
