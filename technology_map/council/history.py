"""What happened to a proposal, in plain sentences: the same ones in chat and on pages."""

from technology_map.cards.proposals import Proposal
from technology_map.council.decisions import Decision, Outcome
from technology_map.council.life_cycle import Mover, Status
from technology_map.texts import Texts


def submitted_sentence(texts: Texts, proposal: Proposal) -> str:
    """When it was handed in, and by whom."""
    when, who = texts.day(proposal.submitted_at), proposal.submitter.name
    return texts("history.submitted", when=when, who=who)


def decision_sentence(texts: Texts, row: Decision) -> str:
    """One decision as a sentence. Who decided is a role, never a name."""
    return texts(
        f"history.{_kind(row)}",
        when=texts.day(row.decided_at),
        who=inside(texts(f"mover.{row.decided_as.value}")),
        start=texts(f"status.{row.start.value}"),
        end=texts(f"status.{row.end.value}"),
        other=row.leads_to,
        review=texts.day(row.review_date) if row.review_date else "",
    )


def inside(word: str) -> str:
    """A word as it stands inside a sentence."""
    return word[:1].lower() + word[1:]


def _kind(row: Decision) -> str:
    """Which sentence tells it best."""
    if row.end is Status.SUBMITTED:
        return "answered" if row.decided_as is Mover.SUBMITTER else "reopened"
    if row.outcome is Outcome.REFERRED and row.leads_to:
        return "referred"
    if row.end is Status.MERGED and row.leads_to:
        return "merged"
    if row.end is Status.PARKED and row.review_date:
        return "parked"
    return "withdrawn" if row.end is Status.WITHDRAWN else "moved"
