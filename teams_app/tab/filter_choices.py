"""The filters behind *more filters*, as they are drawn above the lists."""

from dataclasses import dataclass

from teams_app.tab.filters import MINE
from teams_app.tab.sentences import Option, options, word
from technology_map.overview import Filter
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.values import Beneficiary, Transferability


@dataclass(frozen=True, slots=True)
class MoreChoices:
    """What else can be chosen, and whether something is; a list that is empty is not drawn."""

    technologies: list[Option]
    beneficiaries: list[Option]
    transferabilities: list[Option]
    whose: list[Option]
    open: bool


def more_choices(t: Texts, asked: Filter, *, proposals: bool) -> MoreChoices:
    """The rarer filters of the proposals, or of the digital status (which has the technology above)."""
    whose = [Option("1", t("tab.filter.mine"), bool(asked.person))]
    return MoreChoices(
        technologies=options(t, TermList.TECHNOLOGY, asked.technology) if proposals else [],
        beneficiaries=options(t, Beneficiary, asked.beneficiary),
        transferabilities=[] if proposals else options(t, Transferability, asked.transferability),
        whose=whose,
        open=asked.rests or (proposals and asked.technology is not None),
    )


def my_area_option(t: Texts, asked: Filter, my_area: str | None) -> list[Option]:
    """The choice of one's own area, which an address shares as each reader's own; none where unknown."""
    if my_area is None:
        return []
    label = t("tab.filter.my_area", area=word(t, TermList.AREA, my_area))
    return [Option(MINE, label, asked.my_area)]
