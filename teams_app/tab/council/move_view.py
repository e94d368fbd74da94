"""The dialog in which a proposal is moved along, as it is drawn."""

from dataclasses import dataclass
from datetime import timedelta

from teams_app.tab.cards.proposal_pages import Since
from teams_app.tab.cards.proposal_view import GENTLE, move_name
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, word
from technology_map.cards.facts import label as ask
from technology_map.cards.proposals import Proposal
from technology_map.council.gate import asks, unanswered
from technology_map.council.life_cycle import Move, Mover, Status
from technology_map.people.people import Role
from technology_map.validation.limits import REASON_LIMIT


@dataclass(frozen=True, slots=True)
class MoveDialog:
    """Everything in the dialog. `wants` says which things can be looked up for `leads_to`.

    `lacking` is what the council would have to guess.
    """

    name: str
    number: int
    seq: int
    version: str
    title: str
    heading: str
    explains: tuple[str, ...]
    lacking: tuple[str, ...]
    question: str
    reason_label: str
    reason_hint: str
    reason_limit: int
    earliest: str
    wants: str
    end: str
    submit: str
    gentle: bool
    action_key: str
    filled: Filled
    since: Since | None
    possible: bool
    unsure: bool = False


def move_dialog(
    context: RequestContext,
    proposal: Proposal,
    move: Move,
    action_key: str,
    *,
    filled: Filled | None = None,
    since: Since | None = None,
    possible: bool = True,
) -> MoveDialog:
    """The dialog for one move, empty or as the person left it."""
    t, name = context.t, move_name(move)
    answering = name == "answer"
    label = t(f"tab.move.{name}")
    return MoveDialog(
        name=proposal.name,
        number=proposal.number,
        seq=proposal.seq,
        version=proposal.version,
        title=proposal.title,
        heading=label,
        explains=_explains(context, move),
        lacking=tuple(ask(t, one) for one in unanswered(proposal)) if asks(move) else (),
        question=proposal.status_reason if answering else "",
        reason_label=t("tab.move.answer_label" if answering else "tab.move.reason_label"),
        reason_hint=t("tab.move.answer_hint" if answering else "tab.move.reason_hint"),
        reason_limit=REASON_LIMIT,
        earliest=(context.today + timedelta(days=1)).isoformat() if move.end is Status.PARKED else "",
        wants={Status.MERGED: "proposals", Status.REJECTED: "solutions"}.get(move.end, ""),
        end=move.end.value,
        submit=t("tab.move.anyway") if since else label,
        gentle=move.end in GENTLE,
        action_key=action_key,
        filled=filled or Filled(),
        since=since,
        possible=possible,
    )


def _explains(context: RequestContext, move: Move) -> tuple[str, ...]:
    """What will happen, who will read it, and that it cannot be undone."""
    t = context.t
    where = t("tab.move.where", start=word(t, Status, move.start), end=word(t, Status, move.end))
    if move.mover is Mover.SUBMITTER:
        return (where, t("tab.move.public_own"))
    found = (where, t("tab.move.public"), t("tab.move.final"))
    recorded = context.caller.role is Role.SECRETARY and move.mover is Mover.COUNCIL
    return (*found, t("tab.move.recorded")) if recorded else found
