"""Municipalities with few words and with many, long ones."""

from technology_map.overview import Overview
from technology_map.words.terms import TechnologyKind, Term, TermList, TermUse

LONG = "Center for sammensatte indsatser på tværs af kommunen"


def with_words(overview: Overview, areas: int, purposes: int, technologies: int) -> None:
    """Leaves so many words of each list to be chosen: the first that every town has, and then its own."""
    for of, count in (
        (TermList.AREA, areas),
        (TermList.PURPOSE, purposes),
        (TermList.TECHNOLOGY, technologies),
    ):
        offered = overview.vocabulary.offered(of)
        for term in offered[count:]:
            overview.put_term(_retired(term))
        for place in range(len(offered), count):
            overview.put_term(_own(of, place))


def _retired(term: Term) -> Term:
    fields = {name: getattr(term, name) for name in Term.__dataclass_fields__}
    return Term(**{**fields, "use": TermUse.RETIRED})


def _own(of: TermList, place: int) -> Term:
    kind = TechnologyKind.PRODUCT if of is TermList.TECHNOLOGY else None
    name = f"{LONG} {place}"[:60] if place % 3 == 0 else f"Ord {place}"
    return Term(of, f"own_{place}", name, f"Word {place}", 1_000 + place, number=1_000 + place, kind=kind)
