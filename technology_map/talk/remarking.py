"""Remarking: what everyone may say about a thing, answered, edited for a while and added to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from technology_map.backing.co_submitters import MOST, NAMELESS, names_of
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.submitting import submission_key
from technology_map.council.life_cycle import Status
from technology_map.council.notices import COUNCIL_REMARK, REMARK, Begin, nobody_hears
from technology_map.overview import Overview
from technology_map.people.people import Caller, Language
from technology_map.people.rights import hands_in, require_council, require_writer
from technology_map.ports import NotStored, Store
from technology_map.talk.forms import NewAnswer, NewRemark, RemarkEdit
from technology_map.talk.remarks import Remark, RemarkKind, Remarks, ThreadPlace
from technology_map.talk.value_questions import Talked
from technology_map.texts import texts
from technology_map.validation.refusals import Refused

Thing = Talked


def _reuse_key(card: SolutionCard) -> str:
    return f"would-use-{card.name}".ljust(16, "-")


def merged_into(overview: Overview, thing: Thing) -> list[str]:
    """The names of the proposals that live on in this one: what was said about them belongs here now."""
    found: list[str] = []
    waiting = [thing.name]
    while waiting:
        for one in overview.named_by(waiting.pop()):
            lives_here = one.status is Status.MERGED and one.leads_to in (thing.name, *found)
            if lives_here and one.name not in (thing.name, *found):
                found.append(one.name)
                waiting.append(one.name)
    return found


@dataclass(frozen=True, slots=True)
class Remarking:
    """The service. Each of its calls is safe to repeat."""

    store: Store
    now: Callable[[], datetime]
    begin: Begin = nobody_hears
    """Hears of each remark that is new, so that people are told of it."""

    def remarks(self, *, council: bool) -> Remarks:
        """Those that all see, or those for the council."""
        return self.store.council_remarks if council else self.store.overview.remarks

    async def remark(self, caller: Caller, thing: Thing, form: NewRemark) -> Remark:
        """Say something about a thing.

        Raises Refused: `guest`, `council_only`, `invalid_fields` (`too_many_mentions`), `not_kept`.
        """
        require_writer(caller)
        if form.council:
            require_council(caller)
        made = self._made(caller, thing.name, form)
        return await self._stored(replace(made, kind=form.kind, council=form.council))

    async def ask_to_reuse(self, caller: Caller, card: SolutionCard) -> Remark:
        """Tell who answers for a solution card that one would use it; once a person and card.

        Raises Refused: `guest`, `own_card`, `not_kept`.
        """
        require_writer(caller)
        if hands_in(caller, card):
            raise Refused("own_card")
        text = texts(Language.DANISH)("talk.reuse.text")
        form = NewRemark(text=text, kind=RemarkKind.POSSIBILITY, submission_key=_reuse_key(card))
        return await self.remark(caller, card, form)

    def asked_to_reuse(self, caller: Caller, card: SolutionCard) -> bool:
        """Whether the caller has told so."""
        key = submission_key(caller, _reuse_key(card))
        return self.store.overview.remarks.by_key(key) is not None

    async def answer(self, caller: Caller, form: NewAnswer) -> Remark:
        """Answer a remark; who has written it adds to it. Raises Refused: as `remark`, `not_found`."""
        require_writer(caller)
        parent = self.found(caller, form.parent)
        own = parent.author.object_id == caller.person.object_id
        first = self.remarks(council=parent.council).thread(parent).first
        made = self._made(caller, first.thing, form)
        place = ThreadPlace.ADDED if own else ThreadPlace.ANSWER
        return await self._stored(replace(made, parent=first.key, place=place, council=first.council))

    async def edit(self, caller: Caller, key: str, form: RemarkEdit) -> Remark:
        """Change the text of one's own.

        Raises Refused: `guest`, `not_found`, `not_yours`, `remark_settled`, `changed`, `not_kept`.
        """
        require_writer(caller)
        there = self.found(caller, key)
        if there.author.object_id != caller.person.object_id:
            raise Refused("not_yours", name=there.thing)
        if not there.editable_by(caller.person.object_id, self.now()):
            raise Refused("remark_settled")
        if form.version != there.version:
            raise Refused("changed", name=there.thing)
        if form.text == there.text:
            return there
        try:
            return await self.store.change_remark(replace(there, text=form.text, edited_at=self.now()))
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None

    def found(self, caller: Caller, key: str) -> Remark:
        """The remark with this key that the caller may see. Raises Refused(`not_found`)."""
        public = self.store.overview.remarks.by_key(key)
        found = public or (self.store.council_remarks.by_key(key) if caller.on_council else None)
        if found is None:
            raise Refused("not_found")
        return found

    def _made(self, caller: Caller, thing: str, form: NewRemark | NewAnswer) -> Remark:
        if len(form.ids) > MOST:
            raise Refused("invalid_fields", fields={"ids": "too_many_mentions"})
        named = names_of(form.ids, form.names, self.now().date())
        met = {one: contact.person.name for one in form.ids if (contact := self.store.contact(one))}
        return Remark(
            key=submission_key(caller, form.submission_key),
            thing=thing,
            text=form.text,
            author=caller.person,
            written_at=self.now(),
            mention_ids=form.ids,
            mention_names=tuple(met.get(one) or named[one] or NAMELESS for one in form.ids),
        )

    async def _stored(self, remark: Remark) -> Remark:
        try:
            stored = await self.store.add_remark(remark)
        except NotStored as no:
            raise Refused("not_kept", doubt=no.doubt) from None
        self.begin(COUNCIL_REMARK if stored.council else REMARK, stored.row, stored.author.object_id)
        return stored
