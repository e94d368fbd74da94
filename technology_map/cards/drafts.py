"""Drafts: a form that somebody has begun and not handed in, kept for that person on all their devices."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from technology_map.cards.submitting import submission_key
from technology_map.people.people import Caller
from technology_map.people.rights import require_writer
from technology_map.ports import NotStored, Store
from technology_map.validation.cpr import find_cpr
from technology_map.validation.forms import Form, QuickProposal, QuickSolutionCard
from technology_map.validation.limits import TEXT_LIMIT
from technology_map.validation.refusals import Refused

KEPT = timedelta(days=60)
"""So long a draft is kept after it was last written on."""
LONGEST = 2 * TEXT_LIMIT
"""Characters of one field: a draft may be longer than what can be handed in, and be shortened later."""


class DraftForm(StrEnum):
    """The forms that have drafts."""

    PROPOSAL = "proposal"
    SOLUTION = "solution"


_FORMS: Mapping[DraftForm, type[Form]] = {
    DraftForm.PROPOSAL: QuickProposal,
    DraftForm.SOLUTION: QuickSolutionCard,
}
_NOT_TYPED = frozenset({"submission_key", "for_id"})


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's draft of one form. `values` are the form's fields as typed.

    `row` and `version` are SharePoint's, 0 and empty before it is stored.
    """

    person: str
    form: DraftForm
    values: Mapping[str, str]
    written_at: datetime
    row: int = 0
    version: str = ""

    @property
    def heading(self) -> str:
        """What to call it in a list: the title, else how the text begins."""
        first = ("title", "problem", "challenges", "solution", "background")
        said = (" ".join(self.values.get(name, "").split()) for name in first)
        return next((one if len(one) <= 80 else f"{one[:79]}…" for one in said if one), "")


class DraftChanged(Exception):  # noqa: N818 - an answer, not an error
    """Another device has written since; `current` is what stands now, None where it is gone."""

    def __init__(self, current: Draft | None) -> None:
        super().__init__("changed")
        self.current = current


class DraftStore(Protocol):
    """The hole through which drafts reach the outside. Nobody but the person can read what it keeps."""

    async def draft(self, person: str, form: DraftForm) -> Draft | None:
        """What stands. Raises NotStored where it cannot be read now."""

    async def drafts(self, person: str) -> list[Draft]:
        """All of one person. Raises NotStored as `draft`."""

    async def keep_draft(self, draft: Draft) -> Draft:
        """Store it over the `version` it was written from. Raises DraftChanged, NotStored."""

    async def forget_draft(self, person: str, form: DraftForm) -> None:
        """Remove it; one that is gone is as good. Raises NotStored."""

    def forget_draft_soon(self, person: str, form: DraftForm) -> None:
        """The same, without anybody waiting for it. Returns at once."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """The service that keeps drafts. `drafts` is None where this installation keeps none."""

    store: Store
    drafts: DraftStore | None
    now: Callable[[], datetime]

    async def of(self, caller: Caller, form: DraftForm) -> Draft | None:
        """The caller's draft; None where there is none, it is too old, or was handed in.

        Raises Refused: `guest`, `not_stored`.
        """
        require_writer(caller)
        if self.drafts is None:
            return None
        try:
            found = await self.drafts.draft(caller.person.object_id, form)
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None
        return found if found and self._lives(caller, found) else None

    async def all_of(self, caller: Caller) -> list[Draft]:
        """Every draft of the caller that `of` would give, the latest first. Raises Refused as `of`."""
        require_writer(caller)
        if self.drafts is None:
            return []
        try:
            found = await self.drafts.drafts(caller.person.object_id)
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None
        living = [one for one in found if self._lives(caller, one)]
        return sorted(living, key=lambda one: one.written_at, reverse=True)

    async def keep(self, caller: Caller, form: DraftForm, typed: Mapping[str, Any], version: str) -> Draft:
        """Keep what was typed, over the version that this device last saw ("" for none).

        Raises Refused: `guest`, `damaged_form`, `cpr_found` (nothing with a number that looks like a CPR
        number is stored), `handed_in`, `not_stored`; DraftChanged: another device has written since.
        """
        require_writer(caller)
        values = _read(form, typed)
        self._stop_cpr(values)
        draft = Draft(caller.person.object_id, form, values, self.now(), version=version)
        if self._handed_in(caller, draft):
            raise Refused("handed_in")
        if self.drafts is None:
            raise Refused("not_stored")
        try:
            return await self.drafts.keep_draft(draft)
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None

    async def throw_away(self, caller: Caller, form: DraftForm) -> None:
        """Remove the caller's draft. Raises Refused: `guest`, `not_stored`."""
        require_writer(caller)
        if self.drafts is None:
            return
        try:
            await self.drafts.forget_draft(caller.person.object_id, form)
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None

    def handed_in(self, caller: Caller, form: DraftForm) -> None:
        """The caller has handed the form in: the draft goes. Returns at once."""
        if self.drafts is not None:
            self.drafts.forget_draft_soon(caller.person.object_id, form)

    def _stop_cpr(self, values: Mapping[str, str]) -> None:
        today = self.now().date()
        if any(find_cpr(text, today) for name, text in values.items() if name not in _NOT_TYPED):
            raise Refused("cpr_found")

    def _lives(self, caller: Caller, draft: Draft) -> bool:
        return draft.written_at > self.now() - KEPT and not self._handed_in(caller, draft)

    def _handed_in(self, caller: Caller, draft: Draft) -> bool:
        """Whether the very form was handed in: a crash between that and removing the draft hides none."""
        key = submission_key(caller, draft.values.get("submission_key", ""))
        overview = self.store.overview
        kept = overview.proposals if draft.form is DraftForm.PROPOSAL else overview.solution_cards
        return kept.by_key(key) is not None


def _read(form: DraftForm, typed: Mapping[str, Any]) -> dict[str, str]:
    """The form's fields that hold something. Raises Refused(`damaged_form`)."""
    known = _FORMS[form].model_fields
    if any(name not in known or not isinstance(value, str) for name, value in typed.items()):
        raise Refused("damaged_form")
    values = {name: str(value)[:LONGEST] for name, value in typed.items() if value.strip()}
    if not values.keys() - _NOT_TYPED:
        raise Refused("damaged_form")
    return values
