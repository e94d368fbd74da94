"""The Setup page as it is drawn: the lists, the words of one of them, and the form of a word."""

import secrets
from collections import Counter
from dataclasses import dataclass

from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import Filled, Option, options
from technology_map.cards.answers import term_names
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.overview import Overview
from technology_map.search.inverted_index import Posted
from technology_map.texts import Texts
from technology_map.validation.limits import TEXT_LIMIT
from technology_map.words.questions import is_question
from technology_map.words.terms import EXPLANATION_LIMIT, NAME_LIMIT, TechnologyKind, Term, TermList, TermUse
from technology_map.words.values import Provenness

EXPLAINED = (TermList.PURPOSE, TermList.TECHNOLOGY)


@dataclass(frozen=True, slots=True)
class ListLink:
    """One of the lists, and how many words of it can be chosen."""

    title: str
    address: str
    count: str
    here: bool


@dataclass(frozen=True, slots=True)
class TermRow:
    """One word of the list. `merges`: there is another to merge with; `note` says why it is not offered."""

    code: str
    name: str
    other: str
    used: str
    note: str
    address: str
    offered: bool
    first: bool
    last: bool
    merges: bool


@dataclass(frozen=True, slots=True)
class MergeForm:
    """What a word can be merged into."""

    code: str
    name: str
    address: str
    into: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SetupPage:
    """Everything on the page; `behind` says how many cards still follow a word that was changed,

    `waiting` how many words wait for an explanation; `questions` lead to their forms."""

    list: str
    title: str
    lead: str
    lists: tuple[ListLink, ...]
    rows: tuple[TermRow, ...]
    add: str
    behind: str
    waiting: str
    questions: tuple[Option, ...]
    message: str
    wrong: bool
    live: str
    place: str


@dataclass(frozen=True, slots=True)
class TermForm:
    """The form of a word. `explained`: it has an explanation; `technical`: and what a technology has."""

    heading: str
    lead: str
    post: str
    back: str
    place: str
    filled: Filled
    version: str
    submission_key: str
    explained: bool
    technical: bool
    kinds: tuple[Option, ...]
    proven: tuple[Option, ...]
    areas: tuple[Option, ...]
    name_limit: int
    text_limit: int
    former: str
    is_area: bool


def asked_list(context: RequestContext) -> TermList:
    """The list that an address asks for; the areas where it asks for none of ours."""
    asked = context.request.query.get("list", "")
    return TermList(asked) if asked in set(TermList) else TermList.AREA


def setup_page(context: RequestContext, of: TermList, *, message: str = "", wrong: bool = False) -> SetupPage:
    """The page with the words of one list."""
    t, behind = context.t, context.tab.store.words_behind
    shown = [one for one in context.words.terms(of) if one.use is not TermUse.MERGED]
    used, asked = _used(context), [one for one in shown if is_question(one)]
    return SetupPage(
        list=of.value,
        title=t(f"setup.list.{of.value}"),
        lead=t(f"setup.lead.{of.value}"),
        lists=tuple(
            ListLink(
                t(f"setup.list.{one.value}"),
                f"setup?list={one.value}",
                t.number(len(context.words.offered(one))),
                one is of,
            )
            for one in TermList
        ),
        rows=tuple(_row(context, one, shown, used[one.name]) for one in shown),
        add=f"setup/new/{of.value}",
        behind=t.many("setup.behind", behind) if behind else "",
        waiting=t.many("setup.questions", len(asked)) if asked else "",
        questions=tuple(Option(_address(one), one.name_da) for one in asked),
        message=message,
        wrong=wrong,
        live=f"setup/live?list={of.value}",
        place=f"setup?list={of.value}",
    )


def words_of(thing: Proposal | SolutionCard, _: Overview) -> Posted:
    """A thing under each term that it has, and under its department as it is written there."""
    for name in term_names(thing):
        yield name, None
    if thing.department:
        yield (TermList.DEPARTMENT, thing.department), None


