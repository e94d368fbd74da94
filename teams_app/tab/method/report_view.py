"""The report of a workshop: each card with its spread, what was agreed, and what changed."""

from dataclasses import dataclass

from teams_app.tab.method.placing_view import Bar, bars_of, outcome_of
from teams_app.tab.request_context import Tab
from teams_app.tab.sentences import word
from technology_map.method.workshops import FEWEST, Workshop, WorkshopCard
from technology_map.texts import Texts
from technology_map.words.terms import TermList


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One card of the report."""

    number: int
    name: str
    title: str
    change: str
    placed: str
    bars: tuple[Bar, ...]
    too_few: str
    reasons: tuple[str, ...]
    outcome: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report."""

    number: int
    title: str
    about: str
    summary: str
    cards: tuple[ReportCard, ...]


def report_page(tab: Tab, t: Texts, workshop: Workshop) -> ReportPage:
    """The report as it stands: also of a workshop that goes on."""
    found = [(one, tab.leading.talk(workshop, one.name)) for one in tab.leading.cards(workshop)]
    talked = [(card, talk) for card, talk in found if talk is not None]
    agreed = [talk for _, talk in talked if talk.agreed_at is not None]
    moved = sum(one.purpose != one.before for one in agreed)
    return ReportPage(
        number=workshop.row,
        title=t("workshop.report_of", title=workshop.title),
        about=t("workshop.about", day=t.day(workshop.day), leader=workshop.leader_name),
        summary=t("workshop.summary", agreed=len(agreed), of=len(found), moved=moved),
        cards=tuple(_card(t, card.number, card.name, card.title, talk) for card, talk in talked),
    )


def _card(t: Texts, number: int, name: str, title: str, talk: WorkshopCard) -> ReportCard:
    return ReportCard(
        number=number,
        name=name,
        title=title,
        change=change_of(t, talk),
        placed=t.many("workshop.placed", talk.placed),
        bars=bars_of(t, talk),
        too_few="" if talk.counts else t("workshop.too_few", fewest=FEWEST),
        reasons=talk.reasons,
        outcome=outcome_of(t, talk),
    )


def change_of(t: Texts, talk: WorkshopCard) -> str:
    """From which purpose to which."""
    before = word(t, TermList.PURPOSE, talk.before) or t("workshop.no_purpose")
    if talk.agreed_at is None:
        return t("workshop.change.open", before=before)
    after = word(t, TermList.PURPOSE, talk.purpose)
    if not talk.before:
        return t("workshop.change.first", after=after)
    if talk.purpose == talk.before:
        return t("workshop.change.same", purpose=after)
    return t("workshop.change.moved", before=before, after=after)
