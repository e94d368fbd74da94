"""What the council promises: how many days a proposal stands in a status at most, set by the secretary."""

from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field

from technology_map.council.pipeline import PROMISED, Promise
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.last_word import add_once, change_seen, keep_last
from technology_map.people.people import Caller
from technology_map.people.rights import require_secretary
from technology_map.ports import Store
from technology_map.records import Records
from technology_map.validation.forms import Form
from technology_map.validation.refusals import Refused

MOST_DAYS = 365


class PromiseForm(Form):
    """What the council promises, status by status."""

    submitted: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    clarification: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    assessment: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    ready: Annotated[int, Field(ge=1, le=MOST_DAYS)]
    on_agenda: Annotated[int, Field(ge=1, le=MOST_DAYS)]


@dataclass(frozen=True, slots=True)
class Promising:
    """The service that keeps the promises. Its call is safe to repeat."""

    store: Store
    intentions: Intentions = NOTHING_KEPT

    async def promise(self, caller: Caller, form: PromiseForm) -> None:
        """Keep those that differ from what was promised before; where one stands the rest follows.

        Raises Refused: `guest`, `not_secretary`, `not_kept`.
        """
        require_secretary(caller)
        days: dict[str, int] = {status.value: getattr(form, status.value) for status in PROMISED}
        wanted = {code: most for code, most in days.items() if self._said(code) != most}
        if not wanted:
            return
        said = {code: f"{wanted[code]} {self._version(code)}" for code in wanted}
        key = "|".join(f"{code} {text}" for code, text in said.items())
        async with self.intentions.kept("promised", key, **said) as begun:
            promises = [_promise(code, most) for code, most in wanted.items()]
            await begun.each(promises, lambda one: keep_last(self.store, one))

    async def go_on(self, said: Said) -> bool:
        """Keep the rest where the first is kept. What somebody has changed since stays as it is."""
        (first, wanted, _), *rest = ((code, *text.split(" ", 1)) for code, text in said.items())
        there = self._promises.get(first)
        if there is None or there.days != int(wanted):
            return False
        for code, days, version in rest:
            await self._unless_changed(_promise(code, int(days)), version)
        return True

    async def _unless_changed(self, promise: Promise, version: str) -> None:
        """Keep it over the version that was there when it was made, and over no other."""
        there = self._promises.get(promise.key)
        if there is None and not version:
            await add_once(self.store, promise)
        if there is None or there.version != version:
            return
        try:
            await change_seen(self.store, replace(promise, row=there.row, version=version))
        except Refused as no:
            if no.refusal.code != "changed_meanwhile":
                raise

    @property
    def _promises(self) -> Records[Promise]:
        return self.store.records(Promise)

    def _said(self, code: str) -> int | None:
        there = self._promises.get(code)
        return there.days if there else None

    def _version(self, code: str) -> str:
        there = self._promises.get(code)
        return there.version if there else ""


def _promise(code: str, days: int) -> Promise:
    return Promise(key=code, days=days)
