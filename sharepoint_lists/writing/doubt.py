"""What a write that failed is called: not stored, or nobody knows."""

from sharepoint_lists.graph.responses import Unanswered
from technology_map.ports import InDoubt, NotStored


def not_stored(what: str, failure: Exception) -> NotStored:
    """InDoubt where the row may be there all the same, else NotStored."""
    return InDoubt(what) if isinstance(failure, Unanswered) else NotStored(what)
