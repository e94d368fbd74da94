"""Backlinks: which proposals name a proposal or a solution card, or live on in it."""

from technology_map.cards.proposals import Proposal
from technology_map.search.inverted_index import Posted


def names_of(one: Proposal, _: object) -> Posted:
    """A proposal under each thing (F-… or L-…) that it names or lives on in, but itself."""
    if one.links or one.leads_to:
        for name in dict.fromkeys((*one.links, one.leads_to)):
            if name and name != one.name:
                yield name, 0
