"""Solution cards as they are drawn: in a list, and each on its page."""

from dataclasses import dataclass

from teams_app.tab.backing.backing_view import Press, following
from teams_app.tab.cards.proposal_view import Fact, deep_link, named_by
from teams_app.tab.council.waiting import Tone, phase_tone
from teams_app.tab.method.talked_view import Talked, talked
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import purpose_colour, word, words
from technology_map.cards.solution_cards import SolutionCard
from technology_map.method.reuses import REUSES
from technology_map.people.rights import may_correct
from technology_map.texts import Texts
from technology_map.words.terms import TermList
from technology_map.words.values import Phase

EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Row:
    """A solution card as it is drawn in a list."""

    name: str
    title: str
    address: str
    excerpt: str
    area: str
    purpose: str
    purpose_code: str
    phase: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Expected:
    """What was expected of a solution whose effect nobody has told yet, and when one will know."""

    benefits: str
    when: str


@dataclass(frozen=True, slots=True)
class SolutionPage:
    """Everything on a solution card's page."""

    name: str
    title: str
    summary: str
    place: str
    live: str
    phase: str
    tone: Tone
    facts: tuple[Fact, ...]
    source: Fact | None
    edit: str
    link: str
    following: Press | None
    reuse: str
    expected: Expected | None
    named_by: tuple[Fact, ...]
    talked: Talked | None


def row(t: Texts, card: SolutionCard) -> Row:
    """A solution card in a list."""
    return Row(
        name=card.name,
        title=card.title,
        address=f"solutions/{card.number}",
        excerpt=excerpt(card.summary or card.challenges or card.background),
        area=word(t, TermList.AREA, card.area),
        purpose=word(t, TermList.PURPOSE, card.purpose),
        purpose_code=purpose_colour(t, card.purpose),
        phase=word(t, Phase, card.phase),
        tone=phase_tone(card.phase),
    )


def excerpt(text: str) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[:EXCERPT].rsplit(" ", 1)[0] + " …"


def solution_page(context: RequestContext, card: SolutionCard) -> SolutionPage:
    """The page as the caller may see it."""
    own = may_correct(context.caller, card)
    return SolutionPage(
        name=card.name,
        title=card.title,
        summary=card.summary,
        place=f"solutions/{card.number}",
        live=f"solutions/{card.number}/live",
        phase=word(context.t, Phase, card.phase),
        tone=phase_tone(card.phase),
        facts=_facts(context.t, card),
        source=_source(context, card),
        edit=f"solutions/{card.number}/edit" if own else "",
        link=deep_link(context, card.name),
        following=following(context, card, f"solutions/{card.number}"),
        reuse=f"solutions/{card.number}/details?open={REUSES.code}" if not context.caller.guest else "",
        expected=_expected(context, card),
        named_by=named_by(context, card.name),
        talked=talked(context, card),
    )


def _facts(t: Texts, card: SolutionCard) -> tuple[Fact, ...]:
    began = t.day(card.in_operation_since) if card.in_operation_since else ""
    found = (
        Fact(t("tab.fact.submitter"), card.submitter.name),
        Fact(t("tab.fact.shared"), t.moment(card.submitted_at)),
        Fact(t("tab.fact.area"), word(t, TermList.AREA, card.area) or t("tab.fact.none")),
        Fact(t("tab.fact.department"), card.department),
        Fact(t("tab.fact.purpose"), word(t, TermList.PURPOSE, card.purpose) or t("tab.fact.none")),
        Fact(t("tab.fact.other_purposes"), words(t, TermList.PURPOSE, card.other_purposes)),
        Fact(t("tab.fact.technologies"), words(t, TermList.TECHNOLOGY, card.technologies)),
        Fact(t("tab.fact.since"), began),
        Fact(t("tab.fact.vendor"), card.vendor),
        Fact(t("tab.fact.systems"), card.systems),
    )
    return tuple(fact for fact in found if fact.value)


def _expected(context: RequestContext, card: SolutionCard) -> Expected | None:
    proposal = context.overview.proposals.get(card.from_proposal) if card.from_proposal else None
    if card.effect or proposal is None or not proposal.expected_benefits:
        return None
    t, due = context.t, proposal.next_step_due or proposal.review_date
    when = t("solution.expected.when", day=t.day(due)) if due else t("solution.expected.no_day")
    return Expected(proposal.expected_benefits, when)


def _source(context: RequestContext, card: SolutionCard) -> Fact | None:
    """The proposal the solution came from."""
    proposal = context.overview.proposals.get(card.from_proposal) if card.from_proposal else None
    if proposal is None:
        return None
    name = f"{proposal.name} {proposal.title}"
    return Fact(context.t("tab.solution.source"), name, f"proposals/{proposal.number}")
