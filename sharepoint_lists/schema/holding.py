"""What of a person a column can hold: said with each column, where it is declared."""

from enum import Enum


class Holds(Enum):
    """How a column can name a person, and so how the person is found in it and taken out of it.

    ID: an object id, or several, a line each. NAME: a display name, or several. KEY: a unique text with
    an object id in it. WORDS: what people write, which may name anybody. HASHED: the same, and the text
    is part of the decision log's chain or a copy of it, so it never changes. ADDRESS: where a person is
    reached. SEALED: a text that nobody reads in the list. NOBODY: codes, places and keys that are minted.
    """

    ID = "id"
    NAME = "name"
    KEY = "key"
    WORDS = "words"
    HASHED = "hashed"
    ADDRESS = "address"
    SEALED = "sealed"
    NOBODY = "nobody"
