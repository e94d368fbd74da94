"""Sentences of the ground's catalogue as cards need them: values, history, refusals."""

import json
from urllib.parse import quote

from technology_map.decisions import Decision, Outcome
from technology_map.life_cycle import Mover, Status
from technology_map.overview import Overview
from technology_map.proposals import Proposal
from technology_map.refusals import Refusal
from technology_map.texts import Texts


def deep_link(teams_app_id: str, name: str) -> str:
    """The address that opens `name` (F-… or L-…) in the app's tab (platform.md 4.3)."""
    context = quote(json.dumps({"subEntityId": name}, separators=(",", ":")), safe="")
    return f"https://teams.microsoft.com/l/entity/{teams_app_id}/teknologikort?context={context}"


def inside(word: str) -> str:
    """A word as it stands inside a sentence."""
    return word[:1].lower() + word[1:]


def status_word(texts: Texts, status: Status) -> str:
    """The status in words."""
    return texts(f"status.{status.value}")


def refusal_sentence(texts: Texts, refusal: Refusal) -> str:
    """The sentence for a "no"; its blanks in words."""
    blanks = {
        name: status_word(texts, value) if isinstance(value, Status) else value
        for name, value in refusal.data.items()
    }
    return texts(f"refusal.{refusal.code}", **blanks)


def history(texts: Texts, overview: Overview, proposal: Proposal, limit: int) -> list[str]:
    """What happened to the proposal in plain sentences, the newest first, at most `limit`."""
    rows = overview.log.of(proposal.number)
    told = [decision_sentence(texts, row) for row in reversed(rows)]
    when, who = texts.day(proposal.submitted_at), proposal.submitter.name
    return [*told[: limit - 1], texts("history.submitted", when=when, who=who)]


def decision_sentence(texts: Texts, row: Decision) -> str:
    """One decision as a sentence."""
    return texts(
        f"history.{_kind(row)}",
        when=texts.day(row.decided_at),
        who=inside(texts(f"mover.{row.decided_as.value}")),
        start=status_word(texts, row.start),
        end=status_word(texts, row.end),
        other=row.leads_to,
        review=texts.day(row.review_date) if row.review_date else "",
    )


def _kind(row: Decision) -> str:
    if row.end is Status.SUBMITTED:
        return "answered" if row.decided_as is Mover.SUBMITTER else "reopened"
    if row.outcome is Outcome.REFERRED and row.leads_to:
        return "referred"
    if row.end is Status.MERGED and row.leads_to:
        return "merged"
    if row.end is Status.PARKED and row.review_date:
        return "parked"
    return "withdrawn" if row.end is Status.WITHDRAWN else "moved"
