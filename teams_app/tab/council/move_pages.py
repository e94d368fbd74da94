"""Moving a proposal along: the dialog, the decision, and the conflict between two members."""

import re
from collections.abc import Mapping
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from aiohttp import web

from teams_app.tab.cards.proposal_pages import found, proposal_answer, since
from teams_app.tab.council.move_view import MoveDialog, move_dialog
from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, filled_again, refusal_sentence, word
from technology_map.cards.proposals import Proposal
from technology_map.council.gate import require_no_red
from technology_map.council.life_cycle import Move, Mover, Status
from technology_map.people.rights import callers_moves, require_move
from technology_map.validation.forms import MoveForm, read_form
from technology_map.validation.refusals import Refusal, Refused

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


async def dialog(context: RequestContext) -> web.Response:
    """The dialog for a move, with a fresh action key; or a dialog that says why not."""
    try:
        proposal = found(context)
        end = _end(context.request.match_info["end"])
        move = require_move(context.caller, proposal, end, fast_track=context.tab.settings.fast_track)
        require_no_red(proposal, move)
    except Refused as no:
        return closed_dialog(context, no.refusal)
    shown = move_dialog(context, proposal, move, token_urlsafe(16))
    return drawn_page(context, "move_dialog.html", dialog=shown)


async def move(context: RequestContext) -> web.Response:
    """Make the move: the page with the new status, or the dialog with everything that was typed."""
    typed = {**await context.form(), "number": context.number}
    try:
        moved = await context.tab.deciding.move(
            context.caller, read_form(MoveForm, typed, context.today, context.words)
        )
    except Refused as no:
        return _refused(context, typed, no.refusal)
    done = context.t("tab.toast.moved", name=moved.name, status=word(context.t, Status, moved.status))
    return proposal_answer(context, moved, toast=done)


def closed_dialog(context: RequestContext, refusal: Refusal) -> web.Response:
    """A dialog that only says why the move cannot be made."""
    sentence = refusal_sentence(context.t, refusal)
    return drawn_page(context, "no_dialog.html", status=status_of(refusal), sentence=sentence)


def _refused(context: RequestContext, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    """The inside of the dialog again: nothing typed is lost, and it says what changed meanwhile."""
    refusal = _with_all_fields(refusal, typed)
    if refusal.code in ("guest", "not_on_council", "not_found", "damaged_form"):
        return closed_dialog_inside(context, refusal)
    known = refusal.data.get("current")
    proposal = known if isinstance(known, Proposal) else found(context)
    filled = filled_again(context.t, typed, refusal)
    shown = _again(context, proposal, typed, filled, conflict=refusal.code in ("changed", "move_not_allowed"))
    shown = replace(shown, unsure=refusal.code == "nothing_in_common")
    return drawn_page(context, "move_dialog_inside.html", status=status_of(refusal), dialog=shown)


def _with_all_fields(refusal: Refusal, typed: Mapping[str, Any]) -> Refusal:
    """The refusal of the reason, together with what the service would only ask for afterwards."""
    if refusal.code != "invalid_fields":
        return refusal
    more = {}
    if typed.get("end") == Status.PARKED and not typed.get("review_date"):
        more["review_date"] = "review_date_missing"
    if typed.get("end") == Status.MERGED and not typed.get("leads_to"):
        more["leads_to"] = "merge_target_missing"
    return replace(refusal, fields={**more, **refusal.fields})


def closed_dialog_inside(context: RequestContext, refusal: Refusal) -> web.Response:
    """The inside of a dialog that only says why not."""
    sentence = refusal_sentence(context.t, refusal)
    return drawn_page(context, "no_dialog_inside.html", status=status_of(refusal), sentence=sentence)


def _again(
    context: RequestContext, proposal: Proposal, typed: Mapping[str, Any], filled: Filled, *, conflict: bool
) -> MoveDialog:
    end = _end(str(typed.get("end")))
    fast_track = context.tab.settings.fast_track
    still = [m for m in callers_moves(context.caller, proposal, fast_track=fast_track) if m.end is end]
    move = still[0] if still else Move(proposal.status, end, Mover.COUNCIL)
    key = str(typed.get("action_key"))
    return move_dialog(
        context,
        proposal,
        move,
        key if _KEY.fullmatch(key) else token_urlsafe(16),
        filled=filled,
        since=since(context, proposal, _seq(typed)) if conflict else None,
        possible=bool(still),
    )


def _end(text: str) -> Status:
    """The status that is meant. Raises Refused(`not_found`) where it is none."""
    if text not in {one.value for one in Status}:
        raise Refused("not_found")
    return Status(text)


def _seq(typed: Mapping[str, Any]) -> int:
    text = str(typed.get("seq", ""))
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
