"""The forms for proposals and solution cards as they are drawn, to hand in and to edit."""

from dataclasses import dataclass, replace

from teams_app.tab.cards.proposal_pages import Since
from teams_app.tab.cards.proposal_view import Fact
from teams_app.tab.cards.step_marks import Mark, marks
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, options
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.submitting import edit_restarts_assessment
from technology_map.council.life_cycle import EDITABLE
from technology_map.people.rights import hands_in
from technology_map.validation.limits import TEXT_LIMIT, TITLE_LIMIT
from technology_map.words.terms import TermList


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form. `post` is where it is sent; `version`, `seq`, `watch` belong to an edit only."""

    heading: str
    lead: str
    place: str
    post: str
    back: str
    submit: str
    filled: Filled
    areas: list[Option]
    purposes: list[Option]
    submission_key: str = ""
    number: int = 0
    itself: str = ""
    version: str = ""
    seq: int = 0
    watch: str = ""
    since: Since | None = None
    differing: tuple[Fact, ...] = ()
    possible: bool = True
    asks_why: bool = False
    steps: tuple[Mark, ...] = ()
    shared_drafts: bool = False
    title_limit: int = TITLE_LIMIT
    text_limit: int = TEXT_LIMIT


def new_proposal(context: RequestContext, key: str, filled: Filled) -> FormPage:
    """The quick proposal: the problem first."""
    t = context.t
    return _form(
        context,
        filled,
        heading=t("tab.new.proposal"),
        lead=t("tab.new.proposal_lead"),
        place="new/proposal",
        post="proposals",
        back="board",
        submit=t("tab.new.proposal_submit"),
        submission_key=key,
    )


def new_card(context: RequestContext, key: str, filled: Filled) -> FormPage:
    """Quick share of a solution in use."""
    t = context.t
    return _form(
        context,
        filled,
        heading=t("tab.new.card"),
        lead=t("tab.new.card_lead"),
        place="new/solution",
        post="solutions",
        back="solutions",
        submit=t("tab.new.card_submit"),
        submission_key=key,
    )


def proposal_edit(
    context: RequestContext, proposal: Proposal, filled: Filled | None = None, since: Since | None = None
) -> FormPage:
    """The submitter's own proposal to edit, as it stands or as the person left the form."""
    t, path = context.t, f"proposals/{proposal.number}"
    stands = proposal_values(proposal)
    lead = "tab.edit.assessed" if edit_restarts_assessment(proposal) else "tab.edit.lead"
    page = _form(
        context,
        filled or Filled(values=stands),
        heading=t("tab.edit.heading", name=proposal.name),
        lead=t(lead),
        place=f"{path}/edit",
        post=f"{path}/edit",
        back=path,
        submit=t("tab.edit.anyway") if since else t("tab.edit.submit"),
        watch=f"{path}/changed",
    )
    return replace(
        page,
        number=proposal.number,
        itself=proposal.name,
        version=proposal.version,
        seq=proposal.seq,
        since=since,
        differing=_differing(context, stands, filled) if since and filled else (),
        possible=proposal.status in EDITABLE,
        asks_why=not hands_in(context.caller, proposal),
        steps=marks(context, proposal) if not hands_in(context.caller, proposal) else (),
    )


def card_edit(
    context: RequestContext, card: SolutionCard, filled: Filled | None = None, *, conflict: bool = False
) -> FormPage:
    """The submitter's own solution card to edit."""
    t, path = context.t, f"solutions/{card.number}"
    stands = card_values(card)
    page = _form(
        context,
        filled or Filled(values=stands),
        heading=t("tab.edit.heading", name=card.name),
        lead=t("tab.edit.card_lead"),
        place=f"{path}/edit",
        post=f"{path}/edit",
        back=path,
        submit=t("tab.edit.anyway") if conflict else t("tab.edit.submit"),
    )
    differing = _differing(context, stands, filled) if conflict and filled else ()
    asks_why = not hands_in(context.caller, card)
    found = replace(page, number=card.number, itself=card.name, version=card.version)
    steps = marks(context, card) if asks_why else ()
    return replace(found, differing=differing, asks_why=asks_why, steps=steps)


def proposal_values(proposal: Proposal) -> dict[str, str]:
    """The fields a submitter may edit, as they stand."""
    return {
        "problem": proposal.problem,
        "title": proposal.title,
        "solution": proposal.solution,
        "expected_benefits": proposal.expected_benefits,
        "area": proposal.area or "",
        "purpose": proposal.purpose or "",
    }


def card_values(card: SolutionCard) -> dict[str, str]:
    """The fields a submitter may edit, as they stand."""
    return {
        "title": card.title,
        "challenges": card.challenges,
        "background": card.background,
        "area": card.area or "",
    }


LABELS = {
    "problem": "tab.proposal.problem",
    "title": "ask.title",
    "solution": "tab.proposal.solution",
    "expected_benefits": "tab.form.benefits",
    "challenges": "tab.solution.challenges",
    "background": "tab.solution.background",
}


def _differing(context: RequestContext, stands: dict[str, str], filled: Filled) -> tuple[Fact, ...]:
    """The texts that stand otherwise than the person has typed them, as they stand now."""
    return tuple(
        Fact(context.t(LABELS[name]), value)
        for name, value in stands.items()
        if name in LABELS and value.split() != filled.value(name).split()
    )


def _form(context: RequestContext, filled: Filled, **parts: str) -> FormPage:
    return FormPage(
        filled=filled,
        areas=options(context.t, TermList.AREA, filled.value("area")),
        purposes=options(context.t, TermList.PURPOSE, filled.value("purpose")),
        shared_drafts=context.tab.drafting.drafts is not None,
        **parts,  # type: ignore[arg-type]  # every part that is given here is a text
    )
