"""Raising a worry, letting worries out in batches, and answering them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import StringConstraints

from technology_map.cards.submitting import submission_key
from technology_map.council.notices import REMARK, Begin, nobody_hears
from technology_map.people.people import Caller
from technology_map.people.rights import require_writer
from technology_map.ports import NotStored, Store
from technology_map.records import ChangedRecord
from technology_map.seals import Seals
from technology_map.search.finding import by_name
from technology_map.talk.forms import Words
from technology_map.talk.remarks import Remark, ThreadPlace
from technology_map.talk.worries import HOUR, KEY, REFERENCE, Said, Worry, WorryTheme, read_said, to_release
from technology_map.texts import COPENHAGEN
from technology_map.validation.forms import Key, Typed
from technology_map.validation.refusals import Refused


class WorryForm(Typed):
    """A worry about a thing."""

    text: Words
    theme: WorryTheme
    submission_key: Key


class WorryAnswer(Typed):
    """An answer to a worry, with the name of who answers."""

    text: Words
    submission_key: Key
    parent: Annotated[str, StringConstraints(pattern=r"^worry-[0-9a-f]{32}$")]


@dataclass(frozen=True, slots=True)
class Shown:
    """A worry as all read it: nothing of it tells who or when."""

    key: str
    thing: str
    theme: WorryTheme
    text: str
    since: date
    answers: tuple[Remark, ...]

    @property
    def reference(self) -> str:
        """How people can name it."""
        return f"B-{self.key[len(KEY) :][:REFERENCE]}"


@dataclass(frozen=True, slots=True)
class Worrying:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    now: Callable[[], datetime]
    seals: Seals | None
    begin: Begin = nobody_hears
    _opened: dict[tuple[str, str], Said | None] = field(default_factory=dict)

    async def raise_worry(self, caller: Caller, thing: str, form: WorryForm) -> None:
        """Keep a worry; it shows later. Raises Refused: `guest`, `not_found`, `no_seal`, `not_kept`."""
        require_writer(caller)
        if by_name(self.store.overview, thing) is None:
            raise Refused("not_found")
        if self.seals is None:
            raise Refused("no_seal")
        key = KEY + self.seals.code(submission_key(caller, form.submission_key))
        said = Said(thing, form.theme, form.text, caller.person)
        wanted: Worry = Worry(key=key, day=self._today, sealed=self.seals.seal(key, said.written()))
        try:
            await self.store.add_record(wanted)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    async def release(self, _: timedelta = timedelta(0)) -> None:
        """Let out what is to go out today, in an order that says nothing."""
        if self.now().astimezone(COPENHAGEN).hour < HOUR:
            return
        today = self._today
        found = to_release(list(self.store.records(Worry)), today)
        random.SystemRandom().shuffle(found)
        for one in found:
            try:
                await self.store.change_record(replace(one, released_on=today))
            except ChangedRecord:
                continue
            except NotStored:
                return

    def shown(self, thing: str = "") -> list[Shown]:
        """The worries that all may read, about one thing or all; in the order of their codes."""
        found = []
        for one in sorted(self.store.records(Worry), key=lambda each: each.key):
            said = self._said(one) if one.released_on is not None else None
            if said is not None and one.released_on is not None and thing in ("", said.thing):
                answers = self._answers(one.key, said.thing)
                found.append(Shown(one.key, said.thing, said.theme, said.text, one.released_on, answers))
        return found

    async def answer(self, caller: Caller, thing: str, form: WorryAnswer) -> Remark:
        """Answer a worry, with one's name. Raises Refused: `guest`, `not_found`, `not_kept`."""
        require_writer(caller)
        if form.parent not in [one.key for one in self.shown(thing)]:
            raise Refused("not_found")
        made = Remark(
            key=submission_key(caller, form.submission_key),
            thing=thing,
            text=form.text,
            author=caller.person,
            written_at=self.now(),
            parent=form.parent,
            place=ThreadPlace.ANSWER,
        )
        try:
            stored = await self.store.add_remark(made)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
        self.begin(REMARK, stored.row, stored.author.object_id)
        return stored

    def author(self, reference: str) -> Said | None:
        """Who raised a worry: for the administrator, where one is abused. None where there is none."""
        wanted = reference.strip().casefold().removeprefix("b-")
        found = (one for one in self.store.records(Worry) if one.key.startswith(KEY + wanted))
        one = next(found, None) if wanted else None
        return self._said(one) if one is not None else None

    @property
    def _today(self) -> date:
        return self.now().astimezone(COPENHAGEN).date()

    def _answers(self, key: str, thing: str) -> tuple[Remark, ...]:
        """The answers, each with what was said to it: no worry's row is among the remarks that begin them."""
        threads = self.store.overview.remarks.threads(thing)
        return tuple(one for thread in threads if thread.first.parent == key for one in thread.all)

    def _said(self, one: Worry) -> Said | None:
        known = (one.key, one.sealed)
        if known not in self._opened:
            text = self.seals.unseal(one.key, one.sealed) if self.seals else None
            try:
                self._opened[known] = read_said(text) if text is not None else None
            except ValueError:
                self._opened[known] = None
        return self._opened[known]