def _used(context: RequestContext) -> Counter[str]:
    """In how many proposals and solution cards each term is."""
    words, found = context.words, Counter[str]()
    for index in (context.overview.proposals_by(words_of), context.overview.cards_by(words_of)):
        for key in index.all_keys():
            if isinstance(key, str):
                found[key] += index.count(key)
            elif isinstance(key, tuple):
                code = words.known_as(TermList.DEPARTMENT, key[1])
                if code and (one := words.get(TermList.DEPARTMENT, code)):
                    found[f"{TermList.DEPARTMENT.value}.{one.code}"] += index.count(key)
    return found


def _row(context: RequestContext, term: Term, shown: list[Term], used: int) -> TermRow:
    t, at = context.t, shown.index(term)
    return TermRow(
        code=term.code,
        name=term.name_da,
        other=term.name_en if term.name_en != term.name_da else "",
        used=t.many("setup.used", used) if used else t("setup.unused"),
        note=_note(t, term),
        address=_address(term),
        offered=term.use is TermUse.OFFERED,
        first=at == 0,
        last=at == len(shown) - 1,
        merges=any(one.code != term.code and one.use is TermUse.OFFERED for one in shown),
    )


def merge_form(context: RequestContext, term: Term) -> MergeForm:
    """The form in which a word is merged into another that can be chosen."""
    found = (one for one in context.words.terms(term.list) if one.use is TermUse.OFFERED)
    into = tuple(Option(one.code, one.name_da) for one in found if one.code != term.code)
    return MergeForm(term.code, term.name_da, _address(term), into)


def _address(term: Term) -> str:
    return f"setup/terms/{term.list.value}/{term.code}"


def _note(t: Texts, term: Term) -> str:
    if is_question(term):
        return t("setup.question")
    return "" if term.use is TermUse.OFFERED else t(f"term_use.{term.use.value}")


def term_form(
    context: RequestContext, of: TermList, term: Term | None, filled: Filled | None = None
) -> TermForm:
    """The form for a new word, or for one that is there, as it stands or as the person left it."""
    t = context.t
    shown = filled or Filled(values=_values(term) if term else {})
    post = f"setup/terms/{of.value}/{term.code}" if term else f"setup/new/{of.value}"
    former = ", ".join(term.former_names) if term else ""
    return TermForm(
        heading=t("setup.form.edit", name=term.name_da) if term else t(f"setup.form.new.{of.value}"),
        lead=t("setup.form.edit_lead" if term else "setup.form.new_lead"),
        post=post,
        back=f"setup?list={of.value}",
        place=post,
        filled=shown,
        version=term.version if term else "",
        submission_key=shown.value("submission_key") or secrets.token_urlsafe(16),
        explained=of in EXPLAINED,
        technical=of is TermList.TECHNOLOGY,
        kinds=tuple(options(t, TechnologyKind, shown.value("kind"))),
        proven=tuple(options(t, Provenness, shown.value("provenness"))),
        areas=tuple(options(t, TermList.AREA, shown.value("area"))) if of is TermList.DEPARTMENT else (),
        name_limit=NAME_LIMIT,
        text_limit=min(EXPLANATION_LIMIT, TEXT_LIMIT),
        former=t("setup.form.former", names=former) if former else "",
        is_area=of is TermList.AREA and term is not None,
    )


def _values(term: Term) -> dict[str, str]:
    return {
        "name_da": term.name_da,
        "name_en": term.name_en if term.name_en != term.name_da else "",
        "explanation_da": term.explanation_da,
        "explanation_en": term.explanation_en,
        "kind": term.kind or "",
        "provenness": term.provenness or "",
        "synonyms_da": ", ".join(term.synonyms_da),
        "synonyms_en": ", ".join(term.synonyms_en),
        "example": term.example,
        "area": term.area,
    }
