"""Backlinks: which proposals name a proposal or a solution card, or live on in it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from technology_map.cards.proposals import Proposal


class Backlinks:
    """The proposals that name each thing. Worked out anew when something was asked after a change."""

    def __init__(self) -> None:
        self._revision = -1
        self._by_name: dict[str, list[int]] = {}

    def of(self, name: str, proposals: Iterable[Proposal], revision: int) -> Sequence[int]:
        """The numbers of the proposals that name it; `revision` tells one state of them from others."""
        if revision != self._revision:
            self._by_name = _gathered(proposals)
            self._revision = revision
        return self._by_name.get(name, ())


def _gathered(proposals: Iterable[Proposal]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for one in proposals:
        if one.links or one.leads_to:
            for name in dict.fromkeys((*one.links, one.leads_to)):
                if name and name != one.name:
                    found[name].append(one.number)
    return dict(found)
