"""Every kind of rows that a proposal or a solution card can have, in the order in which a page shows them."""

from technology_map.benefits.benefits import BENEFITS
from technology_map.details.details import DetailKind, Thing
from technology_map.method.competences import COMPETENCES
from technology_map.method.involvement import INVOLVEMENTS
from technology_map.method.reuses import REUSES

KINDS: tuple[DetailKind, ...] = (BENEFITS, REUSES, INVOLVEMENTS, COMPETENCES)
"""A new kind is a declaration like these and its line here, and one in SharePoint's lists."""

BY_CODE = {one.code: one for one in KINDS}


def kinds_of(thing: Thing) -> tuple[DetailKind, ...]:
    """The kinds of rows that a thing can have."""
    return tuple(one for one in KINDS if isinstance(thing, one.on))
