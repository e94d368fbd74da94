"""Asking what a word means: the secretaries hear of it, and who asked is told when it is explained."""

import hashlib
from dataclasses import dataclass

from technology_map.backing.relations import Follow
from technology_map.intentions import NOTHING_KEPT, Intentions, Said
from technology_map.people.news import WordAsked
from technology_map.people.people import Caller
from technology_map.people.rights import require_writer
from technology_map.ports import Messenger, NotStored, Store
from technology_map.validation.refusals import Refused
from technology_map.words.editing import new_code
from technology_map.words.forms import WordQuestion
from technology_map.words.glossary import looked_up
from technology_map.words.questions import is_question, questions
from technology_map.words.seed import STEP
from technology_map.words.terms import TechnologyKind, Term, TermList
from technology_map.words.vocabulary import Vocabulary, folded

MOST_OPEN = 100
"""So many words may wait for an explanation. Whoever asks for more is told to ask the secretaries."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The service for questions. Each of its calls is safe to repeat.

    A question is an entry of the glossary that nobody has explained yet. Who asked follows it, on the
    closed site, so that nobody else can see who did not know a word.
    """

    store: Store
    messenger: Messenger
    intentions: Intentions = NOTHING_KEPT

    async def ask(self, caller: Caller, form: WordQuestion) -> Term:
        """The entry: explained already, or now asked about. Raises Refused: `guest`, `too_many_questions`,

        `not_stored`.
        """
        require_writer(caller)
        words = self.store.overview.vocabulary
        term = looked_up(words, form.word)
        if term is not None and (term.explanation_da or term.explanation_en):
            return term
        person = caller.person.object_id
        wanted = term or self._question(form.word, words)
        async with self.intentions.kept(
            "asked", f"{wanted.code}|{person}", word=form.word, who=person
        ) as begun:
            try:
                asked = term or await self.store.add_term(wanted)
            except NotStored as no:
                raise Refused("not_stored", doubt=no.doubt) from None
            with begun.rest():
                await self._follow(asked, person)
        return asked

    async def go_on(self, said: Said) -> bool:
        """Let who asked follow the entry, where it is stored."""
        term = looked_up(self.store.overview.vocabulary, said["word"])
        if term is None:
            return False
        if is_question(term):
            await self._follow(term, said["who"])
        return True

    async def _follow(self, term: Term, person: str) -> None:
        """Raises NotStored."""
        if not self.store.follows.has(person, term.name):
            await self.store.add_relation(Follow(term.name, person))
        await self.messenger.tell_secretaries(WordAsked(term.code))

    def _question(self, word: str, words: Vocabulary) -> Term:
        if len(questions(words)) >= MOST_OPEN:
            raise Refused("too_many_questions")
        key = hashlib.sha256(folded(word).encode()).hexdigest()
        order = max((one.order for one in words.terms(TermList.TECHNOLOGY)), default=0) + STEP
        code = new_code(word, key)
        return Term(TermList.TECHNOLOGY, code, word, word, order=order, kind=TechnologyKind.WORD)
