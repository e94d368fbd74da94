"""Who may do what. One place; every service asks here (domain.md 1)."""

from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.life_cycle import EDITABLE, ENDED, Move, Mover, Status, movers, open_moves
from technology_map.people.people import Caller, Role
from technology_map.validation.refusals import Refused


def require_reader(caller: Caller, *, guests_may_read: bool = False) -> None:
    """Raises Refused(`guest`) for a guest, unless a setting lets guests read."""
    if caller.guest and not guests_may_read:
        raise Refused("guest")


def require_writer(caller: Caller) -> None:
    """Raises Refused(`guest`) for a guest, whatever the settings."""
    if caller.guest:
        raise Refused("guest")


def require_secretary(caller: Caller) -> None:
    """Raises Refused: `guest` or `not_secretary`."""
    require_writer(caller)
    if caller.role is not Role.SECRETARY:
        raise Refused("not_secretary")


def is_submitter(caller: Caller, thing: Proposal | SolutionCard) -> bool:
    """Whether the caller is the one who handed this in, or answers for it since it was handed over.

    Where that is only a name, as on what was imported, the secretary stands in.
    """
    owners = {thing.submitter.object_id, thing.responsible_id} - {""}
    return caller.person.object_id in owners if owners else caller.role is Role.SECRETARY


def hands_in(caller: Caller, thing: Proposal | SolutionCard) -> bool:
    """Whether the caller handed this in, alone or, for a proposal, as a co-submitter."""
    together = thing.co_submitter_ids if isinstance(thing, Proposal) else ()
    return is_submitter(caller, thing) or caller.person.object_id in together


def require_owner(caller: Caller, thing: Proposal | SolutionCard) -> None:
    """Raises Refused: `guest` or `not_yours`, for who neither hands it in nor answers for it."""
    require_writer(caller)
    if not hands_in(caller, thing):
        raise Refused("not_yours", name=thing.name)


def may_correct(caller: Caller, thing: Proposal | SolutionCard) -> bool:
    """Who hands it in or answers for it, the editors of its area, and the secretary."""
    edits = thing.area is not None and thing.area in caller.areas
    return not caller.guest and (hands_in(caller, thing) or edits or caller.role is Role.SECRETARY)


def require_corrector(caller: Caller, thing: Proposal | SolutionCard) -> None:
    """Raises Refused: `guest` or `not_yours`."""
    require_writer(caller)
    if not may_correct(caller, thing):
        raise Refused("not_yours", name=thing.name)


def may_edit(caller: Caller, proposal: Proposal) -> bool:
    """Who may correct it, in Indsendt and Afklaring and while it is assessed (domain.md 3)."""
    return may_correct(caller, proposal) and proposal.status in EDITABLE


def require_editor(caller: Caller, proposal: Proposal) -> None:
    """Raises Refused: `guest`, `not_yours`, or `decided_already`."""
    require_corrector(caller, proposal)
    if proposal.status not in EDITABLE:
        raise Refused("decided_already", name=proposal.name)


def require_card_editor(caller: Caller, card: SolutionCard) -> None:
    """Raises Refused: `guest` or `not_yours`."""
    require_corrector(caller, card)


def may_support(caller: Caller, proposal: Proposal) -> bool:
    """Everyone but guests, the council too; not one's own, and not what has ended."""
    return not caller.guest and not hands_in(caller, proposal) and proposal.status not in ENDED


def require_supporter(caller: Caller, proposal: Proposal) -> None:
    """Raises Refused: `guest`, `own_support`, or `support_ended`."""
    require_writer(caller)
    if hands_in(caller, proposal):
        raise Refused("own_support", name=proposal.name)
    if proposal.status in ENDED:
        raise Refused("support_ended", name=proposal.name)


def may_choose_co_submitters(caller: Caller, proposal: Proposal) -> bool:
    """The submitter alone, until the proposal has ended."""
    return not caller.guest and is_submitter(caller, proposal) and proposal.status not in ENDED


def require_co_submitters_chooser(caller: Caller, proposal: Proposal) -> None:
    """Raises Refused: `guest`, `submitter_only`, or `ended_already`."""
    require_writer(caller)
    if not is_submitter(caller, proposal):
        raise Refused("submitter_only", name=proposal.name)
    if proposal.status in ENDED:
        raise Refused("ended_already", name=proposal.name)


def require_remover(caller: Caller, proposal: Proposal, object_id: str) -> None:
    """A co-submitter may always take themselves off; else as `require_co_submitters_chooser`."""
    require_writer(caller)
    if caller.person.object_id != object_id or is_submitter(caller, proposal):
        require_co_submitters_chooser(caller, proposal)


def callers_moves(caller: Caller, proposal: Proposal, *, fast_track: bool = False) -> tuple[Move, ...]:
    """The moves the caller can make with the proposal as it stands.

    A co-submitter answers like the submitter; to withdraw it is the submitter's alone.
    """
    if caller.guest:
        return ()
    as_what = movers(caller.role, is_submitter=hands_in(caller, proposal))
    found = open_moves(proposal.status, as_what, fast_track=fast_track)
    return found if is_submitter(caller, proposal) else tuple(move for move in found if not _withdraws(move))


def require_move(caller: Caller, proposal: Proposal, end: Status, *, fast_track: bool = False) -> Move:
    """The move to `end`. Raises Refused.

    `guest`, `not_on_council`, `submitter_only` (a co-submitter who withdraws), `move_not_allowed`.
    """
    require_writer(caller)
    for move in callers_moves(caller, proposal, fast_track=fast_track):
        if move.end is end:
            return move
    if not hands_in(caller, proposal) and not caller.on_council:
        raise Refused("not_on_council")
    if end is Status.WITHDRAWN and not is_submitter(caller, proposal) and not caller.on_council:
        raise Refused("submitter_only", name=proposal.name)
    raise Refused("move_not_allowed", name=proposal.name, status=proposal.status)


def require_council(caller: Caller) -> None:
    """For what is the council's alone. Raises Refused: `guest`, or `council_only`."""
    require_writer(caller)
    if not caller.on_council:
        raise Refused("council_only")


def _withdraws(move: Move) -> bool:
    return move.mover is Mover.SUBMITTER and move.end is Status.WITHDRAWN
