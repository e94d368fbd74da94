"""Sentences of the ground's catalogue as cards need them: values, history, refusals."""

import json
from urllib.parse import quote

from technology_map.cards.proposals import Proposal
from technology_map.council.history import decision_sentence, submitted_sentence
from technology_map.council.life_cycle import Status
from technology_map.overview import Overview
from technology_map.texts import Texts
from technology_map.validation.refusals import Refusal


def deep_link(teams_app_id: str, name: str) -> str:
    """The address that opens `name` (F-… or L-…) in the app's tab (platform.md 4.3)."""
    context = quote(json.dumps({"subEntityId": name}, separators=(",", ":")), safe="")
    return f"https://teams.microsoft.com/l/entity/{teams_app_id}/teknologikort?context={context}"


def status_word(texts: Texts, status: Status) -> str:
    """The status in words."""
    return texts(f"status.{status.value}")


def refusal_sentence(texts: Texts, refusal: Refusal) -> str:
    """The sentence for a "no"; its blanks in words."""
    blanks = {
        name: status_word(texts, value) if isinstance(value, Status) else value
        for name, value in refusal.data.items()
    }
    return texts(refusal.sentence, **blanks)


def history(texts: Texts, overview: Overview, proposal: Proposal, limit: int) -> list[str]:
    """What happened to the proposal in plain sentences, the newest first, at most `limit`."""
    rows = overview.log.of(proposal.number)
    told = [decision_sentence(texts, row) for row in reversed(rows)]
    return [*told[: limit - 1], submitted_sentence(texts, proposal)]
