"""Who looks at a card, and from where."""

from collections.abc import Callable
from dataclasses import dataclass, field

from technology_map.backing.relations import Follow, Relations
from technology_map.overview import Overview
from technology_map.people.people import Caller, Contact


def _nobody(_: str) -> Contact | None:
    return None


@dataclass(frozen=True, slots=True)
class Seen:
    """Who looks, and from where: decides the buttons and the refresh.

    `mri` is the person's Teams user id; `follows` and `met` as in the store's port.
    """

    caller: Caller
    overview: Overview
    teams_app_id: str
    mri: str = ""
    follows: Relations[Follow] = field(default_factory=Relations)
    met: Callable[[str], Contact | None] = _nobody
