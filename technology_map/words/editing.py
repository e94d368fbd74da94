"""Setting up: the secretary adds, renames, orders, retires and merges the municipality's own words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.people.news import WordExplained
from technology_map.people.people import Caller, Person
from technology_map.people.rights import require_secretary
from technology_map.ports import ChangedTerm, Messenger, NotStored, Store
from technology_map.reordering import Reordering
from technology_map.validation.refusals import Refused
from technology_map.words.forms import NewTerm, TermChange, TermEdit, TermMerge, TermPress
from technology_map.words.questions import is_question
from technology_map.words.seed import STEP
from technology_map.words.terms import Term, TermList, TermUse
from technology_map.words.vocabulary import Vocabulary, folded

MOST: dict[TermList, int] = {
    TermList.AREA: 60,
    TermList.DEPARTMENT: 300,
    TermList.PURPOSE: 9,
    TermList.TECHNOLOGY: 300,
}
"""So many of a list can be chosen at once: more would no longer be found, or drawn."""
MOST_EDITORS = 10
FEWEST: dict[TermList, int] = {TermList.AREA: 1, TermList.PURPOSE: 1}
_BLANK = Term(TermList.AREA, "", "", "")
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class SettingUp:
    """The service for the lists of words. Each of its calls is safe to repeat."""

    store: Store
    messenger: Messenger
    intentions: Intentions = NOTHING_KEPT

    @property
    def _words(self) -> Vocabulary:
        return self.store.overview.vocabulary

    async def add(self, caller: Caller, form: NewTerm) -> Term:
        """A new word, last in its list. Raises Refused: `not_secretary`, `term_taken`, `term_too_many`,

        `invalid_fields`, `not_stored`.
        """
        require_secretary(caller)
        code = new_code(form.name_da, form.submission_key)
        if (there := self._words.get(form.list, code)) is not None:
            return there
        self._check_names(form, "")
        if len(self._words.offered(form.list)) >= MOST[form.list]:
            raise Refused("term_too_many", limit=str(MOST[form.list]))
        order = max((one.order for one in self._words.terms(form.list)), default=0) + STEP
        try:
            return await self.store.add_term(replace(_BLANK, code=code, order=order, **_texts(form)))
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None

    async def change(self, caller: Caller, form: TermEdit) -> Term:
        """Other names or explanations; the name from before stays known. Raises Refused as `add`,

        and `not_found`, `changed`.
        """
        require_secretary(caller)
        term = self._found(form.list, form.code)
        self._check_names(form, term.code)
        former = term.former_names
        if term.name_da != form.name_da:
            names = (one for one in (*former, term.name_da) if one != form.name_da)
            former = tuple(dict.fromkeys(names))
        wanted = replace(term, **_texts(form), former_names=former)
        return await self._keep_and_tell(wanted, term, form.version, term.code)

    async def press(self, caller: Caller, form: TermPress) -> Term:
        """One place up or down, out of use, or in use again. Raises Refused as `change`, and `term_last`."""
        require_secretary(caller)
        term = self._found(form.list, form.code)
        match form.change:
            case TermChange.RETIRE:
                self._require_others(term)
                return await self._keep(replace(term, use=TermUse.RETIRED), term, term.version)
            case TermChange.RESTORE:
                return await self._keep(
                    replace(term, use=TermUse.OFFERED, merged_into=""), term, term.version
                )
            case _:
                return await self._moved(term, -1 if form.change is TermChange.UP else 1)

    async def set_editors(self, caller: Caller, code: str, people: Sequence[Person]) -> Term:
        """Who may correct what belongs to an area, beside who handed it in.

        Raises Refused: `not_secretary`, `not_found`, `invalid_fields` (`too_many_people`), `changed`,
        `not_stored`.
        """
        require_secretary(caller)
        term = self._found(TermList.AREA, code)
        if len(people) > MOST_EDITORS:
            raise Refused("invalid_fields", fields={"ids": "too_many_people"})
        ids, names = tuple(one.object_id for one in people), tuple(one.name for one in people)
        return await self._keep(replace(term, editor_ids=ids, editor_names=names), term, term.version)

    async def merge(self, caller: Caller, form: TermMerge) -> Term:
        """`code` becomes `into`, at once; the cards follow. Raises Refused as `press`, and `merge_itself`."""
        require_secretary(caller)
        term, into = self._found(form.list, form.code), self._found(form.list, form.into)
        if self._words.current(form.list, into.code) == term.code:
            raise Refused("merge_itself")
        if term.merged_into == into.code:
            return term
        merged = replace(term, use=TermUse.MERGED, merged_into=into.code)
        return await self._keep_and_tell(merged, term, term.version, into.code)

    async def _keep_and_tell(self, wanted: Term, current: Term, version: str, answer: str) -> Term:
        """Stored; whoever asked hears of the answer, which the word with this code has."""
        if not is_question(current):
            return await self._keep(wanted, current, version)
        said = {"asked": current.code, "answer": answer}
        async with self.intentions.kept("explained", f"{current.code}|{version}", **said):
            kept = await self._keep(wanted, current, version)
            await self.go_on(said)
        return kept

    async def go_on(self, said: Said) -> bool:
        """Tell whoever asked, where there is an answer."""
        asked = self._words.get(TermList.TECHNOLOGY, said["asked"])
        answer = self._words.get(TermList.TECHNOLOGY, said["answer"])
        if asked is None or answer is None or is_question(asked) or is_question(answer):
            return False
        for one in self.store.follows.people(asked.name):
            await self.messenger.tell(one, WordExplained(answer.code))
        return True

    def _found(self, of: TermList, code: str) -> Term:
        term = self._words.get(of, code)
        if term is None:
            raise Refused("not_found")
        return term

    def _check_names(self, form: NewTerm | TermEdit, own: str) -> None:
        """No two words of a list are called the same, in either language, nor like one from before."""
        for name in ("name_da", "name_en"):
            said = getattr(form, name)
            code = self._words.known_as(form.list, said) if said else None
            if code is not None and code != self._words.current(form.list, own):
                taken = self._words.get(form.list, code)
                if taken and folded(said) in {folded(taken.name_da), folded(taken.name_en), *_folded(taken)}:
                    raise Refused("invalid_fields", fields={name: "term_taken"})

    def _require_others(self, term: Term) -> None:
        others = [one for one in self._words.offered(term.list) if one.code != term.code]
        if len(others) < FEWEST.get(term.list, 0):
            raise Refused("term_last")

    async def _moved(self, term: Term, distance: int) -> Term:
        """Changes places with its neighbour among those that are not merged away; the rest follows."""
        order = changed_places(self._words.terms(term.list), term, distance)
        if not order.places:
            return term
        key = f"{term.name}|{term.version}|{order.key}"
        said = {f"{term.list.value}.{code}": text for code, text in order.said.items()}
        async with self.intentions.kept("term_moved", key, **said) as begun:
            await begun.each(order.places, lambda code: self._place(term.list, code, order.places[code][1]))
        return self._found(term.list, term.code)

    async def go_on_moving(self, said: Said) -> bool:
        """Give a list's other words their places where one has its own, unless it was reordered since."""
        codes = {name.split(".", 1)[1]: text for name, text in said.items()}
        of = TermList(next(iter(said)).split(".", 1)[0])
        left = Reordering.read(codes).left({one.code: one.order for one in self._words.terms(of)})
        for code, place in (left or {}).items():
            await self._place(of, code, place)
        return left is not None

    async def _place(self, of: TermList, code: str, place: int) -> Term:
        term = self._found(of, code)
        return await self._keep(replace(term, order=place), term, term.version)

    async def _keep(self, wanted: Term, current: Term, version: str) -> Term:
        if wanted == current:
            return current
        if version != current.version:
            raise Refused("changed", name=current.name_da)
        try:
            return await self.store.change_term(wanted)
        except ChangedTerm:
            raise Refused("changed", name=current.name_da) from None
        except NotStored as no:
            raise Refused("not_stored", doubt=no.doubt) from None


