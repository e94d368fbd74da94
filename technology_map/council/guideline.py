"""The house's own guideline for data ethics: shown beside the four questions (domain.md 2)."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from technology_map.cards.step_forms import Link
from technology_map.last_word import keep_last
from technology_map.people.people import Caller
from technology_map.people.rights import require_secretary
from technology_map.ports import Store
from technology_map.records import Record
from technology_map.validation.forms import Typed, tamed_text
from technology_map.validation.limits import REASON_LIMIT

KEY = "data-ethics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guideline(Record):
    """What every employee shall know, and where the whole of it stands. Both may be empty."""

    text: str = ""
    link: str = ""


class GuidelineForm(Typed):
    """What is sent."""

    text: Annotated[str, BeforeValidator(tamed_text), StringConstraints(max_length=REASON_LIMIT)] = ""
    link: Link = ""


@dataclass(frozen=True, slots=True)
class Guiding:
    """The service; the secretary writes it, everybody reads it."""

    store: Store

    def guideline(self) -> Guideline | None:
        """The guideline; None where nothing is written."""
        found = self.store.records(Guideline).get(KEY)
        return found if found and (found.text or found.link) else None

    async def write(self, caller: Caller, form: GuidelineForm) -> Guideline:
        """Keep it; whoever writes last is right. Raises Refused: `guest`, `not_secretary`, `not_kept`."""
        require_secretary(caller)
        wanted: Guideline = Guideline(key=KEY, text=form.text, link=form.link)
        return await keep_last(self.store, wanted)
