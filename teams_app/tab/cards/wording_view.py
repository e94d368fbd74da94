"""Who changed a card's text last, as its page says."""

from technology_map.cards.facts import Thing
from technology_map.texts import Texts


def last_edit(t: Texts, thing: Thing) -> str:
    """The sentence; empty where nobody has changed the text here."""
    if thing.edited_at is None:
        return ""
    return t("wording.last", moment=t.moment(thing.edited_at), person=thing.edited_by)