def new_code(name: str, key: str) -> str:
    """The stable code of a new word: of its name, so that a reader knows it, and of its form, so that the

    same form twice is one word.
    """
    plain = unicodedata.normalize("NFKD", name.lower().translate(_DANISH))
    slug = _NO_LETTER.sub("_", plain.encode("ascii", "ignore").decode()).strip("_")[:40]
    return f"{slug or 'word'}_{_NO_LETTER.sub('', key.lower())[:8]}"


def changed_places(terms: Sequence[Term], term: Term, distance: int) -> Reordering:
    """A word that changes places with the one so far from it; the word itself goes first.

    Where two stand at one place all of the list are given places anew.
    """
    shown = [one for one in terms if one.use is not TermUse.MERGED]
    if term not in shown or not 0 <= (at := shown.index(term)) + distance < len(shown):
        return Reordering({})
    before = {term.code: term.order} | {one.code: one.order for one in shown}
    other = shown[at + distance]
    if other.order != term.order:
        return Reordering.between(before, before | {term.code: other.order, other.code: term.order})
    shown[at], shown[at + distance] = other, term
    return Reordering.between(before, {one.code: turn * STEP for turn, one in enumerate(shown, start=1)})


def _folded(term: Term) -> set[str]:
    return {folded(one) for one in term.former_names}


def _texts(form: NewTerm | TermEdit) -> dict[str, Any]:
    """What both forms say of a word; without an English name it is called the same in both languages."""
    names = (
        "list name_da explanation_da explanation_en kind provenness synonyms_da synonyms_en example area"
    ).split()
    said = {name: getattr(form, name) for name in names}
    return {**said, "name_en": form.name_en or form.name_da, "example": form.example.upper()}
