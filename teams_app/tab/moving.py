"""Moving a proposal along: the dialog, the decision, and the conflict between two members."""

import re
from collections.abc import Mapping
from dataclasses import replace
from secrets import token_urlsafe
from typing import Any

from aiohttp import web

from teams_app.tab.moving_view import MoveDialog, move_dialog
from teams_app.tab.pages import page as drawn_page
from teams_app.tab.pages import status_of
from teams_app.tab.proposal_pages import found, proposal_answer, since
from teams_app.tab.sentences import Filled, filled_again, refusal_sentence, word
from teams_app.tab.visits import Visit
from technology_map.deciding import require_no_red
from technology_map.forms import MoveForm, read_form
from technology_map.life_cycle import Move, Mover, Status
from technology_map.proposals import Proposal
from technology_map.refusals import Refusal, Refused
from technology_map.rights import callers_moves, require_move

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


async def dialog(visit: Visit) -> web.Response:
    """The dialog for a move, with a fresh action key; or a dialog that says why not."""
    try:
        proposal = found(visit)
        end = _end(visit.request.match_info["end"])
        move = require_move(visit.caller, proposal, end, fast_track=visit.tab.settings.fast_track)
        require_no_red(proposal, move)
    except Refused as no:
        return closed_dialog(visit, no.refusal)
    shown = move_dialog(visit, proposal, move, token_urlsafe(16))
    return drawn_page(visit, "move_dialog.html", dialog=shown)


async def move(visit: Visit) -> web.Response:
    """Make the move: the page with the new status, or the dialog with everything that was typed."""
    typed = {**await visit.form(), "number": visit.number}
    try:
        moved = await visit.tab.deciding.move(visit.caller, read_form(MoveForm, typed, visit.today))
    except Refused as no:
        return _refused(visit, typed, no.refusal)
    done = visit.t("tab.toast.moved", name=moved.name, status=word(visit.t, "status", moved.status))
    return proposal_answer(visit, moved, toast=done)


def closed_dialog(visit: Visit, refusal: Refusal) -> web.Response:
    """A dialog that only says why the move cannot be made."""
    sentence = refusal_sentence(visit.t, refusal)
    return drawn_page(visit, "no_dialog.html", status=status_of(refusal), sentence=sentence)


def _refused(visit: Visit, typed: Mapping[str, Any], refusal: Refusal) -> web.Response:
    """The inside of the dialog again: nothing typed is lost, and it says what changed meanwhile."""
    refusal = _with_all_fields(refusal, typed)
    if refusal.code in ("guest", "not_on_council", "not_found", "damaged_form"):
        return closed_dialog_inside(visit, refusal)
    known = refusal.data.get("current")
    proposal = known if isinstance(known, Proposal) else found(visit)
    filled = filled_again(visit.t, typed, refusal)
    shown = _again(visit, proposal, typed, filled, conflict=refusal.code in ("changed", "move_not_allowed"))
    return drawn_page(visit, "move_dialog_inside.html", status=status_of(refusal), dialog=shown)


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


def closed_dialog_inside(visit: Visit, refusal: Refusal) -> web.Response:
    """The inside of a dialog that only says why not."""
    sentence = refusal_sentence(visit.t, refusal)
    return drawn_page(visit, "no_dialog_inside.html", status=status_of(refusal), sentence=sentence)


def _again(
    visit: Visit, proposal: Proposal, typed: Mapping[str, Any], filled: Filled, *, conflict: bool
) -> MoveDialog:
    end = _end(str(typed.get("end")))
    fast_track = visit.tab.settings.fast_track
    still = [m for m in callers_moves(visit.caller, proposal, fast_track=fast_track) if m.end is end]
    move = still[0] if still else Move(proposal.status, end, Mover.COUNCIL)
    key = str(typed.get("action_key"))
    return move_dialog(
        visit,
        proposal,
        move,
        key if _KEY.fullmatch(key) else token_urlsafe(16),
        filled=filled,
        since=since(visit, proposal, _seq(typed)) if conflict else None,
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
